-- Open cases whose promised progress message ends before a moment, and which promised it here.
-- list updates_due(until instant) -> clock_row
SELECT c.id, c.complaint_id, c.name, c.state, c.due_at
  FROM clock f
  JOIN clock c ON c.complaint_id = f.complaint_id AND c.state = 'running'
              AND c.breached_at IS NULL AND c.due_at < :until AND c.name = 'update'
  JOIN complaint k ON k.id = f.complaint_id AND k.closed_at IS NULL
 WHERE f.look_at < :until AND c.due_at > k.entered_at
 ORDER BY f.look_at, f.complaint_id, c.id
 LIMIT 200;
