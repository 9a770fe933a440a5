-- Redactions of a case in the order of their numbers.
-- list redactions_of(complaint int) -> redaction_row
SELECT id, complaint_id, number, place_table, place_column, place_id, passage, reason, why, at, by_id,
       lifted_at, lifted_by, lift_why
  FROM redaction WHERE complaint_id = :complaint ORDER BY number, id;

-- Whether a case has any that stand: nearly all have none.
-- value redactions_any(complaint int)
SELECT count(*) AS value FROM redaction WHERE complaint_id = :complaint AND lifted_at IS NULL;
