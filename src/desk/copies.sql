-- Whether any copy waits for somebody to take note: where no pack has copies nothing does.
-- value copies_any()
SELECT count(*) AS value FROM (SELECT id FROM case_copy WHERE noted_at IS NULL LIMIT 1) t;

-- include "desk/copies.h"
-- What waits for somebody of these teams to take note, the oldest first. Teams and barred are ids between commas, a comma at both ends.
-- list copies_open(after int, n int, all bool, teams text, barred text) -> copy_line
SELECT k.id, k.name, k.at, c.reference, c.pack_id
  FROM case_copy k JOIN complaint c ON c.id = k.complaint_id
 WHERE k.noted_at IS NULL AND c.erased_at IS NULL AND k.id > :after
   AND @within(k.team_id) AND @not_barred(c.id)
 ORDER BY k.id LIMIT :n;
