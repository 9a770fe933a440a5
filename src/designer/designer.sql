-- include "designer/simulate.h"
-- Complaints received since then, the newest first, those before a place.
-- list past_cases(since instant, at instant, before int, most int) -> past_case
SELECT id, class, received_at
  FROM complaint
 WHERE set_aside IS NULL AND erased_at IS NULL AND received_at >= :since AND (received_at, id) < (:at, :before)
 ORDER BY received_at DESC, id DESC LIMIT :most;

-- include "designer/designer.h"
-- Where the open complaints of a version stand; at most so many are counted.
-- list stage_counts(pack int, most int) -> stage_count
SELECT stage, class, count(*) AS value
  FROM (SELECT stage, coalesce(class, '') AS class FROM complaint
         WHERE closed_at IS NULL AND set_aside IS NULL AND pack_id = :pack LIMIT :most) open_ones
 GROUP BY stage, class;
