-- Without their texts: which versions there are.
-- list pack_versions() -> pack_version_row
SELECT id, name, version, digest, added_at, added_by FROM pack_version ORDER BY name, version;

-- one pack_version_text(id int) -> pack_version_row
SELECT id, name, version, digest, yaml, added_at, added_by FROM pack_version WHERE id = :id;

-- value packs_used(id int)
SELECT count(*) AS value FROM (SELECT 1 FROM complaint WHERE pack_id = :id LIMIT 1) AS used;
