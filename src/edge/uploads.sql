-- A file that arrived gets the owner that the rest of its form proves.
-- change blob_adopt(id int, from text, to text)
UPDATE blob SET owner = :to WHERE id = :id AND owner = :from AND claimed_at IS NULL;
