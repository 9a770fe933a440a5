/*
 * Words that go from the search, or give way to others. The index of SQLite holds words and no
 * texts, and a document leaves it only when it is told every word it came with. The events tell
 * them: a document has the id of the row it was made of, an id says which event gave it out, and
 * beside that event stand the texts as they were then; names may stand beside another one of the
 * same person. Words are asked for one by one before they are taken out, since an index from which
 * words are taken that it never had is damaged.
 */
#include "complaint/search.h"

#include "complaint/event.h"
#include "complaint/redaction.h"
#include "db/history_sql.h"
#include "db/search_sql.h"
#include "i18n/words.h"

#include <stdlib.h>
#include <string.h>

enum { TEXTS_MOST = 400, JOINT = 48, WORD = 16 };

struct texts_found {
    struct arena *a;
    const char *text[TEXTS_MOST];
    size_t n;
};

static void text_add(struct texts_found *t, const char *text)
{
    if (text && *text && t->n < TEXTS_MOST)
        t->text[t->n++] = text;
}

/* The texts in what stands beside an event: a seed, then index and value of each. */
static void values_read(struct texts_found *t, struct bytes plain)
{
    struct event_reader r = { .rest = plain };

    event_get_raw(&r, EVENT_HASH);
    while (r.rest.n > 0 && !r.bad) {
        struct value v;
        event_get(&r, 4);
        v = event_get_value(t->a, &r);
        if (!r.bad && v.kind == VALUE_TEXT)
            text_add(t, arena_strn(t->a, (const char *)v.b.s, v.b.n));
    }
}

static bool values_open(const struct act *act, struct arena *a, const struct rows *rows,
                        struct texts_found *out, struct err *err)
{
    const struct event_value_row *row = rows->row;

    for (size_t i = 0; i < rows->n; i++) {
        struct seal_place place = { "event_value", "sealed", row[i].id / HISTORY_IDS };
        struct err gone = { 0 };
        const struct key *key;
        struct bytes plain;
        if (!keyring_get(act->keys, (enum key_kind)row[i].key_kind, row[i].key_owner, &key,
                         &gone)) {
            if (gone.kind == ERR_NOT_FOUND)
                continue; /* of somebody who was erased before */
            return *err = gone, false;
        }
        if (!vault_unseal(a, key, place, row[i].sealed, &plain, err))
            return false;
        values_read(out, plain);
    }
    return true;
}

/* Fields were put one behind the other to be indexed, and of scripts without blanks two
 * characters make a word also where two fields meet. */
static const char *texts_joined(const struct texts_found *t)
{
    struct buf b = buf_new(t->a);

    for (size_t i = 0; i < t->n; i++) {
        buf_str(&b, t->text[i]);
        buf_str(&b, "\n.\n");
    }
    for (size_t i = 0; i < t->n; i++)
        for (size_t j = 0; j < t->n; j++) {
            size_t n = strlen(t->text[i]);
            if (i == j || t->n > 60)
                continue;
            buf_str(&b, t->text[i] + (n > JOINT ? n - JOINT : 0));
            buf_char(&b, '\n');
            buf_add(&b, t->text[j], strnlen(t->text[j], JOINT));
            buf_str(&b, "\n.\n");
        }
    return buf_text(&b);
}

/* Of these words those that the document has. */
static bool words_held(const struct act *act, struct arena *a, int64_t document, const char *words,
                       const char **out, struct err *err)
{
    struct buf b = buf_new(a);

    for (const char *w = words; *w; w += strspn(w, " ")) {
        size_t n = strcspn(w, " ");
        const char *word = arena_strn(a, w, n);
        int64_t there = 0;
        w += n;
        if (!sql_search_word_in(a, act->db, document, word, &there, err))
            return false;
        if (there > 0)
            buf_printf(&b, "%s%s", b.n > 0 ? " " : "", word);
    }
    *out = buf_text(&b);
    return true;
}

/* The texts beside the event, and those of the people whom the document or its event names: a case
 * that was split off took its names from the first one, and a correction says again what stays. */
static bool texts_find(const struct act *act, struct arena *a, int64_t document,
                       struct texts_found *texts, struct texts_found *people, struct err *err)
{
    int64_t event = document / HISTORY_IDS;
    struct rows beside = { 0 }, of_people = { 0 };

    return sql_event_values(a, act->db, event, &beside, err) &&
           sql_search_person_values(a, act->db, document, event, &of_people, err) &&
           values_open(act, a, &beside, texts, err) && values_open(act, a, &of_people, people, err);
}

static bool words_forget(const struct act *act, int64_t document, const char *now, struct err *err)
{
    AUTO_ARENA a = arena_new();
    struct texts_found texts = { .a = a }, people = { .a = a };
    const char *words, *held = "";

    if (db_engine(act->db) == DB_PG)
        return sql_search_word_forget(a, act->db, document, "", err);
    if (!texts_find(act, a, document, &texts, &people, err))
        return false;
    text_add(&texts, now);
    words = words_index(a, keyring_vault(act->keys),
                        arena_printf(a, "%s%s", texts_joined(&texts), texts_joined(&people)));
    return words_held(act, a, document, words, &held, err) &&
           (!*held || sql_search_word_forget(a, act->db, document, held, err));
}

bool search_forget(const struct act *act, int64_t document, const char *now, struct err *err)
{
    return search_put_in(act->a, act->db, INT64_MAX, NULL, err) &&
           words_forget(act, document, redaction_words(act->a, now), err);
}

bool search_change(const struct act *act, int64_t document, int64_t complaint,
                   enum search_part part, const char *before, const char *after, struct err *err)
{
    const char *words;
    int64_t there = 0;

    after = redaction_words(act->a, after);
    if (!sql_search_doc_there(act->a, act->db, document, &there, err))
        return false;
    if (there == 0)
        return search_add(act, document, complaint, part, after, err);
    words = words_index(act->a, keyring_vault(act->keys), after ? after : "");
    return search_forget(act, document, before, err) &&
           (!*words || sql_search_word_insert(act->a, act->db, document, complaint,
                                              search_part_code(part), words, err));
}
