-- include "people/calendars_flow.h"
-- one calendar_named(name text) -> calendar_row
SELECT id, name, weekdays, holidays, workdays, en, zh_hans, zh_hant, vi, years, sources
  FROM calendar WHERE name = :name;

-- Clocks that run by a calendar and were not missed, of the next `most` cases behind `after`, case by
-- case. Clocks that stopped keep their date.
-- list clocks_by_calendar(calendar text, after int, most int) -> clock_by_calendar
SELECT c.id, c.complaint_id, k.reference, c.name, c.started_at, c.unit, c.length, c.calendar, c.hours,
       c.counts_first, c.rolls, c.due_at
  FROM complaint k
 CROSS JOIN clock c
 WHERE @case(c, k.id) AND (c.state = 'running') IS TRUE AND c.breached_at IS NULL AND c.calendar = :calendar
   AND k.id IN (SELECT m.id FROM complaint m
                 WHERE m.id > :after AND m.erased_at IS NULL
                   AND EXISTS (SELECT 1 FROM clock n
                                WHERE @case(n, m.id)
                                  AND n.state = 'running' AND n.breached_at IS NULL AND n.calendar = :calendar)
                 ORDER BY m.id LIMIT :most)
 ORDER BY c.complaint_id, c.id;

-- Their pauses.
-- list pauses_by_calendar(calendar text, after int, last int) -> clock_pause_row
SELECT p.id, p.complaint_id, p.clock_id, p.from_at, p.until_at, p.reason
  FROM clock_pause p
  JOIN clock c ON c.id = p.clock_id
 WHERE c.state = 'running' AND c.breached_at IS NULL AND c.calendar = :calendar
   AND p.complaint_id > :after AND p.complaint_id <= :last
 ORDER BY p.complaint_id, p.id;
