-- What was opened to somebody and still is.
-- list identity_grants(staff int, now instant) -> identity_request_row
SELECT id, complaint_id, why, asked_at, asked_by, answered_at, answered_by, granted_until, answer
  FROM identity_request WHERE asked_by = :staff AND granted_until > :now ORDER BY id LIMIT 500;
