#include "api/api_once.h"

#include "base/code.h"
#include "db/dossier_sql.h"
#include "db/filing_sql.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    KEY_MOST = 255,
    /* Seconds for which what is marked and has no answer is taken for being written just now. */
    WRITING = 10,
    STATUS = 3, /* digits */
    NO_WORDS = 0,
    WORDS = 1,
};

static void free_cleanup(char **s)
{
    free(*s);
}

static struct bytes mac_of(struct req *rq, const char *text)
{
    unsigned char *mac = arena_alloc(rq->a, MAC_BYTES);

    vault_mac_text(rq->app->vault, MAC_IDEMPOTENCY, text, mac);
    return (struct bytes){ mac, MAC_BYTES };
}

/* -- whose it is -- */

/* Who asks, so that keys of two never meet. A code is as good as a name here: nobody else has it.
 */
static const char *sender(struct req *rq, bool code_opens)
{
    const char *typed = code_opens ? req_header(rq, "Complaint-Code") : NULL;
    char code[CODE_TEXT] = "";

    if (typed && code_read(typed, strlen(typed), code))
        return arena_printf(rq->a, "code %s", code);
    if (!rq->user)
        return "public";
    return arena_printf(rq->a, "%s %" PRId64, rq->user->kind == USER_KEY ? "key" : "staff",
                        rq->user->id);
}

static bool key_read(struct req *rq, bool code_opens, const char **out)
{
    const char *key = req_header(rq, "Idempotency-Key");
    size_t n = key ? strlen(key) : 0;

    *out = NULL;
    if (!key)
        return true;
    for (size_t i = 0; i < n; i++)
        if (key[i] < 0x21 || key[i] > 0x7e)
            n = 0;
    if (n == 0 || n > KEY_MOST)
        return err_field(rq->err, "Idempotency-Key",
                         N_("An idempotency key is 1 to 255 visible ASCII characters."));
    *out = arena_printf(rq->a, "api:%s:%s", sender(rq, code_opens), key);
    return true;
}

bool api_once_read(struct req *rq, const char **out)
{
    return key_read(rq, false, out);
}

bool api_once_other(struct err *err)
{
    err_clear(err);
    return err_field(err, "Idempotency-Key",
                     N_("This idempotency key was used before with other content."));
}

bool api_once_open(struct req *rq, const char *scope, bool code_opens, struct api_once *out)
{
    *out = (struct api_once){ 0 };
    if (!key_read(rq, code_opens, &out->text))
        return false;
    if (out->text) {
        out->text = arena_printf(rq->a, "%s%s", scope, out->text);
        out->mac = mac_of(rq, out->text);
    }
    return true;
}

bool api_once_case(struct req *rq, bool code_opens, bool words, struct api_once *out)
{
    struct err none = { 0 };
    int64_t id = 0;

    *out = (struct api_once){ 0 };
    if (!req_header(rq, "Idempotency-Key"))
        return true;
    if (!sql_complaint_id_by_reference(rq->a, rq->db, req_param(rq, "reference"), &id, &none))
        return none.kind == ERR_NOT_FOUND || (*rq->err = none, false);
    if (!api_once_open(rq, arena_printf(rq->a, "act:%" PRId64 ":", id), code_opens, out))
        return false;
    out->words_of = words ? id : 0;
    return true;
}

/* -- what came with it -- */

void api_once_part(struct buf *b, const char *text)
{
    buf_printf(b, "%zu:%s", text ? strlen(text) : 0, text ? text : "");
}

void api_once_content(struct req *rq, const char *more, struct api_once *o)
{
    char *json CLEANUP(free_cleanup) =
        rq->json ? json_dumps(rq->json, JSON_SORT_KEYS | JSON_COMPACT | JSON_ENCODE_ANY) : NULL;

    if (o->text)
        o->content =
            mac_of(rq, arena_printf(rq->a, "act:%s:%s%s", rq->path, json ? json : "", more));
}

/* -- what was answered -- */

/* Made of the master key and of what was sent, and where words are in it of the key of their
 * complaint: without either, and after that is erased, nobody reads it. `there`: it can be made. */
static bool answer_key(struct req *rq, const struct api_once *o, struct key *out, bool *there)
{
    const struct key *words = NULL;
    struct err none = { 0 };
    struct bytes parts[3] = { { (const unsigned char *)"answer", strlen("answer") },
                              { (const unsigned char *)o->text, strlen(o->text) } };

    *there = true;
    if (o->words_of != 0 &&
        !keyring_get(edge_act(rq)->keys, KEY_COMPLAINT, o->words_of, &words, &none)) {
        *there = false;
        return none.kind == ERR_NOT_FOUND || (*rq->err = none, false);
    }
    if (words)
        parts[2] = (struct bytes){ words->b, KEY_BYTES };
    *out = (struct key){ .kind = KEY_ORGANISATION };
    vault_mac(rq->app->vault, MAC_IDEMPOTENCY, parts, COUNT(parts), out->b);
    return true;
}

static const struct seal_place answer_place = { "idempotency", "answer", 0 };

/* Before the sealed part one byte: whether it takes the key of its complaint too. Sealed are what
 * it came with, the status, the Location with a NUL behind it, the body. */
