-- What a complainant's code is compared with.
-- one api_code(reference text) -> complaint_row
SELECT id, code_mac FROM complaint WHERE reference = :reference;
