-- include "complaint/tie.h"
-- What is told of a case in another one.
-- one reference_of(id int) -> joined_case
SELECT id, reference, team_id, closed_at, erased_at FROM complaint WHERE id = :id;
