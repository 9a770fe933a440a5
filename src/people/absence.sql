-- list absences(today date) -> absence_row
SELECT id, staff_id, substitute_id, from_on, until_on, at, by_id, ended_at
  FROM absence
 WHERE ended_at IS NULL AND until_on >= :today
 ORDER BY from_on, id;
