-- exec outbox_insert(id int, complaint id, entry id, kind text, now instant)
INSERT INTO outbox (id, complaint_id, entry_id, kind, state, made_at, next_try_at, tries)
VALUES (:id, :complaint, :entry, :kind, 'queued', :now, :now, 0);

-- exec outbox_fail(entry int)
UPDATE outbox SET state = 'failed' WHERE entry_id = :entry;

-- The last change of any case, from the end of an index.
-- value newest_change()
SELECT COALESCE(max(updated_at), 0) AS value FROM complaint;

-- exec counter_ensure(name text)
INSERT INTO counter (name, value) VALUES (:name, 0) ON CONFLICT (name) DO NOTHING;

-- value counter_next(name text)
UPDATE counter SET value = value + 1 WHERE name = :name RETURNING value;
