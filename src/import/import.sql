-- one imported_before(source text, reference text) -> complaint_row
SELECT id, reference, stage FROM complaint
 WHERE source_system = :source AND external_reference = :reference
 ORDER BY id LIMIT 1;

-- value class_position()
SELECT coalesce(max(position), -1) AS value FROM code WHERE list = 'class';
