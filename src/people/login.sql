-- one login_wait(mac bytes) -> login_wait_row
SELECT mac, failures, last_at FROM login_wait WHERE mac = :mac;

-- exec login_wait_set(mac bytes, failures int, now instant)
INSERT INTO login_wait (mac, failures, last_at) VALUES (:mac, :failures, :now)
ON CONFLICT (mac) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at;

-- exec login_wait_clear(mac bytes)
DELETE FROM login_wait WHERE mac = :mac;

-- exec login_wait_sweep(before instant)
DELETE FROM login_wait WHERE last_at < :before;
