-- exec search_doc_insert(id int, complaint int, part text)
INSERT INTO search_doc (id, complaint_id, part) VALUES (:id, :complaint, :part);

-- exec search_word_insert(id int, words text)
-- only sqlite
INSERT INTO search_word (rowid, words) VALUES (:id, :words);
-- only pg
INSERT INTO search_word (id, words) VALUES (:id, array_to_tsvector(string_to_array(:words, ' ')));
