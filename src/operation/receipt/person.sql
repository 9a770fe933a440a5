-- include "operation/receipt/person_rows.h"
-- Persons that stand for this one.
-- list persons_joined(person int) -> person_row
SELECT id, version, kind, name, address, postcode, country, email, phone, fax, language, channel,
       format, needs, need_codes, joined_into_id, erased_at
  FROM person WHERE joined_into_id = :person ORDER BY id;

-- The newest case of each record of a complainant, and how many there are, within reach: what is
-- open to the reader, teams and barred are ids between commas, a comma at both ends.
-- list person_records(person int, granted text, all bool, teams text, barred text) -> person_record_row
SELECT y.person_id AS person, count(*) AS cases, max(c.id) AS complaint, max(c.reference) AS reference
  FROM party y JOIN complaint c ON c.id = y.complaint_id
 WHERE y.role = 'complainant' AND y.ended_at IS NULL
   AND y.person_id IN (SELECT id FROM person WHERE id = :person
                        UNION ALL SELECT id FROM person WHERE joined_into_id = :person)
   AND @within(c.team_id) AND @not_barred(c.id)
   AND (c.privacy <> 'confidential' OR :granted LIKE '%,' || c.id || ',%')
 GROUP BY y.person_id ORDER BY y.person_id;

-- The newest case of one record, whoever looks.
-- list person_newest(person int) -> int_value
SELECT complaint_id AS value FROM party
 WHERE person_id = :person AND role = 'complainant' AND ended_at IS NULL
 ORDER BY complaint_id DESC LIMIT 1;

-- Some persons, by their ids between commas.
-- list persons_by_ids(ids text) -> person_row
-- only sqlite
SELECT id, version, kind, name, address, postcode, country, email, phone, fax, language, channel,
       format, needs, need_codes, joined_into_id, erased_at
  FROM person WHERE id IN (SELECT value FROM json_each('[' || :ids || ']')) ORDER BY id;
-- only pg
SELECT id, version, kind, name, address, postcode, country, email, phone, fax, language, channel,
       format, needs, need_codes, joined_into_id, erased_at
  FROM person WHERE id = ANY (string_to_array(:ids, ',')::bigint[]) ORDER BY id;
