-- The keys that sign, the first one first.
-- list signing_keys() -> signing_key_row
SELECT id, number, name, public_key, since, signature FROM signing_key ORDER BY number;

-- list log_leaves(after int) -> event_row
SELECT id, hash FROM event WHERE id > :after ORDER BY id LIMIT 1000;

-- Nobody else makes tiles or checkpoints until this transaction ends. SQLite has one writer anyway.
-- exec log_hold()
INSERT INTO counter AS c (name, value) VALUES ('log_tiles', 1)
ON CONFLICT (name) DO UPDATE SET value = c.value + 1;

-- list log_tile_of(level int, number int) -> log_tile_row
SELECT level, number, hashes FROM log_tile WHERE level = :level AND number = :number;

-- list log_tile_last() -> log_tile_row
SELECT level, number, hashes FROM log_tile WHERE level = 0 ORDER BY number DESC LIMIT 1;

-- exec log_tile_write(level int, number int, hashes bytes)
INSERT INTO log_tile (level, number, hashes) VALUES (:level, :number, :hashes)
ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes;

-- exec log_tiles_delete()
DELETE FROM log_tile;

-- One of more events than there are is none of ours.
-- list checkpoint_newest() -> checkpoint_row
SELECT id, at, note, tried_at, placed_at FROM checkpoint
 WHERE id <= (SELECT max(id) FROM event) ORDER BY id DESC LIMIT 1;

-- exec checkpoint_insert(id int, at instant, note text)
INSERT INTO checkpoint (id, at, note) VALUES (:id, :at, :note);

-- exec checkpoints_thin(day instant, id int)
DELETE FROM checkpoint WHERE at >= :day AND id < :id;

-- exec checkpoint_tried(id int, at instant)
UPDATE checkpoint SET tried_at = :at WHERE id = :id;

-- exec checkpoint_placed(id int, at instant)
UPDATE checkpoint SET placed_at = :at WHERE id = :id;

-- value log_end()
SELECT coalesce(max(id), 0) AS value FROM event;

-- list log_event(id int) -> event_row
SELECT id, hash FROM event WHERE id = :id;
