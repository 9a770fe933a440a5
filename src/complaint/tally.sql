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

-- A new complaint, open and waiting for nobody.
-- exec tally_new_add(id int, team int, owner int, flags int, class text, due text, received text, channel text, kept int)
INSERT INTO tally_new (id, team_id, owner_id, flags, class, due_on, received_on, channel, kept)
VALUES (:id, :team, :owner, :flags, :class, :due, :received, :channel, :kept);

-- The newest of them; 0 = there is none.
-- value tally_new_last()
SELECT coalesce(max(id), 0) AS value FROM tally_new;

-- Nobody files and nobody adds up meanwhile. SQLite has one writer anyway.
-- exec tally_hold()
UPDATE counter SET value = value WHERE name = 'event';

-- exec tally_add_new(until int)
INSERT INTO tally (team_id, owner_id, state, waiting, flags, class, due_on, value)
SELECT team_id, owner_id, 'open', '', flags, class, due_on, count(*)
  FROM tally_new WHERE id <= :until
 GROUP BY team_id, owner_id, flags, class, due_on
ON CONFLICT (team_id, owner_id, state, waiting, flags, class, due_on)
DO UPDATE SET value = tally.value + excluded.value;

-- Most of them say the same, so they are added up before they are multiplied by the lines of each.
-- exec tally_received_add_new(until int)
INSERT INTO tally_received (month, period, team_id, class, state, due_on, value)
SELECT m.month, substr(n.received_on, 1, m.length), n.team_id, n.class, 'open', n.due_on, CAST(sum(n.value) AS BIGINT)
  FROM (SELECT received_on, team_id, class, due_on, count(*) AS value FROM tally_new
         WHERE id <= :until GROUP BY received_on, team_id, class, due_on) n
 CROSS JOIN (SELECT 0 AS month, 10 AS length UNION ALL SELECT 1, 7) m
 GROUP BY m.month, substr(n.received_on, 1, m.length), n.team_id, n.class, n.due_on
ON CONFLICT (month, period, team_id, class, state, due_on)
DO UPDATE SET value = tally_received.value + excluded.value;

-- exec tally_channel_add_new(until int)
INSERT INTO tally_channel (span, period, team_id, channel, state, value)
SELECT s.span, substr(n.received_on, 1, s.length), n.team_id, n.channel, 'open', CAST(sum(n.value) AS BIGINT)
  FROM (SELECT received_on, team_id, channel, count(*) AS value FROM tally_new
         WHERE id <= :until GROUP BY received_on, team_id, channel) n
 CROSS JOIN (SELECT 0 AS span, 10 AS length UNION ALL SELECT 1, 7 UNION ALL SELECT 2, 0) s
 GROUP BY s.span, substr(n.received_on, 1, s.length), n.team_id, n.channel
ON CONFLICT (span, period, team_id, channel, state)
DO UPDATE SET value = tally_channel.value + excluded.value;

-- exec tally_new_clear(until int)
DELETE FROM tally_new WHERE id <= :until;
