/* The way on from a page that says what did not work. */
#include "edge/layout.h"

#include "people/may.h"
#include "web/app.h"

#include <string.h>

static bool below(const char *path, const char *above)
{
    size_t n = strlen(above);

    return strncmp(path, above, n) == 0 && path[n] == '/';
}

static void lead(struct req *rq, struct page *out, const char *href, const char *label)
{
    out->back_href = href;
    out->back_label = lang_text(rq->lang, label);
}

/* What was done on a case leads back to the case; the case itself is found from the desk. */
static bool case_back(struct req *rq, struct page *out)
{
    static const char cases[] = "/desk/complaints";
    const char *reference = rq->path + sizeof cases;
    struct buf b = buf_new(rq->a);
    size_t n;

    if (!below(rq->path, cases))
        return false;
    n = strcspn(reference, "/");
    if (n == 0 || reference[n] == '\0')
        return false;
    buf_printf(&b, "%s/", cases);
    buf_url(&b, reference, n);
    out->back_href = buf_text(&b);
    out->back_label = lang_format(rq->a, rq->lang, N_("Back to {reference}"), "reference",
                                  arena_strn(rq->a, reference, n), NULL);
    return true;
}

static void desk_back(struct req *rq, struct page *out)
{
    out->at_desk = true;
    if (case_back(rq, out))
        return;
    if (below(rq->path, "/desk/settings") && out->may_administer)
        lead(rq, out, "/desk/settings", N_("Back to the settings"));
    else
        lead(rq, out, "/desk", N_("Back to the desk"));
}

void layout_back(struct req *rq, struct page *out)
{
    bool desk = strcmp(rq->path, "/desk") == 0 || below(rq->path, "/desk");
    bool known = desk && rq->user && may(rq->user, MAY_DESK, NULL);

    if (rq->door) {
        out->at_desk = known;
        lead(rq, out, rq->door, N_("Go on"));
    } else if (known)
        desk_back(rq, out);
    else if (desk)
        lead(rq, out, "/login", N_("Log in"));
    else if (below(rq->path, "/track"))
        lead(rq, out, arena_join(rq->a, out->base, "", "/track"), N_("To your complaint"));
    else
        lead(rq, out, arena_join(rq->a, out->base, "", "/"), N_("Back to the start"));
}
