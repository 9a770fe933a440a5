/*
 * A person's whole file: asked for with one button, shown to be printed or taken as JSON. Either
 * leaves case by case, so that a page of a thousand complaints needs the memory of one.
 */
#include "base/buf.h"
#include "edge/edge.h"
#include "keep/access.h"
#include "keep/access_send.h"
#include "keep/keep.h"
#include "keep/keep_page.h"
#include "operation/tracking/satisfaction.h"
#include "walls/readers.h"

#include <string.h>

/* Lines that a case has beside those of its lists, and those that a decision can have. */
enum { LINES_OWN = 60, LINES_DECISION = 8 };

struct sheet_making {
    struct req *rq;
    struct sheet_line *line;
    size_t n, most;
};

static void line(struct sheet_making *s, const char *label, const char *value, const char *lang)
{
    if (value && *value && s->n < s->most)
        s->line[s->n++] = (struct sheet_line){ lang_text(s->rq->lang, label), value, lang };
}

static const char *moment(struct req *rq, struct instant at)
{
    return instant_is_set(at)
               ? lang_instant(rq->a, rq->lang, at, rq->app->zone, DATE_LONG, rq->today)
               : NULL;
}

static const char *day(struct req *rq, struct date d)
{
    return date_is_set(d) ? lang_date(rq->a, rq->lang, d, DATE_LONG, rq->today) : NULL;
}

/* "12 November 2026: the words" */
static const char *said(struct req *rq, struct instant at, const char *text)
{
    return text ? arena_printf(rq->a, "%s\n%s", moment(rq, at), text) : moment(rq, at);
}

static struct sheet_making sheet(struct req *rq, size_t most)
{
    return (struct sheet_making){ .rq = rq,
                                  .line = ARENA_ARRAY(rq->a, struct sheet_line, most),
                                  .most = most };
}

static const char *language_name(const char *tag)
{
    const struct lang *l = tag ? lang_by_tag(tag) : NULL;

    return l ? l->name : tag;
}

static void person_lines(struct sheet_making *s, const struct access_person *p)
{
    line(s, N_("Name"), p->name, NULL);
    line(s, N_("Postal address"), p->address, NULL);
    line(s, N_("Postcode"), p->postcode, NULL);
    line(s, N_("Country"), p->country, NULL);
    line(s, N_("E-mail"), p->email, NULL);
    line(s, N_("Telephone"), p->phone, NULL);
    line(s, N_("Fax"), p->fax, NULL);
    line(s, N_("Language"), language_name(p->language), NULL);
    line(s, N_("Reached by"), desk_word(s->rq, &channel_words, p->channel), NULL);
    line(s, N_("Support needs"), p->needs, NULL);
    line(s, N_("Codes of support needs"), p->need_codes, NULL);
}

static struct sheet_group person_group(struct req *rq, const struct access_person *p)
{
    struct sheet_making s = sheet(rq, LINES_OWN);

    person_lines(&s, p);
    return (struct sheet_group){ lang_text(rq->lang, N_("Who this is about")), { s.line, s.n } };
}

static const char *direction_label(const char *direction)
{
    if (strcmp(direction, "in") == 0)
        return N_("Said by the complainant");
    return strcmp(direction, "out") == 0 ? N_("Written to the complainant") : N_("Internal note");
}

static void case_said(struct sheet_making *s, const struct access_case *c)
{
    const struct access_text *t = c->texts.row;
    const struct access_file *f = c->files.row;

    for (size_t i = 0; i < c->texts.n; i++)
        line(s, direction_label(t[i].direction), said(s->rq, t[i].at, t[i].text), t[i].language);
    for (size_t i = 0; i < c->files.n; i++)
        line(s, N_("File"),
             arena_printf(s->rq->a, "%s\n%s%s%s\nSHA-256 %s", moment(s->rq, f[i].at),
                          f[i].name ? f[i].name : "–", f[i].title ? "\n" : "",
                          f[i].title ? f[i].title : "", f[i].sha256 ? f[i].sha256 : "–"),
             NULL);
}

/* What the letter said beside the reasons, under the headings it has there. */
static void letter_lines(struct sheet_making *s, const struct access_decision *d, const char *lang)
{
    line(s, N_("What we will put right"), d->remedy, lang);
    line(s, N_("If you are not satisfied"), d->not_satisfied, lang);
    line(s, N_("What you can do with us"), d->inside, lang);
    line(s, N_("Who else can help you"), d->outside, lang);
}

