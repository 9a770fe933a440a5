-- include "complaint/replay.h"
-- include "complaint/verify_derived.h"
-- marked blob_of_file(id int) -> blob_row
SELECT id, made_at, owner, wrapped, header, name, type, size, sha256, stored_hash, claimed_at
  FROM blob WHERE id = :id;

-- list blob_chunks_from(blob int, position int) -> blob_chunk_row
SELECT blob_id, position, sealed FROM blob_chunk
 WHERE blob_id = :blob AND position = :position;

-- value event_complaint(id int)
SELECT coalesce(complaint_id, 0) AS value FROM event WHERE id = :id;

-- list verified_teams() -> team_row
SELECT id, parent_id FROM team ORDER BY id;

-- list verified_above() -> team_above_row
SELECT team_id, above_id FROM team_above ORDER BY team_id, above_id;

-- marked complaint_name(id int) -> complaint_row
SELECT id, reference FROM complaint WHERE id = :id;

-- marked verified_counters() -> counter_row
SELECT name, value FROM counter;

-- What the counters of references must say.
-- list newest_references() -> counter_row
SELECT 'reference:' || substr('000' || year, length('000' || year) - 3) AS name, max(number) AS value
  FROM complaint GROUP BY year;

-- What stands beside these events, each with the key that opens it, or with whether whom it
-- belonged to is there without one.
-- list sealed_values(after int, until int) -> sealed_value
SELECT v.id / 256 AS event_id, v.id % 256 AS place, v.key_kind, v.key_owner, v.sealed, k.wrapped,
       CASE WHEN k.id IS NOT NULL THEN 0
            WHEN v.key_kind = 1 THEN (SELECT count(*) FROM person p WHERE p.id = v.key_owner)
            WHEN v.key_kind = 2 THEN (SELECT count(*) FROM complaint c WHERE c.id = v.key_owner)
            WHEN v.key_kind = 3 AND v.key_owner <> 0 -- of a record: verify_keys asks whether it should be there
            THEN (SELECT count(*) FROM event e WHERE e.id = v.key_owner / 256 AND e.complaint_id IS NULL)
            ELSE 0 END AS erased
  FROM event_value v
  LEFT JOIN wrapped_key k ON k.id = v.key_owner * 4 + v.key_kind
 WHERE v.id >= (:after + 1) * 256 AND v.id < (:until + 1) * 256
 ORDER BY v.id;

-- New complaints that are not counted yet.
-- marked verified_tally_new() -> tally_new_row
SELECT id, team_id, owner_id, flags, class, due_on, received_on, channel, kept FROM tally_new ORDER BY id;

-- value wrapped_keys_some()
SELECT count(*) AS value FROM (SELECT 1 FROM wrapped_key LIMIT 1) k;

-- list persons_keyless(after int) -> int_value
SELECT p.id AS value FROM person p
  LEFT JOIN wrapped_key k ON k.id = p.id * 4 + 1
 WHERE p.id > :after AND k.id IS NULL ORDER BY p.id LIMIT 1000;

-- list complaints_keyless(after int) -> int_value
SELECT c.id AS value FROM complaint c
  LEFT JOIN wrapped_key k ON k.id = c.id * 4 + 2
 WHERE c.id > :after AND k.id IS NULL ORDER BY c.id LIMIT 1000;

-- Documents of the search that belong to no text of that case and kind, with the case and the
-- part of the text where there is one. Each is looked up once, in the table that it must be of.
-- list search_astray() -> search_astray
SELECT d.id, d.complaint_id, d.part, d.waiting,
       coalesce(c.id, e.complaint_id, p.complaint_id, o.complaint_id, 0) AS of_complaint,
       CASE WHEN c.id IS NOT NULL THEN 'content'
            WHEN e.direction = 'internal' THEN 'internal'
            WHEN e.id IS NOT NULL THEN 'content'
            WHEN p.id IS NOT NULL THEN 'identity' END AS of_part
  FROM (SELECT id, complaint_id, part, waiting
          FROM (SELECT id, complaint_id, part, 0 AS waiting FROM search_doc
                UNION ALL
                SELECT id, complaint_id, part, 1 FROM search_word_new) s
         WHERE CASE WHEN s.id = s.complaint_id
                    THEN s.part <> 'content' OR NOT EXISTS (SELECT 1 FROM complaint f WHERE f.id = s.id)
                    WHEN s.part = 'identity'
                    THEN NOT EXISTS (SELECT 1 FROM party g
                                      WHERE g.id = s.id AND g.complaint_id = s.complaint_id)
                         AND NOT EXISTS (SELECT 1 FROM event v -- of a correction
                                          WHERE v.id = s.id / 256
                                            AND v.complaint_id = s.complaint_id
                                            AND v.kind = 'party_corrected')
                         AND NOT EXISTS (SELECT 1 FROM own_field n
                                          WHERE n.id = s.id AND n.complaint_id = s.complaint_id)
                    ELSE NOT EXISTS (SELECT 1 FROM entry h
                                      WHERE h.id = s.id AND h.complaint_id = s.complaint_id
                                        AND CASE WHEN h.direction = 'internal' THEN 'internal'
                                                 ELSE 'content' END = s.part)
                         AND NOT (s.part = 'internal'
                              AND EXISTS (SELECT 1 FROM own_field w
                                           WHERE w.id = s.id
                                             AND w.complaint_id = s.complaint_id)) END
         ORDER BY id LIMIT 1000) d
  LEFT JOIN complaint c ON c.id = d.id
  LEFT JOIN entry e ON e.id = d.id
  LEFT JOIN party p ON p.id = d.id
  LEFT JOIN own_field o ON o.id = d.id
 ORDER BY d.id;

-- Letters that wait to be sent, of cases that were not erased, without what is to be sent.
-- What is to be sent was written in the event of the letter.
-- list letters_lost() -> entry_row
SELECT e.id, e.complaint_id FROM entry e
 WHERE e.delivery = 'queued'
   AND NOT EXISTS (SELECT 1 FROM outbox o
                    WHERE o.id >= e.id / 256 * 256 AND o.id < e.id / 256 * 256 + 256
                      AND o.entry_id = e.id)
   AND NOT EXISTS (SELECT 1 FROM complaint c WHERE c.id = e.complaint_id AND c.erased_at IS NOT NULL)
 ORDER BY e.id LIMIT 1000;

-- Triggers, rules and views: the program makes none.
-- list foreign_schema() -> schema_object
-- only sqlite
SELECT name AS name, tbl_name AS on_table FROM sqlite_schema WHERE type IN ('trigger', 'view');
-- only pg
SELECT CAST(t.tgname AS text) AS name, CAST(c.relname AS text) AS on_table
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
UNION ALL
SELECT CAST(r.rulename AS text) AS name, CAST(c.relname AS text) AS on_table
  FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
 WHERE c.relnamespace = current_schema()::regnamespace;
