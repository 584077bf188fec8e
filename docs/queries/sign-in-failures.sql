-- ---
-- owner: security lead
-- reviewed: 2026-11-25
-- expires: 180 days
-- alert: sign-in-failures
-- ---
-- Five minutes in which more than 50 sign-ins were refused, on the page or by the API: 401 for wrong words, 429 when locked.
SELECT date_bin('5 minutes', (line ->> 'ts')::timestamptz, timestamptz '2026-01-01') AS from_when,
       count(*) AS refused,
       count(*) FILTER (WHERE line ->> 'status' = '429') AS locked
  FROM log_lines
 WHERE line ->> 'event' = 'request'
   AND line ->> 'method' = 'POST'
   AND line ->> 'route' IN ('/login', '/api/auth/login')
   AND line ->> 'status' IN ('401', '429')
 GROUP BY 1
HAVING count(*) > 50
 ORDER BY from_when;
