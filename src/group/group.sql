-- include "complaint/tie.h"
-- The cases that are handled with this one, in the order of their ids.
-- list joined_cases(main int, after int, n int) -> joined_case
SELECT c.id, c.reference, c.team_id, c.closed_at, c.erased_at,
       (SELECT max(t.representative) FROM case_tie t
         WHERE t.complaint_id = c.id AND t.kind = 'joined' AND t.ended_at IS NULL) AS representative
  FROM complaint c
 WHERE c.joined_to_id = :main AND c.id > :after
 ORDER BY c.id LIMIT :n;

-- value joined_count(main int)
SELECT count(*) AS value FROM complaint WHERE joined_to_id = :main AND erased_at IS NULL;

-- How many of a group speak for it.
-- value joined_representatives(main int)
SELECT count(*) AS value FROM complaint c
  JOIN case_tie t ON t.complaint_id = c.id AND t.kind = 'joined' AND t.ended_at IS NULL
 WHERE c.joined_to_id = :main AND c.erased_at IS NULL AND t.representative = 1;

-- The other cases that this code opens: what was split off this one or it was split off from, and
-- so on, as long as they have the same one.
-- list split_same_code(complaint int, mac bytes) -> int_value
WITH RECURSIVE part(id) AS (
  SELECT CAST(:complaint AS BIGINT)
   UNION
  SELECT t.other_id FROM part p JOIN case_tie t ON t.complaint_id = p.id
   WHERE t.kind IN ('split_off', 'split_from'))
SELECT c.id AS value FROM part p JOIN complaint c ON c.id = p.id
 WHERE c.id <> :complaint AND c.code_mac = :mac AND c.erased_at IS NULL
 ORDER BY c.id;

-- Those handled with this one to whom something can be told by a reader of this reach.
-- list joined_open(main int, representatives bool, all bool, teams text, barred text, n int) -> joined_case
SELECT c.id, c.reference, c.team_id, c.closed_at, c.erased_at
  FROM complaint c
 WHERE c.joined_to_id = :main AND c.closed_at IS NULL AND c.erased_at IS NULL
   AND (:representatives = 0 OR EXISTS (SELECT 1 FROM case_tie t
                                  WHERE t.complaint_id = c.id AND t.kind = 'joined'
                                    AND t.ended_at IS NULL AND t.representative = 1))
   AND @within(c.team_id) AND @not_barred(c.id)
 ORDER BY c.id LIMIT :n;

-- value joined_open_count(main int, representatives bool, all bool, teams text, barred text)
SELECT count(*) AS value
  FROM complaint c
 WHERE c.joined_to_id = :main AND c.closed_at IS NULL AND c.erased_at IS NULL
   AND (:representatives = 0 OR EXISTS (SELECT 1 FROM case_tie t
                                  WHERE t.complaint_id = c.id AND t.kind = 'joined'
                                    AND t.ended_at IS NULL AND t.representative = 1))
   AND @within(c.team_id) AND @not_barred(c.id);

-- What a key for one act on several stands for, the first time that it comes.
-- exec bulk_key(mac bytes, content bytes, now instant)
INSERT INTO idempotency (mac, content_mac, complaint_id, made_at)
VALUES (:mac, :content, NULL, :now) ON CONFLICT (mac) DO NOTHING;
