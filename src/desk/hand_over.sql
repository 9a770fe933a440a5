-- include "desk/hand_over.h"
-- include "desk/pick.h"
-- Whether somebody has a role that works on complaints.
-- piece works
EXISTS (SELECT 1 FROM staff_role r
                 JOIN staff s ON s.id = r.staff_id AND s.ended_at IS NULL
                WHERE r.staff_id = owner_id AND r.ended_at IS NULL
                  AND r.role IN ('receiver', 'handler', 'investigator', 'manager')
                  AND (r.from_at IS NULL OR r.from_at <= :now)
                  AND (r.until_at IS NULL OR r.until_at > :now))

-- Who has a part in an open case for which somebody else answers, or nobody: goes on investigating, or sees to a remedy.
-- piece parts
SELECT investigator_id AS staff_id, id AS complaint_id FROM complaint
 WHERE investigator_id IS NOT NULL AND investigator_id <> coalesce(owner_id, 0) AND investigated_at IS NULL
   AND closed_at IS NULL AND set_aside IS NULL
UNION
SELECT r.owner_id, c.id FROM remedy r JOIN complaint c ON c.id = r.complaint_id
 WHERE r.state IN ('proposed', 'approved') AND r.owner_id IS NOT NULL AND r.owner_id <> coalesce(c.owner_id, 0)
   AND c.closed_at IS NULL AND c.set_aside IS NULL

-- What else somebody answers for who has left: corrective actions and objectives that are not settled.
-- piece left_behind
SELECT m.owner_id, m.team_id, 1 AS action, 0 AS objective FROM corrective_action m
  JOIN staff s ON s.id = m.owner_id AND s.ended_at IS NOT NULL
 WHERE m.state IN ('open', 'done')
UNION ALL
SELECT o.owner_id, o.team_id, 0, 1 FROM objective o
  JOIN staff s ON s.id = o.owner_id AND s.ended_at IS NOT NULL
 WHERE o.ended_at IS NULL

-- Who answers for how many open cases, from the counters, without those the reader is barred
-- from. Teams are ids between commas, a comma at both ends.
-- list owner_loads(me int, now instant, all bool, teams text) -> owner_load
SELECT owner_id AS staff, CAST(sum(n) AS BIGINT) AS cases,
       @works AS works
  FROM (SELECT owner_id, value AS n FROM tally
         WHERE state = 'open' AND owner_id <> 0
           AND @within(team_id)
        UNION ALL
        SELECT owner_id, 1 AS n FROM tally_new
         WHERE owner_id <> 0 AND @within(team_id)
        UNION ALL
        SELECT owner_id, -1 AS n FROM complaint
         WHERE id IN (SELECT complaint_id FROM conflict WHERE staff_id = :me AND ended_at IS NULL
                      UNION
                      SELECT complaint_id FROM party WHERE staff_id = :me AND ended_at IS NULL)
           AND owner_id IS NOT NULL AND closed_at IS NULL AND set_aside IS NULL
           AND @within(team_id)) loads
 GROUP BY owner_id
HAVING sum(n) > 0;

-- Who has a part in cases that are not theirs, and who was asked for something by name.
-- list other_loads(now instant, all bool, teams text, barred text) -> other_load
SELECT owner_id AS staff, CAST(sum(part) AS BIGINT) AS parts, CAST(sum(asked) AS BIGINT) AS tasks,
       CAST(sum(action) AS BIGINT) AS actions, CAST(sum(objective) AS BIGINT) AS objectives,
       @works AS works
  FROM (SELECT p.staff_id AS owner_id, 1 AS part, 0 AS asked, 0 AS action, 0 AS objective
          FROM (@parts) p JOIN complaint c ON c.id = p.complaint_id
         WHERE @within(c.team_id) AND @not_barred(c.id)
        UNION ALL
        SELECT t.staff_id, 0, 1, 0, 0 FROM task t JOIN complaint c ON c.id = t.complaint_id
         WHERE t.staff_id IS NOT NULL AND t.state IN ('asked', 'accepted') AND c.erased_at IS NULL
           AND (@within(t.team_id) OR @within(c.team_id)) AND @not_barred(c.id)
        UNION ALL
        SELECT owner_id, 0, 0, action, objective FROM (@left_behind) b WHERE @within(b.team_id) OR b.team_id IS NULL) loads
 GROUP BY owner_id;

-- The cases in which somebody has a part and does not answer for them, the first due first.
-- list taking_part(staff int, n int, all bool, teams text, barred text) -> case_key
SELECT id, coalesce(next_due_at, 9223372036854775807) AS place, team_id, stage, class, severity, channel, received_at,
       called, repeats
  FROM complaint
 WHERE id IN (SELECT complaint_id FROM (@parts) p WHERE p.staff_id = :staff) AND @within(team_id) AND @not_barred(id)
 ORDER BY coalesce(next_due_at, 9223372036854775807), id LIMIT :n;

-- Everybody who answers for an open complaint, has a part in one, or was asked for something: few, and their names have to be opened to be put in
-- order.
-- list staff_owning() -> staff_row
SELECT id, login_mac, login, name, password, must_change, language, shortcuts_off, ended_at,
       password_ends_at, competences
  FROM staff WHERE id IN (SELECT owner_id FROM tally WHERE state = 'open' AND value > 0
                            UNION SELECT owner_id FROM tally_new
                            UNION SELECT staff_id FROM (@parts) p
                            UNION SELECT owner_id FROM (@left_behind) b
                            UNION SELECT staff_id FROM task WHERE state IN ('asked', 'accepted'));
