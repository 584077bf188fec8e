-- ---
-- owner: operator
-- reviewed: 2026-11-25
-- expires: 180 days
-- alert: error-rate
-- ---
-- What broke on our side, by the innermost line of each story, and one request id to look further with.
SELECT split_part(line ->> 'exception', E'\n', 1) AS kind,
       count(*) AS times,
       min(line ->> 'request_id') AS a_request_id,
       max((line ->> 'ts')::timestamptz) AS last_at
  FROM log_lines
 WHERE line ->> 'event' = 'unexpected error'
 GROUP BY 1
 ORDER BY times DESC, kind;
