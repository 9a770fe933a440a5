/* The routes of the API with what each is for, and reading what is sent to it. */
#include "api/api.h"

#include "api/api_absence.h"
#include "api/api_act.h"
#include "api/api_copies.h"
#include "api/api_publish.h"
#include "api/api_redact.h"
#include "api/api_report.h"
#include "api/api_tasks.h"
#include "keep/access.h"

#include <string.h>

const struct route api_routes[] = {
    { POST, "/api/v1/complaints", MAY_ANYBODY, api_filing_post, ROUTE_API | ROUTE_TAKES },
    { POST, "/api/v1/complaints/on-the-spot", MAY_RECEIVE, api_solved_post, ROUTE_API },
    { GET, "/api/v1/complaints", MAY_READ, api_list_get, ROUTE_API },
    { GET, "/api/v1/complaints/{reference}", MAY_ANYBODY, api_complaint_get, ROUTE_API },
    { GET, "/api/v1/complaints/{reference}/receipt", MAY_ANYBODY, api_receipt_get, ROUTE_API },
    { GET, "/api/v1/complaints/{reference}/identity-requests", MAY_READ, api_identity_requests_get,
      ROUTE_API },
    { GET, "/api/v1/complaints/{reference}/readers", MAY_READ_READERS, api_readers_get, ROUTE_API },
    { GET, "/api/v1/complaints/{reference}/redactions", MAY_REDACT, api_redactions_get, ROUTE_API },
    { GET, "/api/v1/complaints/{reference}/reportability", MAY_DECIDE, api_reports_get, ROUTE_API },
    { GET, "/api/v1/complaints/{reference}/copies", MAY_READ, api_copies_get, ROUTE_API },
    { GET, "/api/v1/complaints/{reference}/publications", MAY_READ_INTERNAL, api_publications_get,
      ROUTE_API },
    { GET, "/api/v1/complaints/{reference}/tasks", MAY_READ, api_tasks_get, ROUTE_API },
    { GET, "/api/v1/tasks", MAY_ANSWER_TASK, api_tasks_open_get, ROUTE_API },
    { GET, "/api/v1/copies", MAY_TAKE_NOTE, api_copies_open_get, ROUTE_API },
    { GET, "/api/v1/absences", MAY_DESK, api_absences_get, ROUTE_API },
    { POST, "/api/v1/absences", MAY_DESK, api_absences_post, ROUTE_API },
    { POST, "/api/v1/absences/{absence}/end", MAY_DESK, api_absence_end_post, ROUTE_API },
    { POST, "/api/v1/complaints/{reference}/files", MAY_ANYBODY, api_files_post,
      ROUTE_API | ROUTE_UPLOAD },
    { GET, "/api/v1/files/{id}", MAY_ANYBODY, api_file_get, ROUTE_API },
    { POST, "/api/v1/complaints/{reference}/access", MAY_ACCESS, api_access_post,
      ROUTE_API | ROUTE_FRESH },
    { GET, "/api/v1/retention", MAY_READ_RETENTION, api_retention_get, ROUTE_API },
    { GET, "/api/v1/retention/disposals", MAY_READ_RETENTION, api_disposals_get, ROUTE_API },
    { GET, "/api/v1/disclosures", MAY_DESK, api_disclosures_get, ROUTE_API },
    { POST, "/api/v1/disclosures/{disclosure}/read", MAY_DESK, api_disclosure_read_post,
      ROUTE_API },
    { POST, "/api/v1/disclosures/{disclosure}/statement", MAY_DESK, api_disclosure_statement_post,
      ROUTE_API },
    { GET, "/api/v1/me", MAY_ANYBODY, api_me_get, ROUTE_API },
    { GET, "/api/v1/openapi.json", MAY_ANYBODY, api_openapi_get, ROUTE_API },
    { 0 },
};

static const int filing_errors[] = { 400, 401, 403, 404, 409, 413, 415, 422, 429, 0 };
static const int upload_errors[] = { 401, 403, 404, 409, 413, 415, 422, 429, 0 };
static const int reading_errors[] = { 401, 404, 429, 0 };
static const int receipt_errors[] = { 401, 404, 409, 429, 0 };
static const int list_errors[] = { 401, 404, 422, 429, 0 };
static const int access_errors[] = { 400, 401, 403, 404, 415, 422, 429, 0 };
static const int plain_errors[] = { 401, 404, 429, 0 };
static const int me_errors[] = { 401, 429, 0 };
static const int open_errors[] = { 429, 0 };

