/*
 * GET /api/v1/openapi.json: the description of the API (OpenAPI 3.1.0), made of the
 * routes, their operations and the field tables, so that it cannot say anything else
 * than the program does.
 */
#include "api/openapi.h"

#include "api/api.h"
#include "api/api_operation.h"
#include "web/error_page.h"
#include "web/router.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define API_VERSION "1.0.0"

static const struct {
    int status;
    const char *words;
} problems[] = {
    { 400, "The body cannot be read: it is not JSON. `detail` says near which line." },
    { 401, "A key or a login is needed, or the one that was sent is not good." },
    { 403, "The header Form-Token is missing, or the request comes from another site." },
    { 404, "There is no such thing, or it is not for whoever asks." },
    { 409, "It cannot be done now: somebody or something was there before." },
    { 413, "What was sent is too large." },
    { 415, "The body is not of a kind that is accepted here." },
    { 422, "What was sent cannot be accepted as it is; `field` names the member." },
    { 429, "Too often in a short time; Retry-After says how many seconds to wait." },
};

static json_t *problem_answer(json_t *schemas, const char *words)
{
    return json_pack("{ss s{s{so}}}", "description", words, "content", "application/problem+json",
                     "schema", schema_ref(schemas, &problem_record, SCHEMA_RESPONSE));
}

static void problems_put(json_t *schemas, json_t *answers)
{
    for (size_t i = 0; i < COUNT(problems); i++) {
        char name[8];
        json_t *answer = problem_answer(schemas, problems[i].words);
        snprintf(name, sizeof name, "%d", problems[i].status);
        if (problems[i].status == 429 || problems[i].status == 409)
            json_object_set_new(
                answer, "headers",
                json_pack("{s{ss}}", "Retry-After", "$ref", "#/components/headers/Retry-After"));
        json_object_set_new(answers, name, answer);
    }
    json_object_set_new(answers, "default",
                        problem_answer(schemas, "Anything else that did not work."));
}

static void header_put(json_t *headers, const char *name, const char *type, const char *words)
{
    json_object_set_new(headers, name,
                        json_pack("{ss s{ss}}", "description", words, "schema", "type", type));
}

static json_t *headers_make(void)
{
    json_t *headers = json_object();

    header_put(headers, "Retry-After", "integer", "Seconds to wait before the next try.");
    header_put(headers, "Location", "string", "Where the new thing is read.");
    header_put(headers, "RateLimit-Limit", "integer", "Requests allowed in the window.");
    header_put(headers, "RateLimit-Remaining", "integer", "Requests left now.");
    header_put(headers, "RateLimit-Reset", "integer", "Seconds until all are there again.");
    return headers;
}

static json_t *security_schemes(void)
{
    return json_pack(
        "{s{ssssss} s{ssssssss} s{ssssssss} s{ssssssss}}", "key", "type", "http", "scheme",
        "bearer", "description", "A key made with `redress api-key add`.", "session", "type",
        "apiKey", "in", "cookie", "name", "__Host-redress", "description",
        "A login session of the desk.", "formToken", "type", "apiKey", "in", "header", "name",
        "Form-Token", "description",
        "With a session, for whatever changes something: `form_token` of GET /api/v1/me.", "code",
        "type", "apiKey", "in", "header", "name", "Complaint-Code", "description",
        "The complainant's secret code, from the receipt.");
}

static json_t *security_of(const struct route *route, unsigned doors)
{
    json_t *list = json_array();

    if (doors & DOOR_PUBLIC)
        json_array_append_new(list, json_object());
    if (doors & DOOR_KEY)
        json_array_append_new(list, json_pack("{s[]}", "key"));
    if (doors & DOOR_SESSION)
        json_array_append_new(list, route->method == GET
                                        ? json_pack("{s[]}", "session")
                                        : json_pack("{s[]s[]}", "session", "formToken"));
    if (doors & DOOR_CODE)
        json_array_append_new(list, json_pack("{s[]}", "code"));
    return list;
}

