-- include "designer/simulate.h"
-- Complaints received since then, the newest first, those before a place.
-- list past_cases(since instant, at instant, before int, most int) -> past_case
SELECT id, reference, class, pack_id, team_id, received_at
  FROM complaint
 WHERE set_aside IS NULL AND erased_at IS NULL AND received_at >= :since AND (received_at, id) < (:at, :before)
 ORDER BY received_at DESC, id DESC LIMIT :most;

-- What moved their clocks; from the newest of them to the oldest. What a filing tells in the usual way
-- has no row: the complaint and its acknowledgement say it (complaint/case.c).
-- list past_tolds(newest_at instant, newest int, oldest_at instant, oldest int) -> past_told
SELECT complaint_id, told
  FROM (SELECT c.id AS complaint_id, c.received_at, h.event_id, h.told
          FROM complaint c JOIN happened h ON h.complaint_id = c.id
         WHERE c.set_aside IS NULL AND c.erased_at IS NULL AND h.told <> ''
           AND (c.received_at, c.id) <= (:newest_at, :newest) AND (c.received_at, c.id) >= (:oldest_at, :oldest)
        UNION ALL
        SELECT c.id, c.received_at, c.id / 256,
               'received@' || c.received_at
               || coalesce((SELECT ' acknowledged@' || a.at FROM acknowledgement a
                             WHERE a.complaint_id = c.id AND a.id >= c.id / 256 * 256 AND a.id < c.id / 256 * 256 + 256), '')
          FROM complaint c
         WHERE c.set_aside IS NULL AND c.erased_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM happened f
                            WHERE f.complaint_id = c.id AND f.event_id = c.id / 256)
           AND (c.received_at, c.id) <= (:newest_at, :newest) AND (c.received_at, c.id) >= (:oldest_at, :oldest)) t
 ORDER BY received_at DESC, complaint_id DESC, event_id;

-- list past_clocks(newest_at instant, newest int, oldest_at instant, oldest int) -> past_clock
SELECT k.complaint_id, k.name, k.state, k.due_at
  FROM complaint c CROSS JOIN clock k
 WHERE @case(k, c.id) AND c.set_aside IS NULL AND c.erased_at IS NULL
   AND k.name NOT LIKE 'task-%' -- what somebody asked for that case is no rule's
   AND (c.received_at, c.id) <= (:newest_at, :newest) AND (c.received_at, c.id) >= (:oldest_at, :oldest)
 ORDER BY c.received_at DESC, c.id DESC, k.id;

-- include "designer/designer.h"
-- Where the open complaints of a pack stand, whichever of its versions they follow, and how many follow
-- another one than `pack`; at most so many are counted.
-- list stage_counts(name text, pack int, most int) -> stage_count
SELECT stage, class, count(*) AS value, sum(other) AS others
  FROM (SELECT stage, coalesce(class, '') AS class, CASE WHEN pack_id = :pack THEN 0 ELSE 1 END AS other
          FROM complaint
         WHERE closed_at IS NULL AND set_aside IS NULL
           AND pack_id IN (SELECT id FROM pack_version WHERE name = :name) LIMIT :most) open_ones
 GROUP BY stage, class;

-- include "designer/branches.h"
-- The same for the drawing: where open ones stand and how closed ones ended, at most so many of each,
-- the newest of the closed.
-- list branch_counts(name text, most int) -> branch_count
SELECT type, stage, answer, outside, closing, level, alerted, count(*) AS value
  FROM (SELECT type, stage, coalesce(answer, '') AS answer, coalesce(outside, '') AS outside, '' AS closing, level,
               CASE WHEN safety_alerted_at IS NULL THEN 0 ELSE 1 END AS alerted
          FROM complaint
         WHERE closed_at IS NULL AND set_aside IS NULL
           AND pack_id IN (SELECT id FROM pack_version WHERE name = :name) LIMIT :most) open_ones
 GROUP BY type, stage, answer, outside, closing, level, alerted
UNION ALL
SELECT type, stage, answer, outside, closing, level, alerted, count(*) AS value
  FROM (SELECT type, stage, coalesce(answer, '') AS answer, coalesce(outside, '') AS outside,
               coalesce(closing, '') AS closing, level,
               CASE WHEN safety_alerted_at IS NULL THEN 0 ELSE 1 END AS alerted
          FROM complaint
         WHERE closed_at IS NOT NULL AND set_aside IS NULL
           AND pack_id IN (SELECT id FROM pack_version WHERE name = :name)
         ORDER BY closed_at DESC LIMIT :most) ended
 GROUP BY type, stage, answer, outside, closing, level, alerted;

-- one pack_draft(staff int) -> pack_draft_row
SELECT staff_id, yaml, saved_at, days, tried_at, place_at, place_id, done, figures
  FROM pack_draft WHERE staff_id = :staff;

-- Only in place of the one that was read: none, or the one that was kept then.
-- change pack_draft_save(staff int, yaml text, was instant, now instant, days int)
INSERT INTO pack_draft (staff_id, yaml, saved_at, days, place_id, done)
VALUES (:staff, :yaml, :now, :days, 0, 1)
    ON CONFLICT (staff_id) DO UPDATE
   SET yaml = :yaml, saved_at = :now, days = :days, tried_at = NULL, place_at = NULL, place_id = 0, done = 1, figures = NULL
 WHERE pack_draft.saved_at = :was;

-- exec pack_draft_end(staff int)
DELETE FROM pack_draft WHERE staff_id = :staff;

-- Goes on only from where it stood: another clerk may have been faster, or the text is another one.
-- exec pack_draft_tried(staff int, saved instant, was int, now instant, place_at instant, place_id int, done bool, figures text)
UPDATE pack_draft SET tried_at = :now, place_at = :place_at, place_id = :place_id, done = :done, figures = :figures
 WHERE staff_id = :staff AND saved_at = :saved AND place_id = :was;

-- list pack_drafts_under_way() -> pack_draft_row
SELECT staff_id, yaml, saved_at, days, tried_at, place_at, place_id, done, figures
  FROM pack_draft WHERE done = 0 ORDER BY staff_id LIMIT 1;
