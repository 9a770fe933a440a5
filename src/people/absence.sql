-- list absences(staff int, today date) -> absence_row
SELECT id, staff_id, substitute_id, from_on, until_on, at, by_id, ended_at
  FROM absence
 WHERE ended_at IS NULL AND until_on >= :today AND (:staff = 0 OR staff_id = :staff)
 ORDER BY from_on, id;

-- list absences_for(substitute int, today date) -> absence_row
SELECT id, staff_id, substitute_id, from_on, until_on, at, by_id, ended_at
  FROM absence
 WHERE substitute_id = :substitute AND ended_at IS NULL AND from_on <= :today AND until_on >= :today
 ORDER BY from_on, id;
