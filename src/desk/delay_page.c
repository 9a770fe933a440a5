/* /desk/complaints/{reference}/tell-delay: the form of a letter that tells a delay. */
#include "complaint/letter_blocks.h"
#include "complaint/pack_version.h"
#include "desk/act_page.h"
#include "desk/act_sent.h"
#include "desk/delay_flow.h"

#include <string.h>

#define TELL_DELAY "/desk/complaints/{reference}/tell-delay"

static const struct field values_fields[] = {
    FIELD(struct delay_form, clock),
    FIELD(struct delay_form, reason),
    FIELD(struct delay_form, expected_on),
};
static const struct record values_record = RECORD(struct delay_form, values_fields);

/* "Final response: Monday 19 January". */
static struct choice clock_choice(const struct act_page *page, const struct clock_row *clock)
{
    struct req *rq = page->rq;
    struct date due = zone_date(page->p->zone, clock->due_at, NULL);

    return (struct choice){
        .value = clock->name,
        .label = lang_format(rq->a, rq->lang, N_("{kind}: {text}"), "kind",
                             procedure_case_label(page->p, page->d.pack, clock->name, rq->lang),
                             "text", lang_date(rq->a, rq->lang, due, DATE_DAY, rq->today), NULL),
    };
}

/* In the words in which they go out. */
static struct act_passages passages(const struct act_page *page, const struct pack_letter *letter)
{
    const struct lang *lang = dossier_lang(&page->d, page->p->lang);

    return (struct act_passages){
        .title = letter->title.in[page->rq->lang->index],
        .language = lang->tag,
        .text = letter_blocks(page->rq->a, letter, lang, NULL),
    };
}

static bool named_before(const struct act_passages *list, size_t n, const struct act_passages *one)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].title, one->title) == 0)
            return true;
    return false;
}

static bool delay_show(struct act_page *page)
{
    const struct person_row *person = dossier_writes_to(&page->d);
    size_t room = page->d.clock.n, n = 0, n_letters = 0;
    struct choice *clocks = ARENA_ARRAY(page->rq->a, struct choice, room);
    struct act_passages *letters = ARENA_ARRAY(page->rq->a, struct act_passages, room);
    struct delay_form values = { 0 };
    struct act_delay view = {
        .goes_to = person && person->name.text ? person->name.text : act_role(page, "complainant"),
    };

    for (size_t i = 0; i < room; i++) {
        const struct pack_letter *letter = delay_letter(&page->d, &page->d.clock.row[i]);
        if (!letter)
            continue;
        clocks[n++] = clock_choice(page, &page->d.clock.row[i]);
        letters[n_letters] = passages(page, letter);
        n_letters += !named_before(letters, n_letters, &letters[n_letters]);
    }
    if (n == 1)
        values.clock = clocks[0].value;
    view.clock = answer_choices(page->rq->a, clocks, n);
    view.letters = (struct rows){ letters, n_letters };
    return act_show(page, "desk/act/delay.html", &act_delay_record, &view, &values_record, &values);
}

static bool delay_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_REPLY, "tell-delay", &page) && delay_show(&page);
}

static bool delay_post(struct req *rq)
{
    struct delay_form form = { 0 };
    struct act_page page;

    if (!act_open(rq, MAY_REPLY, "tell-delay", &page))
        return false;
    form.clock = sent_text(&page, "clock");
    form.reason = sent_text(&page, "reason");
    if (sent_day(&page, "expected_on", &form.expected_on) &&
        delay_tell(page.act, page.p, page.d.c.id, page.version, &form, rq->err))
        return act_done(&page, "delay_told");
    return act_again(&page) && delay_show(&page);
}

const struct route delay_routes[] = {
    { GET, TELL_DELAY, MAY_REPLY, delay_get, 0 },
    { POST, TELL_DELAY, MAY_REPLY, delay_post, 0 },
    { 0 },
};