/* The JSON has days as programs write them; on paper they are written out. */
static const char *own_words(struct req *rq, const char *answer)
{
    struct date d;

    return answer && date_parse(answer, strlen(answer), &d) ? day(rq, d) : answer;
}

static void own_lines(struct sheet_making *s, const struct access_case *c)
{
    const struct access_own *own = c->fields.row;

    for (size_t i = 0; i < c->fields.n; i++)
        line(s, own[i].question, own_words(s->rq, own[i].answer), c->language);
}

/* What only some kinds have. */
static void remedy_more(struct req *rq, struct buf *b, const struct access_remedy *r)
{
    const char *const texts[] = { r->item, r->number, r->batch, r->reach, r->topic };

    for (size_t i = 0; i < COUNT(texts); i++)
        if (texts[i])
            buf_printf(b, "\n%s", texts[i]);
    if (r->points > 0)
        buf_printf(b, "\n%s",
                   lang_plural(rq->a, rq->lang, N_PLURAL("1 point.", "{n} points."), r->points));
    if (r->percent > 0)
        buf_printf(b, "\n%" PRId64 " %%", r->percent);
    if (date_is_set(r->valid_until))
        buf_printf(b, "\n%s",
                   lang_format(rq->a, rq->lang, N_("Valid until {day}."), "day",
                               day(rq, r->valid_until), NULL));
}

/* What it is, how far it is, the sum, the days, the words. */
static const char *remedy_words(struct req *rq, const struct access_remedy *r)
{
    struct buf b = buf_new(rq->a);

    buf_printf(&b, "%s, %s", desk_word(rq, &remedy_kind_words, r->kind),
               desk_word(rq, &remedy_state_words, r->state));
    if (r->currency)
        buf_printf(&b, "\n%s", lang_money(rq->a, rq->lang, r->amount, r->currency));
    if (date_is_set(r->due_on))
        buf_printf(&b, "\n%s: %s", lang_text(rq->lang, N_("Due on")), day(rq, r->due_on));
    if (date_is_set(r->done_on))
        buf_printf(&b, "\n%s: %s", lang_text(rq->lang, N_("Done")), day(rq, r->done_on));
    if (r->text)
        buf_printf(&b, "\n%s", r->text);
    remedy_more(rq, &b, r);
    return buf_text(&b);
}

static void case_decided(struct sheet_making *s, const struct access_case *c)
{
    const struct access_decision *d = c->decisions.row;
    const struct access_remedy *r = c->remedies.row;

    for (size_t i = 0; i < c->decisions.n; i++) {
        line(s, N_("Decision"),
             said(s->rq, d[i].decided_at, desk_word(s->rq, &outcome_words, d[i].outcome)), NULL);
        line(s, N_("Reasons"), d[i].reasons, c->language);
        letter_lines(s, &d[i], c->language);
        line(s, N_("Answer of the complainant"), d[i].answer_text, c->language);
    }
    for (size_t i = 0; i < c->remedies.n; i++)
        line(s, N_("Remedy"), remedy_words(s->rq, &r[i]), NULL);
}

static void outside_lines(struct sheet_making *s, const struct access_case *c)
{
    const struct access_outside *o = c->outside.row;

    for (size_t i = 0; i < c->outside.n; i++) {
        const struct access_said *answer = o[i].answers.row;
        line(s, N_("Shown to somebody outside"),
             said(s->rq, o[i].at, arena_printf(s->rq->a, "%s\n%s", o[i].who, o[i].shows)), NULL);
        for (size_t j = 0; j < o[i].answers.n; j++)
            line(s, N_("Answered by somebody outside"),
                 said(s->rq, answer[j].at,
                      arena_printf(s->rq->a, "%s\n%s", o[i].who,
                                   answer[j].text ? answer[j].text : "–")),
                 NULL);
    }
}

static size_t outside_count(const struct access_case *c)
{
    const struct access_outside *o = c->outside.row;
    size_t n = c->outside.n;

    for (size_t i = 0; i < c->outside.n; i++)
        n += o[i].answers.n;
    return n;
}

