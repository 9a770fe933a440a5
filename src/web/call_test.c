/*
 * Requests through guard, router, rights, forms and errors, by hand: what a handler
 * may count on, and what every answer has.
 */
#include "base/tap.h"
#include "web/serve.h"
#include "web/try.h"

#include "base/buf.h"

#include <stdlib.h>
#include <string.h>

static bool shows(struct req *rq)
{
    const char *cookie = req_cookie(rq, "__Host-redress");

    rq->status = 200;
    rq->content_type = "text/plain; charset=utf-8";
    buf_printf(&rq->body, "%s %s %s%s%s", rq->lang->tag, rq->source, rq->secure ? "https" : "http",
               cookie ? " " : "", cookie ? cookie : "");
    return true;
}

static bool echoes(struct req *rq)
{
    rq->status = 200;
    rq->content_type = "text/plain; charset=utf-8";
    for (size_t i = 0; i < rq->query->n; i++)
        buf_printf(&rq->body, "?%s=%s", rq->query->fields[i].name, rq->query->fields[i].value);
    for (size_t i = 0; i < rq->form->n; i++)
        buf_printf(&rq->body, "%s=%s;", rq->form->fields[i].name, rq->form->fields[i].value);
    return true;
}

/* What is left of a form that is too large. */
static bool gives_back(struct req *rq)
{
    echoes(rq);
    if (rq->too_large)
        rq->status = 413;
    return true;
}

/* The database, as far as these handlers go: why nothing can be stored, and what it holds. */
static struct err refusing;
static int kept;

static void refuse(struct db *db, const struct err *why)
{
    (void)db;
    refusing = why ? *why : (struct err){ 0 };
}

static bool keeps(struct req *rq)
{
    req_add_header(rq, "X-Kept", refusing.kind == ERR_NONE ? "yes" : "no");
    if (refusing.kind == ERR_NONE) {
        kept++;
        rq->status = 201;
        buf_str(&rq->body, "kept ");
        return true;
    }
    echoes(rq);
    rq->status = 507;
    return true;
}

static bool names_item(struct req *rq)
{
    rq->status = 200;
    buf_str(&rq->body, req_param(rq, "id"));
    return true;
}

static bool fails(struct req *rq)
{
    const char *kind = req_param(rq, "kind");

    if (strcmp(kind, "full") == 0)
        return err_set(rq->err, ERR_FULL, N_("There is no room to keep this"));
    if (strcmp(kind, "field") == 0)
        return err_field(rq->err, "email", N_("Something went wrong"));
    if (strcmp(kind, "nothing") == 0)
        return false;
    return err_internal(rq->err, "secret detail");
}

static bool filed(struct req *rq)
{
    return req_throttle(rq, THROTTLE_FILING, NULL) && echoes(rq);
}

static bool redirects(struct req *rq)
{
    req_set_cookie(rq, "__Host-redress", req_param(rq, "value"));
    req_add_header(rq, "X-Test", "a\r\nSet-Cookie: b");
    return req_redirect(rq, "/to/%d", 5);
}

static bool downloads(struct req *rq)
{
    static const char bytes[] = "abc";

    return req_download(rq, "application/pdf", "../a\"b \xe5\x8f\x91.pdf",
                        (struct bytes){ (const unsigned char *)bytes, 3 });
}

struct note {
    const char *text;
    const char *name;
    struct date day;
    int count;
    struct rows tags;
};
struct tag {
    const char *name;
};
static const struct field tag_fields[] = { FIELD(struct tag, name, .max = 3) };
static const struct record tag_record = RECORD(struct tag, tag_fields);
static const struct field note_fields[] = {
    FIELD(struct note, text, .max = 10, .lines = true, .required = true),
    FIELD(struct note, name, .required = true),
    FIELD(struct note, day),
    FIELD(struct note, count),
    FIELD_ROWS(struct note, tags, &tag_record),
};
static const struct record note_record = RECORD(struct note, note_fields);

static bool reads_note(struct req *rq)
{
    struct note note = { 0 };
    struct field_errors errors = { 0 };

    if (form_record(rq, &note_record, &note, &errors))
        return req_json(rq, 200, &note_record, &note);
    rq->status = 422;
    for (size_t i = 0; i < errors.n; i++)
        buf_printf(&rq->body, "%s ", errors.e[i].field);
    return true;
}

