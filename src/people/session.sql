-- include "people/session.h"
-- exec session_insert(mac bytes, staff int, now instant, ends instant, source bytes, device text, factor bool, proof bytes)
INSERT INTO session (mac, staff_id, made_at, seen_at, ends_at, source, device, factor, confirmed_at,
                     proof)
VALUES (:mac, :staff, :now, :now, :ends, :source, :device, :factor, :now, :proof);

-- The session and its person; none once the person has left.
-- one session_found(mac bytes) -> session_found
SELECT e.mac, e.staff_id, e.made_at, e.seen_at, e.ends_at, e.source, e.proof, e.device, e.factor,
       e.confirmed_at,
       (SELECT count(*) FROM second_factor f
         WHERE f.staff_id = s.id AND f.ended_at IS NULL) AS factors,
       (SELECT count(*) FROM credential_notice c
         WHERE c.staff_id = s.id AND (c.own = 0 OR c.at < e.made_at)) AS told,
       s.login, s.name, s.must_change, s.shortcuts_off, s.language, w.wrapped
  FROM session e
  JOIN staff s ON s.id = e.staff_id AND s.ended_at IS NULL
  JOIN wrapped_key w ON w.id = 3
 WHERE e.mac = :mac;

-- The hash is of the row as it was found: whoever confirmed meanwhile goes before.
-- exec session_seen(mac bytes, now instant, confirmed instant, proof bytes)
UPDATE session SET seen_at = :now, proof = :proof
 WHERE mac = :mac AND seen_at < :now AND confirmed_at = :confirmed;

-- exec session_confirm(mac bytes, now instant, proof bytes)
UPDATE session SET seen_at = :now, confirmed_at = :now, proof = :proof WHERE mac = :mac;

-- exec session_delete(mac bytes)
DELETE FROM session WHERE mac = :mac;

-- exec session_delete_of(staff int, mac bytes)
DELETE FROM session WHERE staff_id = :staff AND mac = :mac;

-- exec sessions_delete(staff int)
DELETE FROM session WHERE staff_id = :staff;

-- list sessions_of(staff int) -> session_row
SELECT mac, staff_id, made_at, seen_at, ends_at, source, proof, device, factor, confirmed_at
  FROM session WHERE staff_id = :staff ORDER BY seen_at DESC, mac LIMIT 100;

-- exec sessions_sweep(now instant, seen instant)
DELETE FROM session WHERE ends_at < :now OR seen_at < :seen;
