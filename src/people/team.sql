-- one team_named(name text) -> team_row
SELECT id, name, parent_id, kind, ended_at FROM team WHERE name = :name;

-- list teams_all() -> team_row
SELECT id, name, parent_id, kind, ended_at FROM team ORDER BY name;

-- A new team is below itself and all that its parent is below.
-- exec team_above_make(team int, parent id)
INSERT INTO team_above (team_id, above_id)
SELECT :team, above_id FROM team_above WHERE team_id = :parent
UNION ALL SELECT :team, :team;

-- What hinders a team from ending.
-- value team_in_use(team int)
SELECT (SELECT count(*) FROM team WHERE parent_id = :team AND ended_at IS NULL)
     + (SELECT count(*) FROM staff_role r JOIN staff s ON s.id = r.staff_id
         WHERE r.team_id = :team AND r.ended_at IS NULL AND s.ended_at IS NULL)
     + (SELECT count(*) FROM (SELECT 1 FROM complaint
         WHERE team_id = :team AND closed_at IS NULL LIMIT 1) open)
     + (SELECT count(*) FROM setting WHERE name = 'reception_team' AND value = CAST(:team AS TEXT))
    AS value;
