/* /desk/settings/looking-back: how often records are looked at together, and which causes of missed
 * dates are not the department's own. [8.2-d] [item 113] [item 114] */
#include "base/buf.h"
#include "desk/choices.h"
#include "improvement/look_page.h"
#include "people/organisation.h"

#include <string.h>

#define LOOKING "/desk/settings/looking-back"

/* The causes of the organisation's list, with those ticked that are excused now. */
static struct choice *causes(struct req *rq, const struct procedure *p, size_t *n)
{
    const struct answer *codes = choices_codes(rq, p, "breach_cause");
    struct choice *list = (struct choice *)(uintptr_t)codes->choices.row;

    *n = codes->choices.n;
    for (size_t i = 0; i < *n; i++)
        list[i].chosen = word_listed(procedure_text(p, "not_theirs", ""), list[i].value);
    return list;
}

static bool looking_show(struct req *rq)
{
    struct settings s = settings_form(rq, N_("Looking back"), N_("Save"));
    const struct procedure *p;
    struct choice *list;
    size_t n;

    if (!edge_procedure(rq, &p))
        return false;
    list = causes(rq, p, &n);
    s.action = LOOKING;
    s.back = "/desk/settings";
    settings_text(&s, "analysis_months", N_("Months until records are looked at together again"),
                  N_("After the end of the last period. 0: nobody is reminded."),
                  procedure_text(p, "analysis_months", "0"));
    settings_text(&s, "review_months", N_("Months until top management reviews it all again"),
                  N_("After the end of the last period. 0: nobody is reminded."),
                  procedure_text(p, "review_months", "0"));
    settings_ticks(&s, "not_theirs", N_("Causes of missed dates that are not the department’s"),
                   N_("Dates missed for these do not count in the appraisal of departments."), list,
                   n);
    return settings_show(&s);
}

/* Codes that are on the list, divided by blanks. */
static bool causes_read(struct req *rq, const struct procedure *p, const char **out)
{
    struct buf b = buf_new(rq->a);

    for (size_t i = 0; i < form_count(rq->form, "not_theirs"); i++) {
        const char *code = form_nth(rq->form, "not_theirs", i);
        if (!procedure_code(p, "breach_cause", code))
            return err_field(rq->err, "not_theirs", N_("There is no such cause."));
        buf_printf(&b, "%s%s", b.n > 0 ? " " : "", code);
    }
    *out = b.n > 0 ? buf_text(&b) : NULL;
    return true;
}

static bool looking_save(struct req *rq)
{
    struct setting_change change[] = { { "analysis_months", settings_sent(rq, "analysis_months") },
                                       { "review_months", settings_sent(rq, "review_months") },
                                       { "not_theirs", NULL } };
    const struct procedure *p;
    int64_t months;

    return edge_procedure(rq, &p) && settings_number(rq, "analysis_months", 0, 120, &months) &&
           settings_number(rq, "review_months", 0, 120, &months) &&
           causes_read(rq, p, &change[2].value) &&
           settings_save(edge_act(rq), change, COUNT(change), rq->err);
}

static bool looking_post(struct req *rq)
{
    return looking_save(rq) ? settings_saved(rq, "/desk/settings") : looking_show(rq);
}

const struct route looking_routes[] = {
    { GET, LOOKING, MAY_ADMINISTER, looking_show, 0 },
    { POST, LOOKING, MAY_ADMINISTER, looking_post, 0 },
    { 0 },
};
