/* The routes of the API; what each is for stands in api_operation.c. */
#include "api/api.h"

#include "api/api_absence.h"
#include "api/api_alerts.h"
#include "api/api_bulk.h"
#include "api/api_copies.h"
#include "api/api_leading.h"
#include "api/api_outside.h"
#include "api/api_publish.h"
#include "api/api_redact.h"
#include "api/api_report.h"
#include "api/api_tasks.h"

const struct route api_routes[] = {
    { POST, "/api/v1/complaints", MAY_ANYBODY, api_filing_post, ROUTE_API | ROUTE_TAKES },
    { POST, "/api/v1/complaints/on-the-spot", MAY_RECEIVE, api_solved_post, ROUTE_API },
    { GET, "/api/v1/complaints", MAY_READ, api_list_get, ROUTE_API },
    { POST, "/api/v1/bulk", MAY_NOTE, api_bulk_post, ROUTE_API },
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
    { GET, "/api/v1/outside-parties", MAY_ASK_OUTSIDE, api_outsiders_get, ROUTE_API },
    { GET, "/api/v1/copies", MAY_TAKE_NOTE, api_copies_open_get, ROUTE_API },
    { GET, "/api/v1/complaints/{reference}/breaches", MAY_READ, api_breaches_get, ROUTE_API },
    { GET, "/api/v1/complaints/{reference}/help", MAY_READ, api_help_get, ROUTE_API },
    { GET, "/api/v1/dates", MAY_READ, api_dates_get, ROUTE_API },
    { GET, "/api/v1/dates/causes", MAY_FIGURES, api_date_causes_get, ROUTE_API },
    { GET, "/api/v1/notices", MAY_READ, api_notices_get, ROUTE_API },
    { POST, "/api/v1/notices/seen", MAY_READ, api_notices_seen_post, ROUTE_API },
    { POST, "/api/v1/notices/{notice}/seen", MAY_READ, api_notice_seen_post, ROUTE_API },
    { GET, "/api/v1/absences", MAY_DESK, api_absences_get, ROUTE_API },
    { POST, "/api/v1/absences", MAY_DESK, api_absences_post, ROUTE_API },
    { POST, "/api/v1/absences/{absence}/end", MAY_DESK, api_absence_end_post, ROUTE_API },
    { POST, "/api/v1/complaints/{reference}/files", MAY_ANYBODY, api_files_post,
      ROUTE_API | ROUTE_UPLOAD },
    { GET, "/api/v1/files/{id}", MAY_ANYBODY, api_file_get, ROUTE_API },
    { POST, "/api/v1/complaints/{reference}/access", MAY_ACCESS, api_access_post,
      ROUTE_API | ROUTE_FRESH },
    { GET, "/api/v1/analyses", MAY_READ_ANALYSES, api_analyses_get, ROUTE_API },
    { GET, "/api/v1/appraisals", MAY_READ_ANALYSES, api_appraisals_get, ROUTE_API },
    { GET, "/api/v1/policies", MAY_READ_OBJECTIVES, api_policies_get, ROUTE_API },
    { GET, "/api/v1/objectives", MAY_READ_OBJECTIVES, api_objectives_get, ROUTE_API },
    { GET, "/api/v1/means", MAY_READ_ANALYSES, api_means_get, ROUTE_API },
    { GET, "/api/v1/management-reviews", MAY_READ_ANALYSES, api_reviews_get, ROUTE_API },
    { GET, "/api/v1/budget", MAY_READ_BUDGET, api_budget_get, ROUTE_API },
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
