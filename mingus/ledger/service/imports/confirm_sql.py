"""The statements behind `confirm`: what a file adds to the ledger and changes in it, with what undo needs to know."""

from typing import Final

from sqlalchemy import text

# Stored rows that this file changes, and how they were before: what an undo puts back.
REMEMBER: Final = text(
    """
    INSERT INTO import_changes (household_id, import_id, transaction_id, number, kind, before)
    SELECT t.household_id, :import_id, t.id, r.number,
           CASE WHEN r.pending AND t.status = 'posted' AND t.fingerprint IS NOT NULL THEN 'was_pending'
                WHEN r.outcome = 'matched' THEN 'adopts_id' ELSE 'takes_over' END,
           jsonb_build_object(
             'status', t.status, 'bank_posted_on', t.bank_posted_on, 'bank_amount_minor', t.bank_amount_minor,
             'bank_description', t.bank_description, 'bank_memo', t.bank_memo, 'bank_category', t.bank_category,
             'source_id', t.source_id, 'fingerprint', encode(t.fingerprint, 'hex'), 'ordinal', t.ordinal,
             'pending_source_id', t.pending_source_id, 'pending_fingerprint', encode(t.pending_fingerprint, 'hex'),
             'own_posted_on', t.own_posted_on, 'own_amount_minor', t.own_amount_minor,
             'payee_id', t.payee_id, 'payee_source', t.payee_source,
             'category_id', t.category_id, 'category_source', t.category_source)
      FROM import_rows r
      JOIN transactions t ON t.household_id = :household_id AND t.id = r.transaction_id
     WHERE r.household_id = :household_id AND r.import_id = :import_id AND r.statement = :statement
       AND r.decision IS DISTINCT FROM 'skip'
       AND (   r.outcome IN ('posted', 'filled')
            OR (r.outcome = 'review' AND r.decision = 'same')
            OR (r.outcome = 'matched' AND t.source_id IS NULL AND r.source_id IS NOT NULL)
            OR (r.outcome = 'matched' AND r.pending AND t.status = 'posted' AND t.pending_fingerprint IS NULL
                AND t.fingerprint <> r.fingerprint))
    ON CONFLICT DO NOTHING
    """
)

CHANGES: Final = text(
    "SELECT EXISTS (SELECT 1 FROM import_changes WHERE household_id = :household_id AND import_id = :import_id)"
)

# The bank's columns are the bank's to change; a person's stay. A row that has posted remembers how it was known while
# it was pending, and one added by hand keeps the day and the amount that the person gave it, where they differ.
TAKE_OVER: Final = text(
    """
    UPDATE transactions t
       SET status = CASE WHEN r.pending THEN 'pending' ELSE 'posted' END,
           pending_source_id = CASE WHEN t.status = 'pending' AND t.source_id IS DISTINCT FROM r.source_id
                                    THEN t.source_id ELSE t.pending_source_id END,
           pending_fingerprint = CASE WHEN t.status = 'pending' AND t.fingerprint IS DISTINCT FROM r.fingerprint
                                      THEN t.fingerprint ELSE t.pending_fingerprint END,
           own_posted_on = CASE WHEN t.fingerprint IS NULL AND t.posted_on <> r.posted_on THEN t.posted_on
                                WHEN t.fingerprint IS NULL THEN NULL ELSE t.own_posted_on END,
           own_amount_minor = CASE WHEN t.fingerprint IS NULL AND t.amount_minor <> r.amount_minor THEN t.amount_minor
                                   WHEN t.fingerprint IS NULL THEN NULL ELSE t.own_amount_minor END,
           bank_posted_on = r.posted_on, bank_amount_minor = r.amount_minor, bank_description = r.description,
           bank_memo = r.memo, bank_category = NULLIF(r.category, ''),
           source_id = COALESCE(r.source_id, t.source_id),
           ordinal = CASE WHEN t.fingerprint = r.fingerprint THEN t.ordinal ELSE r.free_ordinal END,
           fingerprint = r.fingerprint, updated_at = :moment
      FROM (SELECT i.*, c.transaction_id AS changed_id,
                   COALESCE((SELECT max(o.ordinal) FROM transactions o
                              WHERE o.household_id = :household_id AND o.account_id = :account_id
                                AND o.fingerprint = i.fingerprint), 0)
                   + row_number() OVER (PARTITION BY i.fingerprint ORDER BY i.number) AS free_ordinal
              FROM import_changes c
              JOIN import_rows i ON i.household_id = :household_id AND i.import_id = :import_id AND i.number = c.number
             WHERE c.household_id = :household_id AND c.import_id = :import_id AND c.kind = 'takes_over'
               AND i.statement = :statement
               AND (CAST(:numbers AS int[]) IS NULL OR i.number = ANY(CAST(:numbers AS int[])))) AS r
     WHERE t.household_id = :household_id AND t.id = r.changed_id
    """
)

