-- Messages that wait to be sent, the oldest first, without the alerts that wait beside them.
CREATE INDEX outbox_waiting ON outbox (next_try_at, id) WHERE state = 'queued' AND entry_id IS NOT NULL;
