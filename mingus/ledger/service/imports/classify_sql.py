"""The statements behind `classify`, in their order. Each leaves alone what an earlier one has settled."""

from typing import Final

from sqlalchemy import text

# A bank may give one id to several rows of a file: the second is known as 'id#2', whatever the order of the lines.
NUMBER_REPEATS: Final = text(
    """
    UPDATE import_rows r SET source_id = repeats.source_id || '#' || repeats.nth
      FROM (SELECT number, source_id,
                   row_number() OVER (PARTITION BY statement, source_id ORDER BY fingerprint, number) AS nth
              FROM import_rows
             WHERE household_id = :household_id AND import_id = :import_id AND source_id IS NOT NULL) AS repeats
     WHERE repeats.nth > 1
       AND r.household_id = :household_id AND r.import_id = :import_id AND r.number = repeats.number
    """
)

RESET: Final = text(
    """
    UPDATE import_rows SET outcome = NULL, reason = '', transaction_id = NULL, ordinal = NULL
     WHERE household_id = :household_id AND import_id = :import_id AND statement = :statement
       AND outcome IS DISTINCT FROM 'failed' AND (outcome IS NOT NULL OR ordinal IS NOT NULL)
    """
)

# The rows of an account as a short text: each version of a row has a place and a writer of its own (ctid, xmin),
# so whoever adds, changes or removes one, by any way, changes the sum. Rows added by hand are known by their payee.
STATE: Final = text(
    """
    SELECT count(*) || ':' || COALESCE(sum(hash_record_extended((t.ctid, t.xmin, p.ctid, p.xmin), 0)), 0)
      FROM transactions t
      LEFT JOIN payees p ON p.household_id = :household_id AND p.id = t.payee_id AND t.bank_description IS NULL
     WHERE t.household_id = :household_id AND t.account_id = :account_id
    """
)

# Two parts of one file that go to one account are settled with an eye on each other.
SHARES: Final = text(
    """
    SELECT EXISTS (SELECT 1 FROM import_statements
                    WHERE household_id = :household_id AND import_id = :import_id AND position <> :statement
                      AND account_id = :account_id)
    """
)

# The bank's own id decides first.
BY_ID: Final = text(
    """
    WITH found AS (
        SELECT r.number, t.id, t.deleted_at IS NOT NULL AS is_deleted,
               NOT r.pending AND t.status = 'pending' AND t.source_id = r.source_id AS has_posted
          FROM import_rows r
          JOIN (SELECT id, source_id AS known_as, source_id, status, deleted_at FROM transactions
                 WHERE household_id = :household_id AND account_id = :account_id AND source_id IS NOT NULL
                UNION ALL
                SELECT id, pending_source_id, source_id, status, deleted_at FROM transactions
                 WHERE household_id = :household_id AND account_id = :account_id AND pending_source_id IS NOT NULL
               ) AS t ON t.known_as = r.source_id
         WHERE r.household_id = :household_id AND r.import_id = :import_id AND r.statement = :statement
           AND r.outcome IS NULL
    )
    UPDATE import_rows r
       SET outcome = CASE WHEN f.has_posted THEN 'posted' ELSE 'matched' END, transaction_id = f.id,
           reason = CASE WHEN f.is_deleted THEN 'You deleted this.'
                         WHEN f.has_posted THEN 'This was pending before.'
                         ELSE 'The bank''s number for this is here already.' END
      FROM (SELECT DISTINCT ON (number) * FROM found ORDER BY number, id) f
     WHERE r.household_id = :household_id AND r.import_id = :import_id AND r.number = f.number
    """
)

# Some banks number their rows anew for every download. The sign: no id is known, yet most rows of the days that both
# cover are there already, word for word, under other ids.
RENUMBERED: Final = text(
    """
    SELECT count(*) FILTER (WHERE r.outcome IS NOT NULL) = 0
           AND count(*) FILTER (WHERE known.fingerprint IS NOT NULL) >= 3
           AND count(*) FILTER (WHERE known.fingerprint IS NOT NULL) * 2 >= count(*)
      FROM import_rows r
      LEFT JOIN (SELECT DISTINCT fingerprint FROM transactions
                  WHERE household_id = :household_id AND account_id = :account_id AND source_id IS NOT NULL) AS known
             USING (fingerprint)
     WHERE r.household_id = :household_id AND r.import_id = :import_id AND r.statement = :statement
       AND r.source_id IS NOT NULL
       AND r.posted_on <= (SELECT max(bank_posted_on) FROM transactions
                            WHERE household_id = :household_id AND account_id = :account_id)
    """
)

