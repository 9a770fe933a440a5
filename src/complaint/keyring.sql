-- Any of them tells which master key they are under: that of the organisation, as a rule.
-- one wrapped_key_first() -> wrapped_key_row
SELECT id, wrapped FROM wrapped_key ORDER BY id LIMIT 1;

-- one wrapped_key(kind int, owner int) -> wrapped_key_row
SELECT id, wrapped FROM wrapped_key WHERE id = :owner * 4 + :kind;

-- The keys of that kind of these owners (ids divided by commas).
-- list wrapped_keys_of(kind int, owners text) -> wrapped_key_row
-- only sqlite
SELECT k.id, k.wrapped FROM json_each('[' || :owners || ']') t JOIN wrapped_key k ON k.id = t.value * 4 + :kind;
-- only pg
SELECT k.id, k.wrapped
  FROM unnest(string_to_array(:owners, ',')::bigint[]) AS t (owner) JOIN wrapped_key k ON k.id = t.owner * 4 + :kind;

-- exec wrapped_key_insert(kind int, owner int, wrapped bytes)
INSERT INTO wrapped_key (id, wrapped) VALUES (:owner * 4 + :kind, :wrapped);

-- Owners of keys of records, behind :after.
-- list record_keys(after int) -> int_value
SELECT id / 4 AS value FROM wrapped_key WHERE id > :after * 4 + 3 AND id % 4 = 3 ORDER BY id LIMIT 1000;

-- Erasure: what the key sealed is unreadable from here on. Of a person's key the caller says so by
-- people_changed, too.
-- exec wrapped_key_delete(kind int, owner int)
DELETE FROM wrapped_key WHERE id = :owner * 4 + :kind;
