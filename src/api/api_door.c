/* Who asks the API for a case, and whether they get it. */
#include "api/api.h"

#include "base/code.h"
#include "complaint/redaction.h"
#include "db/api_sql.h"
#include "redact/redact.h"

#include <string.h>
#include <strings.h>

bool api_credential_good(struct req *rq)
{
    if (!req_header(rq, "Authorization") || (rq->user && rq->user->kind == USER_KEY))
        return true;
    return err_set(rq->err, ERR_UNAUTHORISED,
                   N_("This key is not known, or does not hold any more."));
}

bool api_logged_in(struct req *rq)
{
    return api_credential_good(rq) &&
           (rq->user || err_set(rq->err, ERR_UNAUTHORISED, N_("Please send a key, or log in.")));
}

bool api_person(struct req *rq)
{
    return api_logged_in(rq) &&
           (rq->user->kind == USER_STAFF ||
            err_set(rq->err, ERR_REFUSED,
                    N_("This needs a person who answers for it: a key cannot do it.")));
}

static bool not_there(struct req *rq)
{
    return err_set(rq->err, ERR_NOT_FOUND, N_("There is no such complaint, or it is not for you."));
}

/* Whether code and reference belong together. A reference that does not exist takes the
 * same way with a code that nobody has. */
static bool code_fits(struct req *rq, const char *reference, const char *typed, bool *fits)
{
    struct complaint_row c = { 0 };
    struct err none = { 0 };
    unsigned char mac[MAC_BYTES] = { 0 }, kept[MAC_BYTES] = { 0 };
    char code[CODE_TEXT] = "";
    bool read = code_read(typed, strlen(typed), code);
    bool found = sql_api_code(rq->a, rq->db, reference, &c, &none);

    if (!found && none.kind != ERR_NOT_FOUND) {
        *rq->err = none;
        return false;
    }
    code_mac(rq->app->vault, code, mac);
    if (c.code_mac.n == MAC_BYTES)
        memcpy(kept, c.code_mac.s, MAC_BYTES);
    *fits = vault_mac_same(mac, kept) && read && found;
    return true;
}

/* Notes among staff, and files that were put down there. */
static void drop_internal(struct dossier *d)
{
    size_t n = 0;

    for (size_t i = 0; i < d->entry.n; i++)
        if (strcmp(d->entry.row[i].direction, "internal") != 0)
            d->entry.row[n++] = d->entry.row[i];
    d->entry.n = n;
    n = 0;
    for (size_t i = 0; i < d->file.n; i++)
        if (strcmp(d->file.row[i].direction, "internal") != 0)
            d->file.row[n++] = d->file.row[i];
    d->file.n = n;
}

static bool own_case(struct req *rq, const char *reference, const char *code, struct dossier *d)
{
    const struct procedure *p;
    bool fits;

    if (!req_throttle(rq, THROTTLE_TRACK, NULL) || !edge_procedure(rq, &p) ||
        !code_fits(rq, reference, code, &fits))
        return false;
    if (!fits)
        return not_there(rq);
    edge_as_complainant(rq);
    if (!dossier_load(edge_act(rq), p, reference, d, rq->err) ||
        !redactions_own(edge_act(rq), d, rq->err))
        return false;
    redaction_show_all(rq->a, p, rq->lang, d);
    drop_internal(d);
    return true;
}

bool api_case_of(struct req *rq, const char *reference, enum may what, bool code_opens,
                 struct dossier *d, enum api_view *view)
{
    const char *code = code_opens ? req_header(rq, "Complaint-Code") : NULL;
    struct may_object object;

    *view = code ? API_COMPLAINANT : API_STAFF;
    if (!api_credential_good(rq))
        return false;
    if (code)
        return own_case(rq, reference, code, d);
    if (!rq->user)
        return err_set(rq->err, ERR_UNAUTHORISED, N_("Please send a key, or log in."));
    if (!edge_case(rq, reference, what, d))
        return false;
    object = edge_object(rq, d);
    if (!may(rq->user, MAY_READ_INTERNAL, &object))
        drop_internal(d);
    return true;
}

bool api_case(struct req *rq, enum may what, bool code_opens, struct dossier *d,
              enum api_view *view)
{
    return api_case_of(rq, req_param(rq, "reference"), what, code_opens, d, view);
}
