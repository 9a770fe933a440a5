-- What is compared with the code that somebody types in.
-- one track_code(reference text) -> complaint_row
SELECT id, reference, code_mac FROM complaint WHERE reference = :reference;
