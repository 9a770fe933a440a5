-- include "complaint/notices.h"
-- Who has a role on a team or above it, the nearest first, or (with a role '') one person who is still there; and who
-- stands in for them: only somebody who may read cases of that team.
-- list notice_people(staff int, team int, role text, now instant, today date) -> notice_person
SELECT s.id AS staff,
       (SELECT count(*) FROM team_above u WHERE u.team_id = w.team_id) AS depth,
       coalesce((SELECT a.substitute_id FROM absence a
                   JOIN staff b ON b.id = a.substitute_id AND b.ended_at IS NULL
                  WHERE a.staff_id = s.id AND a.ended_at IS NULL AND a.from_on <= :today AND a.until_on >= :today
                    AND EXISTS (SELECT 1 FROM staff_role x JOIN team_above y ON y.above_id = x.team_id AND y.team_id = :team
                                 WHERE x.staff_id = a.substitute_id AND x.role <> 'administrator' AND x.ended_at IS NULL
                                   AND (x.from_at IS NULL OR x.from_at <= :now) AND (x.until_at IS NULL OR x.until_at > :now))
                  ORDER BY a.id DESC LIMIT 1), 0) AS substitute
  FROM (SELECT r.staff_id, r.team_id
          FROM staff_role r
          JOIN team_above t ON t.above_id = r.team_id AND t.team_id = :team
         WHERE r.role = :role AND r.ended_at IS NULL
           AND (r.from_at IS NULL OR r.from_at <= :now) AND (r.until_at IS NULL OR r.until_at > :now)
        UNION ALL
        SELECT CAST(:staff AS BIGINT) AS staff_id, 0 AS team_id WHERE :role = '') w
  JOIN staff s ON s.id = w.staff_id AND s.ended_at IS NULL
 ORDER BY 2 DESC, s.id LIMIT 40;

-- The people of a team, and who stands in for them: only somebody who works there or above.
-- list notice_team(team int, now instant, today date) -> notice_person
SELECT s.id AS staff, 0 AS depth,
       coalesce((SELECT a.substitute_id FROM absence a
                   JOIN staff b ON b.id = a.substitute_id AND b.ended_at IS NULL
                  WHERE a.staff_id = s.id AND a.ended_at IS NULL AND a.from_on <= :today AND a.until_on >= :today
                    AND EXISTS (SELECT 1 FROM staff_role x JOIN team_above y ON y.above_id = x.team_id AND y.team_id = t.id
                                 WHERE x.staff_id = a.substitute_id AND x.role <> 'administrator' AND x.ended_at IS NULL
                                   AND (x.from_at IS NULL OR x.from_at <= :now) AND (x.until_at IS NULL OR x.until_at > :now))
                  ORDER BY a.id DESC LIMIT 1), 0) AS substitute
  FROM team t
  JOIN staff s ON s.ended_at IS NULL
   AND EXISTS (SELECT 1 FROM staff_role r
                WHERE r.staff_id = s.id AND r.team_id = t.id AND r.role <> 'administrator' AND r.ended_at IS NULL
                  AND (r.from_at IS NULL OR r.from_at <= :now) AND (r.until_at IS NULL OR r.until_at > :now))
 WHERE t.id = :team AND t.ended_at IS NULL
 ORDER BY s.id LIMIT 40;

-- exec notice_reading_add(notice int, staff id, team id)
INSERT INTO notice_reading (notice_id, staff_id, team_id) VALUES (:notice, :staff, :team);
