-- marked blob_of_file(id int) -> blob_row
SELECT id, made_at, owner, wrapped, header, name, type, size, sha256, stored_hash, claimed_at
  FROM blob WHERE id = :id;

-- list blob_chunks_from(blob int, position int) -> blob_chunk_row
SELECT blob_id, position, sealed FROM blob_chunk
 WHERE blob_id = :blob AND position = :position;

-- value event_complaint(id int)
SELECT coalesce(complaint_id, 0) AS value FROM event WHERE id = :id;

-- list verified_teams() -> team_row
SELECT id, parent_id FROM team ORDER BY id;

-- list verified_above() -> team_above_row
SELECT team_id, above_id FROM team_above ORDER BY team_id, above_id;

-- marked complaint_name(id int) -> complaint_row
SELECT id, reference FROM complaint WHERE id = :id;

-- list verified_counters() -> counter_row
SELECT name, value FROM counter WHERE name LIKE 'reference:%';

-- What the counters of references must say.
-- list newest_references() -> counter_row
SELECT 'reference:' || year AS name, max(number) AS value FROM complaint GROUP BY year;
