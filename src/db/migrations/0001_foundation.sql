-- The log of everything that was done, and the keys.

-- bound: by the log, the changes of persons and the complaints of each year; what only tells the administrator how backups and the like went, and that notices were looked at, is left out
-- clustered
CREATE TABLE counter (
    name @text PRIMARY KEY,
    value @int NOT NULL
);

-- One event: what was done, by whom, when. `bytes` is the canonical form
-- (docs/format.md); the other columns repeat parts of it for queries.
-- bound: by its bytes, their hash, the chains and the numbers without gaps
CREATE TABLE event (
    id @id, -- the place in the log, without gaps
    complaint_id @ref, -- NULL: about the organisation
    position @int NOT NULL, -- in the chain of that complaint
    kind @text NOT NULL,
    at @time NOT NULL,
    actor_kind @text NOT NULL,
    actor_id @ref,
    bytes @bytes NOT NULL,
    hash @bytes NOT NULL
);
-- The first event of a complaint has the number that the complaint's id tells, so that only what came
-- after it stands here: a filing is not in it.
CREATE UNIQUE INDEX event_complaint ON event (complaint_id, position) WHERE position > 1 OR complaint_id IS NULL;

-- The values and salts of an event, sealed by the key of their owner.
-- bound with keys: by the commitments of the event
CREATE TABLE event_value (
    id @id, -- number of the event × 256 + its place among those of the event, from 0
    key_kind @int NOT NULL,
    key_owner @int NOT NULL,
    sealed @bytes NOT NULL
);

-- The head of each chain; complaint 0 is the organisation's own. A complaint of which only the filing is
-- there has no row: its event is the head.
-- bound: by the last event of each complaint
CREATE TABLE chain (
    complaint_id @int PRIMARY KEY,
    length @int NOT NULL,
    head @bytes NOT NULL
);

-- bound id: one for each person, each complaint and the organisation, unless an event erased it
-- bound with keys: it opens what is sealed beside the events
CREATE TABLE wrapped_key (
    id @id, -- owner × 4 + kind: numbers only grow, so new keys stand together at the end
    wrapped @bytes NOT NULL
);

-- The organisation.

-- history 1
-- guarded
CREATE TABLE setting (
    id @id,
    name @text NOT NULL UNIQUE,
    value @text
);

-- history 2
-- guarded
CREATE TABLE team (
    id @id,
    name @text NOT NULL UNIQUE,
    parent_id @ref,
    kind @text, -- company, department, branch, management_office
    ended_at @time
);

-- Each team with all teams above it and itself: what "theirs and those below" needs.
-- bound: it is made again from the parents of teams
-- clustered
CREATE TABLE team_above (
    team_id @int NOT NULL,
    above_id @int NOT NULL,
    PRIMARY KEY (team_id, above_id)
);
CREATE INDEX team_above_down ON team_above (above_id, team_id);

-- history 3
-- guarded
CREATE TABLE staff (
    id @id,
    login_mac @bytes NOT NULL UNIQUE, -- keyed hash of the login in lower case
    login @secret(organisation) NOT NULL,
    name @secret(organisation) NOT NULL,
    password @text, -- Argon2id with its parameters
    must_change @bool NOT NULL,
    language @text,
    shortcuts_off @bool NOT NULL, -- single-letter keys
    ended_at @time,
    password_ends_at @time, -- of a password for once
    competences @text -- classes and languages they are good at, divided by blanks [6.4]
);

-- history 4
-- guarded
CREATE TABLE staff_role (
    id @id,
    staff_id @int NOT NULL,
    team_id @int NOT NULL,
    role @text NOT NULL,
    from_at @time,
    until_at @time, -- auditors may be limited in time
    amount_limit @int, -- remedies up to this sum need no second person
    currency @text,
    ended_at @time
);
CREATE INDEX staff_role_staff ON staff_role (staff_id);
CREATE INDEX staff_role_team ON staff_role (team_id, role);

-- history 5
-- guarded
CREATE TABLE api_key (
    id @id,
    mac @bytes NOT NULL UNIQUE,
    name @text NOT NULL,
    can_read @bool NOT NULL,
    can_write @bool NOT NULL,
    team_id @ref, -- NULL: all teams
    made_by @ref,
    expires_at @time,
    revoked_at @time,
    role @text NOT NULL -- whose rights it acts by, within its scope
);

-- not bound: when a key was last used, for the list of keys; what a key did is in the events
CREATE TABLE api_key_use (
    api_key_id @int PRIMARY KEY,
    at @time NOT NULL
);

-- Problem codes, action codes, causes …: lists that an organisation may change.
-- history 6
CREATE TABLE code (
    id @id,
    list @text NOT NULL,
    code @text NOT NULL,
    position @int NOT NULL,
    en @text NOT NULL,
    zh_hans @text NOT NULL,
    zh_hant @text NOT NULL,
    vi @text NOT NULL,
    amount @bool NOT NULL, -- goes with a sum of money
    detail @bool NOT NULL, -- wants a word more
    fixed @bool NOT NULL, -- the program reads it: words may change, the code may not
    ended_at @time,
    UNIQUE (list, code)
);

-- Versions of "how we handle complaints". [7.1-a]
-- history 7
CREATE TABLE notice (
    id @id,
    edition @int NOT NULL,
    state @text NOT NULL, -- draft, published, superseded
    language @text NOT NULL,
    where_and_how @text,
    what_to_provide @text,
    process @text,
    times @text,
    remedies @text,
    outside_options @text,
    status @text,
    rights_and_duties @text,
    privacy @text,
    published_at @time,
    published_by @ref
);
CREATE INDEX notice_state ON notice (state, language, edition);

-- How long things may take: name, unit and length of each clock of the procedure.
-- history 8
-- guarded
CREATE TABLE clock_rule (
    id @id,
    name @text NOT NULL UNIQUE,
    starts @text NOT NULL, -- what starts it
    stops @text NOT NULL, -- what stops it
    unit @text NOT NULL,
    length @int NOT NULL,
    calendar @text NOT NULL,
    en @text NOT NULL,
    zh_hans @text NOT NULL,
    zh_hant @text NOT NULL,
    vi @text NOT NULL,
    hours @text, -- office hours, "Mon-Fri 09:00-17:00"; none: days are whole
    counts_first @bool NOT NULL, -- the day of the start counts
    rolls @bool NOT NULL, -- an end on a day off moves to the next working day
    pauses @bool NOT NULL, -- it stands still while the case waits for somebody
    tells @text, -- "50:owner 80:owner 100:manager": at which share of its time who is told
    extends @text -- "15 30": how much longer it may be made, once, then again
);

-- history 9
-- guarded
CREATE TABLE calendar (
    id @id,
    name @text NOT NULL UNIQUE,
    weekdays @text NOT NULL, -- "1 2 3 4 5", Monday is 1
    holidays @text NOT NULL, -- days without work, divided by blanks
    workdays @text NOT NULL, -- days of work in spite of the weekday
    en @text,
    zh_hans @text,
    zh_hant @text,
    vi @text,
    years @text, -- whose holidays are known, divided by blanks; none: it has no holidays
    sources @text -- where they are from, a line for each year
);

-- People and cases.

-- history 10
CREATE TABLE person (
    id @id,
    version @int NOT NULL,
    kind @text NOT NULL, -- person, organisation
    name @secret(person),
    address @secret(person),
    postcode @secret(person),
    country @text,
    email @secret(person),
    phone @secret(person),
    fax @secret(person),
    language @text,
    channel @text, -- how they want to hear from us
    format @text, -- large_print, braille, audio, easy_read
    needs @secret(person), -- support needs, in words
    need_codes @text, -- of the list support_need, divided by blanks
    joined_into_id @ref, -- double persons can be joined, and parted again
    erased_at @time
);
CREATE INDEX person_joined ON person (joined_into_id)
 WHERE joined_into_id IS NOT NULL;