static const char *problem_words(struct req *rq, const struct procedure *p, const char *codes)
{
    char *list = codes ? arena_str(rq->a, codes) : NULL, *save = NULL;
    struct buf b = buf_new(rq->a);

    for (char *at = list ? strtok_r(list, " ", &save) : NULL; at; at = strtok_r(NULL, " ", &save))
        buf_printf(&b, "%s%s", b.n > 0 ? "; " : "", procedure_label(p, "problem", at, rq->lang));
    return b.n > 0 ? buf_text(&b) : NULL;
}

static void survey_line(struct sheet_making *s, const char *label,
                        const struct satisfaction_answer *list, const char *value)
{
    const char *words = satisfaction_words(list, value);

    line(s, label, words ? lang_text(s->rq->lang, words) : NULL, NULL);
}

static const char *point(struct req *rq, int64_t n)
{
    return arena_printf(rq->a, "%" PRId64, n);
}

static void survey_lines(struct sheet_making *s, const struct access_case *c)
{
    line(s, N_("Asked how they were treated, they said"), moment(s->rq, c->satisfied_at), NULL);
    survey_line(s, N_("Of the handling"), satisfaction_handling, point(s->rq, c->satisfaction));
    survey_line(s, N_("Of fairness"), satisfaction_fair, c->satisfaction_fair);
    survey_line(s, N_("Of the outcome"), satisfaction_outcome,
                point(s->rq, c->satisfaction_outcome));
    line(s, N_("How they say they were treated"), c->satisfaction_text, c->language);
}

static const char *naming_words(struct req *rq, const char *privacy)
{
    if (strcmp(privacy, "confidential") == 0)
        return lang_text(rq->lang, N_("In confidence"));
    return lang_text(rq->lang, strcmp(privacy, "anonymous") == 0 ? N_("Without a name")
                                                                 : N_("With their name"));
}

/* What they said besides their statement, by choosing. */
static void chosen_lines(struct sheet_making *s, const struct procedure *p,
                         const struct access_case *c)
{
    struct req *rq = s->rq;

    line(s, N_("How they complain"), naming_words(rq, c->privacy), NULL);
    line(s, N_("Problem codes"), problem_words(rq, p, c->problems), NULL);
    line(s, N_("It happened before"), desk_word(rq, &yes_no_words, c->recurrent), NULL);
    line(s, N_("Reference elsewhere"), c->external_reference, NULL);
    line(s, N_("How many people it concerns"), c->affected > 0 ? point(rq, c->affected) : NULL,
         NULL);
    line(s, N_("Remedy sought"), desk_word(rq, &remedy_sought_words, c->sought), NULL);
    line(s, N_("Answer of the complainant"), desk_word(rq, &answer_words, c->answer), NULL);
    line(s, N_("Withdrawn"), moment(rq, c->withdrawn_at), NULL);
}

static struct sheet_group case_group(struct req *rq, const struct procedure *p,
                                     const struct access_case *c)
{
    const struct access_read *r = c->reads.row;
    struct sheet_making s =
        sheet(rq, LINES_OWN + c->texts.n + c->files.n + LINES_DECISION * c->decisions.n +
                      c->fields.n + c->remedies.n + c->reads.n + outside_count(c));

    if (c->complainant)
        person_lines(&s, c->complainant);
    line(&s, N_("Received"), moment(rq, c->received_at), NULL);
    if (instant_is_set(c->receipt_corrected_at)) {
        line(&s, N_("Written down first as received"), moment(rq, c->received_was), NULL);
        line(&s, N_("Receipt corrected"), moment(rq, c->receipt_corrected_at), NULL);
    }
    line(&s, N_("Reached by"), desk_word(rq, &channel_words, c->channel), NULL);
    line(&s, N_("Class"), desk_class_label(rq, p, c->class), NULL);
    line(&s, N_("State"), desk_word(rq, &stage_words, c->stage), NULL);
    line(&s, N_("Subject"), c->subject, c->language);
    line(&s, N_("Statement"), c->description, c->language);
    line(&s, N_("Product or service"), c->product, c->language);
    line(&s, N_("Its number"), c->product_reference, NULL);
    line(&s, N_("Where it happened"), c->place, c->language);
    line(&s, N_("When it happened"), day(rq, c->happened_on), NULL);
    line(&s, N_("Until"), day(rq, c->happened_until), NULL);
    line(&s, N_("When it happened"), c->happened_text, c->language);
    line(&s, N_("What was asked for"), c->remedy_sought, c->language);
    chosen_lines(&s, p, c);
    line(&s, N_("What exactly"), c->problem_detail, NULL);
    line(&s, N_("Passed on to us by"), c->referred_by, NULL);
    own_lines(&s, c);
    case_said(&s, c);
    case_decided(&s, c);
    line(&s, N_("Closed"), moment(rq, c->closed_at), NULL);
    survey_lines(&s, c);
    line(&s, N_("Other people in it"),
         c->others.n > 0 ? keep_number(rq, (int64_t)c->others.n) : NULL, NULL);
    outside_lines(&s, c);
    for (size_t i = 0; i < c->reads.n; i++)
        line(&s, look_words(r[i].what), moment(rq, r[i].at), NULL);
    return (struct sheet_group){ c->reference, { s.line, s.n } };
}

