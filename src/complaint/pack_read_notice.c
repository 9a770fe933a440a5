/* The public notice of a pack, how to complain: its own paragraphs, part by part. [7.1-a] */
#include "complaint/pack_parts.h"

enum { PARAGRAPHS_MOST = 2000 };

/* In the order of operation/notice/notice.h. */
static const struct pack_key keys[PACK_NOTICE_PARTS + 1] = {
    { "where_and_how", KEY_MAY }, { "what_to_provide", KEY_MAY },
    { "process", KEY_MAY },       { "times", KEY_MAY },
    { "remedies", KEY_MAY },      { "outside_options", KEY_MAY },
    { "status", KEY_MAY },        { "rights_and_duties", KEY_MAY },
    { "privacy", KEY_MAY },       { 0 },
};

void pack_read_notice(struct pack_reader *r, const struct node *top)
{
    const struct node *node = node_get(top, "notice");

    if (!node || !pack_keys(r, node, N_("the notice"), keys))
        return;
    if (node->n == 0)
        pack_wrong(r, node->line, N_("the notice is empty: write a part of it, or take it out"),
                   NULL);
    for (int i = 0; i < PACK_NOTICE_PARTS; i++)
        r->v->notice[i] = pack_get_languages(r, node, keys[i].name, PARAGRAPHS_MOST);
}
