-- exec team_above_insert(team int, above int)
INSERT INTO team_above (team_id, above_id) VALUES (:team, :above);
