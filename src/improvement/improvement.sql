-- include "improvement/figures.h"
-- include "improvement/improvement.h"
-- What a period showed, by team and class: complaints received within it, of a team and those below it (0: of all),
-- of a class ('': of all), and, when there is a reader, only those that are kept from them. Causes that are not the
-- department's stand between commas, a comma at both ends.
-- list figures_counted(from int, until int, team int, class text, barred int, not_theirs text) -> figures_line
WITH cases AS (
  SELECT id, team_id, coalesce(class, '') AS class, closed_at, outcome, level, reopened, satisfaction_asked_at, satisfaction
    FROM complaint
   WHERE set_aside IS NULL AND received_at >= :from AND received_at < :until
     AND (:team = 0 OR team_id IN (SELECT team_id FROM team_above WHERE above_id = :team))
     AND (:class = '' OR class = :class)
     AND (:barred = 0 OR id IN (SELECT complaint_id FROM conflict WHERE staff_id = :barred AND ended_at IS NULL
                                 UNION
                                SELECT complaint_id FROM party WHERE staff_id = :barred AND ended_at IS NULL)))
SELECT c.team_id AS team, c.class,
       count(*) AS received,
       count(c.closed_at) AS closed,
       count(c.outcome) AS decided,
       count(CASE WHEN c.outcome IN ('upheld', 'partly_upheld') THEN 1 END) AS upheld,
       CAST(coalesce(sum(t.in_time), 0) AS BIGINT) AS in_time,
       CAST(coalesce(sum(t.late), 0) AS BIGINT) AS late,
       CAST(coalesce(sum(t.kept), 0) AS BIGINT) AS kept,
       CAST(coalesce(sum(t.missed), 0) AS BIGINT) AS missed,
       CAST(coalesce(sum(t.excused), 0) AS BIGINT) AS excused,
       count(CASE WHEN c.level > 2 OR c.reopened > 0 THEN 1 END) AS came_back,
       count(c.satisfaction_asked_at) AS asked,
       count(CASE WHEN c.satisfaction > 0 THEN 1 END) AS said,
       count(CASE WHEN c.satisfaction >= 4 THEN 1 END) AS good,
       count(CASE WHEN c.satisfaction BETWEEN 1 AND 2 THEN 1 END) AS bad
  FROM cases c
  LEFT JOIN (SELECT k.complaint_id,
                    count(CASE WHEN k.name = 'decision' AND k.state = 'met' AND k.breached_at IS NULL THEN 1 END) AS in_time,
                    count(CASE WHEN k.name = 'decision' AND k.breached_at IS NOT NULL
                                AND :not_theirs NOT LIKE '%,' || coalesce(k.breach_code, '-') || ',%' THEN 1 END) AS late,
                    count(CASE WHEN k.state = 'met' AND k.breached_at IS NULL THEN 1 END) AS kept,
                    count(CASE WHEN k.breached_at IS NOT NULL
                                AND :not_theirs NOT LIKE '%,' || coalesce(k.breach_code, '-') || ',%' THEN 1 END) AS missed,
                    count(CASE WHEN k.breached_at IS NOT NULL
                                AND :not_theirs LIKE '%,' || coalesce(k.breach_code, '-') || ',%' THEN 1 END) AS excused
               FROM cases s CROSS JOIN clock k
              WHERE @case(k, s.id) AND k.name <> 'answer' AND k.state <> 'void'
              GROUP BY k.complaint_id) t ON t.complaint_id = c.id
 GROUP BY c.team_id, c.class ORDER BY c.team_id, c.class;

-- Members of staff from whom some of these complaints are kept.
-- list figures_barred(from int, until int, team int) -> int_value
SELECT f.staff_id AS value FROM conflict f JOIN complaint c ON c.id = f.complaint_id
 WHERE f.ended_at IS NULL AND c.set_aside IS NULL AND c.received_at >= :from AND c.received_at < :until
   AND (:team = 0 OR c.team_id IN (SELECT team_id FROM team_above WHERE above_id = :team))
