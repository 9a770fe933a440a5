#include "admin/routes.h"

#include "admin/chores.h"
#include "api/api_act.h"
#include "complaint/search.h"
#include "complaint/tally.h"
#include "complaint/tally_zone.h"
#include "db/clerk_sql.h"
#include "designer/compare_page.h"
#include "designer/designer.h"
#include "designer/trial.h"
#include "desk/alerts.h"
#include "desk/copies.h"
#include "desk/desk.h"
#include "desk/sheet.h"
#include "desk/unsent.h"
#include "desk/wrong.h"
#include "edge/edge.h"
#include "edge/once.h"
#include "edge/sent.h"
#include "edge/uploads.h"
#include "edge/wall_clock.h"
#include "group/group_page.h"
#include "group/repeat.h"
#include "group/several.h"
#include "improvement/duty.h"
#include "improvement/look_page.h"
#include "keep/erase.h"
#include "keep/keep_page.h"
#include "keep/retention.h"
#include "log/log.h"
#include "operation/acknowledgement/ack_page.h"
#include "operation/assessment/assess_page.h"
#include "operation/closing/clock_flow.h"
#include "operation/closing/reminder_flow.h"
#include "operation/investigation/disclosure_page.h"
#include "operation/investigation/evidence_page.h"
#include "operation/investigation/investigation_page.h"
#include "operation/investigation/objectivity_page.h"
#include "operation/receipt/matter_page.h"
#include "operation/receipt/party_page.h"
#include "operation/reportability/report_page.h"
#include "operation/task/task_page.h"
#include "operation/tracking/track_flow.h"
#include "operation/tracking/track_page.h"
#include "outside/outside_parts.h"
#include "people/identify.h"
#include "people/pages.h"
#include "portal/portal.h"
#include "redact/redact_page.h"
#include "walls/identity_page.h"
#include "walls/readers.h"
#include "web/reserve.h"

/* clang-format off */
const struct route *const route_tables[] = {
    health_routes,
    log_routes,
    static_routes,
    api_routes,
    api_act_routes,
    login_routes,
    login_code_routes,
    factor_routes,
    confirm_routes,
    reset_routes,
    logins_routes,
    second_routes,
    refusal_routes,
    session_routes,
    account_routes,
    settings_routes,
    calendar_routes,
    pack_routes,
    designer_routes, designer_compare_routes, designer_edit_routes,
    designer_parts_routes, designer_part_routes, designer_trial_routes, designer_versions_routes,
    staff_routes, person_routes, role_routes,
    team_routes,
    code_routes,
    key_routes,
    list_routes,
    case_routes,
    write_routes,
    search_routes,
    files_routes,
    keep_routes,
    delay_routes,
    export_routes,
    figures_routes,
    wrong_routes,
    budget_routes, budget_settings_routes,
    own_routes,
    one_routes,
    sheet_routes,
    copies_routes,
    unsent_routes,
    staff_notice_routes, alert_breach_routes, why_routes, alert_dates_routes, alert_significant_routes, alert_help_routes,
    publish_routes,
    procedure_routes,
    standard_routes,
    call_routes,
    published_routes,
    public_policy_routes,
    report_routes,
    task_routes, task_one_routes, task_queue_routes,
    outsider_routes, outside_ask_routes, outside_desk_routes, outside_routes,
    receive_routes,
    spot_routes,
    returned_routes,
    persons_routes,
    hand_over_routes,
    absence_routes,
    analysis_routes, corrective_routes, appraisal_routes, department_routes, representative_routes, leading_routes, policy_routes, objective_routes,
    resource_routes, review_routes, meetings_routes, meeting_routes,
    looking_routes, record_routes,
    receive_draft_routes,
    print_routes,
    receipt_routes,
    respond_routes,
    remedy_routes,
    decide_routes,
    closing_routes,
    comfort_routes,
    saved_routes,
    keep_erase_routes, keep_access_routes, keep_retention_routes,
    walls_routes,
    identity_routes,
    redact_routes,
    group_routes, several_routes, split_routes, repeat_routes,
    start_routes,
    verify_routes,
    complain_routes,
    track_routes,
    track_answer_routes,
    notice_routes,
    desk_notice_routes,
    ack_routes,
    assess_routes,
    disclosure_routes,
    evidence_routes,
    investigation_routes,
    objectivity_routes,
    matter_routes,
    party_routes,
    track_update_routes,
    NULL,
};
/* clang-format on */

