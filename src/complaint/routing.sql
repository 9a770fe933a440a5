-- include "complaint/route.h"
-- Who could own a case of that team: whoever handles or investigates in it, and those who lead it.
-- Whoever has hundreds of open cases has many; no more are counted.
-- list route_candidates(team int, now instant, today date) -> route_candidate
SELECT s.id AS staff, s.competences,
       (SELECT count(*) FROM (SELECT 1 AS one FROM complaint c
                               WHERE c.owner_id = s.id AND c.closed_at IS NULL
                                 AND c.set_aside IS NULL LIMIT 1000) open) AS load,
       coalesce((SELECT max(r.id) FROM routing r
                  WHERE r.team_id = :team AND coalesce(r.absent_id, r.owner_id) = s.id
                    AND r.owner_id IS NOT NULL), 0) AS last,
       NOT EXISTS (SELECT 1 FROM staff_role r
                    WHERE r.staff_id = s.id AND r.team_id = :team AND r.role IN ('handler', 'investigator')
                      AND r.ended_at IS NULL AND (r.from_at IS NULL OR r.from_at <= :now)
                      AND (r.until_at IS NULL OR r.until_at > :now)) AS leads,
       EXISTS (SELECT 1 FROM absence a WHERE a.staff_id = s.id AND a.ended_at IS NULL
                  AND a.from_on <= :today AND a.until_on >= :today) AS away,
       coalesce((SELECT a.substitute_id FROM absence a WHERE a.staff_id = s.id AND a.ended_at IS NULL
                  AND a.from_on <= :today AND a.until_on >= :today ORDER BY a.id DESC LIMIT 1), 0) AS substitute
  FROM staff s
 WHERE s.ended_at IS NULL
   AND s.id IN (SELECT r.staff_id FROM staff_role r
                 WHERE r.team_id = :team AND r.role IN ('handler', 'investigator', 'manager')
                   AND r.ended_at IS NULL AND (r.from_at IS NULL OR r.from_at <= :now)
                   AND (r.until_at IS NULL OR r.until_at > :now))
 ORDER BY s.id;

-- A team and those above it.
-- list team_names_above(team int) -> team_row
SELECT t.id, t.name FROM team_above a JOIN team t ON t.id = a.above_id WHERE a.team_id = :team ORDER BY t.id;

-- The team of that name; else the one that was called so when the procedure was taken, which `setting` keeps; 0 = none.
-- value team_meant(name text, setting text)
SELECT coalesce((SELECT id FROM team WHERE name = :name AND ended_at IS NULL),
                (SELECT t.id FROM setting s JOIN team t ON CAST(t.id AS TEXT) = s.value AND t.ended_at IS NULL
                  WHERE s.name = :setting), 0) AS value;
