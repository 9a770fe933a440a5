-- exec probe_write(now instant)
INSERT INTO counter (name, value) VALUES ('probe', :now)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