/* A test write; its success is what /health tells. */
static bool probe(struct app *app, struct err *err)
{
    AUTO_ARENA a = arena_new();

    return sql_probe_write(a, app->db, instant_now(), err);
}

/* The room of PostgreSQL is somewhere else. */
static bool reserve(struct app *app, struct err *err)
{
    return app->config->database || reserve_keep(app->config, app->shared, err);
}

static bool words_index_job(struct app *app, struct err *err)
{
    return search_catch_up(app->db, err);
}

/* As many as a moment allows, so that the other jobs come in between, and the clerk is heard. */
static bool days_move(struct app *app, struct err *err)
{
    int64_t end = monotonic_now() + SECONDS(1) / 2;
    bool more = true;

    while (more && monotonic_now() < end) {
        AUTO_ARENA a = arena_new();
        struct act act = act_system(a, app->db, app->vault);
        if (!tally_zone_follow(&act, TALLY_LOT, &more, err))
            return false;
    }
    return true;
}

static bool figures_job(struct app *app, struct err *err)
{
    return tally_catch_up(app->db, err) && days_move(app, err);
}

static bool log_put_back(struct app *app, struct err *err)
{
    (void)err;
    db_log_put_back(app->db);
    return true;
}

static bool rest(struct app *app, struct err *err)
{
    (void)err;
    db_rest(app->db);
    return true;
}

static bool words_pending_job(struct app *app, struct err *err)
{
    return search_pending_put_in(app->db, err);
}

static bool clerk_wanted(struct app *app)
{
    return db_log_due(app->db) || search_pending_many(app->db);
}

const struct job clerk_jobs[] = {
    { "probe", 3, probe },
    { "reserve", 2, reserve },
    { "clock", 1, wall_clock_job },
    /* Before a clock is found to have run out. */
    { "updates", 60, track_updates_job },
    { "clocks", 60, overdue_job },
    { "clocks_tell", 60, clocks_tell_job },
    { "duties", 60, duties_job },
    { "sessions", 3600, people_sweep },
    { "files", 3600, uploads_sweep_job },
    { "once", 86400, once_sweep_job },
    { "guard", 60, people_guard },
    { "checkpoint", 5, log_job, .at_end = true },
    { "chores", 10, chores_job },
    { "words", 1, words_index_job },
    { "words_pending", 1, words_pending_job, .woken = true },
    { "repeats", 5, repeats_job },
    { "figures", 1, figures_job },
    { "trials", 1, trials_job },
    { "log", 60, log_put_back, .woken = true },
    { "erasures", 5, erase_sweep },
    { "retention", 3600, retention_job },
    /* Last, before it sleeps: what the others looked through need not stay in memory. Nothing is
     * lost by it, as SQLite reads its pages anew whenever somebody else wrote. */
    { "rest", 1, rest },
    { 0 },
};

/* What most of a page's questions are about: now, who asks, and the case (dossier_load). */
static void look(struct req *rq, const void *page)
{
    (void)db_look(rq->db, page);
    db_known(rq->db, rq->now.us);
    if (rq->user)
        db_known(rq->db, rq->user->id);
}

/* SQLite gathers what is written, and has no way that is waited for. */
static bool takes_turns(const struct app *app)
{
    return app->db && db_engine(app->db) == DB_PG;
}

void app_hooks(struct app *app)
{
    app->uploads = uploads_sink;
    app->layout_record = &page_record;
    app->layout = edge_layout;
    app->look = look;
    app->look_end = db_look_end;
    app->gather = db_gather;
    app->owes = db_owes;
    app->settle = db_settle;
    app->refuse = db_refuse;
    app->takes_turns = takes_turns;
    app->round_done = clerk_wanted;
    app->identify = people_identify;
    app->allowed = people_allowed;
    app->form_token_valid = people_form_token_valid;
    app->sent_before = edge_sent_before;
    app->login_path = "/login";
}
