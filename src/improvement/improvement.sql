-- include "complaint/notices.h"
-- include "complaint/outcome.h"
-- include "improvement/figures.h"
-- include "improvement/duty.h"
-- include "improvement/improvement.h"
-- Lines of these teams and classes: of a team and those below it (0: of all), of a class ('': of all).
-- piece of_scope
(:team = 0 OR team_id IN (SELECT team_id FROM team_above WHERE above_id = :team))
   AND (:class = '' OR class = :class)

-- What a period showed, by team and class, from the tally: of its whole months and the days before and after. Causes that
-- are not the department's stand between commas, a comma at both ends.
-- list figures_kept(head text, head_end text, first text, last text, tail text, tail_end text, team int, class text, not_theirs text) -> figures_line
SELECT team_id AS team, class,
       CAST(sum(received) AS BIGINT) AS received,
       CAST(sum(closed) AS BIGINT) AS closed,
       CAST(sum(decided) AS BIGINT) AS decided,
       CAST(sum(upheld) AS BIGINT) AS upheld,
       CAST(sum(in_time) AS BIGINT) AS in_time,
       CAST(sum(CASE WHEN theirs = 1 THEN late ELSE 0 END) AS BIGINT) AS late,
       CAST(sum(kept) AS BIGINT) AS kept,
       CAST(sum(CASE WHEN theirs = 1 THEN missed ELSE 0 END) AS BIGINT) AS missed,
       CAST(sum(CASE WHEN theirs = 1 THEN 0 ELSE missed END) AS BIGINT) AS excused,
       CAST(sum(came_back) AS BIGINT) AS came_back,
       CAST(sum(asked) AS BIGINT) AS asked,
       CAST(sum(said) AS BIGINT) AS said,
       CAST(sum(good) AS BIGINT) AS good,
       CAST(sum(bad) AS BIGINT) AS bad
  FROM (SELECT t.*, CASE WHEN cause <> '' AND :not_theirs LIKE '%,' || cause || ',%' THEN 0 ELSE 1 END AS theirs
          FROM (SELECT team_id, class, cause, received, closed, decided, upheld, in_time, late, kept, missed, came_back,
                       asked, said, good, bad
                  FROM tally_outcome WHERE month = 1 AND period >= :first AND period < :last
                UNION ALL
                SELECT team_id, class, cause, received, closed, decided, upheld, in_time, late, kept, missed, came_back,
                       asked, said, good, bad
                  FROM tally_outcome WHERE month = 0 AND period >= :head AND period < :head_end
                UNION ALL
                SELECT team_id, class, cause, received, closed, decided, upheld, in_time, late, kept, missed, came_back,
                       asked, said, good, bad
                  FROM tally_outcome WHERE month = 0 AND period >= :tail AND period < :tail_end
                UNION ALL
                SELECT team_id, class, '', 1, 0, 0, 0, 0, 0, kept, 0, 0, 0, 0, 0, 0
                  FROM tally_new WHERE received_on >= :head AND received_on < :tail_end) t
         WHERE @of_scope) s
 GROUP BY team_id, class ORDER BY team_id, class;

-- Cases of a period that are kept from a member of staff.
-- piece kept_from
c.set_aside IS NULL AND c.received_at >= :from AND c.received_at < :until
   AND (:team = 0 OR c.team_id IN (SELECT team_id FROM team_above WHERE above_id = :team))
   AND (:class = '' OR c.class = :class)

-- Those cases themselves, and their clocks; both in the order of the cases.
-- piece barred_cases
(SELECT complaint_id FROM conflict WHERE staff_id = :staff AND ended_at IS NULL
         UNION
        SELECT complaint_id FROM party WHERE staff_id = :staff AND ended_at IS NULL) b
  CROSS JOIN complaint c

-- list figures_barred_cases(staff int, from int, until int, team int, class text) -> outcome_case
SELECT c.id, c.team_id, c.class, c.received_at, c.set_aside, c.closed_at, c.outcome, c.level, c.reopened,
       c.satisfaction_asked_at, c.satisfaction
  FROM @barred_cases
 WHERE c.id = b.complaint_id AND @kept_from
 ORDER BY c.id;
-- list figures_barred_clocks(staff int, from int, until int, team int, class text) -> outcome_clock
SELECT k.complaint_id, k.name, k.state, k.breached_at, k.breach_code
  FROM @barred_cases CROSS JOIN clock k
 WHERE c.id = b.complaint_id AND @kept_from AND @case(k, c.id)
 ORDER BY c.id;

-- Members of staff from whom some of these complaints are kept; what is kept from somebody is looked at, not the period.
-- list figures_barred(from int, until int, team int, class text) -> int_value
SELECT f.staff_id AS value FROM conflict f CROSS JOIN complaint c
 WHERE f.ended_at IS NULL AND c.id = f.complaint_id AND @kept_from
UNION
SELECT y.staff_id AS value FROM party y CROSS JOIN complaint c
 WHERE y.staff_id IS NOT NULL AND y.ended_at IS NULL AND c.id = y.complaint_id AND @kept_from
