-- include "people/api_key.h"
-- one api_key_by_mac(mac bytes) -> api_key_row
SELECT id, mac, name, can_read, can_write, team_id, made_by, expires_at, revoked_at, role
  FROM api_key WHERE mac = :mac;

-- exec api_key_used(key int, now instant, before instant)
INSERT INTO api_key_use (api_key_id, at) VALUES (:key, :now)
ON CONFLICT (api_key_id) DO UPDATE SET at = excluded.at WHERE api_key_use.at < :before;

-- one api_key_use_of(key int) -> api_key_use_row
SELECT api_key_id, at FROM api_key_use WHERE api_key_id = :key;

-- list api_keys() -> api_key_shown
SELECT k.id, k.name, t.name AS team, k.role, k.can_read, k.can_write, k.expires_at, k.revoked_at,
       u.at AS used_at
  FROM api_key k
  LEFT JOIN team t ON t.id = k.team_id
  LEFT JOIN api_key_use u ON u.api_key_id = k.id
 ORDER BY k.id;

-- Keys that acted on a case.
-- list api_keys_of_case(complaint int) -> api_key_row
SELECT id, name FROM api_key
 WHERE id IN (SELECT actor_id FROM event WHERE complaint_id = :complaint AND (id = :complaint / 256 OR position > 1) AND actor_kind = 'api');