CREATE INDEX person_erased ON person (id) WHERE erased_at IS NOT NULL;

-- history 11
CREATE TABLE complaint (
    id @id,
    version @int NOT NULL,
    reference @text NOT NULL UNIQUE, -- YYYY-NNNNNN
    year @int NOT NULL,
    number @int NOT NULL,
    code_mac @bytes, -- of the complainant's secret code
    code_round @int NOT NULL,
    filing_mac @bytes, -- of the one-time id; the code is derived from it
    type @text NOT NULL,
    stage @text NOT NULL,
    level @int NOT NULL,
    channel @text NOT NULL,
    received_at @time NOT NULL, -- by the organisation, through any channel [7.2-c]
    entered_at @time NOT NULL,
    entered_by @ref,
    scope @text,
    privacy @text NOT NULL, -- named, confidential, anonymous
    language @text NOT NULL,
    team_id @int NOT NULL,
    owner_id @ref,
    subject @secret(complaint),
    description @secret(complaint) NOT NULL,
    product @secret(complaint),
    product_reference @secret(complaint),
    class @text, -- what it is about, a code
    sought @text, -- nothing, something
    remedy_sought @secret(complaint),
    happened_on @date,
    happened_until @date,
    happened_text @secret(complaint), -- "about Easter", "every night"
    place @secret(complaint),
    recurrent @text, -- yes, no
    segment @text,
    immediate_action @secret(complaint), -- taken on receipt [7.2-b]
    linked_to_id @ref,
    link_kind @text, -- handling, repeat, duplicate, related
    external_reference @text,
    source_system @text, -- of imported cases
    directed_at @time,
    solved_at @time,
    severity @text,
    safety @text,
    priority @text,
    depth @text,
    significant @bool NOT NULL,
    safety_alerted_at @time,
    follow_up_open @bool NOT NULL,
    waiting @text, -- complainant, others; NULL: for nobody
    waiting_why @secret(complaint),
    to_approve @bool NOT NULL,
    returned_at @time, -- came back to us: rejected, failed, reopened
    hearing_waived @secret(complaint),
    complainant_heard_at @time,
    root_cause_none @secret(complaint),
    remedy_none @secret(complaint),
    preventive_none @secret(complaint),
    investigation_begun_at @time,
    investigated_at @time,
    outcome @text,
    answer @text,
    withdrawn_at @time,
    outside @text,
    lessons @secret(complaint),
    satisfaction_asked_at @time,
    satisfaction @int, -- 1 to 5, of the handling, not of the outcome
    closed_at @time,
    closing @text,
    closing_why @secret(complaint),
    reopened @int NOT NULL,
    set_aside @text, -- spam, abusive
    next_due_at @time, -- the earliest clock that runs
    next_clock @text,
    updated_at @time NOT NULL,
    preventive @secret(complaint), -- what keeps it from happening again
    signals @int NOT NULL, -- bits of enum signal: what makes it significant [5.4.1-b]
    significant_alerted_at @time,
    investigator_id @ref,
    satisfaction_fair @text, -- yes, partly, no: treated without taking sides
    satisfaction_outcome @int, -- 1 to 5, of the outcome, apart from the handling
    satisfaction_text @secret(complaint), -- in their own words
    satisfied_at @time, -- when they said so
    erased_at @time, -- nothing people wrote is left of it, only its facts
    pack_id @ref, -- the version of the pack it was filed with
    significant_why @text, -- rules by which it is significant, divided by blanks [5.4.1-b]
    called @text, -- the follow-up call after the last closing: reached, not_reached, declined
    called_at @time,
    joined_to_id @ref, -- the case with which it is handled; why and since when stands in case_tie
    affected @int, -- how many people it concerns, as far as somebody said so
    repeats @int -- of how many earlier cases it is the same again; they stand in case_tie
);
-- Queues: what is due first stands first, and what has no clock stands last. Indexes of
-- few cases hold only those, so that filing writes as few as can be.
CREATE INDEX complaint_open ON complaint (coalesce(next_due_at, 9223372036854775807), id) WHERE closed_at IS NULL;
CREATE INDEX complaint_team ON complaint (team_id, coalesce(next_due_at, 9223372036854775807), id) WHERE closed_at IS NULL;
-- Nobody's apart: PostgreSQL takes no order from an index whose first column is to be NULL.
CREATE INDEX complaint_owner ON complaint (owner_id, coalesce(next_due_at, 9223372036854775807), id, team_id) WHERE closed_at IS NULL AND owner_id IS NOT NULL;
CREATE INDEX complaint_unassigned ON complaint (coalesce(next_due_at, 9223372036854775807), id, team_id) WHERE closed_at IS NULL AND owner_id IS NULL;
CREATE INDEX complaint_waiting ON complaint (waiting, coalesce(next_due_at, 9223372036854775807), id) WHERE waiting IS NOT NULL;
CREATE INDEX complaint_approve ON complaint (coalesce(next_due_at, 9223372036854775807), id) WHERE to_approve = 1;
CREATE INDEX complaint_returned ON complaint (coalesce(next_due_at, 9223372036854775807), id) WHERE returned_at IS NOT NULL;
CREATE INDEX complaint_safety ON complaint (coalesce(next_due_at, 9223372036854775807), id) WHERE safety_alerted_at IS NOT NULL;
CREATE INDEX complaint_significant ON complaint (id) WHERE significant = 1;
CREATE INDEX complaint_closed ON complaint (closed_at, id) WHERE closed_at IS NOT NULL;
CREATE INDEX complaint_team_closed ON complaint (team_id, closed_at, id) WHERE closed_at IS NOT NULL;
CREATE INDEX complaint_erased ON complaint (id) WHERE erased_at IS NOT NULL;
CREATE INDEX complaint_aside ON complaint (updated_at, id) WHERE set_aside IS NOT NULL;
-- Everything the figures of the survey need.
CREATE INDEX complaint_asked ON complaint (received_at, team_id, id, satisfaction, satisfaction_fair, satisfaction_outcome)
 WHERE satisfaction_asked_at IS NOT NULL;
CREATE INDEX complaint_updated ON complaint (updated_at, id);
CREATE INDEX complaint_received ON complaint (received_at, id) WHERE set_aside IS NULL;
CREATE INDEX complaint_team_received ON complaint (team_id, received_at, id) WHERE set_aside IS NULL;
CREATE INDEX complaint_linked ON complaint (linked_to_id)
 WHERE linked_to_id IS NOT NULL;
CREATE INDEX complaint_joined ON complaint (joined_to_id, id)
 WHERE joined_to_id IS NOT NULL;
CREATE INDEX complaint_external ON complaint (source_system, external_reference)
 WHERE external_reference IS NOT NULL;
-- The same again: few cases, by when they came.
CREATE INDEX complaint_repeats ON complaint (received_at, id) WHERE repeats > 0;
-- Similar cases, the newest first.
CREATE INDEX complaint_similar ON complaint (class, received_at)
 WHERE class IS NOT NULL;

-- history 12
CREATE TABLE party (
    id @id,
    complaint_id @int NOT NULL,
    person_id @int NOT NULL,
    role @text NOT NULL, -- complainant, customer, representative, contact, complained_about
    staff_id @ref, -- the person complained about is one of us
    authority @secret(complaint), -- what allows a representative to act
    ended_at @time
);
CREATE INDEX party_complaint ON party @case;
CREATE INDEX party_person ON party (person_id);
CREATE INDEX party_staff ON party (staff_id) WHERE staff_id IS NOT NULL;