static const struct {
    handler *run;
    struct api_operation operation;
} operations[] = {
    { api_filing_post,
      { .id = "fileComplaint",
        .summary = "Files a complaint. Without a key or a login it is the public that files.",
        .doors = DOOR_PUBLIC | DOOR_SYSTEMS,
        .traits = TRAIT_IDEMPOTENT | TRAIT_LOCATION,
        .request = &api_filing_record,
        .status = 201,
        .response = &api_receipt_record,
        .errors = filing_errors } },
    { api_solved_post,
      { .id = "solveOnTheSpot",
        .summary = "Files a complaint that was put right where it was made, and closes it. [7.9-a]",
        .doors = DOOR_SESSION,
        .traits = TRAIT_IDEMPOTENT | TRAIT_LOCATION,
        .request = &api_solved_record,
        .status = 201,
        .response = &api_receipt_record,
        .errors = filing_errors } },
    { api_complaint_get,
      { .id = "readComplaint",
        .summary = "A complaint, as whoever asks may see it.",
        .doors = DOOR_SYSTEMS | DOOR_CODE,
        .status = 200,
        .response = &api_complaint_record,
        .errors = reading_errors } },
    { api_receipt_get,
      { .id = "readReceipt",
        .summary =
            "The signed receipt. With the code the statement as it was filed stands below it.",
        .doors = DOOR_SYSTEMS | DOOR_CODE,
        .traits = TRAIT_BYTES,
        .status = 200,
        .errors = receipt_errors } },
    { api_identity_requests_get,
      { .id = "listIdentityRequests",
        .summary = "Who asked to see who complains in a confidential complaint, and what somebody "
                   "else answered.",
        .doors = DOOR_SYSTEMS,
        .status = 200,
        .response = &api_identity_requests_record,
        .errors = reading_errors } },
    { api_readers_get,
      { .id = "listReaders",
        .summary = "Who read the names of a complaint, printed it, took it out or was kept out, "
                   "the newest first. [S48] [S61]",
        .doors = DOOR_SESSION,
        .query = &api_readers_query_record,
        .status = 200,
        .response = &api_readers_record,
        .errors = list_errors } },
    { api_redactions_get,
      { .id = "listRedactions",
        .summary = "The texts of a complaint of which passages can be redacted, and what was. "
                   "[4.10-a] [S57]",
        .doors = DOOR_SESSION,
        .status = 200,
        .response = &api_redactions_record,
        .errors = reading_errors } },
    { api_reports_get,
      { .id = "listReportability",
        .summary = "Whether the danger must be reported, for each jurisdiction of the procedure. "
                   "[REG-S1]",
        .doors = DOOR_SYSTEMS,
        .status = 200,
        .response = &api_reports_record,
        .errors = reading_errors } },
    { api_copies_get,
      { .id = "listCopies",
        .summary = "Which teams were to know of a complaint, and who took note.",
        .doors = DOOR_SYSTEMS,
        .status = 200,
        .response = &api_copies_record,
        .errors = reading_errors } },
    { api_copies_open_get,
      { .id = "listCopiesToNote",
        .summary = "The copies that wait for the asker's teams to take note, the oldest first.",
        .doors = DOOR_SESSION,
        .status = 200,
        .response = &api_copies_record,
        .errors = plain_errors } },
    { api_tasks_get,
      { .id = "listTasks",
        .summary = "What other teams were asked to do for a complaint, and how far that is.",
        .doors = DOOR_SYSTEMS,
        .status = 200,
        .response = &api_tasks_record,
        .errors = reading_errors } },
    { api_tasks_open_get,
      { .id = "listTasksOfMyTeams",
        .summary = "The tasks that wait for the asker's teams, the first due first; fifty at most.",
        .doors = DOOR_SYSTEMS,
        .status = 200,
        .response = &api_tasks_record,
        .errors = plain_errors } },
    { api_publications_get,
      { .id = "listPublications",
        .summary = "What was proposed for the public page about how a complaint ended.",
        .doors = DOOR_SYSTEMS,
        .status = 200,
        .response = &api_publications_record,
        .errors = reading_errors } },
    { api_absences_get,
      { .id = "listAbsences",
        .summary = "Who is or will be away and who stands in, as far as it concerns whoever asks.",
        .doors = DOOR_SESSION,
        .status = 200,
        .response = &api_absences_record,
        .errors = plain_errors } },
    { api_absences_post,
      { .id = "addAbsence",
        .summary = "Says who will be away and who stands in. The same sent twice is 409. [4.12-a]",
        .doors = DOOR_SESSION,
        .request = &api_absence_add_record,
        .status = 201,
        .response = &api_absence_record,
        .errors = api_act_errors } },
    { api_absence_end_post,
      { .id = "endAbsence",
        .summary = "They are back, or do not go after all.",
        .doors = DOOR_SESSION,
        .request = &api_nothing_record,
        .status = 200,
        .response = &api_absence_record,
        .errors = api_act_errors } },
    { api_access_post,
      { .id = "giveAccess",
        .summary = "Everything that is held about the complainant, for that person. Each complaint "
                   "in it notes that it was given out. [4.9-a]",
        .doors = DOOR_SYSTEMS,
        .request = &api_access_record,
        .status = 200,
        .response = &access_all_record,
        .errors = access_errors } },
    { api_retention_get,
      { .id = "listRetention",
        .summary = "The rules of the retention schedule, and which closed complaints the next run "
                   "disposes of, the oldest first. [8.1-a]",
        .doors = DOOR_SYSTEMS,
        .status = 200,
        .response = &api_retention_record,
        .errors = plain_errors } },
    { api_disposals_get,
      { .id = "listDisposals",
        .summary = "What was disposed of under the schedule, the newest first: the numbers of each "
                   "disposal certificate.",
        .doors = DOOR_SYSTEMS,
        .status = 200,
        .response = &api_disposals_record,
        .errors = plain_errors } },
    { api_list_get,
      { .id = "listComplaints",
        .summary = "Complaints that whoever asks may see, the newest first, a page at a time.",
        .doors = DOOR_SYSTEMS,
        .query = &api_query_record,
        .status = 200,
        .response = &api_list_record,
        .errors = list_errors } },
    { api_files_post,
      { .id = "addFiles",
        .summary = "Adds files to a complaint.",
        .doors = DOOR_SYSTEMS | DOOR_CODE,
        .traits = TRAIT_FILE,
        .status = 201,
        .response = &api_files_record,
        .errors = upload_errors } },
    { api_file_get,
      { .id = "readFile",
        .summary = "The bytes of a file, as they came.",
        .doors = DOOR_SYSTEMS | DOOR_CODE,
        .traits = TRAIT_BYTES,
        .status = 200,
        .errors = reading_errors } },
    { api_disclosures_get,
      { .id = "listDisclosures",
        .summary = "What whoever is logged in was told as the person complained about.",
        .doors = DOOR_SESSION,
        .status = 200,
        .response = &api_disclosures_record,
        .errors = reading_errors } },
    { api_disclosure_read_post,
      { .id = "readDisclosure",
        .summary = "Reads what one was told; that it was read is on record. [D-a]",
        .doors = DOOR_SESSION,
        .request = &api_nothing_record,
        .status = 200,
        .response = &api_disclosure_record,
        .errors = api_act_errors } },
    { api_disclosure_statement_post,
      { .id = "stateDisclosure",
        .summary = "One's own side of it, for whoever investigates. [D-a]",
        .doors = DOOR_SESSION,
        .request = &api_statement_record,
        .status = 200,
        .response = &api_disclosure_record,
        .errors = api_act_errors } },
    { api_me_get,
      { .id = "whoAmI",
        .summary = "Who the server takes the asker for.",
        .doors = DOOR_SYSTEMS,
        .status = 200,
        .response = &api_me_record,
        .errors = me_errors } },
    { api_openapi_get,
      { .id = "describe",
        .summary = "This description.",
        .doors = DOOR_PUBLIC,
        .traits = TRAIT_ANY,
        .status = 200,
        .errors = open_errors } },
};

const struct api_operation *api_operation(const struct route *route)
{
    const struct api_act *act = api_act_of(route);

    if (act)
        return &act->operation;
    for (size_t i = 0; i < COUNT(operations); i++)
        if (operations[i].run == route->run)
            return &operations[i].operation;
    return NULL;
}

bool api_body(struct req *rq, const struct record *r, void *row)
{
    if (!rq->json)
        return record_complete(r, row, rq->err);
    return json_record(rq->a, rq->json, r, row, rq->err) &&
           api_words_allowed(rq->a, r, row, rq->err);
}

bool api_query(struct req *rq, const struct record *r, void *row)
{
    const struct form *query = rq->query;

    for (size_t i = 0; i < query->n; i++) {
        const struct form_field *given = &query->fields[i];
        const struct field *f = record_field(r, given->name, strlen(given->name));
        if (!f)
            return err_field(rq->err, given->name, N_("There is no parameter of this name."));
        if (form_count(query, given->name) > 1)
            return err_field(rq->err, f->name, N_("This parameter was given more than once."));
        if (!field_read(rq->a, f, row, given->value, given->n, rq->err))
            return false;
    }
    return record_complete(r, row, rq->err) && api_words_allowed(rq->a, r, row, rq->err);
}
