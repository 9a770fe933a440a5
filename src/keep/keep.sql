-- include "keep/keep_rows.h"
-- Holds that stand on a case: its own, and those on anybody who takes part in it.
-- list holds_on(complaint int) -> legal_hold_row
SELECT id, complaint_id, person_id, why, put_at, put_by, confirmed_at, confirmed_by,
       lift_why, lift_at, lift_by, lifted_at, lifted_by
  FROM legal_hold
 WHERE lifted_at IS NULL
   AND (complaint_id = :complaint
        OR person_id IN (SELECT y.person_id FROM party y WHERE @case(y, :complaint))
        OR person_id IN (SELECT p.joined_into_id FROM party y JOIN person p ON p.id = y.person_id
                          WHERE @case(y, :complaint)))
 ORDER BY id;

-- All that ever were put, and those of which only the guard is left.
-- list holds_all() -> legal_hold_row
SELECT id, complaint_id, person_id, why, put_at, put_by, confirmed_at, confirmed_by,
       lift_why, lift_at, lift_by, lifted_at, lifted_by
  FROM legal_hold ORDER BY id;

-- value holds_gone(number int)
SELECT count(*) AS value FROM guard g
 WHERE g.table_number = :number AND NOT EXISTS (SELECT 1 FROM legal_hold h WHERE h.id = g.row_id);

-- The cases of a complainant, with those of the records that stand for the same person.
-- list complaints_of_person(person int) -> int_value
SELECT DISTINCT y.complaint_id AS value FROM party y JOIN complaint c ON c.id = y.complaint_id
 WHERE y.role = 'complainant' AND y.ended_at IS NULL AND c.erased_at IS NULL
   AND y.person_id IN (SELECT id FROM person WHERE id = :person
                        UNION ALL SELECT id FROM person WHERE joined_into_id = :person)
 ORDER BY y.complaint_id;

-- Records that are one person.
-- list records_of_person(person int) -> int_value
SELECT id AS value FROM person
 WHERE (id = :person OR joined_into_id = :person) AND erased_at IS NULL ORDER BY id;

-- Whoever takes part in a case, or did.
-- list persons_in(complaint int) -> int_value
SELECT DISTINCT y.person_id AS value FROM party y JOIN person p ON p.id = y.person_id
 WHERE @case(y, :complaint) AND p.erased_at IS NULL ORDER BY y.person_id;

-- In how many cases that are kept a record stands. Ids between commas, a comma at both ends.
-- value person_kept_in(person int, erased text)
SELECT count(DISTINCT y.complaint_id) AS value FROM party y JOIN complaint c ON c.id = y.complaint_id
 WHERE c.erased_at IS NULL AND :erased NOT LIKE '%,' || c.id || ',%'
   AND y.person_id IN (SELECT id FROM person WHERE id = :person
                        UNION ALL SELECT id FROM person WHERE joined_into_id = :person);

-- What the search knows of a case.
-- list search_docs_of(complaint int) -> search_doc_row
SELECT id, complaint_id, part FROM search_doc WHERE complaint_id = :complaint ORDER BY id;

-- What it knows of a person: documents of their part in a case, and of events that have texts of
-- theirs beside them.
-- list search_docs_of_person(person int) -> search_doc_row
SELECT d.id, d.complaint_id, d.part FROM search_doc d
 WHERE d.part = 'identity'
   AND d.complaint_id IN (SELECT complaint_id FROM party WHERE person_id = :person)
   AND (d.id IN (SELECT id FROM party WHERE person_id = :person)
        OR EXISTS (SELECT 1 FROM event_value v
                    WHERE v.id >= d.id / 256 * 256 AND v.id < d.id / 256 * 256 + 256
                      AND v.key_kind = 1 AND v.key_owner = :person))
 ORDER BY d.id;

-- list searches_saved() -> saved_search_row
SELECT id, staff_id, name, address, ended_at FROM saved_search WHERE ended_at IS NULL ORDER BY id;

-- exec search_doc_forget(id int)
DELETE FROM search_doc WHERE id = :id;

-- exec search_docs_forget(complaint int)
DELETE FROM search_doc WHERE complaint_id = :complaint;

-- How much was written since the connection was opened: a merge that found nothing to do
-- writes less than two rows.
-- value written_so_far()
-- only sqlite
SELECT total_changes() AS value;
-- only pg
SELECT 0 AS value;