-- Whatever is said on a case: statement added later, reply, note, call, letter.
-- history 13
CREATE TABLE entry (
    id @id,
    complaint_id @int NOT NULL,
    kind @text NOT NULL, -- fact, question, reply, update, note, call, letter, translation
    direction @text NOT NULL, -- in, out, internal
    at @time NOT NULL,
    author_kind @text NOT NULL, -- complainant, staff, system, api
    author_id @ref,
    channel @text,
    language @text,
    text @secret(complaint) NOT NULL,
    named @secret(complaint), -- where its text has the mark of a name: which (complaint/name_mark.h)
    about_id @ref, -- the entry it translates or answers
    delivery @text, -- queued, sent, failed
    delivered_at @time -- or when it came back
);
CREATE INDEX entry_complaint ON entry (complaint_id, id);

-- history 14
CREATE TABLE file (
    id @id,
    complaint_id @int NOT NULL,
    entry_id @ref,
    blob_id @int NOT NULL,
    key @secret(complaint) NOT NULL, -- of the chunks
    name @secret(complaint) NOT NULL,
    title @secret(complaint),
    type @text NOT NULL, -- from our own list of types
    size @int NOT NULL,
    sha256 @secret(complaint) NOT NULL, -- of the bytes as they came, hexadecimal
    stored_hash @bytes NOT NULL, -- of the sealed chunks
    direction @text NOT NULL, -- in, out, internal
    at @time NOT NULL,
    author_kind @text NOT NULL,
    author_id @ref,
    removed_at @time,
    withheld @text, -- redacted as a whole: a code of the list redaction
    copy_of_id @ref -- it is shown instead of that file, which is withheld
);
CREATE INDEX file_complaint ON file (complaint_id);

-- Bytes of files, sealed; staged until a filing claims them.
-- not bound made_at, owner: who may claim it while it is staged, and until when
-- bound: by the row of the file that claimed it; while it is staged nobody's record
CREATE TABLE blob (
    id @id, -- random
    made_at @time NOT NULL,
    owner @text NOT NULL, -- keyed hash of the form or session that may claim it
    wrapped @bytes, -- key while staged; NULL once claimed
    header @bytes NOT NULL,
    name @bytes, -- sealed while staged
    type @text NOT NULL,
    size @int NOT NULL,
    sha256 @bytes, -- sealed while staged
    stored_hash @bytes,
    claimed_at @time
);
CREATE INDEX blob_staged ON blob (claimed_at, made_at)
 WHERE claimed_at IS NULL;
-- bound: by the hash in the row of the file
CREATE TABLE blob_chunk (
    blob_id @int NOT NULL,
    position @int NOT NULL,
    sealed @bytes NOT NULL,
    PRIMARY KEY (blob_id, position)
);

-- history 15
CREATE TABLE clock (
    id @id,
    complaint_id @int NOT NULL,
    name @text NOT NULL, -- acknowledge, assess, update, decision, answer, review, remedy …
    state @text NOT NULL, -- running, paused, met, missed, void
    started_at @time NOT NULL,
    stopped_at @time,
    unit @text NOT NULL, -- hours, days, working_days, weeks, months
    length @int NOT NULL,
    calendar @text NOT NULL,
    due_at @time NOT NULL,
    warned_at @time,
    breached_at @time,
    breach_cause @secret(complaint),
    hours @text, -- the rule's, when it started
    counts_first @bool NOT NULL,
    rolls @bool NOT NULL,
    pauses @bool NOT NULL,
    tells @text,
    told @int NOT NULL, -- the share of its time that was told last
    tell_at @time, -- when the next is reached, while it runs
    extends @text,
    extended @int NOT NULL, -- how often it was made longer
    look_at @time, -- when the clerk has to look at the case: at the first of its clocks, else none
    breach_code @text, -- why it was missed: a code of the list breach_cause; breach_cause has it in words
    breach_said_at @time,
    breach_said_by @ref
);
-- What was missed, by when that was found. C10
CREATE INDEX clock_breached ON clock (breached_at, id) WHERE breached_at IS NOT NULL;
CREATE INDEX clock_look ON clock (look_at, complaint_id) WHERE look_at IS NOT NULL;
CREATE INDEX clock_complaint ON clock @case;
-- Promised messages: asked for before their time, when clocks of other names are to be looked at.
CREATE INDEX clock_update ON clock (due_at, complaint_id) WHERE name = 'update' AND state = 'running' AND breached_at IS NULL;

-- history 16
CREATE TABLE clock_pause (
    id @id,
    complaint_id @int NOT NULL,
    clock_id @int NOT NULL,
    from_at @time NOT NULL,
    until_at @time,
    reason @text NOT NULL
);
CREATE INDEX clock_pause_complaint ON clock_pause (complaint_id);

-- What moved the clocks of a case, event by event: by it another procedure is tried on it. A filing
-- that was received, and perhaps acknowledged at once, has no row; one that told nothing has an empty one.
-- not bound: nothing follows from it but the figures of a trial; the clocks themselves are history
-- clustered
CREATE TABLE happened (
    complaint_id @int NOT NULL,
    event_id @int NOT NULL,
    told @text NOT NULL, -- "received@1764000000000000 *pause:complainant@…": complaint/case.h
    PRIMARY KEY (complaint_id, event_id)
);

-- history 17
CREATE TABLE acknowledgement (
    id @id,
    complaint_id @int NOT NULL,
    way @text NOT NULL,
    at @time NOT NULL,
    by_id @ref,
    detail @secret(complaint), -- of the call, or why it is not possible
    delivery @text,
    failed_at @time,
    entry_id @ref -- the letter or the call
);
CREATE INDEX acknowledgement_complaint ON acknowledgement @case;

-- history 18
CREATE TABLE assessment (
    id @id,
    complaint_id @int NOT NULL,
    at @time NOT NULL,
    by_id @ref,
    severity @text NOT NULL,
    safety @text NOT NULL,
    complexity @text NOT NULL,
    impact @text NOT NULL,
    need @text NOT NULL, -- of immediate action: yes, no
    possible @text, -- immediate action: yes, no
    validity @text NOT NULL,
    compensation_likely @text,
    reasons @secret(complaint) NOT NULL,
    proposed_priority @text NOT NULL,
    rule @text, -- which row of the rule fired
    priority @text NOT NULL,
    override_why @secret(complaint),
    immediate_why @secret(complaint), -- why nothing can be done at once
    immediate_escalated @bool NOT NULL,
    former_wrong @bool NOT NULL -- the assessment before was wrong
);
CREATE INDEX assessment_complaint ON assessment (complaint_id);

-- Taken at once, before the decision. [7.7-d]
-- history 19
CREATE TABLE measure (
    id @id,
    complaint_id @int NOT NULL,
    at @time NOT NULL,
    by_id @ref,
    text @secret(complaint) NOT NULL
);
CREATE INDEX measure_complaint ON measure (complaint_id);

-- history 20
CREATE TABLE allegation (
    id @id,
    complaint_id @int NOT NULL,
    version @int NOT NULL,
    position @int NOT NULL,
    text @secret(complaint) NOT NULL,
    finding @text,
    finding_why @secret(complaint),
    found_by @ref,
    response @secret(complaint)
);
CREATE INDEX allegation_complaint ON allegation (complaint_id);

-- history 21
CREATE TABLE plan_item (
    id @id,
    complaint_id @int NOT NULL,
    kind @text NOT NULL, -- question, evidence, interview
    text @secret(complaint) NOT NULL,
    party_id @ref,
    due_on @date,
    done_at @time,
    waived_why @secret(complaint)
);
CREATE INDEX plan_item_complaint ON plan_item (complaint_id);

-- history 22
CREATE TABLE evidence (
    id @id,
    complaint_id @int NOT NULL,
    plan_item_id @ref,
    allegation_id @ref,
    kind @text NOT NULL,
    source @secret(complaint) NOT NULL,
    text @secret(complaint),
    obtained_at @time NOT NULL,
    obtained_by @ref,
    file_id @ref,
    sha256 @secret(complaint)
);
CREATE INDEX evidence_complaint ON evidence (complaint_id);

