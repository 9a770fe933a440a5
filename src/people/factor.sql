-- list factors_of(staff int) -> second_factor_row
SELECT id, staff_id, secret, last_step, ended_at
  FROM second_factor WHERE staff_id = :staff AND ended_at IS NULL ORDER BY id LIMIT 1;

-- list recovery_codes_of(staff int) -> recovery_code_row
SELECT id, staff_id, mac, used_at, ended_at
  FROM recovery_code WHERE staff_id = :staff AND ended_at IS NULL ORDER BY id LIMIT 20;

-- exec credential_notice_add(staff int, now instant, kind text, own bool)
INSERT INTO credential_notice (staff_id, at, kind, own) VALUES (:staff, :now, :kind, :own)
ON CONFLICT (staff_id, at, kind) DO NOTHING;

-- What they did themselves is news from the next login on.
-- list credential_notices(staff int, since instant) -> credential_notice_row
SELECT staff_id, at, kind, own
  FROM credential_notice
 WHERE staff_id = :staff AND (own = 0 OR at < :since) ORDER BY at DESC, kind LIMIT 10;

-- exec credential_notices_seen(staff int, until instant)
DELETE FROM credential_notice WHERE staff_id = :staff AND at <= :until;

-- Slips of the hand in a login that then succeeded are nobody's news.
-- exec credential_notices_forget(staff int, kind text, since instant)
DELETE FROM credential_notice WHERE staff_id = :staff AND kind = :kind AND at >= :since;
