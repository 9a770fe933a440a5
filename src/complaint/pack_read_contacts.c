/* The kinds of contact that a pack takes: complaints, and what is recorded and answered beside them
 * on a shorter way. [3-a] */
#include "complaint/pack_parts.h"
#include "complaint/words.h"

#include <string.h>

enum { LABEL_MOST = 60 };

static const char *type_read(struct pack_reader *r, const struct node *node)
{
    const char *codes[CONTACT_WRONGDOING + 1] = { 0 };
    int at;

    for (int i = CONTACT_COMPLAINT; i <= CONTACT_WRONGDOING; i++)
        codes[i] = word_code(&contact_type_words, i);
    at = pack_get_word(r, node, "type", codes, COUNT(codes));
    return at > 0 ? codes[at] : NULL;
}

void pack_read_contacts(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "type", KEY_MUST }, PACK_LANGUAGES, { 0 } };
    const struct node *list = pack_get_list(r, top, "contacts", CONTACT_WRONGDOING);
    struct pack_contact *contacts = ARENA_ARRAY(r->a, struct pack_contact, list ? list->n : 0);

    r->v->contact = contacts;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *node = list->child[i];
        struct pack_contact c;
        if (!pack_keys(r, node, N_("a kind of contact"), keys))
            continue;
        c = (struct pack_contact){ type_read(r, node), pack_languages(r, node, LABEL_MOST) };
        if (c.type && pack_contact(r->v, c.type))
            pack_wrong(r, node->line,
                       N_("contacts of type \"{name}\" stand twice: take one of them out"), "name",
                       c.type, NULL);
        else if (c.type)
            contacts[r->v->n_contacts++] = c;
    }
    if (list && !pack_contact(r->v, "complaint"))
        pack_wrong(r, list->line,
                   N_("complaints are taken always: write one more, \"type: complaint\""), NULL);
}