# A row that posted under another text is filed by that text, as far as no person has filed it.
REFILE: Final = text(
    """
    UPDATE transactions t
       SET payee_id = CASE WHEN f.payee_id IS NULL OR t.payee_source = 'person' THEN t.payee_id ELSE f.payee_id END,
           payee_source = CASE WHEN f.payee_id IS NULL OR t.payee_source = 'person' THEN t.payee_source
                               ELSE f.payee_source END,
           category_id = CASE WHEN f.category_id IS NULL OR t.category_source = 'person' THEN t.category_id
                              ELSE f.category_id END,
           category_source = CASE WHEN f.category_id IS NULL OR t.category_source = 'person' THEN t.category_source
                                  ELSE f.category_source END
      FROM import_changes c
      JOIN import_rows r ON r.household_id = :household_id AND r.import_id = :import_id AND r.number = c.number
      JOIN json_to_recordset(CAST(:filing AS json)) AS f(
             payee text, is_income boolean, category text, description text, payee_id uuid, payee_source text,
             category_id uuid, category_source text)
        ON f.payee = r.payee AND f.is_income = (r.amount_minor > 0) AND f.category = r.category
       AND (f.description IS NULL OR f.description = r.description)
     WHERE c.household_id = :household_id AND c.import_id = :import_id AND c.kind = 'takes_over'
       AND r.statement = :statement AND (CAST(:numbers AS int[]) IS NULL OR r.number = ANY(CAST(:numbers AS int[])))
       AND c.before->>'status' = 'pending' AND c.before->>'bank_description' IS DISTINCT FROM r.description
       AND t.household_id = :household_id AND t.id = c.transaction_id AND t.transfer_id IS NULL
    """
)

# A row that is here already learns the bank's number for it, or how it looked while it was pending.
ADOPT: Final = text(
    """
    UPDATE transactions t
       SET source_id = CASE WHEN c.kind = 'adopts_id' THEN r.source_id ELSE t.source_id END,
           pending_source_id = CASE WHEN c.kind = 'was_pending' THEN r.source_id ELSE t.pending_source_id END,
           pending_fingerprint = CASE WHEN c.kind = 'was_pending' AND t.fingerprint <> r.fingerprint
                                      THEN r.fingerprint ELSE t.pending_fingerprint END
      FROM import_changes c
      JOIN import_rows r ON r.household_id = :household_id AND r.import_id = :import_id AND r.number = c.number
     WHERE c.household_id = :household_id AND c.import_id = :import_id AND c.kind IN ('adopts_id', 'was_pending')
       AND r.statement = :statement AND (CAST(:numbers AS int[]) IS NULL OR r.number = ANY(CAST(:numbers AS int[])))
       AND t.household_id = :household_id AND t.id = c.transaction_id
    """
)

# New rows, and those a person decided to add.
INSERT: Final = text(
    """
    INSERT INTO transactions (household_id, id, account_id, currency, status, bank_posted_on, bank_amount_minor,
                              bank_description, bank_memo, bank_category, source_id, fingerprint, ordinal, import_id,
                              payee_id, payee_source, category_id, category_source, note, is_split, created_at,
                              updated_at)
    SELECT r.household_id, r.new_id, :account_id, :currency, CASE WHEN r.pending THEN 'pending' ELSE 'posted' END,
           r.posted_on, r.amount_minor, r.description, r.memo, NULLIF(r.category, ''), r.source_id, r.fingerprint,
           r.ordinal, r.import_id, f.payee_id, f.payee_source, f.category_id, f.category_source, '', false,
           :moment, :moment
      FROM import_rows r
      LEFT JOIN json_to_recordset(CAST(:filing AS json)) AS f(
             payee text, is_income boolean, category text, description text, payee_id uuid, payee_source text,
             category_id uuid, category_source text)
        ON f.payee = r.payee AND f.is_income = (r.amount_minor > 0) AND f.category = r.category
       AND (f.description IS NULL OR f.description = r.description)
     WHERE r.household_id = :household_id AND r.import_id = :import_id AND r.statement = :statement
       AND (CAST(:numbers AS int[]) IS NULL OR r.number = ANY(CAST(:numbers AS int[])))
       AND (   (r.outcome = 'new' AND r.decision IS DISTINCT FROM 'skip')
            OR (r.outcome = 'review' AND r.decision = 'add'))
        ON CONFLICT DO NOTHING
    """
)

TOUCHED: Final = text(
    """
    SELECT DISTINCT account_id, date_trunc('month', posted_on)::date FROM transactions
     WHERE household_id = :household_id AND import_id = :import_id
    UNION
    SELECT DISTINCT t.account_id, date_trunc('month', day)::date
      FROM import_changes c
      JOIN transactions t ON t.household_id = :household_id AND t.id = c.transaction_id
      CROSS JOIN LATERAL (VALUES (t.posted_on), ((c.before->>'bank_posted_on')::date)) AS days(day)
     WHERE c.household_id = :household_id AND c.import_id = :import_id AND day IS NOT NULL
    """
)