UNION
SELECT y.staff_id AS value FROM party y JOIN complaint c ON c.id = y.complaint_id
 WHERE y.staff_id IS NOT NULL AND y.ended_at IS NULL AND c.set_aside IS NULL
   AND c.received_at >= :from AND c.received_at < :until
   AND (:team = 0 OR c.team_id IN (SELECT team_id FROM team_above WHERE above_id = :team))
ORDER BY value;

-- How many complaints were received within a period, :most at most; and those of a team and the ones below it.
-- value cases_received(from int, until int, most int)
SELECT count(*) AS value
  FROM (SELECT 1 AS one FROM complaint WHERE set_aside IS NULL AND received_at >= :from AND received_at < :until LIMIT :most) c;
-- value cases_received_by(from int, until int, team int, most int)
SELECT count(*) AS value
  FROM (SELECT 1 AS one FROM team_above u JOIN complaint c ON c.team_id = u.team_id
         WHERE u.above_id = :team AND c.set_aside IS NULL AND c.received_at >= :from AND c.received_at < :until LIMIT :most) c;

-- Analyses of one kind, the last period first; those of the whole organisation for who reaches all of it.
-- list analyses_page(kind text, before date, before_id int, n int, all bool, teams text) -> analysis_row
SELECT id, version, kind, from_on, until_on, team_id, class, figures, made_at, made_by, conclusion, ended_at, ended_by,
       key_id
  FROM analysis
 WHERE kind = :kind AND (until_on, id) < (:before, :before_id)
   AND @within(team_id)
 ORDER BY until_on DESC, id DESC LIMIT :n;

-- The last period of that kind that was looked at for such a team or one above it, whatever the class. A review that was
-- begun and not done was not held.
-- list analysis_last(kind text, team int) -> analysis_row
SELECT id, version, kind, from_on, until_on, team_id, class, figures, made_at, made_by, conclusion, ended_at, ended_by,
       key_id
  FROM analysis
 WHERE kind = :kind AND class IS NULL AND (kind <> 'review' OR ended_at IS NOT NULL)
   AND (team_id IS NULL OR team_id IN (SELECT above_id FROM team_above WHERE team_id = :team))
 ORDER BY until_on DESC, id DESC LIMIT 1;

-- list weak_points(analysis int) -> weak_point_row
SELECT id, analysis_id, text, at, by_id, key_id FROM weak_point WHERE analysis_id = :analysis ORDER BY id;

-- How many each analysis has, of those with such ids.
-- list weak_points_counted(least int, most int) -> counted
SELECT analysis_id AS id, count(*) AS n
  FROM weak_point WHERE analysis_id >= :least AND analysis_id <= :most
 GROUP BY analysis_id;

-- Corrective actions for the weak points of an analysis, and those of a meeting.
-- list corrective_actions_of_analysis(analysis int) -> corrective_action_row
SELECT m.id, m.version, m.weak_point_id, m.meeting_id, m.team_id, m.what, m.owner_id, m.due_on, m.state, m.at, m.by_id,
       m.done_at, m.done_by, m.done_text, m.settled_at, m.settled_by, m.settled_text, m.key_id
  FROM weak_point w JOIN corrective_action m ON m.weak_point_id = w.id
 WHERE w.analysis_id = :analysis ORDER BY m.id;
-- list corrective_actions_of_meeting(meeting int) -> corrective_action_row
SELECT id, version, weak_point_id, meeting_id, team_id, what, owner_id, due_on, state, at, by_id,
       done_at, done_by, done_text, settled_at, settled_by, settled_text, key_id
  FROM corrective_action WHERE meeting_id = :meeting ORDER BY id;

