-- include "edge/upkeep.h"

-- one upkeep_read() -> upkeep
SELECT COALESCE((SELECT value FROM counter WHERE name = 'backup_good'), 0) AS backup_good,
       COALESCE((SELECT value FROM counter WHERE name = 'backup_failed'), 0) AS backup_failed,
       COALESCE((SELECT value FROM counter WHERE name = 'check_good'), 0) AS check_good,
       COALESCE((SELECT value FROM counter WHERE name = 'check_found'), 0) AS check_found,
       COALESCE((SELECT value FROM counter WHERE name = 'log_refused'), 0) AS log_refused,
       COALESCE((SELECT value FROM counter WHERE name = 'keep_refused'), 0) AS keep_refused,
       COALESCE((SELECT value FROM counter WHERE name = 'keep_whole'), 0) AS keep_whole,
       COALESCE((SELECT max(at) FROM checkpoint), 0) AS log_signed,
       COALESCE((SELECT tried_at FROM checkpoint WHERE placed_at IS NULL ORDER BY id DESC LIMIT 1), 0) AS log_stuck;

-- exec upkeep_note(name text, now instant)
INSERT INTO counter (name, value) VALUES (:name, :now)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
