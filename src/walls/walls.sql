-- include "desk/pick.h"
-- Who looked at a case, asked to see who complains, or was kept out: the newest first.
-- list lookers(complaint int, before int, n int) -> case_event
SELECT id, position, kind, at, actor_kind, actor_id FROM event
 WHERE complaint_id = :complaint AND position < :before
   AND kind IN ('identity_read', 'printed', 'exported', 'access_blocked', 'identity_asked',
                'identity_granted', 'identity_refused')
 ORDER BY position DESC LIMIT :n;

-- Each who read it, with the last time.
-- list identity_readers(complaint int) -> case_event
SELECT max(id) AS id, max(position) AS position, kind, max(at) AS at, actor_kind, actor_id
  FROM event WHERE complaint_id = :complaint AND kind = 'identity_read'
 GROUP BY kind, actor_kind, actor_id ORDER BY max(at) DESC LIMIT 20;
