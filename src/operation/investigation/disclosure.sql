-- What was released to a member of staff, the newest first.
-- list disclosures_to(staff int) -> disclosure_row
SELECT id, complaint_id, party_id, staff_id, text, released_at, released_by, read_at,
       interviewed_at, statement, hearing_waived
  FROM disclosure
 WHERE staff_id = :staff AND released_at IS NOT NULL
 ORDER BY id DESC LIMIT 100;
