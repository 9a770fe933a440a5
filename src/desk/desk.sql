-- include "desk/pick.h"
-- include "desk/sums.h"
-- The cases of a queue, a window of their keys at a time: :after and :after_id are the key of
-- the last one that was shown. Teams and barred are ids between commas, a comma at both ends.

-- What a window of keys has of each case.
-- piece columns
team_id, stage, class, severity, channel, received_at, called, repeats

-- When the next thing is due: what has no clock comes last.
-- piece due
coalesce(next_due_at, 9223372036854775807)

-- piece due_o
coalesce(o.next_due_at, 9223372036854775807)

-- Ids between commas, as rows t (value).
-- piece ids
-- only sqlite
json_each('[' || :ids || ']') t
-- only pg
unnest(string_to_array(:ids, ',')::bigint[]) AS t (value)

-- piece by_due
SELECT id, @due AS place, @columns
  FROM complaint

-- Of these the window of one reader. SQLite goes to where it begins by the first of the two alone: of a row of two it
-- makes no bound of an index of expressions, and would read all that are due before.
-- piece due_page
@due >= :after AND (@due, id) > (:after, :after_id) AND @due <= :until
   AND @within(team_id) AND (:barred = ',' OR @not_barred(id))
 ORDER BY @due, id LIMIT :n

-- Cases of some teams: the first of each team, then the first of those. However few of all cases the teams have, no
-- others are looked at. What the first of a team are stands between this and its end.
-- piece first_of_teams
-- only sqlite
FROM complaint
 WHERE id IN (SELECT c.id FROM json_each('[0' || :teams || '0]') t JOIN complaint c ON c.id IN
                (SELECT o.id FROM complaint o
                  WHERE o.team_id = t.value
-- only pg
FROM unnest(string_to_array(trim(both ',' from :teams), ',')::bigint[]) AS t (team), LATERAL
       (SELECT * FROM complaint o
         WHERE o.team_id = t.team

-- piece teams_end
-- only sqlite
)
-- only pg
 c

-- Those of one owner.
-- list pick_owned(owner int, after int, after_id int, until int, n int, all bool, teams text, barred text) -> case_key
@by_due
 WHERE owner_id = :owner AND closed_at IS NULL AND set_aside IS NULL
   AND @due_page;

-- Those that nobody has taken up.
-- list pick_unassigned(after int, after_id int, until int, n int, all bool, teams text, barred text) -> case_key
@by_due
 WHERE owner_id IS NULL AND closed_at IS NULL AND set_aside IS NULL
   AND @due_page;

-- All open ones: for readers of all teams.
-- list pick_open(after int, after_id int, until int, n int, all bool, teams text, barred text) -> case_key
@by_due
 WHERE closed_at IS NULL AND set_aside IS NULL
   AND @due_page;

-- Those that wait for somebody.
-- list pick_waiting(waiting text, after int, after_id int, until int, n int, all bool, teams text, barred text) -> case_key
@by_due
 WHERE waiting = :waiting AND waiting IS NOT NULL AND closed_at IS NULL AND set_aside IS NULL
   AND @due_page;

-- Those that need a second person.
-- list pick_approve(after int, after_id int, until int, n int, all bool, teams text, barred text) -> case_key
@by_due
 WHERE to_approve = 1 AND closed_at IS NULL AND set_aside IS NULL
   AND @due_page;

-- Those that came back.
-- list pick_returned(after int, after_id int, until int, n int, all bool, teams text, barred text) -> case_key
@by_due
 WHERE returned_at IS NOT NULL AND closed_at IS NULL AND set_aside IS NULL
   AND @due_page;

-- Those with a safety alert.
-- list pick_safety(after int, after_id int, until int, n int, all bool, teams text, barred text) -> case_key
@by_due
 WHERE safety_alerted_at IS NOT NULL AND closed_at IS NULL AND set_aside IS NULL
   AND @due_page;

-- All open ones of some teams.
-- list pick_open_teams(after int, after_id int, until int, n int, teams text, barred text) -> case_key
SELECT id, @due AS place, @columns
  @first_of_teams AND o.closed_at IS NULL AND o.set_aside IS NULL
                    AND @due_o >= :after AND (@due_o, o.id) > (:after, :after_id) AND @due_o <= :until AND @not_barred(o.id)
                  ORDER BY @due_o, o.id LIMIT :n)@teams_end
 ORDER BY @due, id LIMIT :n;

-- Closed ones, the last closed first.
-- list pick_closed(before int, before_id int, n int, barred text) -> case_key
SELECT id, closed_at AS place, @columns
  FROM complaint
 WHERE closed_at IS NOT NULL AND set_aside IS NULL AND (closed_at, id) < (:before, :before_id)
   AND (:barred = ',' OR @not_barred(id))
 ORDER BY closed_at DESC, id DESC LIMIT :n;

-- list pick_closed_teams(before int, before_id int, n int, teams text, barred text) -> case_key
SELECT id, closed_at AS place, @columns
  @first_of_teams AND o.closed_at IS NOT NULL AND o.set_aside IS NULL
                    AND (o.closed_at, o.id) < (:before, :before_id) AND @not_barred(o.id)
                  ORDER BY o.closed_at DESC, o.id DESC LIMIT :n)@teams_end
 ORDER BY closed_at DESC, id DESC LIMIT :n;

