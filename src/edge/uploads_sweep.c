/*
 * Files that came with a form which nobody sent: the person went away, the connection broke,
 * or another file of it was refused. They are the only copy of nothing, and they take room.
 */
#include "edge/edge.h"
#include "edge/uploads.h"
#include "web/app.h"

/* As long as the state of a public form holds; a draft of the desk is taken up again later. */
enum { FORM_HOURS = 24, DRAFT_DAYS = 30 };

bool uploads_sweep_job(struct app *app, struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct procedure p = { 0 };
    struct act act = act_system(a, app->db, app->vault);
    struct instant forms = act.now, drafts = act.now;

    if (!procedure_load(a, app->db, &p, err))
        return false;
    forms.us -= SECONDS(procedure_number(&p, "form_hours", FORM_HOURS) * 3600);
    drafts.us -= SECONDS(procedure_number(&p, "draft_days", DRAFT_DAYS) * 86400);
    return staged_sweep(&act, forms, drafts, err);
}
