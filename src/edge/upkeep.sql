-- include "edge/upkeep.h"

-- one upkeep_read() -> upkeep
SELECT COALESCE((SELECT value FROM counter WHERE name = 'backup_good'), 0) AS backup_good,
       COALESCE((SELECT value FROM counter WHERE name = 'backup_failed'), 0) AS backup_failed,
       COALESCE((SELECT value FROM counter WHERE name = 'check_good'), 0) AS check_good,
       COALESCE((SELECT value FROM counter WHERE name = 'check_found'), 0) AS check_found;

-- exec upkeep_note(name text, now instant)
INSERT INTO counter (name, value) VALUES (:name, :now)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
