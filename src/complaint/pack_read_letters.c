/* Letters of a pack: their titles, and the passages that must stand in them. */
#include "complaint/pack_parts.h"

#include <string.h>

enum { LABEL_MOST = 120, BLOCK_MOST = 600 };

static struct pack_letter letter_read(struct pack_reader *r, const struct node *node)
{
    static const struct pack_key keys[] = { PACK_LANGUAGES, { 0 } };
    const struct node *list = pack_get_list(r, node, "blocks", PACK_BLOCKS);
    struct pack_text *blocks = ARENA_ARRAY(r->a, struct pack_text, list ? list->n : 0);
    struct pack_letter out = { .name = pack_get_name(r, node, "name"),
                               .title = pack_languages(r, node, LABEL_MOST),
                               .block = blocks };

    for (size_t i = 0; list && i < list->n; i++)
        if (pack_keys(r, list->child[i], N_("a block"), keys))
            blocks[out.n_blocks++] = pack_languages(r, list->child[i], BLOCK_MOST);
    pack_get_span(r, node, "within", &out.unit, &out.length);
    out.source = pack_get_source(r, node);
    if (out.source && !node_get(node, "within"))
        pack_wrong(
            r, node_get(node, "source")->line,
            N_("a letter names a source and no time: write \"within\", the time its passages name"),
            NULL);
    return out;
}

void pack_read_letters(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "name", KEY_MUST },  { "blocks", KEY_MAY },
                                            { "within", KEY_MAY }, { "source", KEY_MAY },
                                            PACK_LANGUAGES,        { 0 } };
    const struct node *list = pack_get_list(r, top, "letters", PACK_LETTERS);
    struct pack_letter *letters = ARENA_ARRAY(r->a, struct pack_letter, list ? list->n : 0);

    r->v->letter = letters;
    for (size_t i = 0; list && i < list->n; i++) {
        struct pack_letter letter;
        if (!pack_keys(r, list->child[i], N_("a letter"), keys))
            continue;
        letter = letter_read(r, list->child[i]);
        if (pack_letter(r->v, letter.name))
            pack_wrong(r, list->child[i]->line,
                       N_("letter \"{name}\" stands twice: take one of them out"), "name",
                       letter.name, NULL);
        else if (letter.name)
            letters[r->v->n_letters++] = letter;
    }
}

static bool is_letter(const char *letter, const char *name)
{
    return letter && strcmp(letter, name) == 0;
}

/* A letter that nothing sends is a promise that nobody keeps. */
void pack_letters_sent(struct pack_reader *r, const struct node *top)
{
    const struct node *list = node_get(top, "letters");

    for (size_t i = 0; i < r->v->n_letters; i++) {
        const char *name = r->v->letter[i].name;
        bool sent = strcmp(name, "decision") == 0 || strcmp(name, "delay") == 0;
        for (size_t j = 0; j < r->v->n_clocks; j++)
            sent |= is_letter(r->v->clock_early[j].letter, name) ||
                    is_letter(r->v->clock_holding[j], name);
        if (!sent)
            pack_wrong(r, list->line,
                       N_("nothing sends the letter \"{name}\": write decision, delay, or that of "
                          "an \"early\" or a \"holding\""),
                       "name", name, NULL);
    }
}
