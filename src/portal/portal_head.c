/* What the head of every page of the portal shows: the languages, and how somebody is named. The
 * language buttons belong to the form of the page, so that nothing typed is lost. */
#include "edge/edge.h"
#include "portal/portal.h"

#include <string.h>

bool portal_language(struct req *rq)
{
    const char *tag = form_text(rq->form, "to_language");
    const struct lang *lang = tag ? lang_by_tag(tag) : NULL;

    if (!lang)
        return false;
    rq->lang = lang;
    rq->base = arena_printf(rq->a, "/%s", lang->tag);
    return true;
}

void portal_mode(struct req *rq, const char *privacy)
{
    struct page *page = edge_page(rq);

    page->confidential = privacy && strcmp(privacy, "confidential") == 0;
    page->anonymous = privacy && strcmp(privacy, "anonymous") == 0;
}
