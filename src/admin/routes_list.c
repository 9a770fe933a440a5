/* redress routes: every route with its right, for the test that walks them all. */
#include "admin/commands.h"
#include "admin/routes.h"
#include "base/buf.h"
#include "people/may.h"

#include <stdio.h>
#include <string.h>

static void route_write(struct buf *b, const struct route *r)
{
    buf_printf(b, "%s{\"method\":\"%s\",\"path\":", b->n > 1 ? ",\n" : "", method_name(r->method));
    buf_json(b, r->path, strlen(r->path));
    buf_printf(b, ",\"right\":\"%s\",\"api\":%s,\"fresh\":%s}", may_name((enum may)r->right),
               r->flags & ROUTE_API ? "true" : "false", r->flags & ROUTE_FRESH ? "true" : "false");
}

static int routes_run(struct args *args)
{
    struct buf b = buf_new(args->a);

    buf_char(&b, '[');
    for (size_t i = 0; route_tables[i]; i++)
        for (const struct route *r = route_tables[i]; r->path; r++)
            route_write(&b, r);
    puts(buf_text(&b));
    puts("]");
    return EXIT_DONE;
}

const struct command routes_commands[] = {
    { "routes", "", "", NULL, routes_run },
    { 0 },
};
