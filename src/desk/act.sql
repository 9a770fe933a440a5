-- Who handles complaints of a team: with a role on it or on a team above.
-- list people_of_team(team int, now instant) -> staff_row
SELECT s.id, s.name
  FROM staff s
 WHERE s.ended_at IS NULL
   AND EXISTS (SELECT 1 FROM staff_role r
                 JOIN team_above t ON t.above_id = r.team_id AND t.team_id = :team
                WHERE r.staff_id = s.id
                  AND r.role IN ('receiver', 'handler', 'investigator', 'manager')
                  AND r.ended_at IS NULL AND (r.from_at IS NULL OR r.from_at <= :now)
                  AND (r.until_at IS NULL OR r.until_at > :now))
 ORDER BY s.id;
