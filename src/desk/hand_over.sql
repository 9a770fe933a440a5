-- include "desk/hand_over.h"
-- Who answers for how many open cases, from the counters, without those the reader is barred
-- from. Teams are ids between commas, a comma at both ends.
-- list owner_loads(me int, now instant, all bool, teams text) -> owner_load
SELECT owner_id AS staff, CAST(sum(n) AS BIGINT) AS cases,
       EXISTS (SELECT 1 FROM staff_role r
                 JOIN staff s ON s.id = r.staff_id AND s.ended_at IS NULL
                WHERE r.staff_id = owner_id AND r.ended_at IS NULL
                  AND r.role IN ('receiver', 'handler', 'investigator', 'manager')
                  AND (r.from_at IS NULL OR r.from_at <= :now)
                  AND (r.until_at IS NULL OR r.until_at > :now)) AS works
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

-- Everybody who answers for an open complaint: few, and their names have to be opened to be put in
-- order.
-- list staff_owning() -> staff_row
SELECT id, login_mac, login, name, password, must_change, language, shortcuts_off, ended_at,
       password_ends_at, competences
  FROM staff WHERE id IN (SELECT owner_id FROM tally WHERE state = 'open' AND value > 0
                            UNION SELECT owner_id FROM tally_new);
