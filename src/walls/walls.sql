-- include "desk/pick.h"
-- Who looked at a case, asked to see who complains, or was kept out: the newest first.
-- list lookers(complaint int, before int, n int) -> case_event
SELECT id, position, kind, at, actor_kind, actor_id FROM event
 WHERE complaint_id = :complaint AND position > 1 AND position < :before
   AND kind IN ('identity_read', 'printed', 'exported', 'access_blocked', 'access_given', 'refused', 'file_read',
                'identity_asked', 'identity_granted', 'identity_refused', 'original_read', 'outside_party_opened')
 ORDER BY position DESC LIMIT :n;

-- Who read it, the newest first: walls/readers.c takes the last time of each.
-- list identity_readers(complaint int) -> case_event
SELECT id, position, kind, at, actor_kind, actor_id
  FROM event WHERE complaint_id = :complaint AND position > 1 AND kind = 'identity_read' ORDER BY position DESC LIMIT 500;

-- Requests to see who complains in a case, the newest first.
-- list identity_requests_of(complaint int) -> identity_request_row
SELECT id, complaint_id, why, asked_at, asked_by, answered_at, answered_by, granted_until, answer
  FROM identity_request WHERE complaint_id = :complaint ORDER BY id DESC LIMIT 100;

-- Whether anything waits for an answer at all: nearly always nothing does.
-- value identity_waiting_any()
SELECT count(*) AS value FROM identity_request WHERE answered_at IS NULL;

-- include "walls/identity.h"
-- What waits for an answer of this reader. Teams and barred are ids between commas, a comma at both ends.
-- list identity_waiting(me int, all bool, teams text, barred text) -> identity_line
SELECT c.reference, r.asked_at AS at, r.asked_by AS by_id
  FROM identity_request r JOIN complaint c ON c.id = r.complaint_id
 WHERE r.answered_at IS NULL AND r.asked_by <> :me AND c.erased_at IS NULL
   AND @within(c.team_id) AND @not_barred(c.id)
 ORDER BY r.asked_at, r.id LIMIT 200;
