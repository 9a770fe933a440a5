-- What is compared with the code that somebody types in.
-- one track_code(reference text) -> complaint_row
SELECT id, reference, code_mac FROM complaint WHERE reference = :reference;

-- What the log alone knows of when something happened that the complainant may read about.
-- list track_events(complaint int) -> event_row
SELECT id, complaint_id, position, kind, at, actor_kind, actor_id, bytes, hash
  FROM event
 WHERE complaint_id = :complaint AND position > 1
   AND kind IN ('reopened', 'review_begun', 'outside_chosen', 'outside_resolved')
 ORDER BY position;

-- The entry of the log that a receipt names.
-- one verify_event(event int) -> event_row
SELECT id, hash FROM event WHERE id = :event;
