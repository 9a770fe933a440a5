-- value organisation_length()
SELECT length AS value FROM chain WHERE complaint_id = 0;

-- list teams_above(team int) -> team_above_row
SELECT team_id, above_id FROM team_above WHERE team_id = :team;
