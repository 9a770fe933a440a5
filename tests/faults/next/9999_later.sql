-- What a later release could change: for the tests of upgrades.
ALTER TABLE complaint ADD COLUMN later @text;
-- not bound: it is only there for tests
CREATE TABLE later (
    id @id,
    words @text NOT NULL
);
INSERT INTO later (id, words) SELECT id, reference FROM complaint;
