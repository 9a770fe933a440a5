-- Open cases whose promised progress message ends before a moment, and which promised it here.
-- list updates_due(until instant) -> clock_row
SELECT c.id, c.complaint_id, c.name, c.state, c.due_at
  FROM clock c
  JOIN complaint k ON k.id = c.complaint_id AND k.closed_at IS NULL
 WHERE c.state = 'running' AND c.breached_at IS NULL AND c.due_at < :until AND c.name = 'update'
   AND c.due_at > k.entered_at
 ORDER BY c.due_at, c.id
 LIMIT 200;
