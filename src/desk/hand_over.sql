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

-- An investigation that goes on in a case for which somebody else answers, or nobody.
-- piece investigates
investigator_id IS NOT NULL AND investigator_id <> coalesce(owner_id, 0) AND investigated_at IS NULL
   AND closed_at IS NULL AND set_aside IS NULL

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

-- Who investigates in cases that are not theirs, and who was asked for something by name.
-- list other_loads(now instant, all bool, teams text, barred text) -> other_load
SELECT owner_id AS staff, CAST(sum(investigates) AS BIGINT) AS investigations, CAST(sum(asked) AS BIGINT) AS tasks,
       @works AS works
  FROM (SELECT investigator_id AS owner_id, 1 AS investigates, 0 AS asked FROM complaint
         WHERE @investigates AND @within(team_id) AND @not_barred(id)
        UNION ALL
        SELECT t.staff_id, 0, 1 FROM task t JOIN complaint c ON c.id = t.complaint_id
         WHERE t.staff_id IS NOT NULL AND t.state IN ('asked', 'accepted') AND c.erased_at IS NULL
           AND (@within(t.team_id) OR @within(c.team_id)) AND @not_barred(c.id)) loads
 GROUP BY owner_id;

-- The cases that somebody investigates and does not answer for, the first due first.
-- list investigated_by(staff int, n int, all bool, teams text, barred text) -> case_key
SELECT id, coalesce(next_due_at, 9223372036854775807) AS place, team_id, stage, class, severity, channel, received_at,
       called, repeats
  FROM complaint
 WHERE @investigates AND investigator_id = :staff AND @within(team_id) AND @not_barred(id)
 ORDER BY coalesce(next_due_at, 9223372036854775807), id LIMIT :n;

-- Everybody who answers for an open complaint, investigates in one, or was asked for something: few, and their names have to be opened to be put in
-- order.
-- list staff_owning() -> staff_row
SELECT id, login_mac, login, name, password, must_change, language, shortcuts_off, ended_at,
       password_ends_at, competences
  FROM staff WHERE id IN (SELECT owner_id FROM tally WHERE state = 'open' AND value > 0
                            UNION SELECT owner_id FROM tally_new
                            UNION SELECT investigator_id FROM complaint WHERE @investigates
                            UNION SELECT staff_id FROM task WHERE state IN ('asked', 'accepted'));
