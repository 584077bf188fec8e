-- ---
-- owner: operator
-- reviewed: 2026-11-25
-- expires: 180 days
-- alert: error-rate
-- ---
-- Per minute: how many answers, how many of them 5xx, and that in percent. Worst minute first.
SELECT date_trunc('minute', (line ->> 'ts')::timestamptz) AS minute,
       count(*) AS answers,
       count(*) FILTER (WHERE (line ->> 'status')::int >= 500) AS errors,
       round(100.0 * count(*) FILTER (WHERE (line ->> 'status')::int >= 500) / count(*), 1) AS percent
  FROM log_lines
 WHERE line ->> 'event' = 'request'
 GROUP BY 1
HAVING count(*) FILTER (WHERE (line ->> 'status')::int >= 500) > 0
 ORDER BY percent DESC, minute;
