/* Likely doubles: found by the search of names and contacts, then held side by side. */
#include "desk/persons.h"

#include "db/person_sql.h"
#include "desk/people_view.h"
#include "desk/search.h"
#include "i18n/name.h"
#include "operation/receipt/person_rows.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { FOUND_MOST = 40, EACH_MOST = 15, PHONE_LEAST = 7, PHONE_TAIL = 9 };

bool persons_same_email(const char *one, const char *two)
{
    return one && two && strcasecmp(one, two) == 0;
}

/* The last digits, for the country stands before them or does not. NULL: too few to tell. */
static const char *digits(struct arena *a, const char *text)
{
    char *out = arena_alloc(a, PHONE_TAIL + 1);
    size_t n = PHONE_TAIL;

    out[n] = '\0';
    for (const char *s = text + strlen(text); s > text && n > 0; s--)
        if (isdigit((unsigned char)s[-1]))
            out[--n] = s[-1];
    return PHONE_TAIL - n < PHONE_LEAST ? NULL : out + n;
}

bool persons_same_phone(const struct req *rq, const char *one, const char *two)
{
    const char *a = one ? digits(rq->a, one) : NULL, *b = two ? digits(rq->a, two) : NULL;

    return a && b && strcmp(a, b) == 0;
}

bool persons_same_name(const struct req *rq, const char *one, const char *two)
{
    return one && two && strcmp(name_key(rq->a, one), name_key(rq->a, two)) == 0;
}

/* A record that something was found under. */
struct candidate {
    const struct case_line *line;
    const struct person_row *person;
    bool email, phone, name;
};

static int weight(const struct candidate *c)
{
    return 4 * c->email + 4 * c->phone + 2 * c->name;
}

static int likelier(const void *one, const void *two)
{
    return weight(two) - weight(one);
}

static bool keys_add(struct req *rq, const struct reach *reach, const char *words,
                     struct case_key *keys, size_t *n)
{
    const struct search s = { .q = words };
    struct pick pick;

    if (!words)
        return true;
    if (!search_cases(rq, reach, &s, &pick))
        return false;
    for (size_t i = 0; i < pick.n && i < EACH_MOST && *n < FOUND_MOST; i++)
        keys[(*n)++] = pick.key[i];
    return true;
}

/* The records of those cases, but for the own one and those the reader may not see. */
static bool records_read(struct req *rq, const struct rows *lines, int64_t own, struct rows *out)
{
    const struct case_line *line = lines->row;
    struct buf ids = buf_new(rq->a);

    for (size_t i = 0; i < lines->n; i++)
        if (!line[i].sealed && line[i].person_id != 0 && line[i].person_id != own)
            buf_listed(&ids, line[i].person_id);
    *out = (struct rows){ 0 };
    return ids.n == 0 || (sql_persons_by_ids(rq->a, rq->db, buf_text(&ids), out, rq->err) &&
                          rows_open(rq->a, edge_act(rq)->keys, &person_table, out, rq->err));
}

static const struct case_line *line_of(const struct rows *lines, int64_t person)
{
    const struct case_line *line = lines->row;

    for (size_t i = 0; i < lines->n; i++)
        if (line[i].person_id == person && !line[i].sealed)
            return &line[i];
    return NULL;
}

static const char *why_words(struct req *rq, const struct candidate *c)
{
    const char *const words[] = { c->email ? N_("the same e-mail address") : NULL,
                                  c->phone ? N_("the same telephone number") : NULL,
                                  c->name ? N_("the same name") : NULL };
    struct buf b = buf_new(rq->a);

    for (size_t i = 0; i < COUNT(words); i++)
        if (words[i])
            buf_printf(&b, "%s%s", b.n > 0 ? " · " : "", lang_text(rq->lang, words[i]));
    return buf_text(&b);
}

static struct rows views(struct req *rq, const struct candidate *list, size_t n, const char *path)
{
    struct double_view *out = ARENA_ARRAY(rq->a, struct double_view, DOUBLES_MOST);

    n = n < DOUBLES_MOST ? n : DOUBLES_MOST;
    for (size_t i = 0; i < n; i++)
        out[i] = (struct double_view){ .name = list[i].person->name.text,
                                       .reference = list[i].line->reference,
                                       .why = why_words(rq, &list[i]),
                                       .href = arena_printf(rq->a, "%s/%s", path,
                                                            list[i].line->reference) };
    return (struct rows){ out, n };
}

bool persons_doubles(struct req *rq, const struct reach *reach, const struct dossier *d,
                     const char *path, struct rows *out)
{
    const struct person_row *own = dossier_person(d, "complainant"), *row;
    struct case_key keys[FOUND_MOST];
    struct candidate *list;
    struct rows lines, records;
    size_t n = 0, likely = 0;

    *out = (struct rows){ 0 };
    if (!own)
        return true;
    if (!keys_add(rq, reach, own->email.text, keys, &n) ||
        !keys_add(rq, reach, own->phone.text ? digits(rq->a, own->phone.text) : NULL, keys, &n) ||
        !keys_add(rq, reach, own->name.text ? name_query(rq->a, own->name.text) : NULL, keys, &n) ||
        !pick_lines(rq, reach, keys, n, &lines) || !records_read(rq, &lines, own->id, &records))
        return false;
    row = records.row;
    list = ARENA_ARRAY(rq->a, struct candidate, records.n + 1);
    for (size_t i = 0; i < records.n; i++) {
        struct candidate c = { .line = line_of(&lines, row[i].id),
                               .person = &row[i],
                               .email = persons_same_email(own->email.text, row[i].email.text),
                               .phone = persons_same_phone(rq, own->phone.text, row[i].phone.text),
                               .name = persons_same_name(rq, own->name.text, row[i].name.text) };
        if (c.line && weight(&c) > 0)
            list[likely++] = c;
    }
    qsort(list, likely, sizeof *list, likelier);
    *out = views(rq, list, likely, path);
    return true;
}
