-- include "complaint/spend.h"
-- exec tally_remedy_add(fund text, currency text, month text, team int, state text, value int, cost int)
INSERT INTO tally_remedy (fund, currency, month, team_id, state, value, cost)
VALUES (:fund, :currency, :month, :team, :state, :value, :cost)
ON CONFLICT (fund, currency, month, team_id, state)
DO UPDATE SET value = tally_remedy.value + excluded.value, cost = tally_remedy.cost + excluded.cost;

-- exec tally_remedy_clear(fund text, currency text, month text, team int, state text)
DELETE FROM tally_remedy
 WHERE fund = :fund AND currency = :currency AND month = :month AND team_id = :team
   AND state = :state AND value = 0;

-- The columns of a budget.
-- piece budget
b.id, b.version, b.fund, b.team_id, b.period, b.from_month, b.until_month, b.amount, b.currency, b.warn

-- What stands against a budget: the lines of its source, currency, months and teams.
-- piece against
LEFT JOIN tally_remedy t
    ON t.fund = b.fund AND t.currency = b.currency
   AND t.month >= b.from_month AND t.month <= b.until_month
   AND (b.team_id IS NULL OR EXISTS (SELECT 1 FROM team_above u
                                      WHERE u.above_id = b.team_id AND u.team_id = t.team_id))

-- Their sums.
-- piece sums
CAST(coalesce(sum(CASE WHEN t.state = 'planned' THEN t.cost END), 0) AS BIGINT) AS planned,
CAST(coalesce(sum(CASE WHEN t.state = 'promised' THEN t.cost END), 0) AS BIGINT) AS promised,
CAST(coalesce(sum(CASE WHEN t.state = 'delivered' THEN t.cost END), 0) AS BIGINT) AS delivered

-- It is for that team, as one of its own or of those below.
-- piece of_team
(b.team_id IS NULL OR EXISTS (SELECT 1 FROM team_above v
                                      WHERE v.above_id = b.team_id AND v.team_id = :team))

-- Budgets of teams within reach.
-- piece of_reader
(:all = 1 OR (b.team_id IS NOT NULL AND :teams LIKE '%,' || b.team_id || ',%'))

-- The budgets in use that a remedy of that source, team and one of those months may fall in.
-- list budgets_of(fund text, currency text, first text, last text, team int) -> budget_sum
SELECT @budget,
       @sums
  FROM budget b
  @against
 WHERE b.fund = :fund AND b.currency = :currency AND b.ended_at IS NULL
   AND b.from_month <= :last AND b.until_month >= :first
   AND @of_team
 GROUP BY @budget
 ORDER BY b.id;

-- When a remedy was added: its number begins with that of the event.
-- one remedy_added(event int) -> event_row
SELECT id, at FROM event WHERE id = :event;

-- Those of a range of months, of teams within reach, with what stands against them.
-- list budgets_within(first text, last text, all bool, teams text) -> budget_sum
SELECT @budget, m.name AS team,
       @sums
  FROM budget b
  LEFT JOIN team m ON m.id = b.team_id
  @against
 WHERE b.ended_at IS NULL AND b.from_month <= :last AND b.until_month >= :first
   AND @of_reader
 GROUP BY @budget, m.name
 ORDER BY b.from_month DESC, b.fund, b.id
 LIMIT 500;

