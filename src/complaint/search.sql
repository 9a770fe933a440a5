-- Whether there is such a document, in the index or waiting for it.
-- value search_doc_there(id int)
SELECT (SELECT count(*) FROM search_doc WHERE id = :id) +
       (SELECT count(*) FROM search_word_new WHERE id = :id) AS value;

-- Of a document that is there already, new words: its own row stays.
-- exec search_word_insert(id int, complaint int, part text, words text)
-- only sqlite
INSERT INTO search_word_new (id, complaint_id, part, words) VALUES (:id, :complaint, :part, :words);
-- only pg
WITH doc AS (INSERT INTO search_doc (id, complaint_id, part) VALUES (:id, :complaint, :part)
             ON CONFLICT (id) DO NOTHING)
INSERT INTO search_word (id, words) VALUES (:id, array_to_tsvector(string_to_array(:words, ' ')));

-- The last of the first n texts whose words are not in the index yet; 0 = there is none. On PostgreSQL
-- there never is: its index takes them at once.
-- value search_new_until(n int)
-- only sqlite
SELECT coalesce(max(id), 0) AS value FROM (SELECT id FROM search_word_new ORDER BY id LIMIT :n);
-- only pg
SELECT 0::bigint AS value WHERE :n::bigint IS NOT NULL;

-- exec search_new_docs(until int)
INSERT INTO search_doc (id, complaint_id, part)
SELECT id, complaint_id, part FROM search_word_new WHERE id <= :until ORDER BY id
ON CONFLICT (id) DO NOTHING;

-- exec search_new_index(until int)
-- only sqlite
INSERT INTO search_word (rowid, words) SELECT id, words FROM search_word_new WHERE id <= :until ORDER BY id;
-- only pg
UPDATE search_word SET words = words WHERE id <= :until AND false;

-- exec search_new_clear(until int)
DELETE FROM search_word_new WHERE id <= :until;

-- What waits beside the index of PostgreSQL (its pending list), each search reads from one end to the other: put in, it counts
-- in pages. Only who owns the index may do that; otherwise PostgreSQL does it when it vacuums, and when much waits.
-- value search_pending_put_in(none int)
-- only sqlite
SELECT :none AS value;
-- only pg
SELECT CASE WHEN pg_has_role(c.relowner, 'USAGE') THEN gin_clean_pending_list(c.oid) ELSE 0 END + :none AS value
  FROM pg_class c WHERE c.oid = CAST('search_word_words' AS regclass);

-- Whether a document of the index has that word.
-- value search_word_in(id int, word text)
-- only sqlite
SELECT count(*) AS value FROM search_word WHERE search_word MATCH :word AND rowid = :id;
-- only pg
SELECT count(*) AS value FROM search_word WHERE id = :id AND words @@ CAST(:word AS tsquery);

-- The index of SQLite keeps no text, so it has to be told the words that go.
-- exec search_word_forget(id int, words text)
-- only sqlite
INSERT INTO search_word (search_word, rowid, words) VALUES ('delete', :id, :words);
-- only pg
DELETE FROM search_word WHERE id = :id AND :words IS NOT NULL;

-- What ever stood of a person beside events of their cases, where a document names the person or
-- its event does: it may have words of another case, or of before.
-- list search_person_values(document int, event int) -> event_value_row
SELECT v.id, v.key_kind, v.key_owner, v.sealed
  FROM (SELECT DISTINCT w.id AS person, e.id AS event
          FROM (SELECT y.person_id AS id FROM party y WHERE y.id = :document
                 UNION
                SELECT o.key_owner FROM event_value o
                 WHERE o.id >= :event * 256 AND o.id < :event * 256 + 256 AND o.key_kind = 1) w
          JOIN party p ON p.person_id = w.id
          JOIN event e ON e.complaint_id = p.complaint_id AND (e.id = p.complaint_id / 256 OR e.position > 1)) t
 CROSS JOIN event_value v
 WHERE v.id >= t.event * 256 AND v.id < t.event * 256 + 256 AND (v.key_kind = 1 AND v.key_owner = t.person) IS TRUE
 ORDER BY v.key_owner, v.id;

-- Merges about so many pages of the index of words, where there is something to merge. The index of PostgreSQL needs none.
-- What was deleted goes from its pages only so, when they are written anew.
-- exec search_word_merge(pages int)
-- only sqlite
INSERT INTO search_word (search_word, rank) VALUES ('merge', :pages);
-- only pg
UPDATE counter SET value = value WHERE name = 'search_merge' AND :pages = 0;
