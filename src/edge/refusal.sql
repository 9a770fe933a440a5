-- include "edge/refusal.h"
-- The newest first, before that one.
-- list refusals(before int, n int) -> refusal_line
SELECT r.id, r.actor_id, coalesce(r.complaint_id, 0) AS complaint_id, coalesce(c.team_id, 0) AS team_id,
       r.at, r.actor_kind, r.what, c.reference
  FROM refusal r LEFT JOIN complaint c ON c.id = r.complaint_id
 WHERE r.id < :before ORDER BY r.id DESC LIMIT :n;