-- history 23
CREATE TABLE cause (
    id @id,
    complaint_id @int NOT NULL,
    code @text NOT NULL,
    analysis @secret(complaint),
    ended_at @time -- it was none after all
);
CREATE INDEX cause_complaint ON cause (complaint_id);

-- What the person complained about was shown, and what they said. [Annex D]
-- history 24
CREATE TABLE disclosure (
    id @id,
    complaint_id @int NOT NULL,
    party_id @int NOT NULL,
    staff_id @ref,
    text @secret(complaint), -- NULL: nothing was released, the hearing is waived
    released_at @time,
    released_by @ref,
    read_at @time,
    interviewed_at @time,
    statement @secret(complaint),
    hearing_waived @secret(complaint)
);
CREATE INDEX disclosure_complaint ON disclosure (complaint_id);
CREATE INDEX disclosure_staff ON disclosure (staff_id)
 WHERE staff_id IS NOT NULL;

-- history 25
CREATE TABLE conflict (
    id @id,
    complaint_id @int NOT NULL,
    staff_id @int NOT NULL,
    kind @text NOT NULL,
    why @secret(complaint),
    at @time NOT NULL,
    ended_at @time
);
CREATE INDEX conflict_complaint ON conflict (complaint_id);
CREATE INDEX conflict_staff ON conflict (staff_id);

-- Who did what on which level. [4.7-b]
-- history 26
CREATE TABLE involvement (
    id @id,
    complaint_id @int NOT NULL,
    staff_id @int NOT NULL,
    part @text NOT NULL,
    level @int NOT NULL,
    at @time NOT NULL
);
CREATE INDEX involvement_complaint ON involvement (complaint_id);

-- history 27
CREATE TABLE proposal (
    id @id,
    complaint_id @int NOT NULL,
    level @int NOT NULL,
    at @time NOT NULL,
    by_id @ref,
    text @secret(complaint) NOT NULL,
    preventive @secret(complaint),
    ended_at @time -- the case was assessed anew: it counts no longer
);
CREATE INDEX proposal_complaint ON proposal (complaint_id);

-- history 28
CREATE TABLE remedy (
    id @id,
    complaint_id @int NOT NULL,
    version @int NOT NULL,
    level @int NOT NULL,
    kind @text NOT NULL,
    action_code @text, -- of Annex E, A36 to A53
    state @text NOT NULL,
    amount @int, -- minor units
    currency @text,
    text @secret(complaint),
    method @secret(complaint),
    item @secret(complaint),
    work_order @secret(complaint),
    to_whom @secret(complaint),
    consent @bool NOT NULL,
    terms @secret(complaint),
    head_of_loss @secret(complaint),
    calculation @secret(complaint),
    form @secret(complaint),
    by_whom @secret(complaint),
    no_admission @text, -- yes, no
    difference @int,
    has_difference @bool NOT NULL,
    owner_id @ref,
    due_on @date,
    proposed_by @ref,
    approved_by @ref,
    approved_at @time,
    done_on @date,
    done_by @ref,
    proof @secret(complaint),
    returned @secret(complaint),
    result @secret(complaint),
    customer_ok @bool NOT NULL,
    verified_at @time,
    verified_by @ref,
    dropped_why @secret(complaint),
    number @secret(complaint), -- of the voucher, once it was handed over
    valid_until @date, -- of a voucher or reward
    points @int,
    percent @int, -- a discount
    batch @secret(complaint), -- of a recall
    reach @secret(complaint), -- how far it goes
    topic @secret(complaint), -- of a training
    attendees @secret(complaint), -- a group, nobody by name
    cost @int, -- to the organisation, minor units of currency; what it is worth where nobody said otherwise
    has_cost @bool NOT NULL, -- somebody said otherwise
    fund @text, -- a code of funding_source
    over_why @secret(complaint), -- why it is promised although a budget is all but used up
    promised_at @time -- when the complainant was told
);
CREATE INDEX remedy_complaint ON remedy (complaint_id);
CREATE INDEX remedy_due ON remedy (state, due_on);

-- history 29
CREATE TABLE decision (
    id @id,
    complaint_id @int NOT NULL,
    version @int NOT NULL,
    level @int NOT NULL,
    outcome @text NOT NULL,
    reasons @secret(complaint) NOT NULL,
    decided_at @time NOT NULL,
    decided_by @ref,
    letter_remedy @secret(complaint),
    letter_not_satisfied @secret(complaint),
    letter_inside @secret(complaint),
    letter_outside @secret(complaint),
    answer_by @date,
    channel @text,
    communicated_at @time,
    communicated_by @ref,
    delivery @text,
    staff_told_at @time,
    answer @text,
    answered_at @time,
    answer_text @secret(complaint),
    answer_taken_by @ref,
    reminders @int NOT NULL,
    reminded_at @time,
    letter_id @ref, -- the entry that holds the letter as it was sent
    ended_at @time -- the case was assessed anew: it counts no longer
);
CREATE INDEX decision_complaint ON decision (complaint_id);

-- Problem and action codes of the follow-up form. [Annex E]
-- history 30
CREATE TABLE complaint_code (
    id @id,
    complaint_id @int NOT NULL,
    list @text NOT NULL,
    code @text NOT NULL,
    detail @secret(complaint),
    ended_at @time
);
CREATE INDEX complaint_code_complaint ON complaint_code (complaint_id);
CREATE INDEX complaint_code_code ON complaint_code (list, code, complaint_id);

-- Somebody was kept from a part in a case: the log of blocked assignments. [4.7-a]
-- history 31
CREATE TABLE refused_part (
    id @id,
    complaint_id @int NOT NULL,
    staff_id @int NOT NULL, -- who was to take the part
    part @text NOT NULL,
    conflict @text, -- why; NULL: took part on a lower level
    at @time NOT NULL,
    by_id @ref
);
CREATE INDEX refused_part_complaint ON refused_part (complaint_id);

-- A list that somebody wants to see again, under a name of their own.
-- history 32
CREATE TABLE saved_search (
    id @id,
    staff_id @int NOT NULL,
    name @secret(organisation) NOT NULL,
    address @secret(organisation) NOT NULL, -- of the list, with words and filters
    ended_at @time
);
CREATE INDEX saved_search_staff ON saved_search (staff_id) WHERE ended_at IS NULL;

-- The keys that sign the log's checkpoints and the receipts. The secret part is made of the
-- master key and the number.
-- history 33
-- guarded
CREATE TABLE signing_key (
    id @id,
    number @int NOT NULL UNIQUE, -- from 1
    name @text NOT NULL, -- of the log, the same for all
    public_key @bytes NOT NULL, -- Ed25519
    since @time NOT NULL,
    signature @bytes -- by the key before; NULL: the first
);
-- What must be kept for now: put by one person and confirmed by a second, lifted likewise.
-- history 34
-- guarded
CREATE TABLE legal_hold (
    id @id,
    complaint_id @int NOT NULL, -- where it was put
    person_id @ref, -- it is on this person, in all complaints of theirs
    why @secret(complaint) NOT NULL,
    put_at @time NOT NULL,
    put_by @ref,
    confirmed_at @time,
    confirmed_by @ref,
    lift_why @secret(complaint),
    lift_at @time, -- somebody asks that it be lifted
    lift_by @ref,
    lifted_at @time, -- and a second person agreed
    lifted_by @ref
);
CREATE INDEX legal_hold_complaint ON legal_hold (complaint_id) WHERE lifted_at IS NULL;
CREATE INDEX legal_hold_person ON legal_hold (person_id) WHERE lifted_at IS NULL AND person_id IS NOT NULL;

