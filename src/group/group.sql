-- include "group/join.h"
-- The cases that are handled with this one, in the order of their ids.
-- list joined_cases(master int, after int, n int) -> joined_case
SELECT c.id, c.reference, c.team_id, c.closed_at, c.erased_at,
       (SELECT max(t.representative) FROM case_tie t
         WHERE t.complaint_id = c.id AND t.kind = 'joined' AND t.ended_at IS NULL) AS representative
  FROM complaint c
 WHERE c.joined_to_id = :master AND c.id > :after
 ORDER BY c.id LIMIT :n;

-- value joined_count(master int)
SELECT count(*) AS value FROM complaint WHERE joined_to_id = :master;

-- How many of a group speak for it.
-- value joined_speakers(master int)
SELECT count(*) AS value FROM complaint c
  JOIN case_tie t ON t.complaint_id = c.id AND t.kind = 'joined' AND t.ended_at IS NULL
 WHERE c.joined_to_id = :master AND t.representative = 1;

-- The reference of a case.
-- one reference_of(id int) -> joined_case
SELECT id, reference, team_id, closed_at, erased_at FROM complaint WHERE id = :id;