static json_t *parameter(const char *name, const char *in, bool required, const char *words,
                         json_t *schema)
{
    json_t *p =
        json_pack("{ss ss sb so}", "name", name, "in", in, "required", required, "schema", schema);

    if (words)
        json_object_set_new(p, "description", json_string(words));
    return p;
}

static void path_parameters(json_t *list, const char *path)
{
    for (const char *s = path; (s = strchr(s, '{')); s++) {
        char name[40];
        size_t n = strcspn(s + 1, "}");
        snprintf(name, sizeof name, "%.*s", (int)n, s + 1);
        json_array_append_new(
            list, parameter(name, "path", true, NULL, json_pack("{ss}", "type", "string")));
    }
}

/* A parameter of the URL is there or not; it is never null. */
static void query_parameters(json_t *list, json_t *schemas, const struct record *r)
{
    for (size_t i = 0; r && i < r->n; i++) {
        struct field f = r->fields[i];
        json_t *schema;
        bool required = f.required;
        f.required = true;
        f.help = NULL;
        schema = schema_field(schemas, r, &f, SCHEMA_REQUEST);
        json_object_del(schema, "minLength");
        json_array_append_new(list,
                              parameter(f.name, "query", required, r->fields[i].help, schema));
    }
}

static json_t *parameters_of(const struct route *route, const struct api_operation *op,
                             json_t *schemas)
{
    json_t *list = json_array();

    path_parameters(list, route->path);
    query_parameters(list, schemas, op->query);
    if (op->traits & TRAIT_IDEMPOTENT)
        json_array_append_new(
            list,
            parameter("Idempotency-Key", "header", false,
                      "A name for this request, best a random UUID: sent again with the "
                      "same content, it gets the same answer and nothing is done twice.",
                      json_pack("{ss si si}", "type", "string", "minLength", 1, "maxLength", 255)));
    if (op->traits & TRAIT_MATCH)
        json_array_append_new(
            list, parameter("If-Match", "header", false,
                            "The ETag of the complaint as it was read: 409 when somebody else "
                            "changed it since.",
                            json_pack("{ss}", "type", "string")));
    return list;
}

static json_t *body_of(const struct api_operation *op, json_t *schemas)
{
    if (op->traits & TRAIT_FILE)
        return json_pack("{sb s{s{s{ss s{s{ss ss}} s[s]}}}}", "required", true, "content",
                         "multipart/form-data", "schema", "type", "object", "properties", "file",
                         "type", "string", "format", "binary", "required", "file");
    return json_pack("{sb s{s{so}}}", "required", true, "content", "application/json", "schema",
                     schema_ref(schemas, op->request, SCHEMA_REQUEST));
}

static json_t *success_headers(const struct api_operation *op)
{
    static const char *const names[] = { "RateLimit-Limit", "RateLimit-Remaining",
                                         "RateLimit-Reset", "Location" };
    json_t *headers = json_object();

    for (size_t i = 0; i < COUNT(names); i++) {
        char ref[60];
        if (strcmp(names[i], "Location") == 0 && !(op->traits & TRAIT_LOCATION))
            continue;
        snprintf(ref, sizeof ref, "#/components/headers/%s", names[i]);
        json_object_set_new(headers, names[i], json_pack("{ss}", "$ref", ref));
    }
    return headers;
}

static json_t *success_of(const struct api_operation *op, json_t *schemas)
{
    const char *type = "application/json";
    json_t *schema;

    if (op->traits & TRAIT_BYTES) {
        type = "*/*";
        schema = json_pack("{ss ss}", "type", "string", "format", "binary");
    } else if (op->traits & TRAIT_ANY) {
        schema = json_pack("{ss}", "type", "object");
    } else {
        schema = schema_ref(schemas, op->response, SCHEMA_RESPONSE);
    }
    return json_pack("{ss so s{s{so}}}", "description", op->summary, "headers", success_headers(op),
                     "content", type, "schema", schema);
}