-- What somebody asks to be erased, and what became of it. [S15] [S57]
-- history 35
-- guarded
CREATE TABLE erasure (
    id @id,
    complaint_id @int NOT NULL, -- where it was asked
    person_id @ref, -- with all complaints of this person; NULL: this complaint alone
    state @text NOT NULL, -- asked, refused, done
    ground @text NOT NULL,
    requested_on @date, -- when the person asked for it
    why @secret(complaint),
    asked_at @time NOT NULL,
    asked_by @ref,
    decided_at @time,
    decided_by @ref,
    refused_why @secret(complaint)
);
CREATE INDEX erasure_complaint ON erasure (complaint_id);
CREATE INDEX erasure_asked ON erasure (asked_at, id) WHERE state = 'asked';

-- How long closed cases are kept, class by class. A change is asked for by one person and holds
-- when another approved it; what held before ends, and stays to be read. [S15]
-- history 36
-- guarded
CREATE TABLE retention_rule (
    id @id,
    class @text, -- NULL: all classes without a rule of their own
    months @int NOT NULL, -- after closing
    state @text NOT NULL, -- asked, holds, refused, ended
    asked_at @time NOT NULL,
    asked_by @ref,
    decided_at @time,
    decided_by @ref,
    ended_at @time
);

-- What went for good, by an erasure or a run of the retention schedule: numbers alone.
-- history 37
CREATE TABLE disposal (
    id @id,
    kind @text NOT NULL, -- erasure, retention
    erasure_id @ref,
    rule_id @ref, -- of the schedule
    begun_at @time NOT NULL,
    ended_at @time,
    asked_by @ref,
    approved_by @ref,
    complaints @int NOT NULL,
    persons @int NOT NULL,
    texts @int NOT NULL,
    files @int NOT NULL,
    documents @int NOT NULL, -- of the search
    drafts @int NOT NULL,
    messages @int NOT NULL, -- that had not gone out
    others @int NOT NULL -- complaints of others where an erased person is named, and which stay
);
CREATE INDEX disposal_erasure ON disposal (erasure_id) WHERE erasure_id IS NOT NULL;

-- The secret an authenticator app shares with us: a code from it belongs to the login.
-- history 38
-- guarded
CREATE TABLE second_factor (
    id @id,
    staff_id @int NOT NULL,
    secret @secret(organisation) NOT NULL, -- base32, as apps take it
    last_step @int NOT NULL, -- half minutes since 1970 of the last code taken: none works twice
    ended_at @time
);
CREATE INDEX second_factor_staff ON second_factor (staff_id);

-- Codes on paper for whoever lost the app; each opens one login.
-- history 39
-- guarded
CREATE TABLE recovery_code (
    id @id,
    staff_id @int NOT NULL,
    mac @bytes NOT NULL,
    used_at @time,
    ended_at @time
);
CREATE INDEX recovery_code_staff ON recovery_code (staff_id);

-- What one person asks for and another has to allow. [S15]
-- history 40
-- guarded
CREATE TABLE second_person (
    id @id,
    what @text NOT NULL, -- export
    asked_by @int NOT NULL,
    reason @secret(organisation) NOT NULL,
    asked_at @time NOT NULL,
    answered_by @ref,
    answered_at @time,
    allowed @bool NOT NULL,
    used_at @time
);
CREATE INDEX second_person_asked ON second_person (asked_at);

-- Who asked to see who complains in a confidential complaint, and what somebody else answered: nothing
-- of it is ever written over. [4.10-a] [S48]
-- history 45
-- guarded
CREATE TABLE identity_request (
    id @id,
    complaint_id @int NOT NULL,
    why @secret(complaint) NOT NULL,
    asked_at @time NOT NULL,
    asked_by @int NOT NULL,
    answered_at @time,
    answered_by @ref,
    granted_until @time, -- NULL: refused, or not answered
    answer @secret(complaint) -- why it was refused, or what is to be minded
);
CREATE INDEX identity_request_complaint ON identity_request (complaint_id);
CREATE INDEX identity_request_asked ON identity_request (asked_at, id) WHERE answered_at IS NULL;
CREATE INDEX identity_request_granted ON identity_request (asked_by, granted_until)
    WHERE granted_until IS NOT NULL;

-- A passage that was taken out of a text, and what stood there; in the text stands a mark with its
-- number. Of a file that is withheld as a whole its name and title. [S34] [S57]
-- history 46
CREATE TABLE redaction (
    id @id,
    complaint_id @int NOT NULL,
    number @int NOT NULL, -- in the case, from 1
    place_table @text NOT NULL,
    place_column @text NOT NULL,
    place_id @int NOT NULL, -- of the row
    passage @secret(complaint) NOT NULL,
    reason @text NOT NULL, -- a code of the list redaction
    why @secret(complaint),
    at @time NOT NULL,
    by_id @int NOT NULL,
    lifted_at @time,
    lifted_by @ref,
    lift_why @secret(complaint)
);
CREATE INDEX redaction_complaint ON redaction (complaint_id, number);

-- Procedure packs: what the organisation adds to the nine stages. A version never changes.
-- history 49
-- guarded
CREATE TABLE pack_version (
    id @id,
    name @text NOT NULL,
    edition @int NOT NULL, -- its version; a column of that name would count changes, and there are none
    digest @text NOT NULL, -- BLAKE2b-256 of the YAML, hexadecimal
    yaml @text NOT NULL,
    added_at @time NOT NULL,
    added_by @ref,
    UNIQUE (name, edition)
);

-- Answers to the own fields of a case's pack: one row for each case and field. [4.9-a]
-- history 50
CREATE TABLE own_field (
    id @id,
    complaint_id @int NOT NULL,
    name @text NOT NULL,
    value @secret(complaint), -- what people wrote
    plain @text -- of a field whose answer is a fact such as a class; one of the two is there
);
CREATE UNIQUE INDEX own_field_complaint ON own_field (complaint_id, name);
CREATE INDEX own_field_plain ON own_field (name, plain, complaint_id) WHERE plain IS NOT NULL;

-- Which team and who got a case, from where, and by which rule or by whom: one row for each time. A
-- case that was sent wrongly goes back by it. [4.12-a]
-- history 56
CREATE TABLE routing (
    id @id,
    complaint_id @int NOT NULL,
    at @time NOT NULL,
    way @text NOT NULL, -- filed, assessed, class_changed, assigned, sent, returned
    rule @text, -- of the case's pack; NULL: somebody sent it
    because @text, -- what the rule found: "class=goods language=vi place"
    from_team_id @ref, -- on filing the unit where it came in
    from_owner_id @ref,
    team_id @int NOT NULL,
    owner_id @ref,
    chosen @text, -- how the owner was found: round_robin, by_load, by_competence
    absent_id @ref, -- whose turn it was, and who is away: the owner stands in
    by_id @ref -- who sent it; why stands in a note beside
);
CREATE INDEX routing_complaint ON routing (complaint_id);
-- Whose turn it was: of who is away, though another one stood in.
CREATE INDEX routing_turn ON routing (team_id, coalesce(absent_id, owner_id), id) WHERE owner_id IS NOT NULL;
CREATE INDEX routing_returned ON routing (at) WHERE way = 'returned';

-- Somebody is away: from the first to the last of these days new cases of theirs go to the substitute, who
-- sees the others. [4.12-a]
-- history 57
CREATE TABLE absence (
    id @id,
    staff_id @int NOT NULL,
    substitute_id @ref,
    from_on @date NOT NULL,
    until_on @date NOT NULL,
    at @time NOT NULL,
    by_id @ref,
    ended_at @time -- taken back, or back earlier
);
CREATE INDEX absence_staff ON absence (staff_id, until_on) WHERE ended_at IS NULL;
CREATE INDEX absence_substitute ON absence (substitute_id, until_on) WHERE ended_at IS NULL;

-- A team that was given the case to read, because the pack says it has to know.
-- history 47
CREATE TABLE case_copy (
    id @id,
    complaint_id @int NOT NULL,
    name @text NOT NULL, -- which copy of the pack
    team_id @int NOT NULL,
    at @time NOT NULL,
    noted_at @time, -- somebody of that team took note
    noted_by @ref
);
CREATE INDEX case_copy_complaint ON case_copy (complaint_id);
CREATE INDEX case_copy_open ON case_copy (id, team_id) WHERE noted_at IS NULL;

