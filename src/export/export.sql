-- list complaints_after(id int) -> complaint_row
SELECT id, reference FROM complaint WHERE id > :id ORDER BY id LIMIT 200;
