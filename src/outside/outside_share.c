#include "outside/outside_share.h"

#include <inttypes.h>
#include <string.h>

static const struct {
    const char *name, *label;
    size_t at; /* of the secret in the row of the complaint */
} texts[] = {
    { "subject", N_("Subject"), offsetof(struct complaint_row, subject) },
    { "description", N_("What the complainant told us"),
      offsetof(struct complaint_row, description) },
    { "product", N_("Product, service or place"), offsetof(struct complaint_row, product) },
    { "product_reference", N_("Number of the order or contract"),
      offsetof(struct complaint_row, product_reference) },
    { "place", N_("Where it happened"), offsetof(struct complaint_row, place) },
    { "happened_text", N_("When it happened"), offsetof(struct complaint_row, happened_text) },
    { "remedy_sought", N_("Remedy sought"), offsetof(struct complaint_row, remedy_sought) },
};

static size_t statement_offer(const struct dossier *d, const struct lang *lang,
                              struct outside_share *list)
{
    size_t n = 0;

    for (size_t i = 0; i < COUNT(texts); i++) {
        const struct secret *s = (const void *)((const char *)&d->c + texts[i].at);
        if (s->text)
            list[n++] = (struct outside_share){ .name = texts[i].name,
                                                .label = lang_text(lang, texts[i].label),
                                                .text = s->text,
                                                .language = d->c.language };
    }
    return n;
}

static size_t fields_offer(struct arena *a, const struct dossier *d, const struct lang *lang,
                           struct outside_share *list)
{
    size_t n = 0;

    for (size_t i = 0; d->pack && i < d->pack->n_fields; i++) {
        const struct pack_field *f = &d->pack->field[i];
        const char *value = f->kind == OWN_FILE || own_names_people(f)
                                ? NULL
                                : dossier_own_shown(a, d, f, lang->index);
        if (value)
            list[n++] = (struct outside_share){ .name = arena_printf(a, "own.%s", f->name),
                                                .label = f->text.in[lang->index],
                                                .text = value };
    }
    return n;
}

static size_t entries_offer(struct arena *a, const struct dossier *d, const struct lang *lang,
                            struct outside_share *list)
{
    size_t n = 0;

    for (size_t i = 0; i < d->entry.n; i++) {
        const struct entry_row *e = &d->entry.row[i];
        bool in = strcmp(e->direction, "in") == 0;
        if (e->text.text && strcmp(e->direction, "internal") != 0)
            list[n++] = (struct outside_share){
                .name = arena_printf(a, "entry.%" PRId64, e->id),
                .label = lang_text(lang, in ? N_("What the complainant added")
                                            : N_("What we wrote to the complainant")),
                .text = e->text.text,
                .language = e->language,
            };
    }
    return n;
}

static size_t files_offer(struct arena *a, const struct dossier *d, const struct lang *lang,
                          struct outside_share *list)
{
    size_t n = 0;

    for (size_t i = 0; i < d->file.n; i++) {
        const struct file_row *f = &d->file.row[i];
        if (!instant_is_set(f->removed_at) && !f->withheld)
            list[n++] = (struct outside_share){ .name = arena_printf(a, "file.%" PRId64, f->id),
                                                .label = lang_text(lang, N_("File")),
                                                .text = f->name.text,
                                                .file = f };
    }
    return n;
}

struct rows outside_shares(struct arena *a, const struct dossier *d, const struct lang *lang)
{
    size_t most = COUNT(texts) + (d->pack ? d->pack->n_fields : 0) + d->entry.n + d->file.n;
    struct outside_share *list = ARENA_ARRAY(a, struct outside_share, most);
    size_t n = statement_offer(d, lang, list);

    n += fields_offer(a, d, lang, list + n);
    n += entries_offer(a, d, lang, list + n);
    n += files_offer(a, d, lang, list + n);
    return (struct rows){ list, n };
}

bool outside_names(const char *names, const char *word)
{
    size_t n = strlen(word);

    for (const char *at = names; at && (at = strstr(at, word)) != NULL; at += n)
        if ((at == names || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            return true;
    return false;
}

struct rows outside_shown(struct arena *a, const struct dossier *d, const struct lang *lang,
                          const char *names)
{
    struct rows all = outside_shares(a, d, lang);
    struct outside_share *list = (void *)(uintptr_t)all.row;
    size_t n = 0;

    for (size_t i = 0; i < all.n; i++)
        if (outside_names(names, list[i].name))
            list[n++] = list[i];
    return (struct rows){ list, n };
}

const struct person_row *outside_person(const struct dossier *d, const char *names)
{
    bool sealed = strcmp(d->c.privacy, "confidential") == 0;

    if (outside_names(names, SHARE_GRANTED) || (!sealed && outside_names(names, SHARE_IDENTITY)))
        return dossier_person(d, "complainant");
    return NULL;
}