-- What somebody was told of a case, or the people of a team: a warning, a breach, an escalation, a significant
-- complaint. Nothing of it is ever sent elsewhere. C10 [5.4.1-b]
-- history 55
CREATE TABLE staff_notice (
    id @id,
    complaint_id @int NOT NULL,
    kind @text NOT NULL, -- warning, breach, escalation, significant, significant_overdue, help_asked, help_answered
    at @time NOT NULL,
    clock_id @ref,
    clock @text, -- its name
    share @int NOT NULL, -- of its time, in %; 0 where there is none
    staff_id @ref, -- NULL: whoever works in the team
    team_id @ref,
    for_id @ref, -- who is away: the other one stands in
    acknowledge_by @time, -- it has to be acknowledged until then
    acknowledged_at @time
);
CREATE INDEX staff_notice_complaint ON staff_notice (complaint_id);
CREATE INDEX staff_notice_staff ON staff_notice (staff_id, id) WHERE staff_id IS NOT NULL;
CREATE INDEX staff_notice_team ON staff_notice (team_id, id) WHERE team_id IS NOT NULL;
CREATE INDEX staff_notice_kind ON staff_notice (kind, at);
CREATE INDEX staff_notice_open ON staff_notice (acknowledge_by, id) WHERE acknowledge_by IS NOT NULL AND acknowledged_at IS NULL;

-- "It cannot be solved here": who asked the superior for help, and the answer. What both wrote are entries.
-- history 58
CREATE TABLE help_request (
    id @id,
    complaint_id @int NOT NULL,
    at @time NOT NULL,
    by_id @int NOT NULL,
    note_id @int NOT NULL, -- the entry that says why
    answered_at @time,
    answered_by @ref,
    opinion_id @ref, -- the entry that says how it is to be handled
    until_on @date
);
CREATE INDEX help_request_complaint ON help_request (complaint_id);

-- What everybody may read about how a complaint ended: sealed until a second person approved it,
-- then as it stands on the public page.
-- history 48
CREATE TABLE publication (
    id @id,
    complaint_id @int NOT NULL,
    language @text NOT NULL,
    proposed @secret(complaint) NOT NULL,
    proposed_at @time NOT NULL,
    proposed_by @int NOT NULL,
    text @text, -- while it stands there
    approved_at @time,
    approved_by @ref,
    ended_at @time, -- not approved, or taken down
    ended_by @ref
);
CREATE INDEX publication_complaint ON publication (complaint_id);
CREATE INDEX publication_newest ON publication (approved_at, id) WHERE approved_at IS NOT NULL AND ended_at IS NULL;

-- Whether a danger must be reported: one row for each jurisdiction of the case's pack that concerns
-- it. [REG-S1]
-- history 51
CREATE TABLE reportability (
    id @id,
    complaint_id @int NOT NULL,
    regime @text NOT NULL, -- of the pack
    opened_at @time NOT NULL,
    answers @secret(complaint), -- to its questions, a table of one row
    decision @text, -- reportable, not_reportable; NULL = not decided
    reasons @secret(complaint),
    decided_by @ref,
    decided_at @time,
    confirmed_by @ref, -- the second person of "not reportable" [REG-S2]
    confirmed_at @time,
    filed_by @ref,
    filed_at @time, -- it was reported
    number @secret(complaint) -- that the authority gave it
);
CREATE UNIQUE INDEX reportability_complaint ON reportability (complaint_id, regime);

-- What another team was asked to do for a case. What was asked and answered stands in entries about
-- it, until when it is due, and why, in a clock of its own.
-- history 52
CREATE TABLE task (
    id @id,
    complaint_id @int NOT NULL,
    code @text, -- which task of the pack; NULL = asked freely
    team_id @ref, -- NULL: somebody outside is asked
    staff_id @ref, -- who of them; NULL = any of them
    entry_id @int NOT NULL, -- what is asked, in words
    clock_id @int NOT NULL,
    state @text NOT NULL, -- asked, accepted, sent_back, done, confirmed, cancelled
    asked_at @time NOT NULL,
    asked_by @ref,
    accepted_at @time,
    accepted_by @ref,
    answered_at @time, -- sent back or done
    answered_by @ref,
    settled_at @time, -- confirmed, given back to be done, or cancelled
    settled_by @ref,
    outsider_id @ref, -- whom of the outside parties, instead of a team
    later_on @date, -- they said that it takes until then
    reminders @int, -- how often they were reminded
    reminded_at @time,
    later_asked @int -- how often they asked for more time since they were asked
);
CREATE INDEX task_complaint ON task (complaint_id);
CREATE INDEX task_team ON task (team_id, id) WHERE state IN ('asked', 'accepted');
CREATE INDEX task_answered ON task (id) WHERE state IN ('sent_back', 'done');
-- Those of somebody outside are counted from the cases of whoever answers for them.
CREATE INDEX task_outside ON task (complaint_id, id) WHERE outsider_id IS NOT NULL AND state IN ('asked', 'accepted');
CREATE INDEX task_outside_asked ON task (asked_by, id) WHERE outsider_id IS NOT NULL AND state IN ('asked', 'accepted');

-- Firms, offices and people outside of the house that are asked to do their part for a case.
-- history 53
CREATE TABLE outsider (
    id @id,
    kind @text NOT NULL, -- a code of the list outside_party
    name @secret(organisation) NOT NULL,
    contact @secret(organisation), -- who there, in words
    email @secret(organisation),
    phone @secret(organisation),
    address @secret(organisation),
    language @text NOT NULL, -- they are written to in it
    ended_at @time,
    version @int NOT NULL
);

-- The private link by which an outside party sees what was asked, and nothing else: one row for each link
-- that was made. Only a keyed hash of its secret is kept.
-- history 54
-- guarded
CREATE TABLE outside_link (
    id @id,
    complaint_id @int NOT NULL,
    task_id @int NOT NULL,
    mac @bytes NOT NULL UNIQUE,
    shares @text NOT NULL, -- what it shows beside the request: names of texts and files, divided by blanks
    made_at @time NOT NULL,
    made_by @ref,
    until_at @time NOT NULL,
    ended_at @time -- revoked, renewed, or the request is settled
);
CREATE INDEX outside_link_complaint ON outside_link (complaint_id);
CREATE INDEX outside_link_task ON outside_link (task_id) WHERE ended_at IS NULL;

-- How a case hangs together with another one: it is handled with it, which can be undone; a part of it
-- became a case of its own; it is the same again as an earlier one. [4.12-a] [7.6-b]
-- history 59
CREATE TABLE case_tie (
    id @id,
    complaint_id @int NOT NULL,
    other_id @int NOT NULL, -- 0: of a repeat, where one of the two was erased
    kind @text NOT NULL, -- joined, split_off, split_from, repeat
    at @time NOT NULL,
    by_id @ref,
    representative @bool NOT NULL, -- of a joined one: speaks for the others of the group
    why @secret(complaint),
    copied @secret(complaint), -- of a split: what the new one took along
    ended_at @time,
    ended_by @ref,
    ended_why @secret(complaint)
);
CREATE INDEX case_tie_complaint ON case_tie (complaint_id);
CREATE INDEX case_tie_before ON case_tie (other_id) WHERE kind = 'repeat';

-- Looking back: what a period showed, and what is done about it.

