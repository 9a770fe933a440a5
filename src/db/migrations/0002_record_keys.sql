-- Records of the organisation that people write freely have a key each, named in their row, so that what was taken
-- out of one goes with the key that sealed it. 0: written before there were such keys, under that of the organisation.

ALTER TABLE analysis ADD COLUMN key_id @int NOT NULL DEFAULT 0;
ALTER TABLE weak_point ADD COLUMN key_id @int NOT NULL DEFAULT 0;
ALTER TABLE corrective_action ADD COLUMN key_id @int NOT NULL DEFAULT 0;
ALTER TABLE meeting ADD COLUMN key_id @int NOT NULL DEFAULT 0;
ALTER TABLE outsider ADD COLUMN key_id @int NOT NULL DEFAULT 0;
