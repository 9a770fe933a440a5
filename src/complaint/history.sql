-- include "complaint/event_details.h"

-- The next number of a counter. RETURNING makes a table of its own in SQLite each time: there the
-- number is taken by this, then read by counter_value, under the lock of whoever writes.
-- exec counter_up(name text)
INSERT INTO counter AS c (name, value) VALUES (:name, 1)
ON CONFLICT (name) DO UPDATE SET value = c.value + 1;

-- On PostgreSQL by one question.
-- value counter_next(name text)
INSERT INTO counter AS c (name, value) VALUES (:name, 1)
ON CONFLICT (name) DO UPDATE SET value = c.value + 1 RETURNING value;

-- one chain_head(complaint int) -> chain_row
SELECT complaint_id, length, head FROM chain WHERE complaint_id = :complaint;

-- The same of a complaint on which nothing was done since it was filed.
-- one chain_first(complaint int) -> chain_row
SELECT complaint_id, position AS length, hash AS head FROM event
 WHERE id = :complaint / 256 AND complaint_id = :complaint AND position = 1;

-- exec chain_put(complaint int, length int, head bytes)
INSERT INTO chain (complaint_id, length, head) VALUES (:complaint, :length, :head)
ON CONFLICT (complaint_id) DO UPDATE SET length = excluded.length, head = excluded.head;

-- exec event_insert(id int, complaint id, position int, kind text, at instant, actor_kind text, actor id, bytes bytes, hash bytes)
INSERT INTO event (id, complaint_id, position, kind, at, actor_kind, actor_id, bytes, hash)
VALUES (:id, :complaint, :position, :kind, :at, :actor_kind, :actor, :bytes, :hash);

-- exec event_value_insert(id int, kind int, owner int, sealed bytes)
INSERT INTO event_value (id, key_kind, key_owner, sealed)
VALUES (:id, :kind, :owner, :sealed);

-- The log in order, a thousand at a time.
-- marked events_after(id int) -> event_row
SELECT id, complaint_id, position, kind, at, actor_kind, actor_id, bytes, hash
  FROM event WHERE id > :id ORDER BY id LIMIT 1000;

-- What was done on one complaint, in order.
-- list events_of(complaint int) -> event_row
SELECT id, complaint_id, position, kind, at, actor_kind, actor_id, bytes, hash
  FROM event WHERE id = :complaint / 256 AND complaint_id = :complaint
 UNION ALL
SELECT id, complaint_id, position, kind, at, actor_kind, actor_id, bytes, hash
  FROM event WHERE complaint_id = :complaint AND position > 1
 ORDER BY position;

-- What stands beside the events of a case of these kinds, under its own key.
-- list event_details(complaint int, kinds text) -> event_sealed
SELECT e.id, e.kind, e.bytes, v.sealed FROM event e
  LEFT JOIN event_value v ON v.id >= e.id * 256 AND v.id < e.id * 256 + 256 AND v.key_kind = 2 AND v.key_owner = e.complaint_id
 WHERE e.complaint_id = :complaint AND (e.id = :complaint / 256 OR e.position > 1) AND :kinds LIKE '%,' || e.kind || ',%'
 ORDER BY e.position DESC LIMIT 1000;

-- list event_values(event int) -> event_value_row
SELECT id, key_kind, key_owner, sealed FROM event_value
 WHERE id >= :event * 256 AND id < :event * 256 + 256 ORDER BY id;

-- list chains_after(complaint int) -> chain_row
SELECT complaint_id, length, head FROM chain
 WHERE complaint_id > :complaint ORDER BY complaint_id LIMIT 1000;

-- Names changed: what was kept of them elsewhere is void (desk/lines.h).
-- exec people_changed()
UPDATE counter SET value = value + 1 WHERE name = 'people';

-- value counter_value(name text)
SELECT value FROM counter WHERE name = :name;

-- The same of the organisation's own events. IS TRUE, and the order of positions: SQLite would make an index of
-- all values under one kind of key, and look through the whole log.
-- list organisation_details(kinds text, key int, most int) -> event_sealed
SELECT e.id, e.kind, e.bytes, v.sealed
  FROM event e
  LEFT JOIN event_value v ON v.id >= e.id * 256 AND v.id < e.id * 256 + 256 AND (v.key_kind = :key AND v.key_owner = 0) IS TRUE
 WHERE e.complaint_id IS NULL AND :kinds LIKE '%,' || e.kind || ',%'
 ORDER BY e.position DESC LIMIT :most;