-- What is not settled yet, the first due first: of these teams, and what the reader answers for.
-- list corrective_actions_open(me int, after date, after_id int, n int, all bool, teams text) -> corrective_action_row
SELECT id, version, weak_point_id, meeting_id, team_id, what, owner_id, due_on, state, at, by_id,
       done_at, done_by, done_text, settled_at, settled_by, settled_text, key_id
  FROM corrective_action
 WHERE state IN ('open', 'done') AND (due_on, id) > (:after, :after_id)
   AND (owner_id = :me OR @within(team_id))
 ORDER BY due_on, id LIMIT :n;

-- Figures for the appraisal of departments: of one period, team by team.
-- list appraisals_of(from date, until date) -> analysis_row
SELECT id, version, kind, from_on, until_on, team_id, class, figures, made_at, made_by, conclusion, ended_at, ended_by,
       key_id
  FROM analysis WHERE kind = 'appraisal' AND until_on = :until AND from_on = :from ORDER BY team_id;

-- The periods there are, the last first: of these teams, and of one's own what was released.
-- list appraisal_periods(all bool, teams text, own text, n int) -> appraisal_period
SELECT from_on, until_on, count(*) AS teams, count(ended_at) AS released
  FROM analysis
 WHERE kind = 'appraisal'
   AND (@within(team_id)
        OR (ended_at IS NOT NULL AND :own LIKE '%,' || team_id || ',%'))
 GROUP BY from_on, until_on ORDER BY until_on DESC, from_on DESC LIMIT :n;

-- Whoever is the management representative on that day; the last appointed first.
-- list representative_now(today date) -> appointment_row
SELECT id, staff_id, from_on, until_on, at, by_id, ended_at, ended_by
  FROM appointment p
 WHERE ended_at IS NULL AND from_on <= :today AND (until_on IS NULL OR until_on >= :today)
   AND EXISTS (SELECT 1 FROM staff s WHERE s.id = p.staff_id AND s.ended_at IS NULL)
 ORDER BY from_on DESC, id DESC LIMIT 1;
-- All of them, the last first.
-- list appointments() -> appointment_row
SELECT id, staff_id, from_on, until_on, at, by_id, ended_at, ended_by
  FROM appointment ORDER BY from_on DESC, id DESC LIMIT 50;

-- Meetings that this reader called, is invited to, or whose team is theirs; the last first.
-- list meetings_page(me int, before date, before_id int, n int, all bool, teams text) -> meeting_row
SELECT id, version, team_id, on_day, starts, title, place, agenda, complaints, analyses, minutes, at, by_id, held_at, ended_at,
       key_id
  FROM meeting m
 WHERE (on_day, id) < (:before, :before_id)
   AND (@within(team_id) OR by_id = :me
        OR EXISTS (SELECT 1 FROM meeting_guest g WHERE g.meeting_id = m.id AND g.staff_id = :me))
 ORDER BY on_day DESC, id DESC LIMIT :n;
-- list meeting_guests(meeting int) -> meeting_guest_row
SELECT id, meeting_id, staff_id, at, answer, answered_at, attended
  FROM meeting_guest WHERE meeting_id = :meeting ORDER BY id;
-- Meetings to come to which somebody is invited and has not said whether they come.
-- list meetings_to_answer(me int, today date) -> meeting_row
SELECT m.id, m.version, m.team_id, m.on_day, m.starts, m.title, m.place, m.agenda, m.complaints, m.analyses, m.minutes, m.at,
       m.by_id, m.held_at, m.ended_at, m.key_id
  FROM meeting_guest g JOIN meeting m ON m.id = g.meeting_id
 WHERE g.staff_id = :me AND g.answered_at IS NULL AND m.ended_at IS NULL AND m.held_at IS NULL AND m.on_day >= :today
 ORDER BY m.on_day, m.id LIMIT 20;