-- All that were received within a time, the newest first.
-- list pick_received(from int, until int, before int, before_id int, n int, barred text) -> case_key
SELECT id, received_at AS place, @columns
  FROM complaint
 WHERE set_aside IS NULL AND (received_at, id) < (:before, :before_id)
   AND received_at >= :from AND received_at < :until
   AND (:barred = ',' OR @not_barred(id))
 ORDER BY received_at DESC, id DESC LIMIT :n;

-- list pick_received_teams(from int, until int, before int, before_id int, n int, teams text, barred text) -> case_key
SELECT id, received_at AS place, @columns
  @first_of_teams AND o.set_aside IS NULL AND (o.received_at, o.id) < (:before, :before_id)
                    AND o.received_at >= :from AND o.received_at < :until AND @not_barred(o.id)
                  ORDER BY o.received_at DESC, o.id DESC LIMIT :n)@teams_end
 ORDER BY received_at DESC, id DESC LIMIT :n;

-- What was set aside, the last first.
-- list pick_aside(before int, before_id int, n int, all bool, teams text, barred text) -> case_key
SELECT id, updated_at AS place, @columns
  FROM complaint
 WHERE set_aside IS NOT NULL AND (updated_at, id) < (:before, :before_id)
   AND @within(team_id)
   AND (:barred = ',' OR @not_barred(id))
 ORDER BY updated_at DESC, id DESC LIMIT :n;

-- piece safety
-- only sqlite
c.safety_alerted_at IS NOT NULL
-- only pg
(c.safety_alerted_at IS NOT NULL)::int::bigint

-- Everything a list shows of these cases whoever looks, with the keys that open it.
-- Keys: 1 of a person, 2 of a complaint.
-- list case_lines(ids text) -> case_line
SELECT c.id, c.version, c.reference, c.subject,
       CASE WHEN c.subject IS NULL THEN c.description END AS description,
       c.privacy, c.language, c.stage, c.type, c.class, c.channel, c.severity, c.team_id, c.owner_id, c.entered_by,
       c.waiting, c.set_aside, c.received_at, c.closed_at, c.next_due_at, c.next_clock, c.updated_at,
       c.repeats, c.joined_to_id, (SELECT m.reference FROM complaint m WHERE m.id = c.joined_to_id) AS joined_to,
       @safety AS safety,
       k.wrapped AS case_key, coalesce(j.id, p.id) AS person_id, coalesce(j.name, p.name) AS person,
       pk.wrapped AS person_key, e.at AS last_at, e.actor_kind AS last_kind, e.actor_id AS last_id,
       e.bytes AS last_event
  FROM @ids
  JOIN complaint c ON c.id = t.value
  LEFT JOIN wrapped_key k ON k.id = c.id * 4 + 2
  LEFT JOIN party y ON y.id = (SELECT max(y2.id) FROM party y2 WHERE @case(y2, c.id)
                                  AND y2.role = 'complainant' AND y2.ended_at IS NULL)
  LEFT JOIN person p ON p.id = y.person_id
  LEFT JOIN person j ON j.id = p.joined_into_id
  LEFT JOIN wrapped_key pk ON pk.id = coalesce(j.id, p.id) * 4 + 1
  LEFT JOIN event e ON e.id = coalesce((SELECT e2.id FROM event e2 WHERE e2.complaint_id = c.id AND e2.position > 1
                                  AND e2.kind NOT IN ('identity_read', 'printed', 'exported', 'access_blocked', 'refused', 'file_read')
                                  ORDER BY e2.position DESC LIMIT 1), c.id / 256);

