/* Field tables of what stands beside a complaint: what somebody complained about was told, who read
 * it, who asked for names; and of who asks. */
#include "api/api_view.h"

static const char *const kinds[] = { "key", "staff", NULL };

static const struct field disclosure_fields[] = {
    FIELD(struct api_disclosure, id, .required = true, .help = "For the path."),
    FIELD(struct api_disclosure, released_at, .required = true, .help = "When it was given."),
    FIELD(struct api_disclosure, read_at, .help = "When it was first read."),
    FIELD(struct api_disclosure, interviewed_at, .help = "When they were heard about it."),
    FIELD(struct api_disclosure, text, .help = "The details; null until they were read."),
    FIELD(struct api_disclosure, statement, .help = "What they said to it."),
};
const struct record api_disclosure_record = RECORD(struct api_disclosure, disclosure_fields);

static const struct field disclosures_fields[] = {
    FIELD_ROWS(struct api_disclosures, items, &api_disclosure_record),
};
const struct record api_disclosures_record = RECORD(struct api_disclosures, disclosures_fields);

static const struct field look_fields[] = {
    FIELD(struct api_look, at, .required = true, .help = "When."),
    FIELD(struct api_look, what, .required = true,
          .help =
              "identity_read, printed, exported, access_given, access_blocked, refused, file_read, "
              "identity_asked, "
              "identity_granted, identity_refused or original_read."),
    FIELD(struct api_look, by, .required = true, .help = "staff, or api: a key."),
    FIELD(struct api_look, who,
          .help = "The name; null where it is not known, or not for whoever asks."),
    FIELD(struct api_look, why, .lines = true,
          .help = "Why what is redacted was opened; null where it is not for whoever asks."),
};
const struct record api_look_record = RECORD(struct api_look, look_fields);

static const struct field readers_fields[] = {
    FIELD_ROWS(struct api_readers, items, &api_look_record),
    FIELD(struct api_readers, before, .help = "For the next page; 0: there is none."),
};
const struct record api_readers_record = RECORD(struct api_readers, readers_fields);

static const struct field readers_query_fields[] = {
    FIELD(struct api_readers_query, before, .help = "`before` of the page before."),
};
const struct record api_readers_query_record =
    RECORD(struct api_readers_query, readers_query_fields);

static const struct field identity_request_fields[] = {
    FIELD(struct api_identity_request, id, .required = true, .help = "For the path."),
    FIELD(struct api_identity_request, asked_at, .required = true, .help = "When."),
    FIELD(struct api_identity_request, asked_by, .help = "Who asked."),
    FIELD(struct api_identity_request, why, .help = "The reason; for those who ask or answer."),
    FIELD(struct api_identity_request, answered_at, .help = "Not set: it waits."),
    FIELD(struct api_identity_request, answered_by, .help = "Who answered."),
    FIELD(struct api_identity_request, answer, .help = "In words."),
    FIELD(struct api_identity_request, granted_until,
          .help = "Until when it is open; not set: refused, or not answered."),
};
const struct record api_identity_request_record =
    RECORD(struct api_identity_request, identity_request_fields);

static const struct field identity_requests_fields[] = {
    FIELD_ROWS(struct api_identity_requests, items, &api_identity_request_record),
};
const struct record api_identity_requests_record =
    RECORD(struct api_identity_requests, identity_requests_fields);

static const struct field statement_fields[] = {
    FIELD(struct api_statement, statement, .required = true, .max = 20000, .lines = true,
          .help = "Their side of it."),
};
const struct record api_statement_record = RECORD(struct api_statement, statement_fields);

static const struct field me_role_fields[] = {
    FIELD(struct api_me_role, role, .required = true, .help = "What they are."),
    FIELD(struct api_me_role, team, .help = "In which team and those below; null: in all."),
};
const struct record api_me_role_record = RECORD(struct api_me_role, me_role_fields);

static const struct field me_fields[] = {
    FIELD(struct api_me, kind, .required = true, .choices = kinds,
          .help = "Whether a key or a login answers for the request."),
    FIELD(struct api_me, name, .help = "Name of the key or the member of staff."),
    FIELD(struct api_me, login, .help = "Of a member of staff."),
    FIELD(struct api_me, read, .required = true, .help = "May read complaints."),
    FIELD(struct api_me, write, .required = true, .help = "May file and write."),
    FIELD(struct api_me, team, .help = "The one team a key reaches, with those below; null: all."),
    FIELD_ROWS(struct api_me, roles, &api_me_role_record),
    FIELD(struct api_me, form_token,
          .help = "Of a login session: goes into the header Form-Token of what changes anything."),
};
const struct record api_me_record = RECORD(struct api_me, me_fields);
