-- ---
-- owner: security lead
-- reviewed: 2026-11-25
-- expires: 180 days
-- alert: audit-chain-broken
-- ---
-- Chains whose check found a line that does not follow from the one before, and the number of that line.
SELECT line ->> 'household_id' AS household_id,
       (line ->> 'line')::bigint AS first_broken_line,
       min((line ->> 'ts')::timestamptz) AS first_seen_at
  FROM log_lines
 WHERE line ->> 'event' = 'audit_chain_broken'
 GROUP BY 1, 2
 ORDER BY first_seen_at;