static json_t *answers_of(const struct api_operation *op, json_t *schemas)
{
    json_t *answers = json_object();
    char name[8], ref[40];

    snprintf(name, sizeof name, "%d", op->status);
    json_object_set_new(answers, name, success_of(op, schemas));
    for (const int *status = op->errors; status && *status; status++) {
        snprintf(name, sizeof name, "%d", *status);
        snprintf(ref, sizeof ref, "#/components/responses/%d", *status);
        json_object_set_new(answers, name, json_pack("{ss}", "$ref", ref));
    }
    json_object_set_new(answers, "default",
                        json_pack("{ss}", "$ref", "#/components/responses/default"));
    return answers;
}

static json_t *operation_make(const struct route *route, const struct api_operation *op,
                              json_t *schemas)
{
    json_t *o = json_pack("{ss ss so so so}", "operationId", op->id, "summary", op->summary,
                          "security", security_of(route, op->doors), "parameters",
                          parameters_of(route, op, schemas), "responses", answers_of(op, schemas));

    if ((op->request && op->request->n > 0) || (op->traits & TRAIT_FILE))
        json_object_set_new(o, "requestBody", body_of(op, schemas));
    return o;
}

/* OpenAPI writes methods small. */
static void operation_put(json_t *path, enum method method, json_t *operation)
{
    const char *name = method_name(method);
    char small[8] = "";

    for (size_t i = 0; name[i] && i < sizeof small - 1; i++)
        small[i] = (char)(name[i] | 0x20);
    json_object_set_new(path, small, operation);
}

static bool paths_make(const struct router *router, json_t *paths, json_t *schemas, struct err *err)
{
    for (size_t i = 0; i < router_count(router); i++) {
        const struct route *route = router_at(router, i);
        const struct api_operation *op;
        json_t *path;
        if (!(route->flags & ROUTE_API))
            continue;
        op = api_operation(route);
        if (!op)
            return err_internal(err, "route %s has no operation", route->path);
        path = json_object_get(paths, route->path);
        if (!path) {
            path = json_object();
            json_object_set_new(paths, route->path, path);
        }
        operation_put(path, route->method, operation_make(route, op, schemas));
    }
    return true;
}

static json_t *info_make(void)
{
    return json_pack("{ss ss ss s{ss ss}}", "title", "Redress", "version", API_VERSION,
                     "description",
                     "Complaints handling by ISO 10002. Within v1 members, parameters and routes "
                     "are only added; unknown members of answers are to be ignored.",
                     "license", "name", "AGPL-3.0-or-later", "identifier", "AGPL-3.0-or-later");
}

bool openapi_make(const struct router *router, json_t **out, struct err *err)
{
    json_t *paths = json_object(), *schemas = json_object(), *answers = json_object();
    bool ok = paths_make(router, paths, schemas, err);

    problems_put(schemas, answers);
    *out = json_pack("{ss so s[{ss}] so s{so so so so}}", "openapi", "3.1.0", "info", info_make(),
                     "servers", "url", "/", "paths", paths, "components", "schemas", schemas,
                     "responses", answers, "headers", headers_make(), "securitySchemes",
                     security_schemes());
    if (ok && *out)
        return true;
    json_decref(*out);
    return ok ? err_internal(err, "the description of the API cannot be made") : false;
}

bool api_openapi_get(struct req *rq)
{
    json_t *description;
    char *text;

    if (!openapi_make(rq->app->router, &description, rq->err))
        return false;
    text = json_dumps(description, JSON_COMPACT);
    json_decref(description);
    if (!text)
        return err_internal(rq->err, "no memory for the description of the API");
    rq->body.n = 0;
    buf_str(&rq->body, text);
    free(text);
    rq->status = 200;
    rq->content_type = "application/json; charset=utf-8";
    return true;
}
