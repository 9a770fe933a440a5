/* Record sheets, copies and roles of a pack. */
#include "complaint/pack_parts.h"

#include <string.h>

enum { TITLE_MOST = 100, COLUMN_MOST = 60, SENTENCE_MOST = 400, TEAM_MOST = 120 };

/* -- sheets -- */

/* A column says either which fact or which own field it shows. */
static struct pack_column column_of(struct pack_reader *r, const struct node *node)
{
    const char *words[SHEET_FACTS];
    const char *field = pack_get_name(r, node, "field");
    struct pack_column c = { .field = field,
                             .ours = pack_get_bool(r, node, "ours"),
                             .text = pack_languages(r, node, COLUMN_MOST) };
    int fact;

    for (int i = 0; i < SHEET_FACTS; i++)
        words[i] = sheet_fact_code((enum sheet_fact)i);
    fact = pack_get_word(r, node, "fact", words, COUNT(words));
    c.fact = fact > 0 ? (enum sheet_fact)fact : SHEET_OWN;
    if (!node_get(node, "fact") == !node_get(node, "field"))
        pack_wrong(r, node->line,
                   N_("a column shows one thing: write either \"fact\" or \"field\""), NULL);
    if (field && !pack_field(r->v, field))
        pack_wrong(r, node_get(node, "field")->line,
                   N_("field \"{name}\" is none of the pack's: write it under \"fields\" first"),
                   "name", field, NULL);
    return c;
}

static void columns_read(struct pack_reader *r, const struct node *sheet, struct pack_sheet *out)
{
    static const struct pack_key keys[] = {
        { "fact", KEY_MAY }, { "field", KEY_MAY }, { "ours", KEY_MAY }, PACK_LANGUAGES, { 0 }
    };
    const struct node *list = pack_get_list(r, sheet, "columns", PACK_COLUMNS);
    struct pack_column *columns = ARENA_ARRAY(r->a, struct pack_column, list ? list->n : 0);

    out->column = columns;
    for (size_t i = 0; list && i < list->n; i++)
        if (pack_keys(r, list->child[i], N_("a column"), keys))
            columns[out->n_columns++] = column_of(r, list->child[i]);
    if (list && list->n == 0)
        pack_wrong(r, list->line, N_("a sheet without columns shows nothing: write some"), NULL);
}

void pack_read_sheets(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = {
        { "code", KEY_MUST }, { "classes", KEY_MAY }, { "columns", KEY_MUST }, PACK_LANGUAGES, { 0 }
    };
    const struct node *list = pack_get_list(r, top, "sheets", PACK_SHEETS);
    struct pack_sheet *sheets = ARENA_ARRAY(r->a, struct pack_sheet, list ? list->n : 0);

    r->v->sheet = sheets;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *node = list->child[i];
        struct pack_sheet s;
        if (!pack_keys(r, node, N_("a sheet"), keys))
            continue;
        s = (struct pack_sheet){ .code = pack_get_name(r, node, "code"),
                                 .classes = pack_get_classes(r, node),
                                 .text = pack_languages(r, node, TITLE_MOST) };
        columns_read(r, node, &s);
        if (pack_sheet(r->v, s.code))
            pack_wrong(r, node->line, N_("sheet \"{name}\" stands twice: take one of them out"),
                       "name", s.code, NULL);
        else if (s.code)
            sheets[r->v->n_sheets++] = s;
    }
}

/* -- copies -- */

/* What who has the copy is to say, in words. */
static struct pack_words asks_get(struct pack_reader *r, const struct node *map)
{
    struct pack_words names = pack_get_names(r, map, "asks");

    for (size_t i = 0; i < names.n; i++) {
        const struct pack_field *f = pack_field(r->v, names.word[i]);
        if (!f || (f->kind != OWN_TEXT && f->kind != OWN_LINES))
            pack_wrong(r, node_get(map, "asks")->line,
                       N_("a copy asks for words, and \"{name}\" is no field of kind text or "
                          "lines: write it under \"fields\" first"),
                       "name", names.word[i], NULL);
    }
    return names;
}

void pack_read_copies(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "name", KEY_MUST },
                                            { "at", KEY_MUST },
                                            { "classes", KEY_MAY },
                                            { "team", KEY_MAY },
                                            { "asks", KEY_MAY },
                                            PACK_LANGUAGES,
                                            { 0 } };
    const struct node *list = pack_get_list(r, top, "copies", PACK_COPIES);
    struct pack_copy *copies = ARENA_ARRAY(r->a, struct pack_copy, list ? list->n : 0);

    r->v->copy = copies;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *node = list->child[i];
        struct pack_copy c;
        if (!pack_keys(r, node, N_("a copy"), keys))
            continue;
        c = (struct pack_copy){ .name = pack_get_name(r, node, "name"),
                                .at = pack_get_events(r, node, "at"),
                                .classes = pack_get_classes(r, node),
                                .team = pack_get_text(r, node, "team", TEAM_MOST),
                                .asks = asks_get(r, node),
                                .text = pack_languages(r, node, TITLE_MOST) };
        if (pack_copy(r->v, c.name))
            pack_wrong(r, node->line, N_("copy \"{name}\" stands twice: take one of them out"),
                       "name", c.name, NULL);
        else if (c.name)
            copies[r->v->n_copies++] = c;
    }
}

/* -- roles -- */

void pack_read_roles(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "code", KEY_MUST }, { "duty", KEY_MUST },
                                            { "team", KEY_MAY },  { "outside", KEY_MAY },
                                            PACK_LANGUAGES,       { 0 } };
    const struct node *list = pack_get_list(r, top, "roles", PACK_ROLES);
    struct pack_role *roles = ARENA_ARRAY(r->a, struct pack_role, list ? list->n : 0);

    r->v->role = roles;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *node = list->child[i];
        struct pack_role role;
        if (!pack_keys(r, node, N_("a role"), keys))
            continue;
        role = (struct pack_role){ .code = pack_get_name(r, node, "code"),
                                   .team = pack_get_text(r, node, "team", TEAM_MOST),
                                   .outside = pack_get_bool(r, node, "outside"),
                                   .text = pack_languages(r, node, TITLE_MOST),
                                   .duty = pack_get_languages(r, node, "duty", SENTENCE_MOST) };
        if (role.code && pack_role(r->v, role.code, strlen(role.code)))
            pack_wrong(r, node->line, N_("role \"{name}\" stands twice: take one of them out"),
                       "name", role.code, NULL);
        else if (role.code)
            roles[r->v->n_roles++] = role;
    }
}