-- What of it is of cases that this reader is barred from: lines for each budget, to be taken off.
-- list budgets_barred(me int, first text, last text) -> budget_sum
SELECT b.id,
       CAST(sum(CASE WHEN r.done_on IS NULL AND r.promised_at IS NULL THEN r.cost ELSE 0 END) AS BIGINT) AS planned,
       CAST(sum(CASE WHEN r.done_on IS NULL AND r.promised_at IS NOT NULL THEN r.cost ELSE 0 END) AS BIGINT) AS promised,
       CAST(sum(CASE WHEN r.done_on IS NOT NULL THEN r.cost ELSE 0 END) AS BIGINT) AS delivered
  FROM complaint c
  JOIN remedy r ON r.complaint_id = c.id
  JOIN budget b ON b.fund = r.fund AND b.currency = r.currency AND b.ended_at IS NULL
   AND b.from_month <= :last AND b.until_month >= :first
   AND substr(coalesce(r.done_on, r.due_on), 1, 7) >= b.from_month
   AND substr(coalesce(r.done_on, r.due_on), 1, 7) <= b.until_month
   AND (b.team_id IS NULL OR EXISTS (SELECT 1 FROM team_above u
                                      WHERE u.above_id = b.team_id AND u.team_id = c.team_id))
 WHERE c.id IN (SELECT complaint_id FROM conflict WHERE staff_id = :me AND ended_at IS NULL
                UNION
                SELECT complaint_id FROM party WHERE staff_id = :me AND ended_at IS NULL)
   AND r.cost > 0 AND r.state <> 'dropped' AND (r.done_on IS NOT NULL OR c.closed_at IS NULL)
 GROUP BY b.id;

-- Two of the same source, team, currency and months would both be right.
-- list budgets_same(fund text, team int, currency text, first text, last text) -> budget_row
SELECT id FROM budget
 WHERE fund = :fund AND coalesce(team_id, 0) = :team AND currency = :currency
   AND from_month = :first AND until_month = :last AND ended_at IS NULL;

-- What the lines must say, and those that say something else: both, a line for each.
-- list tally_remedy_wrong() -> tally_remedy_wrong
WITH counted AS (
    SELECT coalesce(r.fund, '') AS fund, r.currency,
           substr(CASE WHEN r.state IN ('carried_out', 'verified') THEN r.done_on ELSE r.due_on END,
                  1, 7) AS month,
           c.team_id,
           CASE WHEN r.state IN ('carried_out', 'verified') THEN 'delivered'
                WHEN r.promised_at IS NOT NULL THEN 'promised' ELSE 'planned' END AS state,
           count(*) AS value, CAST(sum(r.cost) AS BIGINT) AS cost
      FROM remedy r JOIN complaint c ON c.id = r.complaint_id
     WHERE r.cost > 0 AND r.currency IS NOT NULL AND r.state <> 'dropped'
       AND (r.state IN ('carried_out', 'verified') OR c.closed_at IS NULL)
     GROUP BY 1, 2, 3, 4, 5)
SELECT t.fund, t.currency, t.month, t.team_id, t.state, t.value, t.cost,
       coalesce(n.value, 0) AS true_value, coalesce(n.cost, 0) AS true_cost
  FROM tally_remedy t
  LEFT JOIN counted n ON n.fund = t.fund AND n.currency = t.currency AND n.month = t.month
   AND n.team_id = t.team_id AND n.state = t.state
 WHERE n.value IS NULL OR n.value <> t.value OR n.cost <> t.cost
UNION ALL
SELECT n.fund, n.currency, n.month, n.team_id, n.state, 0 AS value, 0 AS cost,
       n.value AS true_value, n.cost AS true_cost
  FROM counted n
  LEFT JOIN tally_remedy t ON n.fund = t.fund AND n.currency = t.currency AND n.month = t.month
   AND n.team_id = t.team_id AND n.state = t.state
 WHERE t.value IS NULL;

-- Those in use this month for cases of that team.
-- list budgets_here(month text, team int) -> budget_sum
SELECT @budget,
       @sums
  FROM budget b
  @against
 WHERE b.ended_at IS NULL AND b.from_month <= :month AND b.until_month >= :month
   AND @of_team
 GROUP BY @budget
 ORDER BY b.fund, b.id;

-- The budgets in use themselves, without what stands against them.
-- list budgets_set(first text, all bool, teams text) -> budget_sum
SELECT @budget, m.name AS team, 0 AS planned, 0 AS promised, 0 AS delivered
  FROM budget b
  LEFT JOIN team m ON m.id = b.team_id
 WHERE b.ended_at IS NULL AND b.until_month >= :first
   AND @of_reader
 ORDER BY b.from_month DESC, b.fund, b.id
 LIMIT 500;
