#include "api/api_report.h"

#include "api/api_own.h"
#include "complaint/report.h"
#include "operation/reportability/report_flow.h"

#include <string.h>

static const struct field report_fields[] = {
    FIELD(struct api_report, regime, .required = true, .help = "Code of the jurisdiction."),
    FIELD(struct api_report, title, .required = true, .help = "In the reader's language."),
    FIELD_ROWS(struct api_report, answers, &api_own_cell_record),
    FIELD(struct api_report, decision, .help = "Null while nobody decided."),
    FIELD(struct api_report, reasons, .lines = true, .help = "Why."),
    FIELD(struct api_report, decided_at, .help = "When."),
    FIELD(struct api_report, decided_by, .help = "Who; null where the name is not known."),
    FIELD(struct api_report, awaits_second,
          .help = "\"Not reportable\" counts once another person confirmed it."),
    FIELD(struct api_report, confirmed_at, .help = "When another person confirmed it."),
    FIELD(struct api_report, confirmed_by, .help = "Who."),
    FIELD(struct api_report, filed_at, .help = "When it was reported."),
    FIELD(struct api_report, number, .help = "Number that the authority gave it."),
};
static const struct record api_report_record = RECORD(struct api_report, report_fields);

static const struct field reports_fields[] = {
    FIELD_ROWS(struct api_reports, items, &api_report_record),
};
const struct record api_reports_record = RECORD(struct api_reports, reports_fields);

/* -- how it stands -- */

static bool report_show(struct req *rq, const struct pack_regime *g,
                        const struct reportability_row *r, struct api_report *out)
{
    *out = (struct api_report){ .regime = g->code,
                                .title = g->text.in[rq->lang->index],
                                .answers = api_own_row(rq->a, g->questions, r->answers.text),
                                .decision = r->decision,
                                .reasons = r->decision ? r->reasons.text : NULL,
                                .decided_at = r->decided_at,
                                .awaits_second = report_awaits_second(r),
                                .confirmed_at = r->confirmed_at,
                                .filed_at = r->filed_at,
                                .number = r->number.text };
    return api_staff_name(rq, r->decided_by, &out->decided_by) &&
           api_staff_name(rq, r->confirmed_by, &out->confirmed_by);
}

bool api_reports_get(struct req *rq)
{
    struct api_reports out = { 0 };
    struct api_report *list;
    enum api_view view;
    struct dossier d;
    size_t n = 0;

    if (!api_case(rq, MAY_DECIDE, false, &d, &view))
        return false;
    list = ARENA_ARRAY(rq->a, struct api_report, d.reportability.n + 1);
    for (size_t i = 0; i < d.reportability.n; i++) {
        const struct pack_regime *g = pack_regime(d.pack, d.reportability.row[i].regime);
        if (g && !report_show(rq, g, &d.reportability.row[i], &list[n++]))
            return false;
    }
    out.items = (struct rows){ list, n };
    return req_json(rq, 200, &api_reports_record, &out);
}

/* -- acts -- */

struct api_report_decide {
    const char *decision, *reasons;
    struct rows answers; /* struct api_own_cell */
};
static const struct field decide_fields[] = {
    FIELD(struct api_report_decide, decision, .required = true, .max = 40,
          .help = "reportable or not_reportable."),
    FIELD(struct api_report_decide, reasons, .required = true, .max = 5000, .lines = true,
          .help = "Why."),
    FIELD_ROWS(struct api_report_decide, answers, &api_own_cell_record),
};
static const struct record decide_record = RECORD(struct api_report_decide, decide_fields);

struct api_report_filed {
    struct date filed_on;
    const char *number;
};
static const struct field filed_fields[] = {
    FIELD(struct api_report_filed, filed_on, .required = true, .help = "Day of the report."),
    FIELD(struct api_report_filed, number, .max = 200,
          .help = "Number that the authority gave it."),
};
static const struct record filed_record = RECORD(struct api_report_filed, filed_fields);

/* The members of the document, where the flow names the fields of the desk's section:
 * "eu_gpsr-0-accident", "eu_gpsr-reasons". */
static bool named(const struct api_acting *x, bool ok, const char *regime, struct err *err)
{
    size_t n = strlen(regime);
    const char *field = err->field;

    if (ok || !field || strncmp(field, regime, n) != 0 || field[n] != '-')
        return ok;
    field += n + 1;
    if (strncmp(field, "0-", 2) == 0)
        field = arena_printf(x->rq->a, "answers.%s", field + 2);
    err->field = strcmp(field, "second") == 0 ? "reason" : field;
    return false;
}

/* A record that the case does not have is a page that is not there. */
static const struct pack_regime *regime_of(const struct api_acting *x, struct err *err)
{
    const char *code = req_param(x->rq, "regime");
    const struct pack_regime *g = pack_regime(x->d->pack, code);

    if (g && report_row(x->d, code))
        return g;
    err_set(err, ERR_NOT_FOUND, N_("This complaint has no such record of reportability."));
    return NULL;
}

static bool decide_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_report_decide *form = in;
    const struct pack_regime *g = regime_of(x, err);
    struct report_form out = { .decision = form->decision, .reasons = form->reasons };

    if (!g)
        return false;
    out.regime = g->code;
    return api_own_row_sent(x->rq->a, g->questions, "answers", &form->answers, &out.answers, err) &&
           named(x, report_decide(API_CASE(x), x->version, &out, err), g->code, err);
}

static bool second(const struct api_acting *x, const char *reason, bool agreed, struct err *err)
{
    const struct pack_regime *g = regime_of(x, err);
    struct report_form out = { .regime = g ? g->code : NULL, .reasons = reason };

    return g && named(x, report_confirm(API_CASE(x), x->version, &out, agreed, err), g->code, err);
}

static bool confirm_run(const struct api_acting *x, const void *in, struct err *err)
{
    (void)in;
    return second(x, NULL, true, err);
}

static bool refuse_run(const struct api_acting *x, const void *in, struct err *err)
{
    return second(x, ((const struct api_reason *)in)->reason, false, err);
}

static bool filed_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_report_filed *form = in;
    const struct pack_regime *g = regime_of(x, err);
    struct report_form out = { .regime = g ? g->code : NULL,
                               .filed_on = form->filed_on,
                               .number = form->number };

    return g && named(x, report_filed(API_CASE(x), x->version, &out, err), g->code, err);
}

const struct api_act api_report_acts[] = {
    API_ACT("reportability/{regime}/decide", MAY_DECIDE, decide_run, "decideReport", DOOR_SESSION,
            &decide_record, "Answers the questions of the law, and says whether it is reported."),
    API_ACT("reportability/{regime}/confirm", MAY_DECIDE, confirm_run, "confirmReport",
            DOOR_SESSION, &api_nothing_record,
            "Confirms that it need not be reported, as somebody else than who decided."),
    API_ACT("reportability/{regime}/refuse", MAY_DECIDE, refuse_run, "refuseReport", DOOR_SESSION,
            &api_reason_record, "Does not agree that it need not be reported: undecided again."),
    API_ACT("reportability/{regime}/filed", MAY_DECIDE, filed_run, "reportFiled", DOOR_SESSION,
            &filed_record, "Says that it was reported: its clock stops on that day."),
    { 0 },
};