/* -- what leaves -- */

/* Where the cases go, in the page of desk/keep.html. No text of a person can be this. */
static const char place[] = "<!-- parts -->";

struct sending {
    struct req *rq;
    struct access access;
    bool begun;
    const char *head, *tail; /* of the page */
};

/* Everything around the cases. */
static bool page_around(struct sending *x, const struct dossier *d)
{
    struct req *rq = x->rq;
    struct sheet_group *who = ARENA_NEW(rq->a, struct sheet_group);
    struct keep_making m;
    char *at;

    keep_begin(&m, rq, N_("Everything we hold about one person"));
    keep_case(&m, d);
    m.page.about = NULL;
    m.page.print = true;
    keep_fact(&m, N_("Made"), moment(rq, x->access.head.made_at));
    if (x->access.head.left_out > 0)
        keep_fact(&m, N_("Complaints beyond your reach, not in it"),
                  keep_number(rq, x->access.head.left_out));
    if (x->access.head.person) {
        *who = person_group(rq, x->access.head.person);
        m.page.parts = (struct rows){ who, 1 };
    }
    if (!keep_render(&m))
        return false;
    x->head = arena_strn(rq->a, rq->body.s, rq->body.n);
    at = strstr(x->head, place);
    x->tail = at ? at + strlen(place) : "";
    if (at)
        *at = '\0';
    rq->body.n = 0;
    return true;
}

static bool case_html(struct sending *x, struct req *rq, const struct procedure *p, struct buf *b)
{
    const struct app *app = rq->app;
    struct template_env env = { .lang = rq->lang, .zone = app->zone, .today = rq->today };
    struct access_case one;
    struct sheet_group group;

    if (!access_next(&x->access, edge_act(rq), p, &one, rq->err))
        return false;
    group = case_group(rq, p, &one);
    return template_render(app->templates, "part/keep_part.html", &sheet_group_record, &group, NULL,
                           NULL, &env, b, rq->err);
}

static bool html_piece(struct sending *x, struct req *rq, const struct procedure *p, struct buf *b)
{
    if (!x->tail)
        return true;
    if (!x->begun)
        buf_str(b, x->head);
    x->begun = true;
    if (x->access.at < x->access.ids.n)
        return case_html(x, rq, p, b);
    buf_str(b, x->tail);
    x->tail = NULL;
    return true;
}

static bool json_piece(struct sending *x, struct req *rq, const struct procedure *p, struct buf *b)
{
    const char *piece;

    if (!access_json(&x->access, &x->begun, edge_act(rq), p, &piece, rq->err))
        return false;
    buf_str(b, piece);
    return true;
}

/* The request is copied with the arena of the piece, so that texts and keys of one case do not
 * pile up on those of the next. */
static bool piece_next(struct sending *x, struct arena *a,
                       bool (*make)(struct sending *, struct req *, const struct procedure *,
                                    struct buf *),
                       struct bytes *piece, struct err *err)
{
    struct req part = *x->rq;
    struct buf b = buf_new(a);
    const struct procedure *p;

    part.a = a;
    part.edge = NULL;
    err_clear(part.err);
    if (!edge_procedure(&part, &p) || !make(x, &part, p, &b)) {
        *err = *part.err;
        return false;
    }
    *piece = (struct bytes){ (const unsigned char *)b.s, b.n };
    return true;
}

