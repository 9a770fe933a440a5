-- What was answered to a request with an idempotency key, sealed by that key: sent again, it gets the same.

ALTER TABLE idempotency ADD COLUMN answer @bytes;
