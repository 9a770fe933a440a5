-- value organisation_length()
SELECT length AS value FROM chain WHERE complaint_id = 0;

-- include "edge/edge.h"
-- one staff_name(id int) -> staff_name_row
SELECT id, name FROM staff WHERE id = :id;

-- one outsider_name(id int) -> outsider_name_row
SELECT id, name, key_id FROM outsider WHERE id = :id;

-- list teams_above(team int) -> team_above_row
SELECT team_id, above_id FROM team_above WHERE team_id = :team;

-- list teams_all_above() -> team_above_row
SELECT team_id, above_id FROM team_above ORDER BY team_id, above_id;

-- Cases in which a member of staff is complained about or in conflict.
-- list barred_cases(staff int) -> int_value
SELECT complaint_id AS value FROM conflict WHERE staff_id = :staff AND ended_at IS NULL
UNION ALL
SELECT complaint_id AS value FROM party WHERE staff_id = :staff AND ended_at IS NULL;

-- include "edge/counts.h"
-- one counts_stamp_now() -> counts_stamp
SELECT value AS event, coalesce((SELECT n.value FROM counter n WHERE n.name = 'notices'), 0) AS notices
  FROM counter WHERE name = 'event';

-- Whether the clerk still counts complaints by the days of another time zone.
-- value days_moving()
SELECT count(*) AS value FROM (SELECT 1 FROM tally_zone LIMIT 1) t;

-- How many cases stand where.
-- list tally_all() -> tally_row
SELECT team_id, owner_id, state, waiting, flags, class, due_on, value FROM tally
UNION ALL
SELECT team_id, owner_id, 'open', '', flags, class, due_on, count(*) FROM tally_new
 GROUP BY team_id, owner_id, flags, class, due_on;

-- What the cases a reader is barred from add to the queues, which is taken off the numbers.
-- teams are ids divided by commas with a comma at both ends.
-- one barred_counts(me int, from instant, until instant, all bool, teams text) -> counts
SELECT CAST(coalesce(sum(CASE WHEN owner_id = :me AND state = 'open' THEN value END), 0) AS BIGINT) AS mine,
       CAST(coalesce(sum(CASE WHEN owner_id IS NULL AND state = 'open' THEN value END), 0) AS BIGINT) AS unassigned,
       CAST(coalesce(sum(CASE WHEN next_due_at >= :from AND next_due_at < :until AND state = 'open' THEN value END), 0) AS BIGINT) AS today,
       CAST(coalesce(sum(CASE WHEN next_due_at < :from AND state = 'open' THEN value END), 0) AS BIGINT) AS overdue,
       CAST(coalesce(sum(CASE WHEN waiting = 'complainant' AND state = 'open' THEN value END), 0) AS BIGINT) AS complainant,
       CAST(coalesce(sum(CASE WHEN waiting = 'others' AND state = 'open' THEN value END), 0) AS BIGINT) AS others,
       CAST(coalesce(sum(CASE WHEN to_approve = 1 AND state = 'open' THEN value END), 0) AS BIGINT) AS approve,
       CAST(coalesce(sum(CASE WHEN returned_at IS NOT NULL AND state = 'open' THEN value END), 0) AS BIGINT) AS returned,
       CAST(coalesce(sum(CASE WHEN safety_alerted_at IS NOT NULL AND state = 'open' THEN value END), 0) AS BIGINT) AS safety,
       CAST(coalesce(sum(CASE WHEN state = 'open' THEN value END), 0) AS BIGINT) AS open,
       CAST(coalesce(sum(CASE WHEN state <> 'aside' THEN value END), 0) AS BIGINT) AS received,
       CAST(coalesce(sum(CASE WHEN state = 'closed' THEN value END), 0) AS BIGINT) AS closed,
       CAST(coalesce(sum(CASE WHEN state = 'aside' THEN value END), 0) AS BIGINT) AS aside
  FROM (SELECT owner_id, next_due_at, waiting, to_approve, returned_at, safety_alerted_at, team_id,
               1 AS value,
               CASE WHEN set_aside IS NOT NULL THEN 'aside'
                    WHEN closed_at IS NOT NULL THEN 'closed' ELSE 'open' END AS state
          FROM complaint
         WHERE id IN (SELECT complaint_id FROM conflict WHERE staff_id = :me AND ended_at IS NULL
                      UNION
                      SELECT complaint_id FROM party WHERE staff_id = :me AND ended_at IS NULL)
           AND @within(team_id)) barred;

-- How often it was noted since then that somebody did this with a case.
-- value looks_noted(complaint int, what text, actor_kind text, actor int, since instant)
SELECT count(*) AS value FROM event
 WHERE complaint_id = :complaint AND position > 1 AND kind = :what AND actor_id = :actor
   AND actor_kind = :actor_kind AND at > :since;

-- Those of these cases of which it was noted.
-- list looks_noted_of(ids text, what text, actor_kind text, actor int, since instant) -> int_value
-- only sqlite
SELECT DISTINCT e.complaint_id AS value
  FROM json_each('[' || :ids || ']') t JOIN event e ON e.complaint_id = t.value AND e.position > 1
 WHERE e.kind = :what AND e.actor_id = :actor AND e.actor_kind = :actor_kind AND e.at > :since;
-- only pg
SELECT DISTINCT complaint_id AS value FROM event
 WHERE complaint_id = ANY(string_to_array(:ids, ',')::bigint[]) AND position > 1
   AND kind = :what AND actor_id = :actor AND actor_kind = :actor_kind AND at > :since;