# The k-th equal row of the file is the k-th equal row of the ledger: twins stay two, the same file adds nothing.
# A row with a bank id meets only rows without one, unless the bank has renumbered everything (:renumbered).
BY_FINGERPRINT: Final = text(
    """
    WITH incoming AS (
        SELECT number, pending, fingerprint, source_id IS NOT NULL AS has_id,
               row_number() OVER (PARTITION BY fingerprint, source_id IS NOT NULL ORDER BY number) AS nth
          FROM import_rows
         WHERE household_id = :household_id AND import_id = :import_id AND statement = :statement
           AND fingerprint IS NOT NULL AND outcome IS NULL
    ), taken AS (
        SELECT transaction_id FROM import_rows
         WHERE household_id = :household_id AND import_id = :import_id AND statement = :statement
           AND outcome IN ('matched', 'posted')
    ), candidates AS (
        SELECT t.id, t.fingerprint, t.ordinal, t.status, t.deleted_at, t.source_id
          FROM transactions t
         WHERE t.household_id = :household_id AND t.account_id = :account_id
           AND t.fingerprint IN (SELECT fingerprint FROM incoming)
        UNION ALL
        SELECT t.id, t.pending_fingerprint, 1, 'posted', t.deleted_at, t.pending_source_id
          FROM transactions t
         WHERE t.household_id = :household_id AND t.account_id = :account_id
           AND t.pending_fingerprint IN (SELECT fingerprint FROM incoming WHERE pending)
    ), stored AS (
        SELECT id, fingerprint, status, deleted_at, for_ids,
               row_number() OVER (PARTITION BY fingerprint, for_ids ORDER BY ordinal, id) AS nth
          FROM candidates, (SELECT DISTINCT has_id FROM incoming) AS kinds(for_ids)
         WHERE (NOT for_ids OR :renumbered OR source_id IS NULL)
           AND id NOT IN (SELECT transaction_id FROM taken)
    )
    UPDATE import_rows r
       SET outcome = CASE WHEN NOT i.pending AND s.status = 'pending' THEN 'posted' ELSE 'matched' END,
           transaction_id = s.id,
           reason = CASE WHEN s.deleted_at IS NOT NULL THEN 'You deleted this.'
                         WHEN NOT i.pending AND s.status = 'pending' THEN 'This was pending before.'
                         ELSE 'Same day, amount and text.' END
      FROM incoming i
      JOIN stored s ON s.fingerprint = i.fingerprint AND s.nth = i.nth AND s.for_ids = i.has_id
     WHERE r.household_id = :household_id AND r.import_id = :import_id AND r.number = i.number
    """
)

# Three small sets on one side each, so that nothing is compared row by row with a whole account: rows added by hand,
# rows pending so far, and incoming rows that are pending.
PAIRS: Final = text(
    """
    WITH incoming AS MATERIALIZED (
        SELECT number, posted_on, amount_minor, description, pending
          FROM import_rows
         WHERE household_id = :household_id AND import_id = :import_id AND statement = :statement AND outcome IS NULL
    ), taken AS MATERIALIZED (
        SELECT transaction_id FROM import_rows
         WHERE household_id = :household_id AND import_id = :import_id AND transaction_id IS NOT NULL
    ), plausible AS (
        SELECT r.number, t.id, 'manual' AS stored
          FROM transactions t
          JOIN incoming r ON r.amount_minor = t.amount_minor AND t.posted_on BETWEEN r.posted_on - 4 AND r.posted_on + 4
         WHERE t.household_id = :household_id AND t.account_id = :account_id
           AND t.fingerprint IS NULL AND t.deleted_at IS NULL
        UNION ALL
        SELECT r.number, t.id, 'pending'
          FROM transactions t
          JOIN incoming r ON NOT r.pending AND t.posted_on BETWEEN r.posted_on - 11 AND r.posted_on + 1
                         AND sign(r.amount_minor) = sign(t.amount_minor)
                         AND abs(r.amount_minor) BETWEEN abs(t.amount_minor) AND abs(t.amount_minor) * 135 / 100
         WHERE t.household_id = :household_id AND t.account_id = :account_id
           AND t.status = 'pending' AND t.fingerprint IS NOT NULL
        UNION ALL
        SELECT r.number, t.id, 'posted'
          FROM incoming r
          JOIN transactions t ON t.household_id = :household_id AND t.account_id = :account_id
                             AND t.posted_on BETWEEN r.posted_on - 1 AND r.posted_on + 11
                             AND sign(t.amount_minor) = sign(r.amount_minor)
                             AND abs(t.amount_minor) BETWEEN abs(r.amount_minor) AND abs(r.amount_minor) * 135 / 100
         WHERE r.pending AND t.status = 'posted' AND t.fingerprint IS NOT NULL
           AND t.pending_fingerprint IS NULL AND t.pending_source_id IS NULL
    )
    SELECT r.number, t.id, r.posted_on, t.posted_on, r.amount_minor, t.amount_minor, r.description,
           COALESCE(t.bank_description, p.name, ''), r.pending, f.stored
      FROM plausible f
      JOIN incoming r USING (number)
      JOIN transactions t ON t.household_id = :household_id AND t.id = f.id
      LEFT JOIN payees p ON p.household_id = :household_id AND p.id = t.payee_id
     WHERE f.id NOT IN (SELECT transaction_id FROM taken)
     ORDER BY r.number, t.id
     LIMIT :most
    """
)

VERDICTS: Final = text(
    """
    UPDATE import_rows r SET outcome = v.outcome, transaction_id = v.transaction_id, reason = v.reason
      FROM json_to_recordset(CAST(:verdicts AS json)) AS v(number int, outcome text, transaction_id uuid, reason text)
     WHERE r.household_id = :household_id AND r.import_id = :import_id AND r.number = v.number
    """
)

# New rows get the next ordinals of their fingerprint now, so that the unique key stops a second confirmation that was
# prepared at the same time. Without an account yet, everything is new.
REST: Final = text(
    """
    UPDATE import_rows r
       SET outcome = COALESCE(r.outcome, 'new'), ordinal = COALESCE(used.highest, 0) + rest.nth
      FROM (SELECT number, fingerprint, row_number() OVER (PARTITION BY fingerprint ORDER BY number) AS nth
              FROM import_rows
             WHERE household_id = :household_id AND import_id = :import_id AND statement = :statement
               AND (outcome IS NULL OR outcome = 'review')) AS rest
      LEFT JOIN (SELECT fingerprint, max(ordinal) AS highest FROM transactions
                  WHERE household_id = :household_id AND account_id = :account_id AND fingerprint IS NOT NULL
                  GROUP BY fingerprint) AS used USING (fingerprint)
     WHERE r.household_id = :household_id AND r.import_id = :import_id AND r.number = rest.number
    """
)
