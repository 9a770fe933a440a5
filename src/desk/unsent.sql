-- Whether any message to a complainant waits to be sent.
-- value unsent_any()
SELECT count(*) AS value FROM (SELECT id FROM outbox WHERE state = 'queued' AND entry_id IS NOT NULL LIMIT 1) t;

-- Among the `most` oldest of all, those that these teams send: a number beside a link, bounded for a house that never says what it sent.
-- Teams and barred are ids between commas, a comma at both ends.
-- value unsent_count(most int, all bool, teams text, barred text)
SELECT count(*) AS value
  FROM (SELECT complaint_id FROM outbox
         WHERE state = 'queued' AND entry_id IS NOT NULL ORDER BY next_try_at, id LIMIT :most) o
  JOIN complaint c ON c.id = o.complaint_id
 WHERE c.erased_at IS NULL AND @within(c.team_id) AND @not_barred(c.id);

-- include "desk/unsent.h"
-- What these teams have to send, the oldest first.
-- list unsent_open(since instant, after int, n int, all bool, teams text, barred text) -> unsent_line
SELECT o.id, o.next_try_at AS since, o.kind, c.reference, o.entry_id
  FROM outbox o JOIN complaint c ON c.id = o.complaint_id
 WHERE o.state = 'queued' AND o.entry_id IS NOT NULL AND c.erased_at IS NULL
   AND o.next_try_at >= :since AND (o.next_try_at > :since OR o.id > :after)
   AND @within(c.team_id) AND @not_barred(c.id)
 ORDER BY o.next_try_at, o.id LIMIT :n;
