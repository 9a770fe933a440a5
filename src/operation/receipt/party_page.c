/* The people of a case: who is there, one more, or a correction. 7.2 */
#include "operation/receipt/party_page.h"

#include "complaint/words.h"
#include "desk/act_sent.h"
#include "operation/receipt/party_flow.h"

#include <string.h>

/* What is known of somebody, in the names of the form. */
struct values {
    const char *role, *name, *organisation_name, *email, *phone, *address, *language, *contact_by,
        *authority, *postcode, *country, *fax;
};
static const struct field values_fields[] = {
    FIELD(struct values, role),
    FIELD(struct values, name),
    FIELD(struct values, organisation_name),
    FIELD(struct values, email),
    FIELD(struct values, phone),
    FIELD(struct values, address, .max = 1000, .lines = true),
    FIELD(struct values, postcode, .max = 100),
    FIELD(struct values, country, .max = 100),
    FIELD(struct values, fax, .max = 60),
    FIELD(struct values, language),
    FIELD(struct values, contact_by),
    FIELD(struct values, authority),
};
static const struct record values_record = RECORD(struct values, values_fields);

static const struct answer *role_choices(struct act_page *page)
{
    static const char *const roles[] = { "customer", "representative", "contact",
                                         "complained_about", "complainant" };
    struct choice *list = ARENA_ARRAY(page->rq->a, struct choice, COUNT(roles));
    size_t n = COUNT(roles) - (dossier_party(&page->d, "complainant") != NULL);

    for (size_t i = 0; i < n; i++)
        list[i] = (struct choice){ .value = roles[i], .label = act_role(page, roles[i]) };
    return answer_choices(page->rq->a, list, n);
}

static const struct answer *language_choices(struct act_page *page)
{
    struct choice *list = ARENA_ARRAY(page->rq->a, struct choice, LANGS);

    for (int i = 0; i < LANGS; i++)
        list[i] = (struct choice){ .value = langs[i].tag, .label = langs[i].name };
    return answer_choices(page->rq->a, list, LANGS);
}

static const struct answer *need_choices(struct act_page *page, const char *codes)
{
    const struct answer *all = act_codes(page, "support_need");
    struct choice *list = (struct choice *)(uintptr_t)all->choices.row;

    for (size_t i = 0; i < all->choices.n; i++)
        list[i].chosen = word_listed(codes, list[i].value);
    return all;
}

/* Where a person is corrected. In a sealed case nobody is before the request for the identity is
 * granted: it leads there, or nowhere for whoever may not ask. */
static const char *party_href(const struct act_page *page, const char *id)
{
    if (may(page->rq->user, MAY_READ_IDENTITY, &page->object))
        return arena_printf(page->rq->a, "%s/parties/%s", page->head.path, id);
    return strcmp(page->d.c.privacy, "confidential") == 0 &&
                   may(page->rq->user, MAY_ASK_IDENTITY, &page->object)
               ? arena_join(page->rq->a, page->head.path, "/", "identity")
               : NULL;
}

static struct rows parties(struct act_page *page)
{
    const struct answer *all = act_parties(page, false);
    const struct choice *choice = all->choices.row;
    struct act_row *list = ARENA_ARRAY(page->rq->a, struct act_row, all->choices.n + 1);

    for (size_t i = 0; i < all->choices.n; i++)
        list[i] =
            (struct act_row){ .text = choice[i].label, .href = party_href(page, choice[i].value) };
    return (struct rows){ list, all->choices.n };
}

/* `at` is the one who is corrected, or NULL. */
static bool party_show(struct act_page *page, const struct party_row *party,
                       const struct person_row *person)
{
    static const char *const ways[] = { "email", "telephone", "letter", NULL };
    struct values values = { 0 };
    struct act_party view = {
        .alter = party != NULL,
        .parties = parties(page),
        .role = party ? NULL : role_choices(page),
        .language = language_choices(page),
        .contact_by = act_words(page, &channel_words, ways),
        .needs = need_choices(page, person ? person->need_codes : NULL),
    };
    const struct answer *staff;

    if (!act_staff(page, &staff))
        return false;
    view.staff = staff;
    if (party) {
        bool organisation = strcmp(person->kind, "organisation") == 0;
        values = (struct values){ .name = organisation ? NULL : person->name.text,
                                  .organisation_name = organisation ? person->name.text : NULL,
                                  .email = person->email.text,
                                  .phone = person->phone.text,
                                  .address = person->address.text,
                                  .postcode = person->postcode.text,
                                  .country = person->country,
                                  .fax = person->fax.text,
                                  .language = person->language,
                                  .contact_by = person->channel,
                                  .authority = party->authority.text };
    }
    act_fill(page, &act_party_record, &view, &values_record, &values);
    if (party)
        view.role = NULL;
    return act_render(page, "desk/act/party.html", &act_party_record, &view);
}