static bool api_note(struct req *rq)
{
    struct note note = { 0 };

    return json_record(rq->a, rq->json, &note_record, &note, rq->err) &&
           req_json(rq, 201, &note_record, &note);
}

static const struct route routes[] = {
    { GET, "/", 0, shows, ROUTE_LANG },
    { GET, "/page", 0, shows, ROUTE_LANG },
    { GET, "/desk", 1, shows, 0 },
    { GET, "/query", 0, echoes, 0 },
    { GET, "/items/{id}", 0, names_item, 0 },
    { GET, "/fails/{kind}", 0, fails, 0 },
    { GET, "/redirects/{value}", 0, redirects, 0 },
    { GET, "/download", 0, downloads, 0 },
    { GET, "/static", 0, shows, ROUTE_STATIC },
    { POST, "/fails/{kind}", 0, fails, ROUTE_PUBLIC_FORM },
    { POST, "/public", 0, echoes, ROUTE_PUBLIC_FORM },
    { POST, "/upload", 0, echoes, ROUTE_PUBLIC_FORM | ROUTE_UPLOAD },
    { POST, "/large", 0, gives_back, ROUTE_PUBLIC_FORM | ROUTE_UPLOAD | ROUTE_LARGE },
    { POST, "/texts", 0, echoes, ROUTE_PUBLIC_FORM | ROUTE_TEXT_FILES },
    { POST, "/session", 0, echoes, 0 },
    { POST, "/keeps", 0, keeps, ROUTE_PUBLIC_FORM },
    { POST, "/note", 0, reads_note, ROUTE_PUBLIC_FORM },
    { POST, "/filed", 0, filed, ROUTE_PUBLIC_FORM },
    { GET, "/api/desk", 1, shows, ROUTE_API },
    { POST, "/desk/sure", 2, shows, 0 },
    { POST, "/api/note", 0, api_note, ROUTE_API },
    { POST, "/api/filed", 0, filed, ROUTE_API },
    { 0 },
};

/* Whoever sends the cookie "known" is known; "may" has the right, and has to show first who they
 * are where that right is another one. */
static bool identify(struct req *rq)
{
    const char *who = req_cookie(rq, "who");

    if (who)
        rq->user = (const struct user *)rq->a;
    if (who && strcmp(who, "vi") == 0)
        rq->lang = lang_by_tag("vi");
    return true;
}

static bool allowed(struct req *rq, int right)
{
    bool may = strcmp(req_cookie(rq, "who"), "may") == 0;

    if (!may || right == 1)
        return may;
    rq->door = "/desk/confirm";
    return err_set(rq->err, ERR_UNAUTHORISED, N_("Please log in."));
}

static bool token_valid(struct req *rq)
{
    const char *given = form_text(rq->form, "form_token");

    if (!given)
        given = req_header(rq, "Form-Token");
    return given && strcmp(given, "good") == 0;
}

#define FORM "application/x-www-form-urlencoded"
#define JSON "application/json"

