-- exec blob_insert(id int, now instant, owner text, wrapped bytes, header bytes, name bytes, type text)
INSERT INTO blob (id, made_at, owner, wrapped, header, name, type, size)
VALUES (:id, :now, :owner, :wrapped, :header, :name, :type, 0);

-- exec blob_chunk_insert(blob int, position int, sealed bytes)
INSERT INTO blob_chunk (blob_id, position, sealed) VALUES (:blob, :position, :sealed);

-- exec blob_finish(id int, type text, size int, sha256 bytes, stored bytes)
UPDATE blob SET type = :type, size = :size, sha256 = :sha256, stored_hash = :stored
 WHERE id = :id;

-- one blob_chunk_at(blob int, position int) -> blob_chunk_row
SELECT blob_id, position, sealed FROM blob_chunk WHERE blob_id = :blob AND position = :position;

-- one blob_by_id(id int) -> blob_row
SELECT id, made_at, owner, wrapped, header, name, type, size, sha256, stored_hash, claimed_at
  FROM blob WHERE id = :id;

-- list blobs_staged(owner text) -> blob_row
SELECT id, made_at, owner, wrapped, header, name, type, size, sha256, stored_hash, claimed_at
  FROM blob WHERE owner = :owner AND claimed_at IS NULL AND stored_hash IS NOT NULL
 ORDER BY made_at, id LIMIT 100;

-- exec blob_chunks_delete(id int, owner text)
DELETE FROM blob_chunk
 WHERE blob_id IN (SELECT b.id FROM blob b
                    WHERE b.id = :id AND b.owner = :owner AND b.claimed_at IS NULL);

-- exec blob_delete(id int, owner text)
DELETE FROM blob WHERE id = :id AND owner = :owner AND claimed_at IS NULL;

-- What came with a form that was never sent; on the desk a draft may still want it.
-- What was claimed has no key of its own any more.
-- list blobs_abandoned(forms instant, drafts instant) -> blob_row
SELECT id, owner, wrapped FROM blob
 WHERE claimed_at IS NULL AND wrapped IS NOT NULL AND made_at < :forms AND (made_at < :drafts OR owner NOT LIKE 'desk:%')
 ORDER BY made_at LIMIT 100;

-- A staged file becomes part of a case; nobody else may claim it again.
-- change blob_claim(id int, owner text, now instant)
UPDATE blob SET claimed_at = :now, wrapped = NULL, name = NULL, sha256 = NULL
 WHERE id = :id AND owner = :owner AND claimed_at IS NULL AND stored_hash IS NOT NULL;
