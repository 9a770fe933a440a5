-- Cases of the same class received since then.
-- list similar_by_class(class text, since instant, complaint int) -> int_value
SELECT id AS value FROM complaint
 WHERE class = :class AND received_at >= :since AND id <> :complaint AND set_aside IS NULL
 ORDER BY received_at DESC LIMIT 100;

-- Cases with the same problem received since then, among the newest that have it.
-- list similar_by_problem(code text, since instant, complaint int) -> int_value
SELECT c.id AS value
  FROM (SELECT complaint_id FROM complaint_code
         WHERE list = 'problem' AND code = :code AND ended_at IS NULL
         ORDER BY complaint_id DESC LIMIT 500) AS k
  JOIN complaint c ON c.id = k.complaint_id
 WHERE c.received_at >= :since AND c.id <> :complaint AND c.set_aside IS NULL
 LIMIT 100;
