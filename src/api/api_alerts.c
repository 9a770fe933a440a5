/* What a person says themselves: why a date was missed, that a significant complaint was read,
 * which help is needed and given, and what was said on a follow-up call. */
#include "api/api_alerts.h"

#include "desk/alert_read_flow.h"
#include "desk/help_flow.h"
#include "edge/survey.h"
#include "operation/closing/breach_flow.h"

static const struct field help_fields[] = {
    FIELD(struct api_help, id, .required = true, .help = "Of the request."),
    FIELD(struct api_help, at, .required = true, .help = "When it was asked."),
    FIELD(struct api_help, by, .help = "Who asked."),
    FIELD(struct api_help, reason, .help = "Why it cannot be solved here; for who may read notes."),
    FIELD(struct api_help, answered_at, .help = "When it was answered; null: it waits."),
    FIELD(struct api_help, answered_by, .help = "Who answered."),
    FIELD(struct api_help, opinion, .help = "How to handle it; for who may read notes."),
    FIELD(struct api_help, until, .help = "Until when that is to be done."),
};
static const struct record help_record = RECORD(struct api_help, help_fields);

static const struct field helps_fields[] = {
    FIELD_ROWS(struct api_helps, items, &help_record),
};
const struct record api_helps_record = RECORD(struct api_helps, helps_fields);

static bool help_show(struct req *rq, const struct dossier *d, const struct help_request_row *h,
                      struct api_help *out)
{
    *out = (struct api_help){ .id = h->id,
                              .at = h->at,
                              .reason = dossier_words(d, h->note_id),
                              .answered_at = h->answered_at,
                              .opinion = dossier_words(d, h->opinion_id),
                              .until = h->until_on };
    return api_staff_name(rq, h->by_id, &out->by) &&
           api_staff_name(rq, h->answered_by, &out->answered_by);
}

bool api_help_get(struct req *rq)
{
    const struct help_request_row *row;
    struct api_helps out = { 0 };
    struct api_help *list;
    enum api_view view;
    struct dossier d;
    struct rows rows;

    if (!api_case(rq, MAY_READ, false, &d, &view) ||
        !help_request_of(rq->a, rq->db, d.c.id, &rows, rq->err))
        return false;
    row = rows.row;
    list = ARENA_ARRAY(rq->a, struct api_help, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        if (!help_show(rq, &d, &row[i], &list[i]))
            return false;
    out.items = (struct rows){ list, rows.n };
    return req_json(rq, 200, &api_helps_record, &out);
}

/* -- acts -- */

struct api_breach_cause {
    const char *cause, *text;
};
static const struct field breach_cause_fields[] = {
    FIELD(struct api_breach_cause, cause, .required = true, .max = 40,
          .help = "A code of breach_cause."),
    FIELD(struct api_breach_cause, text, .max = 2000, .lines = true,
          .help = "In words; some causes want them."),
};
static const struct record breach_cause_record =
    RECORD(struct api_breach_cause, breach_cause_fields);

static bool breach_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_breach_cause *form = in;
    struct breach_form b = { .clock = api_path_id(x, "date"),
                             .cause = form->cause,
                             .text = form->text };

    return breach_explain(API_CASE(x), x->version, &b, err);
}

static bool read_run(const struct api_acting *x, const void *in, struct err *err)
{
    (void)in;
    return alert_read(API_CASE(x), x->version, err);
}

static bool help_run(const struct api_acting *x, const void *in, struct err *err)
{
    return help_ask(API_CASE(x), x->version, in, err);
}

static bool help_answer_run(const struct api_acting *x, const void *in, struct err *err)
{
    return help_answer(API_CASE(x), x->version, in, err);
}

struct api_call {
    const char *call;
    int satisfaction;
    const char *fair;
    int outcome;
    const char *comment;
    bool again;
    struct rows answers; /* struct api_survey_answer */
};
static const char *const calls[] = { "reached", "not_reached", "declined", NULL };
static const char *const fair_words[] = { "yes", "partly", "no", NULL };
static const struct field call_fields[] = {
    FIELD(struct api_call, call, .required = true, .choices = calls, .help = "What became of it."),
    FIELD(struct api_call, satisfaction,
          .help = "How they were treated: 1 very badly to 5 very well; when they were reached."),
    FIELD(struct api_call, fair, .choices = fair_words,
          .help = "Whether both sides were treated fairly."),
    FIELD(struct api_call, outcome, .help = "1 to 5, of the outcome; 0: not said."),
    FIELD(struct api_call, comment, .max = 5000, .lines = true, .help = "In their own words."),
    FIELD_ROWS(struct api_call, answers, &api_survey_answer_record),
    FIELD(struct api_call, again, .help = "They want it looked at again, for what they said."),
};
static const struct record call_record = RECORD(struct api_call, call_fields);

static bool call_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_call *form = in;
    struct satisfaction given = { .handling = form->satisfaction,
                                  .fair = form->fair,
                                  .outcome = form->outcome,
                                  .text = form->comment };

    api_survey_answers(x->rq->a, &form->answers, &given);
    return survey_call(API_CASE(x), x->version, form->call, &given, form->again, err);
}

const struct api_act api_alert_acts[] = {
    API_ACT("breaches/{date}/cause", MAY_ASSESS, breach_run, "explainBreach", DOOR_SESSION,
            &breach_cause_record, "Says why a date was missed, or puts right what was said. C10"),
    API_ACT("confirm-read", MAY_READ, read_run, "confirmRead", DOOR_SESSION, &api_nothing_record,
            "Whoever is asked to confirms that they have read of a significant complaint. "
            "[5.4.1-b]"),
    API_ACT("help", MAY_ASSESS, help_run, "askForHelp", DOOR_SESSION, &help_ask_form_record,
            "Asks the superior for help with what cannot be solved here."),
    API_ACT("help/answer", MAY_APPROVE, help_answer_run, "answerHelp", DOOR_SESSION,
            &help_answer_form_record,
            "Answers, as somebody else than who asked, how it is to be handled and until when."),
    API_ACT(
        "call", MAY_REPLY, call_run, "recordCall", DOOR_SESSION, &call_record,
        "Writes down a follow-up call: how the complainant found the handling; answers only of who "
        "was reached. Questions of the procedure that are not sent keep their answers. [8.3-a]"),
    { 0 },
};
