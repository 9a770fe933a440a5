-- exec tally_add(team int, owner int, state text, waiting text, flags int, class text, due text, value int)
INSERT INTO tally (team_id, owner_id, state, waiting, flags, class, due_on, value)
VALUES (:team, :owner, :state, :waiting, :flags, :class, :due, :value)
ON CONFLICT (team_id, owner_id, state, waiting, flags, class, due_on)
DO UPDATE SET value = tally.value + excluded.value;

-- exec tally_clear(team int, owner int, state text, waiting text, flags int, class text, due text)
DELETE FROM tally
 WHERE team_id = :team AND owner_id = :owner AND state = :state AND waiting = :waiting
   AND flags = :flags AND class = :class AND due_on = :due AND value = 0;
