-- The keys that sign, the first one first.
-- list signing_keys() -> signing_key_row
SELECT id, number, name, public_key, since, signature FROM signing_key ORDER BY number;
