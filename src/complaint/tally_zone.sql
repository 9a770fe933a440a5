-- include "complaint/tally_zone.h"
-- list tally_zone_rows() -> tally_zone_row
SELECT first_id, last_id, zone FROM tally_zone ORDER BY first_id;

-- list tally_zone_first() -> tally_zone_row
SELECT first_id, last_id, zone FROM tally_zone ORDER BY first_id LIMIT 1;

-- one tally_moment_at(complaint int) -> tally_moment
SELECT (SELECT coalesce(max(updated_at), 0) FROM complaint) AS newest,
       (SELECT value FROM setting WHERE name = 'zone') AS zone,
       (SELECT zone FROM tally_zone WHERE first_id <= :complaint AND last_id >= :complaint
         ORDER BY first_id DESC LIMIT 1) AS counted;

-- exec tally_zone_add(first int, last int, zone text)
INSERT INTO tally_zone (first_id, last_id, zone) VALUES (:first, :last, :zone);

-- exec tally_zone_done(first int, until int)
UPDATE tally_zone SET first_id = :until + 1 WHERE first_id = :first;

-- exec tally_zone_drop(first int)
DELETE FROM tally_zone WHERE first_id = :first;

-- Those of a zone that is the organisation's again.
-- exec tally_zone_right(zone text)
DELETE FROM tally_zone WHERE zone = :zone;

-- exec tally_zone_empty()
DELETE FROM tally_zone;

-- value tally_last_complaint()
SELECT coalesce(max(id), 0) AS value FROM complaint;

-- The columns of complaints by which they are counted.
-- list tally_zone_cases(first int, last int, n int) -> tally_zone_case
SELECT id, team_id, owner_id, channel, class, received_at, next_due_at, waiting, to_approve, returned_at, safety_alerted_at,
       set_aside, closed_at, outcome, level, reopened, satisfaction_asked_at, satisfaction
  FROM complaint WHERE id >= :first AND id <= :last ORDER BY id LIMIT :n;
