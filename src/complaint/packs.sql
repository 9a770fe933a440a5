-- Without their texts: which versions there are.
-- list pack_versions() -> pack_version_row
SELECT id, name, edition, digest, added_at, added_by FROM pack_version ORDER BY name, edition;

-- one pack_version_text(id int) -> pack_version_row
SELECT id, name, edition, digest, yaml, added_at, added_by FROM pack_version WHERE id = :id;
