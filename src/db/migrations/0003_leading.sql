-- How top management leads the handling of complaints. [item 174]

-- The policy on complaints as top management adopted it, each time anew: everybody may read it. [4.2-a] [5.3-a]
-- history 177
CREATE TABLE policy (
    id @id,
    text_en @text,
    text_zh_hans @text,
    text_zh_hant @text,
    text_vi @text,
    from_on @date NOT NULL,
    review_on @date NOT NULL, -- by then it is looked at again
    at @time NOT NULL,
    by_id @ref -- of top management, who stands for it
);
CREATE INDEX policy_from ON policy (from_on, id);

-- What is to be reached within a period, measured by the figures of complaints. [6.2-a]
-- history 178
CREATE TABLE objective (
    id @id,
    version @int NOT NULL,
    measure @text NOT NULL, -- improvement/leading.h
    target @int NOT NULL, -- in hundredths of the whole
    team_id @ref, -- NULL: the whole organisation
    from_on @date NOT NULL, -- complaints received from that day
    until_on @date NOT NULL, -- until that day
    owner_id @int NOT NULL, -- who answers for it
    why @secret(organisation),
    at @time NOT NULL,
    by_id @ref,
    ended_at @time, -- settled, or taken back before
    ended_by @ref,
    ended_text @secret(organisation), -- what follows from it
    key_id @int NOT NULL
);
CREATE INDEX objective_open ON objective (until_on, id) WHERE ended_at IS NULL;

-- What the handling of complaints needs: asked for by who leads a department, answered by top management. [4.3-c]
-- [6.4-a]
-- history 179
CREATE TABLE resource (
    id @id,
    version @int NOT NULL,
    kind @text NOT NULL, -- improvement/leading.h
    team_id @ref, -- for whom; NULL: the whole organisation
    what @secret(organisation) NOT NULL,
    state @text NOT NULL, -- asked, granted, declined, there
    at @time NOT NULL,
    by_id @ref,
    answered_at @time,
    answered_by @ref,
    answer @secret(organisation),
    due_on @date, -- granted: until when it is to be there
    there_at @time,
    there_by @ref,
    key_id @int NOT NULL
);
CREATE INDEX resource_open ON resource (id) WHERE state IN ('asked', 'granted');