-- How many of them.
-- value invitations_open(me int, today date)
SELECT count(*) AS value
  FROM meeting_guest g JOIN meeting m ON m.id = g.meeting_id
 WHERE g.staff_id = :me AND g.answered_at IS NULL AND m.ended_at IS NULL AND m.held_at IS NULL AND m.on_day >= :today;

-- Everybody who works here in some role, by id.
-- list staff_in_roles(now instant) -> int_value
SELECT DISTINCT r.staff_id AS value
  FROM staff_role r JOIN staff s ON s.id = r.staff_id
 WHERE s.ended_at IS NULL AND r.ended_at IS NULL AND r.role <> 'administrator'
   AND (r.from_at IS NULL OR r.from_at <= :now) AND (r.until_at IS NULL OR r.until_at > :now)
 ORDER BY r.staff_id;
-- Whether somebody is top management.
-- value in_top_management(staff int, now instant)
SELECT count(*) AS value FROM staff_role r JOIN staff s ON s.id = r.staff_id
 WHERE r.staff_id = :staff AND r.role = 'top_management' AND s.ended_at IS NULL AND r.ended_at IS NULL
   AND (r.from_at IS NULL OR r.from_at <= :now) AND (r.until_at IS NULL OR r.until_at > :now);

-- Of these cases (ids between commas, a comma at both ends) those that a reader may see.
-- list complaints_named(ids text, all bool, teams text, barred text) -> case_named
-- only sqlite
SELECT c.id, c.reference FROM json_each('[0' || :ids || '0]') i JOIN complaint c ON c.id = i.value
 WHERE c.erased_at IS NULL AND @within(c.team_id) AND @not_barred(c.id)
 ORDER BY c.id;
-- only pg
SELECT c.id, c.reference
  FROM unnest(string_to_array(trim(both ',' from :ids), ',')::bigint[]) AS i (id) JOIN complaint c ON c.id = i.id
 WHERE c.erased_at IS NULL AND @within(c.team_id) AND @not_barred(c.id)
 ORDER BY c.id;

-- The policy that holds on that day: the last that began; of one day the last adopted.
-- list policy_now(today date) -> policy_row
SELECT id, text_en, text_zh_hans, text_zh_hant, text_vi, from_on, review_on, at, by_id
  FROM policy WHERE from_on <= :today ORDER BY from_on DESC, id DESC LIMIT 1;
-- All of them, the last first.
-- list policies() -> policy_row
SELECT id, text_en, text_zh_hans, text_zh_hant, text_vi, from_on, review_on, at, by_id
  FROM policy ORDER BY from_on DESC, id DESC LIMIT 50;

-- Objectives that are not settled, the first that ends first.
-- list objectives_open(n int) -> objective_row
SELECT id, version, measure, target, team_id, from_on, until_on, owner_id, why, at, by_id, ended_at, ended_by, ended_text, key_id
  FROM objective WHERE ended_at IS NULL ORDER BY until_on, id LIMIT :n;
-- Those that are, the last first.
-- list objectives_ended(n int) -> objective_row
SELECT id, version, measure, target, team_id, from_on, until_on, owner_id, why, at, by_id, ended_at, ended_by, ended_text, key_id
  FROM objective WHERE ended_at IS NOT NULL ORDER BY id DESC LIMIT :n;

-- Means that are asked for or on their way, the longest first; then all others, the last first.
-- list resources_open(all bool, teams text) -> resource_row
SELECT id, version, kind, team_id, what, state, at, by_id, answered_at, answered_by, answer, due_on, there_at, there_by, key_id
  FROM resource
 WHERE state IN ('asked', 'granted') AND @within(team_id)
 ORDER BY id LIMIT 100;
-- list resources_settled(all bool, teams text, before int, n int) -> resource_row
SELECT id, version, kind, team_id, what, state, at, by_id, answered_at, answered_by, answer, due_on, there_at, there_by, key_id
  FROM resource
 WHERE state IN ('declined', 'there') AND id < :before AND @within(team_id)
 ORDER BY id DESC LIMIT :n;
