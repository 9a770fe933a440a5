-- include "edge/find.h"

-- list find_newest(after int, n int) -> find_key
SELECT id, id AS place, team_id, owner_id, stage, type, class, channel, privacy, received_at,
       updated_at, closed_at
  FROM complaint WHERE id < :after ORDER BY id DESC LIMIT :n;

-- list find_updated(after int, after_id int, n int) -> find_key
SELECT id, updated_at AS place, team_id, owner_id, stage, type, class, channel, privacy, received_at,
       updated_at, closed_at
  FROM complaint WHERE (updated_at, id) > (:after, :after_id) ORDER BY updated_at, id LIMIT :n;

-- Texts that have the words, the newest first, and in which parts of the same case later
-- ones stand: a case is shown at the newest of its texts that the reader may see.
-- list find_words(query text, after int, n int, me int) -> find_key
-- only sqlite
SELECT d.complaint_id AS id, w.rowid AS place, c.team_id, c.owner_id, c.stage, c.type, c.class, c.channel,
       c.privacy, c.received_at, c.updated_at, c.closed_at, d.part,
       coalesce((SELECT sum(DISTINCT CASE d2.part WHEN 'content' THEN 1 WHEN 'identity' THEN 2 ELSE 4 END)
                   FROM search_doc d2 JOIN search_word w2 ON w2.rowid = d2.id
                  WHERE d2.complaint_id = d.complaint_id AND d2.id > d.id
                    AND w2.search_word MATCH :query), 0) AS later,
       (SELECT count(*) FROM involvement i
         WHERE i.complaint_id = c.id AND i.staff_id = :me) AS took_part
  FROM search_word w
  JOIN search_doc d ON d.id = w.rowid
  JOIN complaint c ON c.id = d.complaint_id
 WHERE w.search_word MATCH :query AND w.rowid < :after
 ORDER BY w.rowid DESC LIMIT :n;
-- only pg
SELECT d.complaint_id AS id, w.id AS place, c.team_id, c.owner_id, c.stage, c.type, c.class, c.channel,
       c.privacy, c.received_at, c.updated_at, c.closed_at, d.part,
       coalesce((SELECT sum(DISTINCT CASE d2.part WHEN 'content' THEN 1 WHEN 'identity' THEN 2 ELSE 4 END)
                   FROM search_doc d2 JOIN search_word w2 ON w2.id = d2.id
                  WHERE d2.complaint_id = d.complaint_id AND d2.id > d.id
                    AND w2.words @@ :query::tsquery), 0)::bigint AS later,
       (SELECT count(*) FROM involvement i
         WHERE i.complaint_id = c.id AND i.staff_id = :me) AS took_part
  FROM search_word w
  JOIN search_doc d ON d.id = w.id
  JOIN complaint c ON c.id = d.complaint_id
 WHERE w.words @@ :query::tsquery AND w.id < :after
 ORDER BY w.id DESC LIMIT :n;
