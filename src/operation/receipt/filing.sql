-- one idempotency(mac bytes) -> idempotency_row
SELECT mac, content_mac, complaint_id, made_at FROM idempotency WHERE mac = :mac;

-- exec idempotency_insert(mac bytes, content bytes, complaint id, now instant)
INSERT INTO idempotency (mac, content_mac, complaint_id, made_at)
VALUES (:mac, :content, :complaint, :now);

-- The event that filed a complaint: its number is in the complaint's id.
-- one event_filing(complaint int) -> event_row
SELECT id, complaint_id, position, kind, at, actor_kind, actor_id, bytes, hash
  FROM event WHERE id = :complaint / 256 AND complaint_id = :complaint AND position = 1;

-- value team_by_name(name text)
SELECT id AS value FROM team WHERE name = :name AND ended_at IS NULL;