-- These cases as they are stored, whole.
-- list cases_whole(ids text) -> complaint_row
SELECT c.* FROM @ids JOIN complaint c ON c.id = t.value;

-- Whose these cases are now.
-- list case_teams(ids text) -> case_key
-- only sqlite
SELECT c.id, c.team_id FROM json_each('[' || :ids || ']') t JOIN complaint c ON c.id = t.value;
-- only pg
SELECT id, team_id FROM complaint WHERE id = ANY(string_to_array(:ids, ',')::bigint[]);

-- How long the chain of each case is, which tells whether anything was done on it; in any order.
-- list case_stamps(ids text) -> case_stamp
SELECT t.value AS id, coalesce(k.length, 1) AS length
  FROM @ids LEFT JOIN chain k ON k.complaint_id = t.value;

-- Who looked at these cases, and when: oneself at any time, others since then.
-- list case_looks(ids text, me int, since instant) -> presence_row
-- only sqlite
SELECT v.complaint_id, v.staff_id, v.typing, v.seen_at
  FROM json_each('[' || :ids || ']') t
  JOIN presence v ON v.complaint_id = t.value AND (v.staff_id = :me OR v.seen_at > :since);
-- only pg
SELECT v.complaint_id, v.staff_id, v.typing, v.seen_at FROM presence v
 WHERE v.complaint_id = ANY(string_to_array(:ids, ',')::bigint[])
   AND (v.staff_id = :me OR v.seen_at > :since);

-- list teams_reached(all bool, teams text) -> team_row
SELECT id, name, parent_id, kind, ended_at FROM team
 WHERE ended_at IS NULL AND @within(id)
 ORDER BY name LIMIT 300;

-- How often a case was sent back by one of these teams, because it was wrong there.
-- value routings_returned(from int, until int, all bool, teams text, barred text)
SELECT count(*) AS value FROM routing
 WHERE way = 'returned' AND at >= :from AND at < :until
   AND @within(from_team_id) AND @not_barred(complaint_id);

-- Who works on cases of these teams now: roles on them or on teams above them.
-- list staff_working(now instant, all bool, teams text) -> int_value
SELECT id AS value
  FROM staff
 WHERE ended_at IS NULL AND id IN
       (SELECT r.staff_id FROM staff_role r
          JOIN team_above t ON t.above_id = r.team_id
         WHERE r.role IN ('handler', 'investigator', 'manager', 'receiver') AND r.ended_at IS NULL
           AND (r.from_at IS NULL OR r.from_at <= :now)
           AND (r.until_at IS NULL OR r.until_at > :now)
           AND @within(t.team_id))
 ORDER BY id LIMIT 300;

-- What was done on a case, without the bytes of it, the newest thousand; who only looked stands in walls.sql. (Of a list
-- in brackets SQLite would make a table of its own each time.)
-- list case_events(complaint int) -> case_event
SELECT id, position, kind, at, actor_kind, actor_id FROM event
 WHERE complaint_id = :complaint AND (id = :complaint / 256 OR position > 1)
   AND kind <> 'identity_read' AND kind <> 'printed' AND kind <> 'exported' AND kind <> 'access_blocked'
   AND kind <> 'refused' AND kind <> 'file_read'
 ORDER BY position DESC LIMIT 1000;

-- list case_pauses(complaint int) -> clock_pause_row
SELECT id, complaint_id, clock_id, from_at, until_at, reason FROM clock_pause
 WHERE complaint_id = :complaint ORDER BY id;

-- list case_present(complaint int, me int, since instant) -> presence_row
SELECT complaint_id, staff_id, typing, seen_at FROM presence
 WHERE complaint_id = :complaint AND staff_id <> :me AND seen_at > :since ORDER BY seen_at DESC;

-- exec presence_set(complaint int, staff int, typing bool, now instant)
INSERT INTO presence (complaint_id, staff_id, typing, seen_at)
VALUES (:complaint, :staff, :typing, :now)
ON CONFLICT (complaint_id, staff_id) DO UPDATE SET typing = excluded.typing, seen_at = excluded.seen_at;