struct bytes api_once_seal(struct req *rq, const struct api_once *o, int status,
                           const char *location, const struct buf *body)
{
    struct buf plain = buf_new(rq->a), kept = buf_new(rq->a);
    struct bytes sealed;
    struct key key = { 0 };
    bool there;

    if (!answer_key(rq, o, &key, &there) || !there)
        return (struct bytes){ 0 };
    buf_add(&plain, (const char *)o->content.s, o->content.n);
    buf_printf(&plain, "%0*d%s", STATUS, status, location ? location : "");
    buf_char(&plain, '\0');
    buf_add(&plain, body->s, body->n);
    sealed = vault_seal(rq->a, &key, answer_place, plain.s, plain.n);
    vault_key_forget(&key);
    buf_char(&kept, o->words_of != 0 ? WORDS : NO_WORDS);
    buf_add(&kept, (const char *)sealed.s, sealed.n);
    return (struct bytes){ (const unsigned char *)kept.s, kept.n };
}

/* The kept answer as the reply, if it is the one to this content. */
static bool answer_give(struct req *rq, struct api_once *o, struct bytes sealed, bool *given)
{
    struct bytes plain;
    struct key key = { 0 };
    const char *rest;
    bool there;

    if (sealed.s[0] != (o->words_of != 0 ? WORDS : NO_WORDS))
        return true; /* of another act */
    if (!answer_key(rq, o, &key, &there) || !there)
        return !there && rq->err->kind == ERR_NONE;
    there = vault_unseal(rq->a, &key, answer_place, (struct bytes){ sealed.s + 1, sealed.n - 1 },
                         &plain, rq->err);
    vault_key_forget(&key);
    if (!there)
        return false;
    if (plain.n < MAC_BYTES + STATUS + 1)
        return err_internal(rq->err, "a kept answer is too short");
    o->same = o->content.n == MAC_BYTES && vault_mac_same(plain.s, o->content.s);
    if (!o->same)
        return true;
    rest = (const char *)plain.s + MAC_BYTES;
    rq->status = (rest[0] - '0') * 100 + (rest[1] - '0') * 10 + (rest[2] - '0');
    rest += STATUS;
    if (*rest)
        req_add_header(rq, "Location", rest);
    rest += strlen(rest) + 1;
    rq->body.n = 0;
    buf_add(&rq->body, rest, plain.n - (size_t)(rest - (const char *)plain.s));
    rq->content_type = "application/json; charset=utf-8";
    return *given = true;
}

/* -- asking and keeping -- */

bool api_once_given(struct req *rq, struct api_once *o, bool *given)
{
    struct idempotency_row row = { 0 };
    struct err none = { 0 };

    *given = o->marked = o->same = false;
    if (!o->text)
        return true;
    if (!sql_idempotency(rq->a, rq->db, o->mac, &row, &none))
        return none.kind == ERR_NOT_FOUND || (*rq->err = none, false);
    o->marked = true;
    o->at = row.made_at;
    o->same = row.content_mac.n == MAC_BYTES && o->content.n == MAC_BYTES &&
              vault_mac_same(row.content_mac.s, o->content.s);
    return row.answer.n == 0 || answer_give(rq, o, row.answer, given);
}

static bool writing(struct req *rq, const struct api_once *o)
{
    return o->at.us <= rq->now.us && rq->now.us - o->at.us < SECONDS(WRITING);
}

static bool ask_later(struct err *err)
{
    err_clear(err);
    err_set(err, ERR_CONFLICT,
            N_("The same request is being answered just now. Please send it again in a moment."));
    err->retry_after = 1;
    return false;
}

bool api_once_ask(struct req *rq, struct api_once *o, bool *given)
{
    if (!api_once_given(rq, o, given))
        return false;
    if (!o->marked || *given)
        return true;
    if (!o->same)
        return api_once_other(rq->err);
    return !writing(rq, o) || ask_later(rq->err);
}

bool api_once_raced(struct req *rq, struct api_once *o)
{
    struct err was = *rq->err;
    bool given = false;

    if (!o->text || was.kind != ERR_CONFLICT)
        return false;
    err_clear(rq->err);
    if (api_once_given(rq, o, &given) && given)
        return true;
    if (o->marked && o->same)
        return ask_later(rq->err);
    *rq->err = was;
    return false;
}

static const char *location_of(const struct req *rq)
{
    for (int i = 0; i < rq->n_headers; i++)
        if (strcasecmp(rq->headers[i].name, "Location") == 0)
            return rq->headers[i].value;
    return NULL;
}

bool api_once_keep(struct req *rq, int64_t complaint, const struct api_once *o)
{
    struct bytes sealed;
    AUTO_TX tx = { 0 };

    if (!o->text)
        return true;
    sealed = api_once_seal(rq, o, rq->status, location_of(rq), &rq->body);
    return sealed.n == 0 || (tx_begin(&tx, rq->db, rq->err) &&
                             sql_idempotency_answer(rq->a, rq->db, o->mac, o->content, complaint,
                                                    rq->now, sealed, rq->err) &&
                             tx_commit(&tx, rq->err));
}
