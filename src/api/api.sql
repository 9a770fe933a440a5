-- What a complainant's code is compared with.
-- one api_code(reference text) -> complaint_row
SELECT id, code_mac FROM complaint WHERE reference = :reference;

-- include "api/api_list.h"
-- The lines of these cases (ids divided by commas), in their order, with the keys that open
-- them.
-- list api_lines(ids text) -> api_line
-- only sqlite
SELECT c.id, c.owner_id, c.reference, c.type, c.stage, c.channel, c.class, c.severity, c.priority,
       c.outcome, c.subject, s.name AS owner, c.received_at, c.updated_at, c.closed_at, c.next_due_at,
       t.name AS team, k.wrapped AS key
  FROM json_each('[' || :ids || ']') i
  JOIN complaint c ON c.id = i.value
  JOIN team t ON t.id = c.team_id
  LEFT JOIN staff s ON s.id = c.owner_id
  LEFT JOIN wrapped_key k ON k.id = c.id * 4 + 2
 ORDER BY i.key;
-- only pg
SELECT c.id, c.owner_id, c.reference, c.type, c.stage, c.channel, c.class, c.severity, c.priority,
       c.outcome, c.subject, s.name AS owner, c.received_at, c.updated_at, c.closed_at, c.next_due_at,
       t.name AS team, k.wrapped AS key
  FROM unnest(string_to_array(:ids, ',')::bigint[]) WITH ORDINALITY AS i (id, place)
  JOIN complaint c ON c.id = i.id
  JOIN team t ON t.id = c.team_id
  LEFT JOIN staff s ON s.id = c.owner_id
  LEFT JOIN wrapped_key k ON k.id = c.id * 4 + 2
 ORDER BY i.place;

-- value api_team(name text)
SELECT id AS value FROM team WHERE name = :name;

-- one api_file_case(id int) -> complaint_row
SELECT c.id, c.reference FROM file f JOIN complaint c ON c.id = f.complaint_id WHERE f.id = :id;
