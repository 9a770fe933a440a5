-- one idempotency(mac bytes) -> idempotency_row
SELECT mac, content_mac, complaint_id, made_at, answer FROM idempotency WHERE mac = :mac;

-- exec idempotency_insert(mac bytes, content bytes, complaint id, now instant)
INSERT INTO idempotency (mac, content_mac, complaint_id, made_at)
VALUES (:mac, :content, :complaint, :now);

-- exec idempotency_answered(mac bytes, content bytes, complaint id, now instant, answer bytes)
INSERT INTO idempotency (mac, content_mac, complaint_id, made_at, answer)
VALUES (:mac, :content, :complaint, :now, :answer);

-- What was answered first stands.
-- exec idempotency_answer(mac bytes, content bytes, complaint id, now instant, answer bytes)
INSERT INTO idempotency (mac, content_mac, complaint_id, made_at, answer)
VALUES (:mac, :content, :complaint, :now, :answer)
ON CONFLICT (mac) DO UPDATE SET answer = COALESCE(idempotency.answer, excluded.answer);

-- What came by an import is known by its mark for as long as it is kept: it is not imported twice.
-- list idempotency_old(before instant, after bytes) -> idempotency_row
SELECT i.mac
  FROM idempotency i LEFT JOIN complaint c ON c.id = i.complaint_id
 WHERE i.mac > :after AND i.made_at < :before
   AND (c.id IS NULL OR c.source_system IS NULL OR c.filing_mac IS NULL OR c.filing_mac <> i.mac)
 ORDER BY i.mac LIMIT 1000;

-- exec idempotency_drop(mac bytes)
DELETE FROM idempotency WHERE mac = :mac;

-- The event that filed a complaint: its number is in the complaint's id.
-- one event_filing(complaint int) -> event_row
SELECT id, complaint_id, position, kind, at, actor_kind, actor_id, bytes, hash
  FROM event WHERE id = :complaint / 256 AND complaint_id = :complaint AND position = 1;