static const struct {
    const char *what;
    struct try_request ask;
    int status;
    const char *has; /* part of the body; NULL = not looked at */
} cases[] = {
    { "a page", { .target = "/page" }, 200, "en 192.0.2.1 http" },
    { "the start", { .target = "/" }, 200, "en" },
    { "the start in a language", { .target = "/vi" }, 200, "vi" },
    { "and with its slash", { .target = "/vi/" }, 200, "vi" },
    { "a language in the path", { .target = "/zh-Hans/page" }, 200, "zh-Hans" },
    { "goes before the browser's",
      { .target = "/vi/page", .headers = "Accept-Language: zh-TW" },
      200,
      "vi" },
    { "the browser's language",
      { .target = "/page", .headers = "Accept-Language: vi;q=0.5, fr" },
      200,
      "vi" },
    { "the browser's language in another script",
      { .target = "/page", .headers = "Accept-Language: zh-TW" },
      200,
      "zh-Hans" },
    { "a language not offered", { .target = "/zh-Hant/page" }, 404, NULL },
    { "a language for a page without", { .target = "/vi/query" }, 404, NULL },
    { "the user's own language", { .target = "/page", .headers = "Cookie: who=vi" }, 200, "vi" },
    { "the absolute form", { .target = "http://complaints.example/page" }, 200, "en" },
    { "the absolute form of the start", { .target = "http://complaints.example" }, 200, "en" },
    { "an escaped path", { .target = "/%70age" }, 200, "en" },
    { "a parameter is decoded", { .target = "/items/a%20b" }, 200, "a b" },
    { "[S25] a broken escape", { .target = "/items/%4" }, 400, NULL },
    { "[S25] NUL in a path", { .target = "/items/%00" }, 400, NULL },
    { "[S25] a path that is not UTF-8", { .target = "/items/%ff" }, 400, NULL },
    { "a query", { .target = "/query?a=1&b=%32" }, 200, "?a=1?b=2" },
    { "[S25] a query that is not UTF-8", { .target = "/query?a=%ff" }, 400, NULL },
    { "no such page", { .target = "/nothing" }, 404, NULL },
    { "[S26] another method", { .method = "DELETE", .target = "/page" }, 405, NULL },
    { "[S26] TRACE", { .method = "TRACE", .target = "/page" }, 405, NULL },
    { "HEAD", { .method = "HEAD", .target = "/page" }, 200, NULL },
    { "a form", { .target = "/public", .body = "a=1&b=x+y" }, 200, "a=1;b=x y;" },
    { "a form in pieces",
      { .target = "/public", .body = "a=1&b=x+y", .piece = 1 },
      200,
      "a=1;b=x y;" },
    { "a form without anything", { .method = "POST", .target = "/public" }, 200, "" },
    { "a multipart form without files",
      { .target = "/public",
        .type = "multipart/form-data; boundary=B",
        .body = "--B\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--B--\r\n" },
      200,
      "a=1;" },
    { "a file where none is wanted",
      { .target = "/public",
        .type = "multipart/form-data; boundary=B",
        .body = "--B\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n1\r\n--B--\r\n" },
      422,
      NULL },
    { "a short text as a file",
      { .target = "/texts",
        .type = "multipart/form-data; boundary=B",
        .body = "--B\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n"
                "--B\r\nContent-Disposition: form-data; name=b; filename=c\r\n\r\nx\r\ny\r\n"
                "--B--\r\n" },
      200,
      "a=1;b=x\ny;" },
    { "a file that is no text",
      { .target = "/texts",
        .type = "multipart/form-data; boundary=B",
        .body = "--B\r\nContent-Disposition: form-data; name=b; filename=c\r\n\r\n\xff\r\n"
                "--B--\r\n" },
      200,
      "b=\xef\xbf\xbd;" },
    { "no file",
      { .target = "/texts",
        .type = "multipart/form-data; boundary=B",
        .body = "--B\r\nContent-Disposition: form-data; name=b; filename=\"\"\r\n\r\n\r\n"
                "--B--\r\n" },
      200,
      "" },
    { "[S23] JSON to a form", { .target = "/public", .type = JSON, .body = "{}" }, 415, NULL },
    { "text to a form", { .target = "/public", .type = "text/plain", .body = "a=1" }, 415, NULL },
    { "[S22] a foreign origin",
      { .target = "/public", .body = "a=1", .headers = "Origin: https://evil.example" },
      403,
      NULL },
    { "[S22] the origin null",
      { .target = "/public", .body = "a=1", .headers = "Origin: null" },
      403,
      NULL },
    { "[S22] our own origin",
      { .target = "/public", .body = "a=1", .headers = "Origin: https://complaints.example" },
      200,
      NULL },
    { "[S22] our public address",
      { .target = "/public", .body = "a=1", .headers = "Origin: https://public.example" },
      200,
      NULL },
    { "[S22] from another site",
      { .target = "/public", .body = "a=1", .headers = "Sec-Fetch-Site: cross-site" },
      403,
      NULL },
    { "[S22] from a sister site",
      { .target = "/public", .body = "a=1", .headers = "Sec-Fetch-Site: same-site" },
      403,
      NULL },
    { "[S22] from our own page",
      { .target = "/public", .body = "a=1", .headers = "Sec-Fetch-Site: same-origin" },
      200,
      NULL },
    { "[S22] a link from elsewhere may read",
      { .target = "/page", .headers = "Sec-Fetch-Site: cross-site" },
      200,
      NULL },
    { "[S22] a session's form without token", { .target = "/session", .body = "a=1" }, 403, NULL },
    { "[S22] with a wrong one", { .target = "/session", .body = "form_token=bad" }, 403, NULL },
    { "[S22] with the right one", { .target = "/session", .body = "form_token=good" }, 200, NULL },
    { "[S23] the API takes JSON only",
      { .target = "/api/note", .type = FORM, .body = "a=1" },
      415,
      NULL },
    { "[S23] the API without a session needs no token",
      { .target = "/api/note", .type = JSON, .body = "{\"text\":\"a\",\"name\":\"b\"}" },
      201,
      "\"text\":\"a\"" },
    { "[S23] with a session it does",
      { .target = "/api/note",
        .type = JSON,
        .body = "{\"text\":\"a\",\"name\":\"b\"}",
        .headers = "Cookie: who=may" },
      403,
      "urn:redress:problem:forbidden" },
    { "[S23] and takes it in the head",
      { .target = "/api/note",
        .type = JSON,
        .body = "{\"text\":\"a\",\"name\":\"b\"}",
        .headers = "Cookie: who=may\nForm-Token: good" },
      201,
      NULL },
    { "[S22] a key may come from another site",
      { .target = "/api/note",
        .type = JSON,
        .body = "{\"text\":\"a\",\"name\":\"b\"}",
        .headers = "Authorization: Bearer k\nOrigin: https://other.example" },
      201,
      NULL },
    { "[S59] an unknown member",
      { .target = "/api/note", .type = JSON, .body = "{\"texts\":\"a\"}" },
      422,
      "\"field\":\"texts\"" },
    { "[S11] broken JSON",
      { .target = "/api/note", .type = JSON, .body = "{" },
      400,
      "urn:redress:problem:bad-request" },
    { "no JSON at all", { .method = "POST", .target = "/api/note" }, 422, NULL },
    { "a problem of the API for an unknown path",
      { .target = "/api/none" },
      404,
      "\"status\":404" },
    { "[S49] nobody is known", { .target = "/desk" }, 303, NULL },
    { "[S49] nobody is known to the API", { .target = "/api/desk" }, 401, "unauthorised" },
    { "[S49] known without the right: as if it did not exist",
      { .target = "/desk", .headers = "Cookie: who=x" },
      404,
      NULL },
    { "[S46] known and allowed, but not sure enough",
      { .target = "/desk/sure", .headers = "Cookie: who=may", .body = "form_token=good&id=7" },
      303,
      NULL },
    { "[S46] [D4] and what they wrote is given back first",
      { .target = "/desk/sure",
        .headers = "Cookie: who=may",
        .body = "form_token=good&id=7&why=My+words+that+took+an+hour" },
      401,
      NULL },
    { "known and allowed", { .target = "/desk", .headers = "Cookie: who=may" }, 200, NULL },
    { "no room", { .target = "/fails/full" }, 507, NULL },
    { "[D4] what was written is given back",
      { .target = "/fails/full",
        .body = "story=My+words+that+took+an+hour&password=not+this+one+at+all" },
      507,
      NULL },
    { "a field at fault", { .target = "/fails/field" }, 422, NULL },
    { "a handler that gives no reason", { .target = "/fails/nothing" }, 500, NULL },
    { "[S12] a form into a record",
      { .target = "/note",
        .body = "text=a%0d%0ab&name=n&day=2026-03-31&count=4&tags=x&tags=y&more=1" },
      200,
      "{\"text\":\"a\\u000ab\",\"name\":\"n\",\"day\":\"2026-03-31\",\"count\":4,"
      "\"tags\":[{\"name\":\"x\"},{\"name\":\"y\"}]}" },
    { "[S12] a day in three fields",
      { .target = "/note", .body = "text=a&name=n&day-day=3&day-month=04&day-year=2026" },
      200,
      "\"day\":\"2026-04-03\"" },
    { "[S12] three empty fields are no day",
      { .target = "/note", .body = "text=a&name=n&day-day=&day-month=&day-year=" },
      200,
      "\"day\":null" },
    { "[S12] a day that does not exist",
      { .target = "/note", .body = "text=a&name=n&day-day=31&day-month=2&day-year=2026" },
      422,
      "day " },
    { "[S12] all errors at once",
      { .target = "/note", .body = "text=12345678901&count=x&tags=1234" },
      422,
      "text count tags name " },
    { "[S12] blanks are not an answer",
      { .target = "/note", .body = "text=+&name=n" },
      422,
      "text " },
    { "[S59] a repeated field",
      { .target = "/note", .body = "text=a&text=b&name=n" },
      422,
      "text " },
};

