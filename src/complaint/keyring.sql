-- one wrapped_key(kind int, owner int) -> wrapped_key_row
SELECT id, wrapped FROM wrapped_key WHERE id = :owner * 4 + :kind;

-- exec wrapped_key_insert(kind int, owner int, wrapped bytes)
INSERT INTO wrapped_key (id, wrapped) VALUES (:owner * 4 + :kind, :wrapped);

-- Erasure: what the key sealed is unreadable from here on. Of a person's key the caller says so by
-- people_changed, too.
-- exec wrapped_key_delete(kind int, owner int)
DELETE FROM wrapped_key WHERE id = :owner * 4 + :kind;
