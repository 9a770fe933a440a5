-- include "desk/pick.h"
-- include "group/repeat.h"
-- Cases that changed since then, in the order of their change; `value` is the version of the pack,
-- 0 for those that are not looked at. Imported ones are history.
-- list repeats_changed(at int, id int, until int, n int) -> changed_case
SELECT id, updated_at AS at,
       CASE WHEN type = 'complaint' AND privacy <> 'confidential' AND set_aside IS NULL
                 AND erased_at IS NULL AND source_system IS NULL THEN coalesce(pack_id, 0)
            ELSE 0 END AS pack
  FROM complaint
 WHERE (updated_at, id) > (:at, :id) AND updated_at <= :until
 ORDER BY updated_at, id LIMIT :n;

-- Cases that have these words somewhere, found by the index or among those that are not in it yet.
-- piece found
-- only sqlite
SELECT DISTINCT c.id AS value
  FROM (SELECT id, NULL AS complaint_id, NULL AS part
          FROM (SELECT rowid AS id FROM search_word WHERE search_word MATCH :query
                 ORDER BY rowid DESC LIMIT 200)
        UNION ALL
        SELECT id, complaint_id, part
          FROM (SELECT id, complaint_id, part FROM search_word_new
                 WHERE words_match(words, :query) ORDER BY id DESC LIMIT 200)) t
  LEFT JOIN search_doc d ON d.id = t.id
 CROSS JOIN complaint c ON c.id = coalesce(t.complaint_id, d.complaint_id)
-- only pg
WITH RECURSIVE block (size, number) AS ( -- as find_texts does
       SELECT 18, (SELECT coalesce(max(id), 0) FROM search_word) >> 18
       UNION ALL
       @older(block)),
     newest AS MATERIALIZED (
       SELECT t.id
         FROM block b
        CROSS JOIN LATERAL (SELECT id FROM search_word
                             WHERE words @@ :query::tsquery AND @blocks(id) @> ARRAY[b.number * 64 + b.size]
                             ORDER BY id + 0 DESC LIMIT 200) t
        LIMIT 200)
SELECT DISTINCT c.id AS value
  FROM newest t JOIN search_doc d ON d.id = t.id JOIN complaint c ON c.id = d.complaint_id

-- What part of the case has them.
-- piece part
-- only sqlite
coalesce(t.part, d.part)
-- only pg
d.part

-- Of those the earlier ones, the newest first.
-- piece earlier
c.received_at >= :since AND c.received_at < :before AND c.id <> :complaint
   AND c.type = 'complaint' AND c.privacy <> 'confidential' AND c.set_aside IS NULL
   AND c.erased_at IS NULL
 ORDER BY c.id DESC LIMIT 20

-- Earlier cases in which somebody has these words among their names and addresses; of that class, "" = of any.
-- list repeats_people(query text, class text, since int, before int, complaint int) -> int_value
@found
 WHERE @part = 'identity' AND (:class = '' OR c.class = :class) AND @earlier;

-- Earlier cases that have these words and an answer to that own field.
-- list repeats_field(query text, name text, since int, before int, complaint int) -> int_value
@found
 WHERE EXISTS (SELECT 1 FROM own_field o WHERE o.complaint_id = c.id AND o.name = :name) AND @earlier;

-- Cases in which the same came again, the newest first. Whoever must keep away from all the
-- earlier ones is not told of it.
-- list repeats_page(from int, before int, before_id int, n int, all bool, teams text, barred text) -> case_key
SELECT c.id, c.received_at AS place, c.team_id, c.stage, c.class, c.severity, c.channel, c.received_at, c.repeats
  FROM complaint c
 WHERE c.repeats > 0 AND (c.received_at, c.id) < (:before, :before_id) AND c.received_at >= :from
   AND c.set_aside IS NULL AND @within(c.team_id) AND @not_barred(c.id)
   AND EXISTS (SELECT 1 FROM case_tie t
                WHERE t.complaint_id = c.id AND t.kind = 'repeat' AND t.ended_at IS NULL
                  AND @not_barred(t.other_id))
 ORDER BY c.received_at DESC, c.id DESC LIMIT :n;

-- Those of which the reader must know nothing: they must keep away from every earlier one.
-- list repeats_hidden(ids text, barred text) -> int_value
-- only sqlite
SELECT DISTINCT t.complaint_id AS value
  FROM json_each('[' || :ids || ']') b JOIN case_tie t ON t.other_id = b.value
 WHERE t.kind = 'repeat' AND t.ended_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM case_tie u
                    WHERE u.complaint_id = t.complaint_id AND u.kind = 'repeat'
                      AND u.ended_at IS NULL AND @not_barred(u.other_id));
-- only pg
SELECT DISTINCT t.complaint_id AS value FROM case_tie t
 WHERE t.kind = 'repeat' AND t.other_id = ANY(string_to_array(:ids, ',')::bigint[])
   AND t.ended_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM case_tie u
                    WHERE u.complaint_id = t.complaint_id AND u.kind = 'repeat'
                      AND u.ended_at IS NULL AND @not_barred(u.other_id));

-- What was said of this case as the earlier one, also that it was not the same.
-- list repeats_after(id int) -> int_value
SELECT DISTINCT complaint_id AS value FROM case_tie
 WHERE other_id = :id AND kind = 'repeat' ORDER BY complaint_id;