-- exec counter_put(name text, value int)
INSERT INTO counter (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- list counters_of(name text) -> counter_row
SELECT name, value FROM counter WHERE name = :name;

-- change drafts_forget(complaint int)
DELETE FROM draft WHERE complaint_id = :complaint;

-- change outbox_forget(complaint int)
DELETE FROM outbox WHERE complaint_id = :complaint AND state <> 'sent';

-- exec outbox_sent_forget(complaint int)
DELETE FROM outbox WHERE complaint_id = :complaint;

-- exec presence_forget(complaint int)
DELETE FROM presence WHERE complaint_id = :complaint;

-- The keyed hash of its words goes. What was answered stays until it is swept: it opens only to who sent them.
-- exec idempotency_blank(mac bytes)
UPDATE idempotency SET content_mac = mac WHERE mac = :mac AND answer IS NOT NULL;

-- exec idempotency_forget(mac bytes)
DELETE FROM idempotency WHERE mac = :mac AND answer IS NULL;

-- value texts_of(complaint int)
SELECT count(*) AS value FROM entry WHERE complaint_id = :complaint;

-- value files_of(complaint int)
SELECT count(*) AS value FROM file WHERE complaint_id = :complaint;

-- list erasures_of(complaint int) -> erasure_row
SELECT id, complaint_id, person_id, state, ground, requested_on, why, asked_at, asked_by,
       decided_at, decided_by, refused_why
  FROM erasure WHERE complaint_id = :complaint ORDER BY id DESC;

-- What is asked and not decided, with the case: for the list of whoever decides.
-- list erasures_asked(all bool, teams text, barred text) -> keep_line
SELECT c.reference, e.asked_at AS at, e.asked_by AS by_id, e.ground AS what, e.person_id AS person
  FROM erasure e JOIN complaint c ON c.id = e.complaint_id
 WHERE e.state = 'asked' AND @within(c.team_id) AND @not_barred(c.id)
 ORDER BY e.asked_at, e.id LIMIT 200;

-- Who was erased, for the journal: the event that made the row stands for it. Asked at each start, so
-- it walks the few of an index in its order, never the table.
-- list erased_owners(kind int, after int) -> owner_row
SELECT 1 AS kind, p.id AS owner, e.hash FROM person p JOIN event e ON e.id = p.id / 256
 WHERE p.erased_at IS NOT NULL AND :kind = 1 AND p.id > :after
UNION ALL
SELECT 2 AS kind, c.id AS owner, e.hash FROM complaint c JOIN event e ON e.id = c.id / 256
 WHERE c.erased_at IS NOT NULL AND :kind = 2 AND c.id > :after
 ORDER BY owner LIMIT 1000;

-- The event in which somebody was erased, by the guard of that.
-- one event_of_guard(id int) -> event_row
SELECT id, complaint_id, position, kind, at, actor_kind, actor_id, bytes, hash
  FROM event WHERE id = :id;

-- one event_made(id int) -> event_row
SELECT id, hash FROM event WHERE id = :id;

-- list disposal_of_erasure(erasure int) -> disposal_row
SELECT id, kind, erasure_id, rule_id, begun_at, ended_at, asked_by, approved_by, complaints,
       persons, texts, files, documents, drafts, messages, others
  FROM disposal WHERE erasure_id = :erasure ORDER BY id;

-- When somebody looked at the names of a case, printed it, took it or a file of it out, opened what is
-- redacted, or was given all of it.
-- list reads_of(complaint int) -> event_row
SELECT id, kind, at, actor_kind FROM event
 WHERE complaint_id = :complaint AND position > 1 AND kind IN
   ('identity_read', 'printed', 'exported', 'file_read', 'original_read', 'access_given', 'outside_party_opened') ORDER BY position;

-- list retention_rules() -> retention_rule_row
SELECT id, class, months, state, asked_at, asked_by, decided_at, decided_by, ended_at
  FROM retention_rule ORDER BY id DESC LIMIT 500;

-- Closed before that day, of that class (NULL: of all without a rule of their own), the oldest
-- first; none under a hold. Of those that whoever reaches these teams may see: teams and barred are
-- ids between commas, a comma at both ends.
-- list retention_due(class text, before instant, all bool, teams text, barred text, most int) -> due_line
SELECT c.id, c.reference, c.class, c.closed_at FROM complaint c
 WHERE c.closed_at IS NOT NULL AND c.closed_at < :before AND c.erased_at IS NULL
   AND (c.class = :class
        OR (CAST(:class AS TEXT) IS NULL
            AND NOT EXISTS (SELECT 1 FROM retention_rule r
                             WHERE r.state = 'holds' AND r.class = c.class)))
   AND NOT EXISTS (SELECT 1 FROM legal_hold h WHERE h.lifted_at IS NULL
                    AND (h.complaint_id = c.id
                         OR h.person_id IN (SELECT y.person_id FROM party y WHERE @case(y, c.id))
                         OR h.person_id IN (SELECT p.joined_into_id FROM party y
                                              JOIN person p ON p.id = y.person_id
                                             WHERE @case(y, c.id))))
   AND @within(c.team_id) AND @not_barred(c.id)
 ORDER BY c.closed_at, c.id LIMIT :most;

-- Those that would be due and are held.
-- value retention_held(class text, before instant)
SELECT count(*) AS value FROM complaint c
 WHERE c.closed_at IS NOT NULL AND c.closed_at < :before AND c.erased_at IS NULL
   AND (c.class = :class
        OR (CAST(:class AS TEXT) IS NULL
            AND NOT EXISTS (SELECT 1 FROM retention_rule r
                             WHERE r.state = 'holds' AND r.class = c.class)))
   AND EXISTS (SELECT 1 FROM legal_hold h WHERE h.lifted_at IS NULL
                AND (h.complaint_id = c.id
                     OR h.person_id IN (SELECT y.person_id FROM party y WHERE @case(y, c.id))
                     OR h.person_id IN (SELECT p.joined_into_id FROM party y
                                          JOIN person p ON p.id = y.person_id
                                         WHERE @case(y, c.id))));

-- A run of that rule that did not come to its end.
-- list disposal_open(rule int) -> disposal_row
SELECT id, kind, erasure_id, rule_id, begun_at, ended_at, asked_by, approved_by, complaints,
       persons, texts, files, documents, drafts, messages, others
  FROM disposal WHERE rule_id = :rule AND ended_at IS NULL ORDER BY id;

-- list disposals() -> disposal_row
SELECT id, kind, erasure_id, rule_id, begun_at, ended_at, asked_by, approved_by, complaints,
       persons, texts, files, documents, drafts, messages, others
  FROM disposal WHERE kind = 'retention' ORDER BY id DESC LIMIT 100;

-- The event that ended it: its number and hash stand on the certificate.
-- list disposal_event(at instant) -> event_row
SELECT id, kind, at, hash FROM event
 WHERE complaint_id IS NULL AND kind = 'disposed' AND at = :at ORDER BY id DESC LIMIT 1;
