-- Whether somebody may review the case who had no part in it: handlers and managers of its team
-- and the teams above, neither involved nor in conflict. [4.7-b]
-- value free_reviewers(complaint int, team int, now instant)
SELECT count(*) AS value FROM (
SELECT 1
  FROM staff_role r
  JOIN team_above t ON t.above_id = r.team_id AND t.team_id = :team
  JOIN staff s ON s.id = r.staff_id AND s.ended_at IS NULL
 WHERE (r.role = 'handler' OR r.role = 'investigator' OR r.role = 'manager') AND r.ended_at IS NULL
   AND (r.until_at IS NULL OR r.until_at > :now)
   AND NOT EXISTS (SELECT 1 FROM involvement i
                    WHERE i.complaint_id = :complaint AND i.staff_id = r.staff_id
                      AND i.part <> 'receiver')
   AND NOT EXISTS (SELECT 1 FROM conflict c
                    WHERE c.complaint_id = :complaint AND c.staff_id = r.staff_id
                      AND c.ended_at IS NULL)
   AND NOT EXISTS (SELECT 1 FROM party p
                    WHERE p.complaint_id = :complaint AND p.staff_id = r.staff_id
                      AND p.ended_at IS NULL)
 LIMIT 1) AS somebody;
