-- include "desk/sheet.h"
-- Complaints in the order they were received, from behind `after` on.
-- list sheet_cases(from instant, after int, until instant, n int, all bool, teams text, barred text) -> sheet_case
SELECT id, reference, received_at, class, pack_id FROM complaint
 WHERE received_at >= :from AND received_at < :until AND set_aside IS NULL AND erased_at IS NULL
   AND (received_at > :from OR id > :after)
   AND @within(team_id) AND @not_barred(id)
 ORDER BY received_at, id LIMIT :n;
