-- one wrapped_key(kind int, owner int) -> wrapped_key_row
SELECT kind, owner, wrapped FROM wrapped_key WHERE kind = :kind AND owner = :owner;

-- exec wrapped_key_insert(kind int, owner int, wrapped bytes)
INSERT INTO wrapped_key (kind, owner, wrapped) VALUES (:kind, :owner, :wrapped);

-- Erasure: what the key sealed is unreadable from here on. Of a person's key the caller says so by
-- people_changed, too.
-- exec wrapped_key_delete(kind int, owner int)
DELETE FROM wrapped_key WHERE kind = :kind AND owner = :owner;
