-- Who may review the case: as free_reviewers counts them.
-- list reviewers_of(complaint int, team int, now instant) -> staff_row
SELECT s.id, s.name
  FROM staff s
 WHERE s.ended_at IS NULL
   AND EXISTS (SELECT 1 FROM staff_role r
                 JOIN team_above t ON t.above_id = r.team_id AND t.team_id = :team
                WHERE r.staff_id = s.id AND r.role IN ('handler', 'investigator', 'manager')
                  AND r.ended_at IS NULL AND (r.from_at IS NULL OR r.from_at <= :now)
                  AND (r.until_at IS NULL OR r.until_at > :now))
   AND NOT EXISTS (SELECT 1 FROM involvement i
                    WHERE i.complaint_id = :complaint AND i.staff_id = s.id
                      AND i.part <> 'receiver')
   AND NOT EXISTS (SELECT 1 FROM conflict c
                    WHERE c.complaint_id = :complaint AND c.staff_id = s.id
                      AND c.ended_at IS NULL)
   AND NOT EXISTS (SELECT 1 FROM party p
                    WHERE p.complaint_id = :complaint AND p.staff_id = s.id
                      AND p.ended_at IS NULL)
 ORDER BY s.id;

-- Clocks of which a share is reached that somebody is told of. The first clock of each case to be
-- looked at leads to the others.
-- list clocks_to_tell(now instant) -> clock_row
SELECT c.id, c.complaint_id
  FROM clock f
 CROSS JOIN clock c
  JOIN complaint k ON k.id = f.complaint_id AND k.erased_at IS NULL
 WHERE f.look_at <= :now AND @case(c, f.complaint_id) AND c.tell_at <= :now
 ORDER BY f.look_at, f.complaint_id, c.id
 LIMIT 200;

-- Open cases with a clock that ran out and was not looked at yet. IS TRUE: SQLite would make an index
-- of all that run, to find those of a case.
-- list clocks_overdue(now instant) -> clock_row
SELECT c.id, c.complaint_id, c.name, c.state, c.due_at
  FROM clock f
 CROSS JOIN clock c
  JOIN complaint k ON k.id = f.complaint_id AND k.closed_at IS NULL
 WHERE f.look_at < :now AND @case(c, f.complaint_id)
   AND (c.state = 'running') IS TRUE AND c.breached_at IS NULL AND c.due_at < :now
 ORDER BY f.look_at, f.complaint_id, c.id
 LIMIT 200;
