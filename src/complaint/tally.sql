-- exec tally_add(team int, owner int, state text, waiting text, flags int, class text, due text, value int)
INSERT INTO tally (team_id, owner_id, state, waiting, flags, class, due_on, value)
VALUES (:team, :owner, :state, :waiting, :flags, :class, :due, :value)
ON CONFLICT (team_id, owner_id, state, waiting, flags, class, due_on)
DO UPDATE SET value = tally.value + excluded.value;

-- exec tally_clear(team int, owner int, state text, waiting text, flags int, class text, due text)
DELETE FROM tally
 WHERE team_id = :team AND owner_id = :owner AND state = :state AND waiting = :waiting
   AND flags = :flags AND class = :class AND due_on = :due AND value = 0;

-- exec tally_received_add(month bool, period text, team int, class text, state text, due text, value int)
INSERT INTO tally_received (month, period, team_id, class, state, due_on, value)
VALUES (:month, :period, :team, :class, :state, :due, :value)
ON CONFLICT (month, period, team_id, class, state, due_on)
DO UPDATE SET value = tally_received.value + excluded.value;

-- exec tally_received_clear(month bool, period text, team int, class text, state text, due text)
DELETE FROM tally_received
 WHERE month = :month AND period = :period AND team_id = :team AND class = :class
   AND state = :state AND due_on = :due AND value = 0;

-- exec tally_channel_add(span int, period text, team int, channel text, state text, value int)
INSERT INTO tally_channel (span, period, team_id, channel, state, value)
VALUES (:span, :period, :team, :channel, :state, :value)
ON CONFLICT (span, period, team_id, channel, state)
DO UPDATE SET value = tally_channel.value + excluded.value;

-- exec tally_channel_clear(span int, period text, team int, channel text, state text)
DELETE FROM tally_channel
 WHERE span = :span AND period = :period AND team_id = :team AND channel = :channel
   AND state = :state AND value = 0;

-- exec tally_channel_empty()
DELETE FROM tally_channel;

-- exec tally_empty()
DELETE FROM tally;

-- exec tally_received_empty()
DELETE FROM tally_received;
