-- include "edge/find.h"

-- list find_newest(after int, n int) -> find_key
SELECT id, id AS place, team_id, owner_id, stage, type, class, channel, severity, privacy, received_at,
       updated_at, closed_at, repeats
  FROM complaint WHERE id < :after ORDER BY id DESC LIMIT :n;

-- list find_updated(after int, after_id int, n int) -> find_key
SELECT id, updated_at AS place, team_id, owner_id, stage, type, class, channel, severity, privacy, received_at,
       updated_at, closed_at, repeats
  FROM complaint WHERE (updated_at, id) > (:after, :after_id) ORDER BY updated_at, id LIMIT :n;

-- Cases of one complainant, joined records as one, the newest first; whether a confidential one is open to the reader.
-- list find_person(person int, after int, n int, granted text) -> find_key
SELECT c.id, c.id AS place, c.team_id, c.owner_id, c.stage, c.type, c.class, c.channel, c.severity, c.privacy,
       c.received_at, c.updated_at, c.closed_at, c.repeats,
       CASE WHEN c.privacy = 'confidential' AND :granted LIKE '%,' || c.id || ',%' THEN 1 ELSE 0 END AS granted
  FROM complaint c
 WHERE c.id < :after AND c.id IN
       (SELECT y.complaint_id FROM party y WHERE y.role = 'complainant' AND y.ended_at IS NULL
           AND y.person_id IN (SELECT id FROM person WHERE id = :person
                                UNION ALL SELECT id FROM person WHERE joined_into_id = :person))
 ORDER BY c.id DESC LIMIT :n;

-- Texts that have the words, the newest first, with their cases. What is open to the reader stands
-- between commas. The index of PostgreSQL knows no order, and would give all of hundreds of thousands to show fifty. So it
-- is asked for the words within one block of ids after the other (@blocks), from the newest on, until the page is full: eight
-- small ones at most, then larger ones. (A block is its number and its size in bits. Not by "id", but by "id + 0", lest every
-- text is read in the order of another index.)
-- list find_texts(query text, before int, n int, me int, granted text) -> find_key
-- only sqlite
SELECT c.id, t.id AS place, c.team_id, c.owner_id, c.stage, c.type, c.class, c.channel, c.severity,
       c.privacy, c.received_at, c.updated_at, c.closed_at, c.repeats,
       CASE WHEN c.privacy = 'confidential' THEN
         coalesce(c.owner_id = :me, false)
           OR EXISTS (SELECT 1 FROM involvement i WHERE i.complaint_id = c.id AND i.staff_id = :me)
       ELSE 0 END AS took_part,
       CASE WHEN c.privacy = 'confidential' THEN
         :granted LIKE '%,' || c.id || ',%' ELSE 0 END AS granted,
       coalesce(t.part, d.part) AS part
  FROM (SELECT id, complaint_id, part
          FROM (SELECT id, NULL AS complaint_id, NULL AS part
                  FROM (SELECT rowid AS id FROM search_word
                         WHERE search_word MATCH :query AND rowid < :before
                         ORDER BY rowid DESC LIMIT :n)
                UNION ALL
                SELECT id, complaint_id, part
                  FROM (SELECT id, complaint_id, part FROM search_word_new
                         WHERE id < :before AND words_match(words, :query)
                         ORDER BY id DESC LIMIT :n))
         ORDER BY id DESC LIMIT :n) t
  LEFT JOIN search_doc d ON d.id = t.id
 CROSS JOIN complaint c ON c.id = coalesce(t.complaint_id, d.complaint_id);
-- only pg
WITH RECURSIVE block (size, number) AS (
       SELECT 18, (least(:before, (SELECT coalesce(max(id), 0) + 1 FROM search_word)) - 1) >> 18
       UNION ALL
       @older(block)),
     w AS MATERIALIZED (
       SELECT t.id
         FROM block b
        CROSS JOIN LATERAL (SELECT id FROM search_word
                             WHERE words @@ :query::tsquery AND @blocks(id) @> ARRAY[b.number * 64 + b.size]
                               AND id + 0 < :before
                             ORDER BY id + 0 DESC LIMIT :n) t
        LIMIT :n)
SELECT c.id, w.id AS place, c.team_id, c.owner_id, c.stage, c.type, c.class, c.channel, c.severity,
       c.privacy, c.received_at, c.updated_at, c.closed_at, c.repeats,
       (CASE WHEN c.privacy = 'confidential' THEN
         coalesce(c.owner_id = :me, false)
           OR EXISTS (SELECT 1 FROM involvement i WHERE i.complaint_id = c.id AND i.staff_id = :me)
       ELSE false END)::int::bigint AS took_part,
       (CASE WHEN c.privacy = 'confidential' THEN
         :granted LIKE '%,' || c.id || ',%' ELSE false END)::int::bigint AS granted,
       d.part
  FROM w JOIN search_doc d ON d.id = w.id JOIN complaint c ON c.id = d.complaint_id
 ORDER BY w.id DESC;

