-- include "desk/alerts.h"
-- How many notices wait for somebody to look at them, up to a hundred: theirs, and those for the teams they work in. None of
-- them is of a case that they may not see. Ids stand between commas, a comma at both ends.
-- value notices_unread(me int, own text, all bool, teams text, barred text)
-- only sqlite
SELECT count(*) AS value FROM (
 SELECT r.notice_id
   FROM (SELECT notice_id FROM notice_reading WHERE staff_id = :me AND read_at IS NULL
         UNION ALL
         SELECT q.notice_id FROM json_each('[' || trim(:own, ',') || ']') o
          JOIN notice_reading q ON q.team_id = o.value AND q.read_at IS NULL) r
   JOIN staff_notice n ON n.id = r.notice_id
   JOIN complaint c ON c.id = n.complaint_id
  WHERE c.erased_at IS NULL AND @not_barred(c.id)
    AND (@within(c.team_id) OR c.entered_by = :me
         OR EXISTS (SELECT 1 FROM case_copy y WHERE y.complaint_id = c.id AND :teams LIKE '%,' || y.team_id || ',%'))
  LIMIT 100) t;
-- only pg
SELECT count(*) AS value FROM (
 SELECT r.notice_id
   FROM (SELECT notice_id FROM notice_reading WHERE staff_id = :me AND read_at IS NULL
         UNION ALL
         SELECT notice_id FROM notice_reading
          WHERE team_id = ANY(string_to_array(nullif(trim(both ',' from :own), ''), ',')::bigint[]) AND read_at IS NULL) r
   JOIN staff_notice n ON n.id = r.notice_id
   JOIN complaint c ON c.id = n.complaint_id
  WHERE c.erased_at IS NULL AND @not_barred(c.id)
    AND (@within(c.team_id) OR c.entered_by = :me
         OR EXISTS (SELECT 1 FROM case_copy y WHERE y.complaint_id = c.id AND :teams LIKE '%,' || y.team_id || ',%'))
  LIMIT 100) t;

-- The newest of them, read or not; those for a team until somebody looked.
-- list notices_page(me int, own text, before int, n int, all bool, teams text, barred text) -> told_line
-- only sqlite
SELECT n.id, n.kind, n.at, n.clock, n.share, n.team_id, n.for_id, q.read_at, n.acknowledge_by, n.acknowledged_at,
       c.id AS complaint, c.reference, c.class, c.pack_id, c.signals, c.significant_why
  FROM (SELECT id FROM (SELECT id FROM staff_notice WHERE staff_id = :me AND id < :before ORDER BY id DESC LIMIT :n + 100)
        UNION ALL
        SELECT q.notice_id FROM json_each('[' || trim(:own, ',') || ']') o
         JOIN notice_reading q ON q.team_id = o.value AND q.read_at IS NULL AND q.notice_id < :before) r
  JOIN staff_notice n ON n.id = r.id
  JOIN notice_reading q ON q.notice_id = n.id
  JOIN complaint c ON c.id = n.complaint_id
 WHERE c.erased_at IS NULL AND @not_barred(c.id)
   AND (@within(c.team_id) OR c.entered_by = :me
        OR EXISTS (SELECT 1 FROM case_copy y WHERE y.complaint_id = c.id AND :teams LIKE '%,' || y.team_id || ',%'))
 ORDER BY n.id DESC LIMIT :n;
-- only pg
SELECT n.id, n.kind, n.at, n.clock, n.share, n.team_id, n.for_id, q.read_at, n.acknowledge_by, n.acknowledged_at,
       c.id AS complaint, c.reference, c.class, c.pack_id, c.signals, c.significant_why
  FROM (SELECT id FROM (SELECT id FROM staff_notice WHERE staff_id = :me AND id < :before ORDER BY id DESC LIMIT :n + 100) w
        UNION ALL
        SELECT notice_id FROM notice_reading
         WHERE team_id = ANY(string_to_array(nullif(trim(both ',' from :own), ''), ',')::bigint[])
           AND read_at IS NULL AND notice_id < :before) r
  JOIN staff_notice n ON n.id = r.id
  JOIN notice_reading q ON q.notice_id = n.id
  JOIN complaint c ON c.id = n.complaint_id
 WHERE c.erased_at IS NULL AND @not_barred(c.id)
   AND (@within(c.team_id) OR c.entered_by = :me
        OR EXISTS (SELECT 1 FROM case_copy y WHERE y.complaint_id = c.id AND :teams LIKE '%,' || y.team_id || ',%'))
 ORDER BY n.id DESC LIMIT :n;

-- The case of a notice that is for this reader.
-- value notice_case(notice int, me int, own text)
SELECT n.complaint_id AS value FROM staff_notice n
 WHERE n.id = :notice AND (n.staff_id = :me OR :own LIKE '%,' || n.team_id || ',%');

-- exec notice_look(notice int, me int, own text, now instant)
UPDATE notice_reading SET read_at = :now, read_by = :me
 WHERE notice_id = :notice AND read_at IS NULL AND (staff_id = :me OR :own LIKE '%,' || team_id || ',%');

-- All of a reader up to one of them.
-- exec notices_look(last int, me int, now instant)
UPDATE notice_reading SET read_at = :now, read_by = :me
 WHERE staff_id = :me AND read_at IS NULL AND notice_id <= :last;