static const char *needs_sent(const struct act_page *page)
{
    const struct form *f = page->rq->form;
    const char *all = "";

    for (size_t i = 0; i < form_count(f, "needs"); i++)
        all = arena_printf(page->rq->a, "%s%s%s", all, i ? " " : "", form_nth(f, "needs", i));
    return all;
}

/* Nothing is longer than over the other doors. */
static bool texts_read(struct act_page *page)
{
    struct values sent = { 0 };

    return form_record(page->rq, &values_record, &sent, &page->errors);
}

static struct party_form form_of(const struct act_page *page)
{
    const char *organisation = sent_text(page, "organisation_name");
    const char *name = sent_text(page, "name");

    return (struct party_form){
        .role = sent_text(page, "role"),
        .staff = sent_id(page, "staff"),
        .kind = organisation && !name ? "organisation" : "person",
        .name = !organisation ? act_text(page, "name")
                : name        ? arena_printf(page->rq->a, "%s, %s", name, organisation)
                              : organisation,
        .email = act_text(page, "email"),
        .phone = act_text(page, "phone"),
        .address = act_text(page, "address"),
        .postcode = act_text(page, "postcode"),
        .country = act_text(page, "country"),
        .fax = act_text(page, "fax"),
        .language = sent_text(page, "language"),
        .channel = sent_text(page, "contact_by"),
        .need_codes = needs_sent(page),
        .authority = act_text(page, "authority"),
        .ended = sent_tick(page, "ended"),
        .reason = sent_text(page, "reason"),
    };
}

/* Whoever was chosen works here, or did. */
static bool staff_known(struct act_page *page, const struct party_form *form)
{
    struct req *rq = page->rq;
    struct staff_row who = { 0 };
    struct err none = { 0 };

    if (form->staff == 0 || staff_by_id(rq->a, rq->db, form->staff, &who, &none))
        return true;
    if (none.kind != ERR_NOT_FOUND)
        return *rq->err = none, false;
    return err_field(rq->err, "staff", N_("Choose one of the list."));
}

static bool parties_get(struct req *rq)
{
    struct act_page page;

    return act_open(rq, MAY_REPLY, "parties", &page) && party_show(&page, NULL, NULL);
}

static bool parties_post(struct req *rq)
{
    struct party_form form;
    struct act_page page;

    if (!act_open(rq, MAY_REPLY, "parties", &page))
        return false;
    form = form_of(&page);
    if (!texts_read(&page) || !staff_known(&page, &form) ||
        !party_add(page.act, page.p, page.d.c.id, page.version, &form, NULL, rq->err))
        return act_again(&page) && party_show(&page, NULL, NULL);
    /* Who entered themselves as complained about sees the case no longer. */
    return form.staff == rq->user->id ? req_redirect(rq, "/desk") : act_done(&page, "done");
}

/* The party of the address, which stands. */
static bool party_open(struct req *rq, struct act_page *page, size_t *at)
{
    int64_t id;

    if (!act_open(rq, MAY_REPLY, NULL, page))
        return false;
    page->head.action = rq->path;
    /* An empty form over a sealed person would wipe what stands behind it. */
    if (!may(rq->user, MAY_READ_IDENTITY, &page->object))
        return err_set(rq->err, ERR_REFUSED, edge_sealed_words(rq, &page->object));
    id = act_id(page, "id");
    for (*at = 0; *at < page->d.party.n; (*at)++)
        if (page->d.party.row[*at].id == id && !instant_is_set(page->d.party.row[*at].ended_at))
            return true;
    return err_set(rq->err, ERR_NOT_FOUND, N_("This page does not exist, or it is not for you."));
}

static bool party_get(struct req *rq)
{
    struct act_page page;
    size_t at = 0;

    return party_open(rq, &page, &at) &&
           party_show(&page, &page.d.party.row[at], &page.d.person[at]);
}

static bool party_post(struct req *rq)
{
    struct party_form form;
    struct act_page page;
    int64_t id;
    size_t at = 0;

    if (!party_open(rq, &page, &at))
        return false;
    id = page.d.party.row[at].id;
    form = form_of(&page);
    if (texts_read(&page) &&
        party_correct(page.act, page.p, page.d.c.id, page.version, id, &form, rq->err))
        return act_done(&page, "done");
    if (!act_again(&page))
        return false;
    for (at = 0; at < page.d.party.n; at++)
        if (page.d.party.row[at].id == id)
            return party_show(&page, &page.d.party.row[at], &page.d.person[at]);
    return err_set(rq->err, ERR_NOT_FOUND, N_("This page does not exist, or it is not for you."));
}

#define CASE "/desk/complaints/{reference}/"
const struct route party_routes[] = {
    { GET, CASE "parties", MAY_REPLY, parties_get, 0 },
    { POST, CASE "parties", MAY_REPLY, parties_post, 0 },
    { GET, CASE "parties/{id}", MAY_REPLY, party_get, 0 },
    { POST, CASE "parties/{id}", MAY_REPLY, party_post, 0 },
    { 0 },
};
