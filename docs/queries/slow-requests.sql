-- ---
-- owner: operator
-- reviewed: 2026-11-25
-- expires: 180 days
-- alert: latency
-- ---
-- By route: how many answers took longer than a second, and the time below which 95 of 100 stayed.
SELECT line ->> 'route' AS route,
       count(*) FILTER (WHERE (line ->> 'duration_ms')::numeric > 1000) AS slow,
       count(*) AS answers,
       percentile_cont(0.95) WITHIN GROUP (ORDER BY (line ->> 'duration_ms')::float8) AS p95_ms
  FROM log_lines
 WHERE line ->> 'event' = 'request' AND line ? 'duration_ms'
 GROUP BY 1
HAVING count(*) FILTER (WHERE (line ->> 'duration_ms')::numeric > 1000) > 0
 ORDER BY slow DESC, route;