-- Whether that person, or one joined into them, complains in another case: most do not, and then nothing is sorted.
-- value person_elsewhere(person int, complaint int)
SELECT count(*) AS value FROM (
 SELECT y.id FROM party y
  WHERE y.person_id = :person AND y.complaint_id <> :complaint AND y.role = 'complainant' AND y.ended_at IS NULL
 UNION ALL
 SELECT y.id FROM person p JOIN party y ON y.person_id = p.id
  WHERE p.joined_into_id = :person AND y.complaint_id <> :complaint AND y.role = 'complainant' AND y.ended_at IS NULL
 LIMIT 1) t;

-- Other cases of the same person; joined persons count as one.
-- list person_cases(person int, complaint int, me int, now instant, all bool, teams text, barred text) -> case_key
SELECT c.id, c.received_at AS place, c.team_id, c.stage, c.class, c.severity, c.channel, c.received_at, c.called, c.repeats
  FROM complaint c
 WHERE c.id <> :complaint AND c.id IN
       (SELECT y.complaint_id FROM party y WHERE y.role = 'complainant' AND y.ended_at IS NULL
           AND y.person_id IN (SELECT id FROM person WHERE id = :person
                                UNION ALL SELECT id FROM person WHERE joined_into_id = :person))
   AND (c.privacy <> 'confidential'
        OR EXISTS (SELECT 1 FROM identity_request r WHERE r.complaint_id = c.id AND r.asked_by = :me
                                              AND r.granted_until > :now))
   AND @within(c.team_id) AND @not_barred(c.id)
 ORDER BY c.received_at DESC, c.id DESC LIMIT 100;

-- The newest of the same class, for readers of all teams; confidential ones for who handles them.
-- list class_cases_all(class text, complaint int, me int, barred text) -> case_key
SELECT id, received_at AS place, @columns FROM complaint
 WHERE class = :class AND set_aside IS NULL AND id <> :complaint
   AND (privacy <> 'confidential' OR owner_id = :me
        OR EXISTS (SELECT 1 FROM involvement i WHERE i.complaint_id = complaint.id AND i.staff_id = :me))
   AND (:barred = ',' OR @not_barred(id))
 ORDER BY received_at DESC LIMIT 5;

-- The same for others, of the newest forty.
-- list class_cases(class text, complaint int, me int, teams text, barred text) -> case_key
SELECT id, received_at AS place, @columns
  FROM (SELECT id, @columns, privacy, owner_id
          FROM complaint
         WHERE class = :class AND set_aside IS NULL ORDER BY received_at DESC LIMIT 40) c
 WHERE id <> :complaint AND :teams LIKE '%,' || team_id || ',%'
   AND (privacy <> 'confidential' OR owner_id = :me
        OR EXISTS (SELECT 1 FROM involvement i WHERE i.complaint_id = c.id AND i.staff_id = :me))
   AND (:barred = ',' OR @not_barred(id))
 ORDER BY received_at DESC LIMIT 5;

-- Whether another case says that it is linked to this one.
-- value linked_any(complaint int)
SELECT count(*) AS value FROM (SELECT id FROM complaint WHERE linked_to_id = :complaint LIMIT 1) t;

-- list linked_cases(complaint int, linked id, all bool, teams text, barred text) -> case_key
SELECT id, id AS place, @columns
  FROM complaint
 WHERE (linked_to_id = :complaint OR id = :linked)
   AND @within(team_id)
   AND (:barred = ',' OR @not_barred(id))
 ORDER BY id DESC LIMIT 20;

-- one draft_of(staff int, complaint int, kind text) -> draft_row
SELECT staff_id, complaint_id, kind, sealed, saved_at FROM draft
 WHERE staff_id = :staff AND complaint_id = :complaint AND kind = :kind;

-- list drafts_of(staff int, complaint int) -> draft_row
SELECT staff_id, complaint_id, kind, sealed, saved_at FROM draft
 WHERE staff_id = :staff AND complaint_id = :complaint;

-- exec draft_set(staff int, complaint int, kind text, sealed bytes, now instant)
INSERT INTO draft (staff_id, complaint_id, kind, sealed, saved_at)
VALUES (:staff, :complaint, :kind, :sealed, :now)
ON CONFLICT (staff_id, complaint_id, kind)
DO UPDATE SET sealed = excluded.sealed, saved_at = excluded.saved_at;

