-- list second_person_since(since instant) -> second_person_row
SELECT id, what, asked_by, reason, asked_at, answered_by, answered_at, allowed, used_at
  FROM second_person WHERE asked_at > :since ORDER BY asked_at DESC, id DESC LIMIT 100;
