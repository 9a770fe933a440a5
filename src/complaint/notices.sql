-- include "complaint/notices.h"
-- Who has a role on a team or above it, the nearest first, and who stands in for them: only somebody who may
-- read cases of that team.
-- list notice_people(team int, role text, now instant, today date) -> notice_person
SELECT r.staff_id AS staff,
       (SELECT count(*) FROM team_above u WHERE u.team_id = r.team_id) AS depth,
       coalesce((SELECT a.substitute_id FROM absence a
                   JOIN staff b ON b.id = a.substitute_id AND b.ended_at IS NULL
                  WHERE a.staff_id = r.staff_id AND a.ended_at IS NULL AND a.from_on <= :today AND a.until_on >= :today
                    AND EXISTS (SELECT 1 FROM staff_role x JOIN team_above y ON y.above_id = x.team_id AND y.team_id = :team
                                 WHERE x.staff_id = a.substitute_id AND x.role <> 'administrator' AND x.ended_at IS NULL
                                   AND (x.from_at IS NULL OR x.from_at <= :now) AND (x.until_at IS NULL OR x.until_at > :now))
                  ORDER BY a.id DESC LIMIT 1), 0) AS substitute
  FROM staff_role r
  JOIN team_above t ON t.above_id = r.team_id AND t.team_id = :team
  JOIN staff s ON s.id = r.staff_id AND s.ended_at IS NULL
 WHERE r.role = :role AND r.ended_at IS NULL
   AND (r.from_at IS NULL OR r.from_at <= :now) AND (r.until_at IS NULL OR r.until_at > :now)
 ORDER BY 2 DESC, r.staff_id LIMIT 40;

-- The same of one person, who is still there.
-- list notice_one(staff int, team int, now instant, today date) -> notice_person
SELECT s.id AS staff, 0 AS depth,
       coalesce((SELECT a.substitute_id FROM absence a
                   JOIN staff b ON b.id = a.substitute_id AND b.ended_at IS NULL
                  WHERE a.staff_id = s.id AND a.ended_at IS NULL AND a.from_on <= :today AND a.until_on >= :today
                    AND EXISTS (SELECT 1 FROM staff_role x JOIN team_above y ON y.above_id = x.team_id AND y.team_id = :team
                                 WHERE x.staff_id = a.substitute_id AND x.role <> 'administrator' AND x.ended_at IS NULL
                                   AND (x.from_at IS NULL OR x.from_at <= :now) AND (x.until_at IS NULL OR x.until_at > :now))
                  ORDER BY a.id DESC LIMIT 1), 0) AS substitute
  FROM staff s WHERE s.id = :staff AND s.ended_at IS NULL;

-- exec notice_reading_add(notice int, staff id, team id)
INSERT INTO notice_reading (notice_id, staff_id, team_id) VALUES (:notice, :staff, :team);