-- exec draft_delete(staff int, complaint int, kind text)
DELETE FROM draft WHERE staff_id = :staff AND complaint_id = :complaint AND kind = :kind;

-- list pick_references(refs text, all bool, teams text, barred text) -> case_key
-- only sqlite
SELECT id, id AS place, @columns
  FROM complaint
 WHERE reference IN (SELECT value FROM json_each('["' || replace(:refs, ',', '","') || '"]'))
   AND @within(team_id)
   AND (:barred = ',' OR @not_barred(id))
 ORDER BY id DESC;
-- only pg
SELECT id, id AS place, @columns
  FROM complaint
 WHERE reference = ANY(string_to_array(:refs, ','))
   AND @within(team_id)
   AND (:barred = ',' OR @not_barred(id))
 ORDER BY id DESC;

-- value complaint_of_file(id int)
SELECT complaint_id AS value FROM file WHERE id = :id AND removed_at IS NULL;

-- Whether somebody works on cases of that team now.
-- value owner_roles(staff int, team int, now instant)
SELECT count(*) AS value FROM staff_role r
  JOIN team_above t ON t.above_id = r.team_id AND t.team_id = :team
  JOIN staff s ON s.id = r.staff_id AND s.ended_at IS NULL
 WHERE r.staff_id = :staff AND r.ended_at IS NULL
   AND r.role IN ('handler', 'investigator', 'manager', 'receiver')
   AND (r.from_at IS NULL OR r.from_at <= :now) AND (r.until_at IS NULL OR r.until_at > :now);

-- All cases in the order of their ids.
-- list pick_every(after int, n int, all bool, teams text, barred text) -> case_key
SELECT id, id AS place, @columns
  FROM complaint
 WHERE id > :after AND @within(team_id)
   AND (:barred = ',' OR @not_barred(id))
 ORDER BY id LIMIT :n;

-- How many they are.
-- value pick_every_count(all bool, teams text, barred text)
SELECT count(*) AS value FROM complaint
 WHERE @within(team_id) AND @not_barred(id);

-- value event_last()
SELECT COALESCE(max(id), 0) AS value FROM event;

-- value event_at(id int)
SELECT at AS value FROM event WHERE id = :id;

-- How many complaints somebody took out since, from that event on.
-- value exported_since(first int, actor_kind text, actor int, since instant)
SELECT count(DISTINCT complaint_id) AS value FROM event
 WHERE id >= :first AND kind = 'exported' AND complaint_id IS NOT NULL AND actor_id = :actor
   AND actor_kind = :actor_kind AND at > :since;

-- What an export has beside the lines.
-- list case_texts(ids text) -> case_text
-- only sqlite
SELECT c.id, c.description, c.remedy_sought, c.outcome
  FROM json_each('[' || :ids || ']') t JOIN complaint c ON c.id = t.value ORDER BY t.key;
-- only pg
SELECT c.id, c.description, c.remedy_sought, c.outcome
  FROM unnest(string_to_array(:ids, ',')::bigint[]) WITH ORDINALITY AS t (id, place)
  JOIN complaint c ON c.id = t.id ORDER BY t.place;

-- Sums of a tally: lines of a state, a number of cases in each.
-- piece open_sum
CAST(coalesce(sum(CASE WHEN state = 'open' THEN value END), 0) AS BIGINT) AS open

-- piece overdue_sum
CAST(coalesce(sum(CASE WHEN state = 'open' AND due_on < :today AND due_on <> '' THEN value END), 0) AS BIGINT) AS overdue

-- piece closed_sum
CAST(coalesce(sum(CASE WHEN state = 'closed' THEN value END), 0) AS BIGINT) AS closed

-- New ones that are not in the lines yet: of the whole months, and of the days before and after.
-- piece new_between
tally_new
         WHERE (substr(received_on, 1, 7) >= :first AND substr(received_on, 1, 7) < :last)
            OR (received_on >= :head AND received_on < :head_end)
            OR (received_on >= :tail AND received_on < :tail_end)