static bool html_next(void *from, struct arena *a, struct bytes *piece, struct err *err)
{
    return piece_next(from, a, html_piece, piece, err);
}

static bool json_next(void *from, struct arena *a, struct bytes *piece, struct err *err)
{
    return piece_next(from, a, json_piece, piece, err);
}

/* Of all cases of the person those that this reader may give out. */
static bool within_reach(struct req *rq, const struct rows *ids, struct rows *out)
{
    struct int_value *list = ARENA_ARRAY(rq->a, struct int_value, ids->n + 1);
    const struct int_value *id = ids->row;
    size_t n = 0;

    for (size_t i = 0; i < ids->n; i++) {
        AUTO_ARENA a = arena_new();
        struct req part = *rq;
        const struct procedure *p;
        struct may_object object;
        struct dossier d;
        part.a = a;
        part.edge = NULL;
        if (!edge_procedure(&part, &p) ||
            !dossier_load_id(edge_act(&part), p, id[i].value, &d, part.err)) {
            *rq->err = *part.err;
            return false;
        }
        /* Nobody tried to see what only belongs to the same person: no wall says so. */
        object = edge_object(&part, &d);
        if (may(rq->user, MAY_ACCESS, &object))
            list[n++] = id[i];
    }
    *out = (struct rows){ list, n };
    return true;
}

bool access_send(struct req *rq, const struct dossier *d, bool person, bool as_json)
{
    struct sending *x = ARENA_NEW(rq->a, struct sending);
    const char *who = arena_printf(rq->a, "%" PRId64, rq->user->id);
    const struct procedure *p;
    struct rows ids, mine;

    x->rq = rq;
    if (!req_throttle(rq, THROTTLE_ACCESS, who) || !edge_procedure(rq, &p) ||
        !access_scope(edge_act(rq), p, d->c.id, person, &ids, rq->err) ||
        !within_reach(rq, &ids, &mine) ||
        !access_begin(edge_act(rq), p, d->c.id, &mine, &x->access, rq->err))
        return false;
    x->access.lang = rq->lang;
    x->access.head.left_out = (int64_t)(ids.n - mine.n);
    if (as_json)
        return req_stream(rq, "application/json; charset=utf-8",
                          arena_printf(rq->a, "%s.json", d->c.reference), -1, json_next, x);
    return page_around(x, d) && req_stream(rq, "text/html; charset=utf-8", NULL, -1, html_next, x);
}

/* -- the page -- */

static bool access_ask(struct req *rq, const struct dossier *d)
{
    const char *action = arena_printf(rq->a, "%s/access", desk_case_path(rq->a, d->c.reference));
    struct settings show = settings_form(rq, NULL, N_("Show it to be printed"));
    struct settings json = settings_form(rq, NULL, N_("Take it as JSON"));
    struct keep_making m;

    keep_begin(&m, rq, N_("Everything we hold about one person"));
    keep_case(&m, d);
    m.page.intro = lang_text(rq->lang, N_("For the complainant who asks what is held about them: "
                                          "who they are, all their complaints, letters, decisions, "
                                          "files, and when their names were read. Of other people "
                                          "nothing but their part is in it. That it was made is "
                                          "kept in the history."));
    keep_form(&m, action, "show", 0, N_("On paper"), NULL, &show);
    keep_form(&m, action, "json", 0, N_("For another program"), NULL, &json);
    return keep_render(&m);
}

static bool access_open(struct req *rq, const struct procedure **p, struct dossier *d)
{
    return edge_procedure(rq, p) && edge_case(rq, req_param(rq, "reference"), MAY_ACCESS, d);
}

static bool access_get(struct req *rq)
{
    const struct procedure *p;
    struct dossier d;

    return access_open(rq, &p, &d) && access_ask(rq, &d);
}

static bool access_post(struct req *rq)
{
    const struct procedure *p;
    struct dossier d;

    return access_open(rq, &p, &d) && access_send(rq, &d, true, strcmp(keep_act(rq), "json") == 0);
}

const struct route keep_access_routes[] = {
    { GET, "/desk/complaints/{reference}/access", MAY_ACCESS, access_get, ROUTE_FRESH },
    { POST, "/desk/complaints/{reference}/access", MAY_ACCESS, access_post, ROUTE_FRESH },
    { 0 },
};