-- Which texts of these cases have the words, of those that pages before this one went through: from
-- where the last one ended up to where the first one began. What was written since stood on none.
-- list find_texts_before(query text, ids text, from int, until int) -> find_text
-- only sqlite
SELECT d.id, d.complaint_id, d.part
  FROM json_each('[' || :ids || ']') t
 CROSS JOIN search_doc d ON d.complaint_id = t.value AND d.id BETWEEN :from AND :until
 CROSS JOIN search_word w ON w.rowid = d.id
 WHERE w.search_word MATCH :query
UNION ALL
SELECT w.id, w.complaint_id, w.part FROM search_word_new w
 WHERE w.id BETWEEN :from AND :until
   AND w.complaint_id IN (SELECT value FROM json_each('[' || :ids || ']'))
   AND words_match(w.words, :query);
-- only pg
SELECT d.id, d.complaint_id, d.part
  FROM search_doc d JOIN search_word w ON w.id = d.id
 WHERE d.complaint_id = ANY(string_to_array(:ids, ',')::bigint[]) AND d.id BETWEEN :from AND :until
   AND w.words @@ :query::tsquery;

-- Cases of the persons whom these texts of theirs name: where records were joined, the one that was kept speaks in all of them, so
-- what finds it finds these too. CROSS JOIN, in this order: SQLite would make an index of all parties otherwise. Texts are ids between commas, `place` is the text.
-- piece speaks_in
       c.team_id, c.owner_id, c.stage, c.type, c.class, c.channel, c.severity, c.privacy, c.received_at,
       c.updated_at, c.closed_at, c.repeats, 'identity' AS part,
       CASE WHEN c.privacy = 'confidential' AND
                 (coalesce(c.owner_id, 0) = :me
                   OR EXISTS (SELECT 1 FROM involvement i WHERE i.complaint_id = c.id AND i.staff_id = :me))
            THEN 1 ELSE 0 END AS took_part,
       CASE WHEN c.privacy = 'confidential' AND :granted LIKE '%,' || c.id || ',%' THEN 1 ELSE 0 END AS granted
  FROM (SELECT t.id, y.person_id AS person FROM t JOIN party y ON y.id = t.id
        UNION
        SELECT t.id, v.key_owner FROM t CROSS JOIN event_value v
         WHERE v.id >= t.id / 256 * 256 AND v.id < t.id / 256 * 256 + 256 AND (v.key_kind = 1) IS TRUE
           AND NOT EXISTS (SELECT 1 FROM party y WHERE y.id = t.id)) n
 CROSS JOIN person p
 CROSS JOIN party y
 CROSS JOIN complaint c
 WHERE (p.joined_into_id = n.person
        OR (p.id = n.person AND EXISTS (SELECT 1 FROM person j WHERE j.joined_into_id = n.person)))
   AND y.person_id = p.id AND y.role = 'complainant' AND y.ended_at IS NULL
   AND c.id = y.complaint_id AND c.erased_at IS NULL
 ORDER BY n.id DESC, c.id DESC

-- list find_speaks_in(texts text, me int, granted text) -> find_key
-- only sqlite
WITH t AS (SELECT value AS id FROM json_each('[' || :texts || ']'))
SELECT c.id, n.id AS place,
@speaks_in;
-- only pg
WITH t AS (SELECT unnest(string_to_array(:texts, ',')::bigint[]) AS id)
SELECT c.id, n.id AS place,
@speaks_in;

-- Cases of the persons who complain in these, where records were joined. Ids between commas.
-- piece joined_cases
  CROSS JOIN party y
  CROSS JOIN person p
  CROSS JOIN person s
  CROSS JOIN party z
 WHERE @case(y, t.value) AND y.role = 'complainant' AND y.ended_at IS NULL AND p.id = y.person_id
   AND (s.id = p.joined_into_id OR s.joined_into_id = p.id OR s.joined_into_id = p.joined_into_id)
   AND z.person_id = s.id AND z.role = 'complainant' AND z.ended_at IS NULL

-- list find_joined_cases(ids text) -> int_value
-- only sqlite
SELECT DISTINCT z.complaint_id AS value FROM json_each('[' || :ids || ']') t
@joined_cases;
-- only pg
SELECT DISTINCT z.complaint_id AS value FROM unnest(string_to_array(:ids, ',')::bigint[]) AS t(value)
@joined_cases;