-- Sums of cases themselves.
-- piece open_cases
CAST(sum(CASE WHEN closed_at IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS open

-- piece closed_cases
CAST(sum(CASE WHEN closed_at IS NOT NULL THEN 1 ELSE 0 END) AS BIGINT) AS closed

-- Cases of a time within reach that the reader must keep away from.
-- piece barred_within
id IN (SELECT complaint_id FROM conflict WHERE staff_id = :me AND ended_at IS NULL
              UNION
              SELECT complaint_id FROM party WHERE staff_id = :me AND ended_at IS NULL)
   AND set_aside IS NULL AND received_at >= :from AND received_at < :until
   AND @within(team_id)

-- How many of each team and class are open, overdue and closed, from the tally.
-- list sums_all(today text, all bool, teams text) -> sum_line
SELECT team_id, class,
       @open_sum, @overdue_sum, @closed_sum
  FROM (SELECT team_id, class, state, due_on, value FROM tally
        UNION ALL
        SELECT team_id, class, 'open', due_on, 1 FROM tally_new) t
 WHERE state <> 'aside' AND @within(team_id)
 GROUP BY team_id, class ORDER BY team_id, class;

-- The same of those received within a range: its whole months, and the days before and after.
-- list sums_between(today text, head text, head_end text, first text, last text, tail text, tail_end text, all bool, teams text) -> sum_line
SELECT team_id, class,
       @open_sum, @overdue_sum, @closed_sum
  FROM (SELECT team_id, class, state, due_on, value FROM tally_received
         WHERE month = 1 AND period >= :first AND period < :last
        UNION ALL
        SELECT team_id, class, state, due_on, value FROM tally_received
         WHERE month = 0 AND period >= :head AND period < :head_end
        UNION ALL
        SELECT team_id, class, state, due_on, value FROM tally_received
         WHERE month = 0 AND period >= :tail AND period < :tail_end
        UNION ALL
        SELECT team_id, class, 'open', due_on, 1 FROM @new_between) t
 WHERE state <> 'aside' AND @within(team_id)
 GROUP BY team_id, class ORDER BY team_id, class;

-- The same of the cases a reader is barred from, which are taken off.
-- list sums_barred(me int, today instant, from int, until int, all bool, teams text) -> sum_line
SELECT team_id, coalesce(class, '') AS class,
       @open_cases,
       CAST(sum(CASE WHEN closed_at IS NULL AND next_due_at < :today THEN 1 ELSE 0 END) AS BIGINT) AS overdue,
       @closed_cases
  FROM complaint
 WHERE @barred_within
 GROUP BY team_id, coalesce(class, '');

-- How many came through each channel, from the tally: of all days, or of whole months and two ends.
-- list sums_channel_all(all bool, teams text) -> channel_sum
SELECT channel,
       @open_sum, @closed_sum
  FROM (SELECT team_id, channel, state, value FROM tally_channel WHERE span = 2
        UNION ALL
        SELECT team_id, channel, 'open', 1 FROM tally_new) t
 WHERE state <> 'aside' AND @within(team_id)
 GROUP BY channel ORDER BY channel;

-- list sums_channel_between(head text, head_end text, first text, last text, tail text, tail_end text, all bool, teams text) -> channel_sum
SELECT channel,
       @open_sum, @closed_sum
  FROM (SELECT team_id, channel, state, value FROM tally_channel
         WHERE span = 1 AND period >= :first AND period < :last
        UNION ALL
        SELECT team_id, channel, state, value FROM tally_channel
         WHERE span = 0 AND period >= :head AND period < :head_end
        UNION ALL
        SELECT team_id, channel, state, value FROM tally_channel
         WHERE span = 0 AND period >= :tail AND period < :tail_end
        UNION ALL
        SELECT team_id, channel, 'open', 1 FROM @new_between) t
 WHERE state <> 'aside' AND @within(team_id)
 GROUP BY channel ORDER BY channel;

-- The same of the cases a reader is barred from, which are taken off.
-- list sums_channel_barred(me int, from int, until int, all bool, teams text) -> channel_sum
SELECT channel,
       @open_cases, @closed_cases
  FROM complaint
 WHERE @barred_within
 GROUP BY channel;

-- Names of teams, also of those that are no more.
-- list teams_named(all bool, teams text) -> team_row
SELECT id, name, parent_id, kind, ended_at FROM team
 WHERE @within(id) ORDER BY id;

-- The searches that somebody saved, the first first.
-- list saved_of(staff int) -> saved_search_row
SELECT id, staff_id, name, address, ended_at FROM saved_search
 WHERE staff_id = :staff AND ended_at IS NULL ORDER BY id LIMIT 50;
