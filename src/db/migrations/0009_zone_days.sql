-- Another time zone makes other days. Whoever sets it waits for no count: these complaints still stand on the lines of the
-- zone that was before, until the clerk has moved them, a few at a time, from the first on. A stretch of ids each.
-- not bound: how far a count is; the complaints are held against their lines by it, so that a wrong one is found there
-- clustered
CREATE TABLE tally_zone (
    first_id @int NOT NULL,
    last_id @int NOT NULL,
    zone @text NOT NULL,
    PRIMARY KEY (first_id)
);
