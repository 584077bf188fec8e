-- ---
-- owner: operator
-- reviewed: 2026-11-25
-- expires: 180 days
-- alert: worker-stuck
-- ---
-- Jobs that failed, or whose worker died over them, by their name.
SELECT line ->> 'job' AS job,
       count(*) FILTER (WHERE line ->> 'event' = 'job failed') AS failed,
       count(*) FILTER (WHERE line ->> 'event' = 'stalled job') AS stalled,
       max((line ->> 'ts')::timestamptz) AS last_at
  FROM log_lines
 WHERE line ->> 'event' IN ('job failed', 'stalled job')
 GROUP BY 1
 ORDER BY failed DESC, stalled DESC, job;
