-- include "operation/task/task_page.h"
-- A task in a list, with the words of whoever asked and the key they are sealed by.
-- piece line
t.id, t.complaint_id, t.code, t.team_id, t.staff_id, t.state, t.entry_id, k.due_at, c.reference, c.pack_id,
       t.outsider_id, t.later_on, e.text, w.wrapped AS case_key

-- piece words
JOIN entry e ON e.id = t.entry_id
  LEFT JOIN wrapped_key w ON w.id = c.id * 4 + 2

-- The clock and the complaint of a task.
-- piece of_case
JOIN clock k ON k.id = t.clock_id
  JOIN complaint c ON c.id = t.complaint_id

-- The id of a task whose day is over, and 0 for any other.
-- piece late
CASE WHEN k.due_at < :now THEN t.id ELSE 0 END

-- What somebody outside was asked in the reader's own cases, or by the reader in cases that are nobody's: these are walked,
-- not all that is asked.
-- piece outside
FROM (SELECT q.id FROM complaint o JOIN task q ON q.complaint_id = o.id
         WHERE o.owner_id = :staff AND o.closed_at IS NULL AND q.outsider_id IS NOT NULL AND q.state IN ('asked', 'accepted')
        UNION ALL
        SELECT q.id FROM task q JOIN complaint o ON o.id = q.complaint_id
         WHERE q.asked_by = :staff AND o.owner_id IS NULL AND q.outsider_id IS NOT NULL AND q.state IN ('asked', 'accepted')) r
  JOIN task t ON t.id = r.id @of_case

-- Of it what has to be looked after: its day is over, or they said that it takes longer.
-- piece to_look_after
(k.due_at < :now OR t.later_on IS NOT NULL) AND c.erased_at IS NULL AND @within(c.team_id) AND @not_barred(c.id)

-- How many people have work in that team itself, and not only above it.
-- value task_workers(team int, now instant)
SELECT count(DISTINCT s.id) AS value FROM staff_role r
  JOIN staff s ON s.id = r.staff_id AND s.ended_at IS NULL
 WHERE r.team_id = :team AND r.role IN ('receiver', 'handler', 'investigator', 'manager') AND r.ended_at IS NULL
   AND (r.from_at IS NULL OR r.from_at <= :now) AND (r.until_at IS NULL OR r.until_at > :now);

-- Tasks that wait for somebody of these teams, the first due first; :after and :after_id are the key of the last one
-- that was shown. Teams and barred are ids between commas, a comma at both ends.
-- list tasks_of_teams(after int, after_id int, n int, all bool, teams text, barred text) -> task_line
SELECT @line
  FROM task t @of_case
  @words
 WHERE t.state IN ('asked', 'accepted') AND c.erased_at IS NULL AND (k.due_at, t.id) > (:after, :after_id)
   AND t.team_id IS NOT NULL AND @within(t.team_id) AND @not_barred(c.id)
 ORDER BY k.due_at, t.id LIMIT :n;

-- Those that one of the staff was asked by name, for whoever leads in the team that was asked or in that of the case.
-- list tasks_of_staff(staff int, n int, all bool, teams text, barred text) -> task_line
SELECT @line
  FROM task t @of_case
  @words
 WHERE t.staff_id = :staff AND t.state IN ('asked', 'accepted') AND c.erased_at IS NULL
   AND (@within(t.team_id) OR @within(c.team_id)) AND @not_barred(c.id)
 ORDER BY k.due_at, t.id LIMIT :n;

-- Those that were answered and wait for whoever answers for the case, or asked while nobody does, and may still ask there.
-- list tasks_answered(staff int, n int, all bool, teams text, barred text) -> task_line
SELECT @line
  FROM task t @of_case
  @words
 WHERE t.state IN ('sent_back', 'done') AND c.erased_at IS NULL AND coalesce(c.owner_id, t.asked_by) = :staff
   AND @within(c.team_id) AND @not_barred(c.id)
 ORDER BY t.id LIMIT :n;

-- What waits for these teams, at most :n: the ids of those that are late, first, and 0 for all others. Whoever reaches all
-- teams has as many counted as are looked at.
-- list tasks_waiting(n int, now instant, all bool, teams text, barred text) -> int_value
-- only sqlite
SELECT @late AS value
  FROM (SELECT * FROM (SELECT id FROM task WHERE :all = 1 AND team_id IS NOT NULL AND state IN ('asked', 'accepted') LIMIT 10 * :n)
        UNION ALL
        SELECT q.id FROM json_each('[' || trim(:teams, ',') || ']') o
          JOIN task q ON q.team_id = o.value AND q.state IN ('asked', 'accepted') WHERE :all = 0) r
  JOIN task t ON t.id = r.id @of_case
 WHERE c.erased_at IS NULL AND @not_barred(c.id)
 ORDER BY value DESC LIMIT :n;
-- only pg
SELECT @late AS value
  FROM (SELECT id FROM (SELECT id FROM task WHERE :all = 1 AND team_id IS NOT NULL AND state IN ('asked', 'accepted') LIMIT 10 * :n) w
        UNION ALL
        SELECT id FROM task
         WHERE :all = 0 AND team_id = ANY(string_to_array(nullif(trim(both ',' from :teams), ''), ',')::bigint[])
           AND state IN ('asked', 'accepted')) r
  JOIN task t ON t.id = r.id @of_case
 WHERE c.erased_at IS NULL AND @not_barred(c.id)
 ORDER BY value DESC LIMIT :n;

-- What somebody outside was asked and whoever answers for the case has to look after.
-- list tasks_outside(staff int, n int, now instant, all bool, teams text, barred text) -> task_line
SELECT @line
  @outside
  @words
 WHERE @to_look_after
 ORDER BY k.due_at, t.id LIMIT :n;

-- The ids of those whose day is over, and 0 for the others.
-- list tasks_outside_waiting(staff int, n int, now instant, all bool, teams text, barred text) -> int_value
SELECT @late AS value
  @outside
 WHERE @to_look_after
 ORDER BY value DESC LIMIT :n;

-- value tasks_answered_count(staff int, n int, all bool, teams text, barred text)
SELECT count(*) AS value
  FROM (SELECT 1 AS one FROM task t JOIN complaint c ON c.id = t.complaint_id
         WHERE t.state IN ('sent_back', 'done') AND c.erased_at IS NULL
           AND coalesce(c.owner_id, t.asked_by) = :staff
           AND @within(c.team_id) AND @not_barred(c.id) LIMIT :n) waits;

-- Whether any waits for somebody at all: where nobody asks other teams nothing does. By the indexes of those that do.
-- value tasks_any()
SELECT count(*) AS value
  FROM (SELECT id FROM task WHERE state IN ('asked', 'accepted')
        UNION ALL
        SELECT id FROM task WHERE state IN ('sent_back', 'done') LIMIT 1) t;

-- Who may be asked: whoever works on cases now.
-- list task_staff(now instant) -> int_value
SELECT s.id AS value FROM staff s
 WHERE s.ended_at IS NULL AND s.id IN
       (SELECT r.staff_id FROM staff_role r
         WHERE r.role IN ('handler', 'investigator', 'manager', 'receiver') AND r.ended_at IS NULL
           AND (r.from_at IS NULL OR r.from_at <= :now) AND (r.until_at IS NULL OR r.until_at > :now))
 ORDER BY s.id LIMIT 300;