-- Records of a period looked at together: their figures as they stood then, which never change, of a team and those
-- below it. Kind analysis: for weak points and measures; kind appraisal: one team by itself, for the appraisal of
-- departments once somebody released it. [8.2-d] [item 113] [item 114]
-- history 71
CREATE TABLE analysis (
    id @id,
    version @int NOT NULL,
    kind @text NOT NULL, -- analysis, appraisal
    from_on @date NOT NULL, -- complaints received from that day
    until_on @date NOT NULL, -- until that day
    team_id @ref, -- NULL: the whole organisation
    class @text, -- NULL: all
    figures @secret(organisation), -- improvement/figures.h; NULL: nothing was received
    made_at @time NOT NULL,
    made_by @ref,
    conclusion @secret(organisation), -- once it is done
    ended_at @time, -- done, or released to appraisal
    ended_by @ref
);
CREATE INDEX analysis_kind ON analysis (kind, until_on, id);
CREATE UNIQUE INDEX analysis_appraisal ON analysis (from_on, until_on, coalesce(team_id, 0)) WHERE kind = 'appraisal';

-- A weak point that somebody found in an analysis.
-- history 72
CREATE TABLE weak_point (
    id @id,
    analysis_id @int NOT NULL,
    text @secret(organisation) NOT NULL,
    at @time NOT NULL,
    by_id @ref
);
CREATE INDEX weak_point_analysis ON weak_point (analysis_id, id);

-- What is to be done about a weak point, or was decided in a meeting: by whom, until when, whether it is done and
-- helped. [4.12-a] [8.7-a]
-- history 73
CREATE TABLE corrective_action (
    id @id,
    version @int NOT NULL,
    weak_point_id @ref,
    meeting_id @ref,
    team_id @ref, -- whose it is, and of those above; NULL: of the whole organisation
    what @secret(organisation) NOT NULL,
    owner_id @int NOT NULL, -- who answers for it
    due_on @date NOT NULL,
    state @text NOT NULL, -- open, done, verified, dropped
    at @time NOT NULL,
    by_id @ref,
    done_at @time,
    done_by @ref,
    done_text @secret(organisation), -- what was done
    settled_at @time, -- verified or dropped
    settled_by @ref,
    settled_text @secret(organisation) -- whether it helped, or why not
);
CREATE INDEX corrective_action_weak_point ON corrective_action (weak_point_id) WHERE weak_point_id IS NOT NULL;
CREATE INDEX corrective_action_meeting ON corrective_action (meeting_id) WHERE meeting_id IS NOT NULL;
CREATE INDEX corrective_action_open ON corrective_action (due_on, id) WHERE state IN ('open', 'done');

-- The complaints-handling management representative: who, from when until when. [item 176]
-- history 174
CREATE TABLE appointment (
    id @id,
    staff_id @int NOT NULL,
    from_on @date NOT NULL,
    until_on @date, -- the last day
    at @time NOT NULL,
    by_id @ref, -- of top management
    ended_at @time, -- before its last day
    ended_by @ref
);
CREATE INDEX appointment_from ON appointment (from_on, id);

-- A meeting about complaints, to which top management can be invited. [item 175]
-- history 175
CREATE TABLE meeting (
    id @id,
    version @int NOT NULL,
    team_id @ref, -- whose it is; NULL: of the whole organisation
    on_day @date NOT NULL,
    starts @text NOT NULL, -- "14:30"
    title @secret(organisation) NOT NULL,
    place @secret(organisation) NOT NULL, -- a room, or a link
    agenda @secret(organisation),
    complaints @text, -- ids of those on the agenda, divided by blanks
    analyses @text, -- the same
    minutes @secret(organisation),
    at @time NOT NULL,
    by_id @ref,
    held_at @time, -- minutes and attendance are written
    ended_at @time -- called off
);
CREATE INDEX meeting_day ON meeting (on_day, id);

-- Who is invited, what they answered, whether they came.
-- history 176
CREATE TABLE meeting_guest (
    id @id,
    meeting_id @int NOT NULL,
    staff_id @int NOT NULL,
    at @time NOT NULL,
    answer @text, -- yes, no
    answered_at @time,
    attended @bool NOT NULL
);
CREATE UNIQUE INDEX meeting_guest_meeting ON meeting_guest (meeting_id, staff_id);
CREATE INDEX meeting_guest_staff ON meeting_guest (staff_id, meeting_id) WHERE answered_at IS NULL;

-- What is kept without history.

-- Of each row that gives rights or limits the hash after its last event.
-- proof: a row that gives rights is used only with it; one that is gone is missed by its row
-- clustered
CREATE TABLE guard (
    table_number @int NOT NULL,
    row_id @int NOT NULL,
    event_id @int NOT NULL,
    hash @bytes NOT NULL,
    proof @bytes NOT NULL,
    PRIMARY KEY (table_number, row_id)
);

-- The Merkle tree over the log, made of the events: hashes of subtrees of 256 to the power of
-- the level, 256 of them in a row; the last row of a level is not full.
-- not bound: made of the events, and can be made anew; no checkpoint is signed and no proof given out that contradicts one signed before
CREATE TABLE log_tile (
    level @int NOT NULL,
    number @int NOT NULL,
    hashes @bytes NOT NULL,
    PRIMARY KEY (level, number)
);

-- Signed checkpoints of the tree. The last one of each day is kept.
-- not bound: each is signed by itself, and those that count lie outside the database
CREATE TABLE checkpoint (
    id @id, -- how many events it covers
    at @time NOT NULL,
    note @text NOT NULL,
    tried_at @time, -- to place it where the operator wants it
    placed_at @time -- NULL: that did not work yet
);

-- proof: whoever could make one would be logged in as anybody
-- clustered
CREATE TABLE session (
    mac @bytes PRIMARY KEY,
    staff_id @int NOT NULL,
    made_at @time NOT NULL,
    seen_at @time NOT NULL,
    ends_at @time NOT NULL,
    source @bytes,
    proof @bytes NOT NULL,
    device @text, -- "Firefox, Linux"
    factor @bool NOT NULL, -- the second factor was given
    confirmed_at @time NOT NULL -- when the password or a factor was last given
);
CREATE INDEX session_staff ON session (staff_id);

-- What somebody is told of their password, app and codes until they have seen it.
-- not bound: what happened is in the events; this only says that it was not shown yet
-- clustered
CREATE TABLE credential_notice (
    staff_id @int NOT NULL,
    at @time NOT NULL,
    kind @text NOT NULL, -- of the event
    own @bool NOT NULL, -- done with their own session
    PRIMARY KEY (staff_id, at, kind)
);

-- Logins that failed, by keyed hash of the account or of the source: how long the
-- next one has to wait. [S37]
-- not bound: it slows down guessing; who clears it can read the hashes of passwords already
CREATE TABLE login_wait (
    mac @bytes PRIMARY KEY,
    failures @int NOT NULL,
    last_at @time NOT NULL
);

-- not bound saved_at: shown beside what was typed
-- not bound: sealed for its person, case and form, so that it opens nowhere else; what is sent becomes an event
CREATE TABLE draft (
    staff_id @int NOT NULL,
    complaint_id @int NOT NULL, -- 0: a new complaint at the desk
    kind @text NOT NULL, -- reply, note, or the name of a step's form
    sealed @bytes NOT NULL,
    saved_at @time NOT NULL,
    PRIMARY KEY (staff_id, complaint_id, kind)
);

-- A procedure that an administrator is writing, and how far it was tried on past complaints.
-- not bound: nobody is bound by a draft; what is published is a version and an event
CREATE TABLE pack_draft (
    staff_id @int PRIMARY KEY,
    yaml @text NOT NULL,
    saved_at @time NOT NULL,
    days @int NOT NULL, -- it is tried on the complaints of the last days
    tried_at @time, -- when that began; clocks that run end then. None: it is not tried
    place_at @time, -- behind the complaint of that receipt and id it goes on
    place_id @int NOT NULL,
    done @bool NOT NULL,
    figures @text -- designer/trial.h
);
CREATE INDEX pack_draft_trial ON pack_draft (staff_id) WHERE done = 0;