-- include "desk/alert_dates.h"
-- Dates of open complaints between two moments, the first first. What the complainant has to do is not ours to keep.
-- list dates_due(from instant, until instant, after int, after_id int, n int, all bool, teams text, barred text) -> date_line
SELECT k.id, k.name, k.due_at, k.breached_at, k.stopped_at, k.breach_code, k.told, c.id AS complaint, c.reference, c.class, c.pack_id, c.owner_id, c.team_id
  FROM clock k
 CROSS JOIN complaint c
 WHERE c.id = k.complaint_id AND k.state = 'running' AND k.due_at >= :from AND k.due_at < :until AND k.name <> 'answer'
   AND c.closed_at IS NULL AND c.set_aside IS NULL
   AND (k.due_at, k.id) > (:after, :after_id)
   AND @not_barred(c.id)
   AND @within(c.team_id)
 ORDER BY k.due_at, k.id LIMIT :n;

-- How many open complaints have their next date on each of these days, from the tally; and those of them that the reader
-- must keep away from.
-- list dates_days(first text, last text, all bool, teams text) -> day_sum
SELECT due_on AS day, CAST(sum(value) AS BIGINT) AS n
  FROM (SELECT team_id, due_on, value FROM tally WHERE state = 'open' AND due_on >= :first AND due_on <= :last
        UNION ALL
        SELECT team_id, due_on, 1 FROM tally_new WHERE due_on >= :first AND due_on <= :last) t
 WHERE @within(team_id)
 GROUP BY due_on ORDER BY due_on;

-- list dates_days_barred(me int, from instant, until instant, all bool, teams text) -> day_barred
SELECT next_due_at AS due_at
  FROM complaint
 WHERE id IN (SELECT complaint_id FROM conflict WHERE staff_id = :me AND ended_at IS NULL
              UNION
              SELECT complaint_id FROM party WHERE staff_id = :me AND ended_at IS NULL)
   AND closed_at IS NULL AND set_aside IS NULL AND next_due_at >= :from AND next_due_at < :until
   AND @within(team_id);

-- Those of which somebody was warned since then, and which are still to come.
-- list dates_warned(from instant, until instant, after int, after_id int, n int, all bool, teams text, barred text) -> date_line
SELECT DISTINCT k.id, k.name, k.due_at, k.breached_at, k.stopped_at, k.breach_code, k.told, c.id AS complaint, c.reference, c.class, c.pack_id, c.owner_id, c.team_id
  FROM staff_notice w
  JOIN clock k ON k.id = w.clock_id AND k.state = 'running' AND k.due_at >= :until
  JOIN complaint c ON c.id = k.complaint_id
 WHERE w.kind = 'warning' AND w.at >= :from AND c.closed_at IS NULL
   AND (k.due_at, k.id) > (:after, :after_id)
   AND @not_barred(c.id)
   AND @within(c.team_id)
 ORDER BY k.due_at, k.id LIMIT :n;

-- Dates that were found missed between two moments, the newest first; of one cause ('-': nobody said yet), or of all ('').
-- list dates_missed(from instant, until instant, cause text, before int, before_id int, n int, all bool, teams text, barred text) -> date_line
SELECT k.id, k.name, k.due_at, k.breached_at, k.stopped_at, k.breach_code, k.told, c.id AS complaint, c.reference, c.class, c.pack_id, c.owner_id, c.team_id
  FROM clock k JOIN complaint c ON c.id = k.complaint_id
 WHERE k.breached_at >= :from AND k.breached_at < :until AND k.breached_at IS NOT NULL AND k.name <> 'answer' AND k.state <> 'void'
   AND (:cause = '' OR coalesce(k.breach_code, '-') = :cause) AND c.erased_at IS NULL
   AND (k.breached_at, k.id) < (:before, :before_id)
   AND @not_barred(c.id)
   AND @within(c.team_id)
 ORDER BY k.breached_at DESC, k.id DESC LIMIT :n;

-- How many of them by cause.
-- list dates_causes(from instant, until instant, all bool, teams text, barred text) -> cause_sum
SELECT coalesce(k.breach_code, '-') AS cause, count(*) AS n
  FROM clock k JOIN complaint c ON c.id = k.complaint_id
 WHERE k.breached_at >= :from AND k.breached_at < :until AND k.breached_at IS NOT NULL AND k.name <> 'answer' AND k.state <> 'void'
   AND c.erased_at IS NULL
   AND @not_barred(c.id)
   AND @within(c.team_id)
 GROUP BY coalesce(k.breach_code, '-') ORDER BY count(*) DESC, 1;

-- include "desk/alert_significant.h"
-- Alerts that nobody confirmed yet, the first to be confirmed first.
-- list alerts_open(me int, n int, all bool, teams text, barred text) -> alert_open
SELECT w.id, w.staff_id, w.at, w.acknowledge_by, c.id AS complaint, c.reference, c.class, c.pack_id, c.significant_why, c.received_at
  FROM staff_notice w JOIN complaint c ON c.id = w.complaint_id
 WHERE w.acknowledge_by IS NOT NULL AND w.acknowledged_at IS NULL AND c.erased_at IS NULL
   AND @not_barred(c.id) AND @within(c.team_id)
 ORDER BY CASE WHEN w.staff_id = :me THEN 0 ELSE 1 END, w.acknowledge_by, w.id LIMIT :n;

-- Whether this reader was asked to confirm one lately.
-- value alerts_asked(me int)
SELECT count(*) AS value
  FROM (SELECT acknowledge_by FROM staff_notice WHERE staff_id = :me ORDER BY id DESC LIMIT 500) w
 WHERE w.acknowledge_by IS NOT NULL;

-- Significant complaints, the newest first.
-- list significant_cases(before int, n int, all bool, teams text, barred text) -> alert_open
SELECT c.id, 0 AS staff_id, c.significant_alerted_at AS at, c.closed_at AS acknowledge_by, c.id AS complaint, c.reference, c.class, c.pack_id,
       c.significant_why, c.received_at
  FROM complaint c
 WHERE c.significant = 1 AND c.erased_at IS NULL AND c.id < :before
   AND @not_barred(c.id) AND @within(c.team_id)
 ORDER BY c.id DESC LIMIT :n;
