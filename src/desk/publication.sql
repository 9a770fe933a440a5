-- Whether anything was published.
-- value published_any()
SELECT count(*) AS value FROM (SELECT id FROM publication WHERE approved_at IS NOT NULL AND ended_at IS NULL LIMIT 1) t;

-- include "desk/publish.h"
-- What stands on the public page, the newest first, from behind that one on.
-- list published(before instant, before_id int, n int) -> published
SELECT id, text, language, approved_at FROM publication
 WHERE approved_at IS NOT NULL AND ended_at IS NULL
   AND (approved_at < :before OR (approved_at = :before AND id < :before_id))
 ORDER BY approved_at DESC, id DESC LIMIT :n;
