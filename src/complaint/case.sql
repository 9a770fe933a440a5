-- exec outbox_insert(id int, complaint id, entry id, kind text, state text, now instant, proof bytes)
INSERT INTO outbox (id, complaint_id, entry_id, kind, state, made_at, next_try_at, tries, proof)
VALUES (:id, :complaint, :entry, :kind, :state, :now, :now, 0, :proof);

-- What is to be sent was written in the event of its entry.
-- list outbox_of_entry(entry int) -> outbox_row
SELECT id, complaint_id, entry_id, kind, state, made_at, next_try_at, tries, proof
  FROM outbox WHERE id >= :entry / 256 * 256 AND id < :entry / 256 * 256 + 256 AND entry_id = :entry ORDER BY id;

-- exec outbox_update(id int, state text, next instant, tries int, proof bytes)
UPDATE outbox SET state = :state, next_try_at = :next, tries = :tries, proof = :proof
 WHERE id = :id;

-- What moved the clocks of a case in one event.
-- exec happened_insert(complaint int, event int, told text)
INSERT INTO happened (complaint_id, event_id, told) VALUES (:complaint, :event, :told);
