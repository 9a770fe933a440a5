-- What became of complaints, as counters: figures of a period cost the same however many complaints there are. [8.2-d]

-- Of those received on a day and in its month, by team and class. What missed its date is counted on a line
-- of its own for each cause that was given, for it is a setting whose cause it is. `redress upgrade` fills it.
-- bound: the complaints and their clocks are counted again
-- clustered
CREATE TABLE tally_outcome (
    month @bool NOT NULL,
    period @text NOT NULL, -- YYYY-MM-DD, of a month YYYY-MM
    team_id @int NOT NULL,
    class @text NOT NULL,
    cause @text NOT NULL, -- code of breach_cause; '' = what was not missed, and what was for no cause that was given
    received @int NOT NULL,
    closed @int NOT NULL,
    decided @int NOT NULL,
    upheld @int NOT NULL, -- also in part
    in_time @int NOT NULL, -- decisions
    late @int NOT NULL,
    kept @int NOT NULL, -- time limits of ours, all
    missed @int NOT NULL,
    came_back @int NOT NULL, -- went to a review, or was opened again
    asked @int NOT NULL, -- how it was handled
    said @int NOT NULL,
    good @int NOT NULL,
    bad @int NOT NULL,
    PRIMARY KEY (month, period, team_id, class, cause)
);

-- The time limits that a new complaint kept when it came, such as its acknowledgement.
ALTER TABLE tally_new ADD COLUMN kept @int NOT NULL DEFAULT 0;

-- What is there already is counted by `redress upgrade`, which takes this away; until then nothing else begins.
INSERT INTO counter (name, value) SELECT 'outcomes_due', 1 WHERE EXISTS (SELECT 1 FROM complaint);

-- What somebody was told of that is due for the organisation, once: the policy or the procedure to be looked at again, an
-- objective to be settled, the review of top management. [8.6-a]
-- history 180
CREATE TABLE duty_notice (
    id @id,
    kind @text NOT NULL, -- policy, objective, review, procedure
    of_id @int NOT NULL, -- the policy, the objective, the last review (0: none was held), the version of the pack
    due_on @date NOT NULL,
    at @time NOT NULL,
    staff_id @int NOT NULL,
    for_id @ref -- who is away: the other one stands in
);
CREATE INDEX duty_notice_of ON duty_notice (kind, of_id);
CREATE INDEX duty_notice_staff ON duty_notice (staff_id, id);

-- The index of words is merged by the clerk, a little at a time (complaint/search.c), never within a commit.
-- only sqlite
INSERT INTO search_word (search_word, rank) VALUES ('automerge', 0);
-- both
