-- The words of PostgreSQL's index are found within blocks of ids, the newest first (edge/find.sql). So much waits to be put
-- in by the clerk; beyond that, whoever files puts it in.
-- only pg
DROP INDEX search_word_words;
CREATE INDEX search_word_words ON search_word USING gin (words, (ARRAY[(id >> 18) * 64 + 18, (id >> 21) * 64 + 21, (id >> 24) * 64 + 24, (id >> 27) * 64 + 27, (id >> 30) * 64 + 30, (id >> 33) * 64 + 33]))
    WITH (gin_pending_list_limit = 1024);
-- both
