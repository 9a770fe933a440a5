-- Open cases whose promised progress message ends before a moment, and which promised it here.
-- list updates_due(until instant) -> clock_row
SELECT c.id, c.complaint_id, c.name, c.state, c.due_at
  FROM clock c
  JOIN complaint k ON k.id = c.complaint_id AND k.closed_at IS NULL AND c.due_at > k.entered_at
 WHERE c.name = 'update' AND c.state = 'running' AND c.breached_at IS NULL AND c.due_at < :until
 ORDER BY c.due_at, c.complaint_id, c.id
 LIMIT 200;
