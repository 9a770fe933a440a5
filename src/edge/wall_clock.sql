-- value wall_clock_last()
SELECT COALESCE((SELECT at FROM event ORDER BY id DESC LIMIT 1), 0) AS value;
