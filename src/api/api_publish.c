#include "api/api_publish.h"

#include "desk/publish.h"

static const struct field publication_fields[] = {
    FIELD(struct api_publication, id, .required = true, .help = "For approving or ending it."),
    FIELD(struct api_publication, text, .required = true, .lines = true,
          .help = "What everybody may read."),
    FIELD(struct api_publication, language, .required = true, .help = "BCP 47 tag."),
    FIELD(struct api_publication, public, .help = "Whether it stands on the public page now."),
    FIELD(struct api_publication, proposed_at, .required = true, .help = "When it was proposed."),
    FIELD(struct api_publication, proposed_by, .help = "Who; null where the name is not known."),
    FIELD(struct api_publication, approved_at, .help = "When somebody else approved it."),
    FIELD(struct api_publication, approved_by, .help = "Who."),
    FIELD(struct api_publication, ended_at, .help = "When it was refused or taken down."),
    FIELD(struct api_publication, ended_by, .help = "Who."),
};
static const struct record api_publication_record =
    RECORD(struct api_publication, publication_fields);

static const struct field publications_fields[] = {
    FIELD_ROWS(struct api_publications, items, &api_publication_record),
};
const struct record api_publications_record = RECORD(struct api_publications, publications_fields);

static bool publication_show(struct req *rq, const struct publication_row *r,
                             struct api_publication *out)
{
    *out = (struct api_publication){ .id = r->id,
                                     .text = r->proposed.text,
                                     .language = r->language,
                                     .public = instant_is_set(r->approved_at) &&
                                               !instant_is_set(r->ended_at),
                                     .proposed_at = r->proposed_at,
                                     .approved_at = r->approved_at,
                                     .ended_at = r->ended_at };
    return api_staff_name(rq, r->proposed_by, &out->proposed_by) &&
           api_staff_name(rq, r->approved_by, &out->approved_by) &&
           api_staff_name(rq, r->ended_by, &out->ended_by);
}

bool api_publications_get(struct req *rq)
{
    struct api_publications out = { 0 };
    struct api_publication *list;
    enum api_view view;
    struct dossier d;

    if (!api_case(rq, MAY_READ_INTERNAL, false, &d, &view))
        return false;
    list = ARENA_ARRAY(rq->a, struct api_publication, d.publication.n + 1);
    for (size_t i = 0; i < d.publication.n; i++)
        if (!publication_show(rq, &d.publication.row[i], &list[i]))
            return false;
    out.items = (struct rows){ list, d.publication.n };
    return req_json(rq, 200, &api_publications_record, &out);
}

struct api_propose {
    const char *text, *language;
};
static const struct field propose_fields[] = {
    FIELD(struct api_propose, text, .required = true, .max = PUBLISHED_MOST, .lines = true,
          .help = "Without names, addresses, numbers and the reference."),
    FIELD(struct api_propose, language, .required = true, .max = 35, .help = "BCP 47 tag."),
};
static const struct record propose_record = RECORD(struct api_propose, propose_fields);

static bool propose_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_propose *form = in;

    return publish_names_open(x->rq, x->d) &&
           publish_propose(API_CASE(x), form->language, form->text, err);
}

static bool approve_run(const struct api_acting *x, const void *in, struct err *err)
{
    (void)in;
    return publish_names_open(x->rq, x->d) &&
           publish_approve(API_CASE(x), api_path_id(x, "publication"), err);
}

static bool end_run(const struct api_acting *x, const void *in, struct err *err)
{
    (void)in;
    return publish_end(API_CASE(x), api_path_id(x, "publication"), err);
}

const struct api_act api_publish_acts[] = {
    API_ACT("publications", MAY_RESPOND, propose_run, "proposePublication", DOOR_SESSION,
            &propose_record, "Proposes what everybody may read about how the complaint ended."),
    API_ACT("publications/{publication}/approve", MAY_APPROVE, approve_run, "approvePublication",
            DOOR_SESSION, &api_nothing_record, "Publishes it, as somebody else than who wrote it."),
    API_ACT("publications/{publication}/end", MAY_APPROVE, end_run, "endPublication", DOOR_SESSION,
            &api_nothing_record, "Does not agree to it, or takes it down."),
    { 0 },
};
