-- exec guard_set(number int, row int, event int, hash bytes, proof bytes)
INSERT INTO guard (table_number, row_id, event_id, hash, proof)
VALUES (:number, :row, :event, :hash, :proof)
ON CONFLICT (table_number, row_id)
DO UPDATE SET event_id = excluded.event_id, hash = excluded.hash, proof = excluded.proof;

-- one guard_of(number int, row int) -> guard_row
SELECT table_number, row_id, event_id, hash, proof FROM guard
 WHERE table_number = :number AND row_id = :row;

-- marked guards_after(number int, row int) -> guard_row
SELECT table_number, row_id, event_id, hash, proof FROM guard
 WHERE table_number = :number AND row_id > :row ORDER BY row_id LIMIT 1000;