-- not bound: a receipt comes only from the complaint whose bound filing_mac it is
-- clustered
CREATE TABLE idempotency (
    mac @bytes PRIMARY KEY,
    content_mac @bytes NOT NULL,
    complaint_id @ref,
    made_at @time NOT NULL
);

-- proof: nobody is sent what no act wrote; a letter that is gone is missed, without keys, by its entry that waits; an alert has none, and what it tells stands, bound, on the complaint
CREATE TABLE outbox (
    id @id,
    complaint_id @ref,
    entry_id @ref,
    kind @text NOT NULL, -- acknowledgement, update, reply, decision, reminder, alert
    state @text NOT NULL, -- queued, sent, failed
    made_at @time NOT NULL,
    next_try_at @time NOT NULL,
    tries @int NOT NULL,
    proof @bytes NOT NULL
);
CREATE INDEX outbox_next ON outbox (state, next_try_at);

-- Counters, not counts: how many open cases stand where, kept in the
-- transaction that moves them.
-- bound: the complaints are counted again
-- clustered
CREATE TABLE tally (
    team_id @int NOT NULL,
    owner_id @int NOT NULL,
    state @text NOT NULL, -- open, closed
    waiting @text NOT NULL,
    flags @int NOT NULL, -- 1 to approve, 2 returned, 4 safety
    class @text NOT NULL,
    due_on @text NOT NULL, -- day of the earliest clock, '' = none
    value @int NOT NULL,
    PRIMARY KEY (team_id, owner_id, state, waiting, flags, class, due_on)
);

-- The same by when they were received: a line for the day and one for its month, so that
-- the figures of any range of days are the sum of its whole months and of two ends.
-- bound: the complaints are counted again
-- clustered
CREATE TABLE tally_received (
    month @bool NOT NULL,
    period @text NOT NULL, -- YYYY-MM-DD, of a month YYYY-MM
    team_id @int NOT NULL,
    class @text NOT NULL,
    state @text NOT NULL, -- open, closed, aside
    due_on @text NOT NULL, -- of open ones the day of the earliest clock, '' = none
    value @int NOT NULL,
    PRIMARY KEY (month, period, team_id, class, state, due_on)
);

-- The same by the channel they came through: a line for the day, one for its month and one for all
-- days, so that a year of one channel costs as little as a day of it.
-- bound: the complaints are counted again
-- clustered
CREATE TABLE tally_channel (
    span @int NOT NULL, -- 0 a day, 1 a month, 2 all days
    period @text NOT NULL, -- YYYY-MM-DD, of a month YYYY-MM, of all days ''
    team_id @int NOT NULL,
    channel @text NOT NULL,
    state @text NOT NULL, -- open, closed, aside
    value @int NOT NULL,
    PRIMARY KEY (span, period, team_id, channel, state)
);

-- What remedies cost, by source, month and team: planned, promised and delivered. A remedy counts in
-- the month it was carried out, until then in the one it is due in.
-- bound: the remedies are counted again
-- clustered
CREATE TABLE tally_remedy (
    fund @text NOT NULL, -- '' of those without a source
    currency @text NOT NULL,
    month @text NOT NULL, -- YYYY-MM
    team_id @int NOT NULL, -- of the case
    state @text NOT NULL, -- planned, promised, delivered
    value @int NOT NULL, -- how many
    cost @int NOT NULL, -- minor units
    PRIMARY KEY (fund, currency, month, team_id, state)
);

-- What a source may spend on remedies within a year or a month, of all teams or of one and those
-- below it. Changing it is an event that holds both sums; one that ended stays to be read.
-- history 65
CREATE TABLE budget (
    id @id,
    version @int NOT NULL,
    fund @text NOT NULL, -- a code of funding_source
    team_id @ref, -- NULL: all teams
    period @text NOT NULL, -- year, month
    from_month @text NOT NULL, -- YYYY-MM, the first
    until_month @text NOT NULL, -- the last
    amount @int NOT NULL, -- minor units
    currency @text NOT NULL,
    warn @int NOT NULL, -- per cent of it at which it warns
    set_at @time NOT NULL,
    set_by @ref,
    ended_at @time
);
CREATE INDEX budget_fund ON budget (fund, currency, until_month);

-- New complaints that are not counted on those lines yet, each with what its lines say: one row at
-- the end of one table at filing instead of a line moved in six places. The clerk adds them up each
-- second, and whoever changes a complaint before.
-- bound: by the complaint, whose lines they must be
CREATE TABLE tally_new (
    id @id, -- of the complaint
    team_id @int NOT NULL,
    owner_id @int NOT NULL,
    flags @int NOT NULL,
    class @text NOT NULL,
    due_on @text NOT NULL,
    received_on @text NOT NULL, -- YYYY-MM-DD
    channel @text NOT NULL
);

-- What a role did not allow somebody: once for each person, right, case and hour. [S61]
-- history 60
CREATE TABLE refusal (
    id @id,
    at @time NOT NULL,
    actor_kind @text NOT NULL, -- staff, api
    actor_id @int NOT NULL,
    what @text NOT NULL, -- the right that was missing; often: there were more than are kept
    complaint_id @ref -- NULL: nothing in particular
);

-- Which notices were looked at.
-- not bound: whether somebody looked at a notice yet; what was told, and what had to be acknowledged, is in the events
CREATE TABLE notice_reading (
    notice_id @int PRIMARY KEY,
    staff_id @ref,
    team_id @ref,
    read_at @time,
    read_by @ref
);
CREATE INDEX notice_reading_staff ON notice_reading (staff_id, notice_id) WHERE read_at IS NULL AND staff_id IS NOT NULL;
CREATE INDEX notice_reading_team ON notice_reading (team_id, notice_id) WHERE read_at IS NULL AND team_id IS NOT NULL;

-- Who is in which case right now.
-- not bound: who looks at a case just now
-- clustered
CREATE TABLE presence (
    complaint_id @int NOT NULL,
    staff_id @int NOT NULL,
    typing @bool NOT NULL,
    seen_at @time NOT NULL,
    PRIMARY KEY (complaint_id, staff_id)
);

-- Sealed search: words as keyed hashes.
-- bound: by the complaint, the entry or the party that it is of; one that is gone hides a text from the search only
CREATE TABLE search_doc (
    id @id, -- of the row it came from
    complaint_id @int NOT NULL,
    part @text NOT NULL -- content, identity, internal
);
CREATE INDEX search_doc_complaint ON search_doc (complaint_id, id);
-- Words of the newest texts, and whose they are, until the clerk puts them into the index and into
-- search_doc: each alone would cost a segment of its own in the transaction that files a complaint.
-- On PostgreSQL none waits.
-- not bound words: keyed hashes of words that stand, bound, in the rows they were made of
-- bound: as search_doc is
CREATE TABLE search_word_new (
    id @id,
    complaint_id @int NOT NULL,
    part @text NOT NULL,
    words @text NOT NULL
);
-- not bound: keyed hashes of words that stand, bound, in the rows they were made of
-- only sqlite
CREATE VIRTUAL TABLE search_word USING fts5(words, content='', detail=none, columnsize=0, tokenize='ascii');
-- only pg
CREATE TABLE search_word (
    id BIGINT PRIMARY KEY,
    words tsvector NOT NULL
);
-- Words that wait to be put into the index are read one by one at each search; with the four megabytes
-- that may wait elsewhere the planner would rather read every text.
CREATE INDEX search_word_words ON search_word USING gin (words) WITH (gin_pending_list_limit = 64);
-- both
-- The last event; how often a person was changed, joined or erased.
INSERT INTO counter (name, value) VALUES ('event', 0), ('people', 0);
-- only sqlite
INSERT INTO chain (complaint_id, length, head) VALUES (0, 0, x'');
-- only pg
INSERT INTO chain (complaint_id, length, head) VALUES (0, 0, '');
-- both