static const char *const languages[] = { "en", "zh-Hans", "vi" };
static const char *const proxies[] = { "127.0.0.1" };

/* To the letter: a policy that is there and allows more is none. [S2] [S19] [S24] */
static const char *const always[][2] = {
    { "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
      "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
      "frame-ancestors 'none'" },
    { "X-Content-Type-Options", "nosniff" },
    { "Referrer-Policy", "no-referrer, same-origin" },
    { "Strict-Transport-Security", "max-age=31536000; includeSubDomains" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
    { "X-Frame-Options", "DENY" },
    { "Permissions-Policy", "camera=(), geolocation=(), microphone=()" },
};

static void try_cases(struct app *app)
{
    for (size_t i = 0; i < COUNT(cases); i++) {
        AUTO_ARENA a = arena_new();
        struct try_answer got;
        try_call(a, app, &cases[i].ask, &got);
        TAP_INT(cases[i].what, got.status, cases[i].status);
        if (cases[i].has && !TAP(cases[i].what, strstr(got.body, cases[i].has) != NULL))
            printf("# %s\n", got.body);
        for (size_t k = 0; k < COUNT(always); k++) {
            const char *value = try_header(&got, always[k][0]);
            TAP(arena_printf(a, "[S19] %s: %s", cases[i].what, always[k][0]),
                value && strcmp(value, always[k][1]) == 0);
        }
    }
}

static struct try_answer ask(struct arena *a, struct app *app, const char *target,
                             const char *headers)
{
    struct try_answer got;

    try_call(a, app, &(struct try_request){ .target = target, .headers = headers }, &got);
    return got;
}

static void try_headers(struct arena *a, struct app *app)
{
    struct try_answer got = ask(a, app, "/redirects/v", NULL);

    TAP_TEXT("[S18] a cookie", try_header(&got, "Set-Cookie"),
             "__Host-redress=v; Path=/; Secure; HttpOnly; SameSite=Strict");
    TAP_TEXT("a place to go", try_header(&got, "Location"), "/to/5");
    TAP_TEXT("[S1] nothing ends a header early", try_header(&got, "X-Test"), "a??Set-Cookie: b");
    TAP_TEXT("[S56] nothing is cached", try_header(&got, "Cache-Control"), "no-store");
    got = ask(a, app, "/download", NULL);
    TAP_TEXT("[S31] a download by a clean name", try_header(&got, "Content-Disposition"),
             "attachment; filename=\"a_b ___.pdf\"; filename*=UTF-8''a%22b%20%E5%8F%91.pdf");
    TAP_TEXT("[S32] a download does nothing", try_header(&got, "Content-Security-Policy"),
             "default-src 'none'; sandbox");
    got = ask(a, app, "/fails/full", NULL);
    TAP("what failed may be tried again", try_header(&got, "Retry-After") != NULL);
    got = ask(a, app, "/fails/secret", NULL);
    TAP("[S63] nothing of the inside is told", !strstr(got.body, "secret"));
    got = ask(a, app, "/desk", NULL);
    TAP_TEXT("the way in", try_header(&got, "Location"), "/login");
    got = ask(a, app, "/page", "X-Forwarded-For: 203.0.113.5\nX-Forwarded-Proto: https");
    TAP_TEXT("[S28] a stranger's claim", got.body, "en 192.0.2.1 http");
    got = ask(a, app, "/page", "Cookie: a=b; __Host-redress=s1; c=d");
    TAP_TEXT("a cookie among others", got.body, "en 192.0.2.1 http s1");
    try_call(a, app,
             &(struct try_request){ .target = "/page",
                                    .peer = "127.0.0.1",
                                    .headers = "X-Forwarded-For: 203.0.113.5\n"
                                               "X-Forwarded-Proto: https" },
             &got);
    TAP_TEXT("[S28] a named proxy's claim", got.body, "en 203.0.113.5 https");
    try_call(a, app, &(struct try_request){ .method = "DELETE", .target = "/fails/x" }, &got);
    TAP_TEXT("[S26] the methods there are", try_header(&got, "Allow"), "GET, HEAD, POST");
}

/* A method of no route is refused by the guard of heads, and told the same as any other. */
static void try_allow(struct arena *a, struct app *app)
{
    static const struct {
        const char *method, *target;
        int status;
        const char *allow;
    } asked[] = {
        { "OPTIONS", "/page", 405, "GET, HEAD" },
        { "OPTIONS", "/vi/page?a=1", 405, "GET, HEAD" },
        { "OPTIONS", "http://complaints.example/session", 405, "POST" },
        { "BREW", "/fails/x", 405, "GET, HEAD, POST" },
        { "PUT", "/session", 405, "POST" },
        { "OPTIONS", "/nothing", 404, NULL },
        { "OPTIONS", "/%ff", 400, NULL },
        { "OPTIONS", "*", 405, "GET, HEAD, POST" },
        { "CONNECT", "complaints.example:443", 405, "GET, HEAD, POST" },
    };

    for (size_t i = 0; i < COUNT(asked); i++) {
        const char *what = arena_printf(a, "[S26] %s %s", asked[i].method, asked[i].target);
        struct try_answer got;

        try_call(a, app,
                 &(struct try_request){ .method = asked[i].method, .target = asked[i].target },
                 &got);
        TAP_INT(what, got.status, asked[i].status);
        TAP_TEXT(what, try_header(&got, "Allow"), asked[i].allow);
    }
}

static void try_health(struct arena *a, struct app *app)
{
    struct try_request full = { .target = "/fails/full", .body = "a=1" };
    struct try_request sent = { .target = "/public", .body = "a=1" };
    struct try_answer got;

    TAP_INT("[S55] before the first test write", ask(a, app, "/health", NULL).status, 503);
    atomic_store(&app->shared->probe, monotonic_now());
    TAP_INT("[S55] after it", ask(a, app, "/health", NULL).status, 200);
    try_call(a, app, &full, &got);
    TAP_INT("[S55] a worker found no room", ask(a, app, "/health", NULL).status, 503);
    try_call(a, app, &sent, &got);
    TAP_INT("[S55] it wrote again", ask(a, app, "/health", NULL).status, 200);
    atomic_store(&app->shared->probe, monotonic_now() - SECONDS(20));
    TAP_INT("[S55] a clerk that is silent", ask(a, app, "/health", NULL).status, 503);
    atomic_store(&app->shared->no_room, 0);
}

/* A form with words before and behind a file of `size` bytes. */
static const char *form_with_file(struct arena *a, int size)
{
    struct buf b = buf_new(a);

    buf_str(&b, "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nwords\r\n"
                "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n");
    for (int i = 0; i < size; i++)
        buf_char(&b, 'x');
    buf_str(&b, "\r\n--B\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\nlast\r\n--B--");
    return buf_text(&b);
}

static void try_too_large(struct arena *a, struct app *app)
{
    struct try_request ask = { .type = "multipart/form-data; boundary=B", .piece = 700 };
    struct try_answer got = { 0 };
    struct buf text = buf_new(a);

    ask.target = "/large";
    ask.body = form_with_file(a, 2500);
    try_call(a, app, &ask, &got);
    TAP_INT("[D4] a form over its limit is refused by its handler", got.status, 413);
    TAP_TEXT("[D4] with all its words", got.body, "a=words;b=last;");
    ask.body = form_with_file(a, 9000);
    try_call(a, app, &ask, &got);
    TAP_TEXT("[D4] what is far beyond it is not read", strstr(got.body, "words"), NULL);
    ask.target = "/upload";
    ask.body = form_with_file(a, 2500);
    try_call(a, app, &ask, &got);
    TAP_INT("a handler that does not ask for it never sees it", got.status, 413);
    TAP_TEXT("and nothing of it", strstr(got.body, "words"), NULL);

    buf_str(&text, "a=1&b=");
    while (text.n < 1500)
        buf_str(&text, "%E7%94%B5");
    ask = (struct try_request){ .target = "/large", .body = buf_text(&text) };
    try_call(a, app, &ask, &got);
    TAP_INT("[D4] a text over its limit", got.status, 413);
    TAP("[D4] comes back as far as it was read, in whole characters",
        strncmp(got.body, "a=1;b=\u7535\u7535", 12) == 0 && strlen(got.body) == 6 + 110 * 3 + 1);
}

static void try_limits(struct arena *a, struct app *app)
{
    struct try_request filing = { .target = "/filed", .body = "a=1" };
    struct try_request too_large = { .target = "/public" };
    struct try_answer got = { 0 };
    struct buf body = buf_new(a);

    for (int i = 0; i < 3; i++)
        try_call(a, app, &filing, &got);
    TAP_INT("[S16] three filings", got.status, 200);
    try_call(a, app, &filing, &got);
    TAP_INT("[S16] the fourth", got.status, 429);
    TAP_TEXT("[S16] says when", try_header(&got, "Retry-After"), "20");
    filing.peer = "192.0.2.2";
    try_call(a, app, &filing, &got);
    TAP_INT("[S16] somebody else", got.status, 200);
    got = ask(a, app, "/api/desk", NULL);
    TAP("[S16] the API tells what is left", try_header(&got, "RateLimit-Remaining") != NULL);

    for (int i = 0; i < 200; i++)
        buf_str(&body, "aaaaaaaaaa");
    too_large.body = buf_text(&body);
    try_call(a, app, &too_large, &got);
    TAP_INT("a body above the limit", got.status, 413);
    app->needs_db = true;
    TAP_INT("[D4] the database is away", ask(a, app, "/page", NULL).status, 503);
    TAP_INT("[D15] files of the program stay", ask(a, app, "/static", NULL).status, 200);
    app->needs_db = false;
}

/* [D4] The flush that several requests share failed after their handlers were done. */
static void try_undone(struct arena *a, struct app *app)
{
    struct err full = { .kind = ERR_FULL };
    struct try_request ask = { .target = "/keeps", .body = "words=mine" };
    struct try_answer got = { 0 };

    app->refuse = refuse;
    try_call(a, app, &ask, &got);
    TAP("what was stored is answered", got.status == 201 && kept == 1);
    ask.undone = &full;
    try_call(a, app, &ask, &got);
    TAP_INT("[D4] what was not is answered as when there is no room", got.status, 507);
    TAP_TEXT("[D4] the words come back to their author", got.body, "words=mine;");
    TAP_TEXT("nothing is left of the first answer", try_header(&got, "X-Kept"), "no");
    ask.target = "/keeps/nowhere";
    try_call(a, app, &ask, &got);
    TAP_INT("what never ran is answered as it was", got.status, 404);
    TAP("afterwards nothing is refused", refusing.kind == ERR_NONE);
}

int main(void)
{
    static const unsigned char master[KEY_BYTES] = { 1 };
    const struct route *const tables[] = { routes, health_routes, NULL };
    AUTO_ARENA a = arena_new();
    struct config config;
    struct router *router = NULL;
    struct err err = { 0 };
    struct app app = { .config = &config,
                       .lang = &langs[0],
                       .identify = identify,
                       .allowed = allowed,
                       .form_token_valid = token_valid,
                       .login_path = "/login" };
    struct vault *vault = vault_from_bytes(master);

    config_default(a, "/nowhere", &config);
    config.log_level = LOG_ERROR;
    config.body_limit = 1000;
    config.upload_limit = 2000;
    config.public_url = "https://public.example";
    config.languages = (struct texts){ languages, COUNT(languages) };
    config.trusted_proxies = (struct texts){ proxies, COUNT(proxies) };
    config.throttle[THROTTLE_FILING] = (struct throttle_limit){ .source = 3, .seconds = 60 };
    app.shared = calloc(1, sizeof *app.shared);
    app.vault = vault;
    TAP("the routes are joined", router_new(a, tables, &router, &err));
    TAP("the zone is there", zone_open("UTC", &app.zone, &err));
    app.router = router;
    try_cases(&app);
    try_allow(a, &app);
    try_headers(a, &app);
    try_health(a, &app);
    try_limits(a, &app);
    try_too_large(a, &app);
    try_undone(a, &app);
    free(app.shared);
    vault_close(vault);
    return tap_done();
}
