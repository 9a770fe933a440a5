-- value complaint_id_by_reference(reference text)
SELECT id AS value FROM complaint WHERE reference = :reference;