ORDER BY value;

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

-- Objectives and means as lists for other systems, the newest first: objectives of all, of these teams and of one's own.
-- list objectives_page(before int, n int, own text, all bool, teams text) -> objective_row
SELECT id, version, measure, target, team_id, from_on, until_on, owner_id, why, at, by_id, ended_at, ended_by, ended_text, key_id
  FROM objective
 WHERE id < :before AND (team_id IS NULL OR @within(team_id) OR :own LIKE '%,' || team_id || ',%')
 ORDER BY id DESC LIMIT :n;
-- list resources_page(before int, n int, all bool, teams text) -> resource_row
SELECT id, version, kind, team_id, what, state, at, by_id, answered_at, answered_by, answer, due_on, there_at, there_by, key_id
  FROM resource
 WHERE id < :before AND @within(team_id)
 ORDER BY id DESC LIMIT :n;

-- Means that are asked for or on their way, the longest first; then all others, the last first.
-- list resources_open(all bool, teams text, after int, n int) -> resource_row
SELECT id, version, kind, team_id, what, state, at, by_id, answered_at, answered_by, answer, due_on, there_at, there_by, key_id
  FROM resource
 WHERE state IN ('asked', 'granted') AND id > :after AND @within(team_id)
 ORDER BY id LIMIT :n;
-- list resources_settled(all bool, teams text, before int, n int) -> resource_row
SELECT id, version, kind, team_id, what, state, at, by_id, answered_at, answered_by, answer, due_on, there_at, there_by, key_id
  FROM resource
 WHERE state IN ('declined', 'there') AND id < :before AND @within(team_id)
 ORDER BY id DESC LIMIT :n;

-- Objectives whose period is over and that nobody settled.
-- list objectives_over(today date) -> objective_row
SELECT id, version, measure, target, team_id, from_on, until_on, owner_id, why, at, by_id, ended_at, ended_by, ended_text, key_id
  FROM objective WHERE ended_at IS NULL AND until_on < :today ORDER BY until_on, id LIMIT 100;

-- When the organisation began to work with this.
-- value history_began()
SELECT coalesce((SELECT at FROM event WHERE id = 1), 0) AS value;

-- Whether somebody was told of it.
-- value duty_told(kind text, of int)
SELECT count(*) AS value FROM (SELECT 1 FROM duty_notice WHERE kind = :kind AND of_id = :of LIMIT 1) d;

-- One person who works here, or (with a role) all who have it now; and who stands in for them, in that role.
-- list duty_people(staff int, role text, now instant, today date) -> notice_person
SELECT s.id AS staff, 0 AS depth,
       coalesce((SELECT a.substitute_id FROM absence a
                   JOIN staff b ON b.id = a.substitute_id AND b.ended_at IS NULL
                  WHERE a.staff_id = s.id AND a.ended_at IS NULL AND a.from_on <= :today AND a.until_on >= :today
                    AND EXISTS (SELECT 1 FROM staff_role x
                                 WHERE x.staff_id = a.substitute_id AND x.role <> 'administrator' AND (:role = '' OR x.role = :role)
                                   AND x.ended_at IS NULL
                                   AND (x.from_at IS NULL OR x.from_at <= :now) AND (x.until_at IS NULL OR x.until_at > :now))
                  ORDER BY a.id DESC LIMIT 1), 0) AS substitute
  FROM staff s
 WHERE s.ended_at IS NULL AND (:role <> '' OR s.id = :staff)
   AND EXISTS (SELECT 1 FROM staff_role r
                WHERE r.staff_id = s.id AND r.role <> 'administrator' AND (:role = '' OR r.role = :role) AND r.ended_at IS NULL
                  AND (r.from_at IS NULL OR r.from_at <= :now) AND (r.until_at IS NULL OR r.until_at > :now))
 ORDER BY s.id LIMIT 40;

-- What a reader was told is due, the newest first, with when they looked.
-- list duties_told(me int, n int) -> duty_told
SELECT d.id, d.kind, d.of_id, d.due_on, d.at, d.for_id, r.read_at
  FROM duty_notice d JOIN notice_reading r ON r.notice_id = d.id
 WHERE d.staff_id = :me ORDER BY d.id DESC LIMIT :n;
-- How many of them wait, up to a hundred.
-- value duties_unread(me int)
SELECT count(*) AS value
  FROM (SELECT 1 FROM notice_reading r JOIN duty_notice d ON d.id = r.notice_id
         WHERE r.staff_id = :me AND r.read_at IS NULL LIMIT 100) t;
-- One that is for this reader.
-- list duty_told_one(notice int, me int) -> duty_told
SELECT d.id, d.kind, d.of_id, d.due_on, d.at, d.for_id, r.read_at
  FROM duty_notice d JOIN notice_reading r ON r.notice_id = d.id
 WHERE d.id = :notice AND d.staff_id = :me;
