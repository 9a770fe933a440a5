-- list staff_limits(staff int, team int, now instant) -> staff_role_row
SELECT r.id, r.staff_id, r.team_id, r.role, r.amount_limit, r.currency
  FROM staff_role r
  JOIN team_above t ON t.above_id = r.team_id AND t.team_id = :team
 WHERE r.staff_id = :staff AND r.ended_at IS NULL
   AND (r.from_at IS NULL OR r.from_at <= :now)
   AND (r.until_at IS NULL OR r.until_at > :now)
 ORDER BY r.id;
