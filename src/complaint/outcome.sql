-- include "complaint/outcome.h"
-- exec outcome_add(month bool, period text, team int, class text, cause text, received int, closed int, decided int, upheld int, in_time int, late int, kept int, missed int, came_back int, asked int, said int, good int, bad int)
INSERT INTO tally_outcome (month, period, team_id, class, cause, received, closed, decided, upheld, in_time, late, kept,
                           missed, came_back, asked, said, good, bad)
VALUES (:month, :period, :team, :class, :cause, :received, :closed, :decided, :upheld, :in_time, :late, :kept,
        :missed, :came_back, :asked, :said, :good, :bad)
ON CONFLICT (month, period, team_id, class, cause)
DO UPDATE SET received = tally_outcome.received + excluded.received, closed = tally_outcome.closed + excluded.closed,
              decided = tally_outcome.decided + excluded.decided, upheld = tally_outcome.upheld + excluded.upheld,
              in_time = tally_outcome.in_time + excluded.in_time, late = tally_outcome.late + excluded.late,
              kept = tally_outcome.kept + excluded.kept, missed = tally_outcome.missed + excluded.missed,
              came_back = tally_outcome.came_back + excluded.came_back, asked = tally_outcome.asked + excluded.asked,
              said = tally_outcome.said + excluded.said, good = tally_outcome.good + excluded.good,
              bad = tally_outcome.bad + excluded.bad;

-- Without the one that was received nothing is left of a line but what missed its date for a cause.
-- exec outcome_clear(month bool, period text, team int, class text, cause text)
DELETE FROM tally_outcome
 WHERE month = :month AND period = :period AND team_id = :team AND class = :class AND cause = :cause
   AND received = 0 AND missed = 0;

-- exec outcome_empty()
DELETE FROM tally_outcome;

-- New complaints, which only came and kept some of their time limits.
-- exec outcome_add_new(until int)
INSERT INTO tally_outcome (month, period, team_id, class, cause, received, closed, decided, upheld, in_time, late, kept,
                           missed, came_back, asked, said, good, bad)
SELECT m.month, substr(n.received_on, 1, m.length), n.team_id, n.class, '', CAST(sum(n.value) AS BIGINT), 0, 0, 0, 0, 0,
       CAST(sum(n.kept) AS BIGINT), 0, 0, 0, 0, 0, 0
  FROM (SELECT received_on, team_id, class, count(*) AS value, sum(kept) AS kept FROM tally_new
         WHERE id <= :until GROUP BY received_on, team_id, class) n
 CROSS JOIN (SELECT 0 AS month, 10 AS length UNION ALL SELECT 1, 7) m
 GROUP BY m.month, substr(n.received_on, 1, m.length), n.team_id, n.class
ON CONFLICT (month, period, team_id, class, cause)
DO UPDATE SET received = tally_outcome.received + excluded.received, kept = tally_outcome.kept + excluded.kept;

-- What counts of complaints, in the order of their ids, and of their clocks.
-- list outcome_cases(after int, n int) -> outcome_case
SELECT id, team_id, class, received_at, set_aside, closed_at, outcome, level, reopened, satisfaction_asked_at, satisfaction
  FROM complaint WHERE id > :after ORDER BY id LIMIT :n;
-- list outcome_clocks(first int, last int) -> outcome_clock
SELECT k.complaint_id, k.name, k.state, k.breached_at, k.breach_code
  FROM complaint c CROSS JOIN clock k
 WHERE c.id >= :first AND c.id <= :last AND @case(k, c.id)
 ORDER BY c.id;

-- What an upgrade has left to count; 1 = all.
-- value outcomes_due()
SELECT count(*) AS value FROM counter WHERE name = 'outcomes_due';
-- exec outcomes_counted()
DELETE FROM counter WHERE name = 'outcomes_due';
