-- one staff_by_login_mac(mac bytes) -> staff_row
SELECT id, login_mac, login, name, password, must_change, language, shortcuts_off, ended_at,
       password_ends_at, competences
  FROM staff WHERE login_mac = :mac;

-- list staff_all() -> staff_row
SELECT id, login_mac, login, name, password, must_change, language, shortcuts_off, ended_at,
       password_ends_at, competences
  FROM staff ORDER BY id;

-- list staff_roles_of(staff int) -> staff_role_row
SELECT id, staff_id, team_id, role, from_at, until_at, amount_limit, currency, ended_at
  FROM staff_role WHERE staff_id = :staff AND ended_at IS NULL ORDER BY id;

-- list staff_roles_all() -> staff_role_row
SELECT id, staff_id, team_id, role, from_at, until_at, amount_limit, currency, ended_at
  FROM staff_role WHERE ended_at IS NULL ORDER BY staff_id, id;

-- list staff_roles_now(staff int, now instant) -> staff_role_row
SELECT id, staff_id, team_id, role, from_at, until_at, amount_limit, currency, ended_at
  FROM staff_role
 WHERE staff_id = :staff AND ended_at IS NULL
   AND (from_at IS NULL OR from_at <= :now) AND (until_at IS NULL OR until_at > :now)
 ORDER BY id;

-- What guards these, in one list.
-- list staff_roles_guards(staff int, number int) -> guard_row
SELECT g.table_number, g.row_id, g.event_id, g.hash, g.proof
  FROM staff_role r JOIN guard g ON g.table_number = :number AND g.row_id = r.id
 WHERE r.staff_id = :staff AND r.ended_at IS NULL;

-- How many others are administrators now and for good.
-- value administrators_beside(staff int, now instant)
SELECT count(DISTINCT r.staff_id) AS value
  FROM staff_role r
  JOIN staff s ON s.id = r.staff_id AND s.ended_at IS NULL
 WHERE r.role = 'administrator' AND r.ended_at IS NULL AND r.staff_id <> :staff
   AND (r.from_at IS NULL OR r.from_at <= :now) AND r.until_at IS NULL;

-- Who else leads that team now, in it or above it, and can open the form of its fields: top management reads, and answers by a copy.
-- value leaders_beside(team int, staff int, now instant)
SELECT count(DISTINCT r.staff_id) AS value
  FROM team_above a
  JOIN staff_role r ON r.team_id = a.above_id AND r.ended_at IS NULL
  JOIN staff s ON s.id = r.staff_id AND s.ended_at IS NULL
 WHERE a.team_id = :team AND r.role = 'manager' AND r.staff_id <> :staff
   AND (r.from_at IS NULL OR r.from_at <= :now) AND (r.until_at IS NULL OR r.until_at > :now);

-- How many have a role in that very team by which they answer what its procedure asks of it.
-- value answerers_in(team int, now instant)
SELECT count(DISTINCT r.staff_id) AS value
  FROM staff_role r
  JOIN staff s ON s.id = r.staff_id AND s.ended_at IS NULL
 WHERE r.team_id = :team AND r.ended_at IS NULL AND r.role NOT IN ('auditor', 'administrator')
   AND (r.from_at IS NULL OR r.from_at <= :now) AND (r.until_at IS NULL OR r.until_at > :now);
