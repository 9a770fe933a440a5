/* The routes of a pack's file: conditions, a team, and how its owner is found. */
#include "complaint/pack_parts.h"

#include "complaint/route.h"
#include "complaint/words.h"
#include "i18n/lang.h"

#include <string.h>

enum { LABEL_MOST = 120 };

static struct pack_words languages_of(struct pack_reader *r, const struct node *map)
{
    const char *tags[LANGS];

    for (int i = 0; i < LANGS; i++)
        tags[i] = langs[i].tag;
    return pack_get_words(r, map, "languages", tags, LANGS);
}

static bool asks(const struct pack_route *route)
{
    return route->classes.n + route->units.n + route->products.n + route->places.n +
               route->languages.n + route->channels.n + route->severities.n >
           0;
}

static struct pack_route route_of(struct pack_reader *r, const struct node *node)
{
    const char *owners[ROUTE_OWNERS] = { "nobody" };
    int owner;

    for (int i = 1; i < ROUTE_OWNERS; i++)
        owners[i] = route_owner_code((enum route_owner)i);
    owner = pack_get_word(r, node, "owner", owners, ROUTE_OWNERS);

    return (struct pack_route){ .name = pack_get_name(r, node, "name"),
                                .text = pack_languages(r, node, LABEL_MOST),
                                .classes = pack_get_classes(r, node),
                                .units = pack_get_texts(r, node, "units", LABEL_MOST),
                                .products = pack_get_texts(r, node, "products", LABEL_MOST),
                                .places = pack_get_texts(r, node, "places", LABEL_MOST),
                                .languages = languages_of(r, node),
                                .channels = pack_get_codes(r, node, "channels", &channel_words),
                                .severities =
                                    pack_get_codes(r, node, "severities", &severity_words),
                                .team = pack_get_text(r, node, "team", LABEL_MOST),
                                .owner = owner > 0 ? (enum route_owner)owner : ROUTE_NOBODY };
}

/* Every case fits somewhere, and nothing stands where no case can come. */
static void order_check(struct pack_reader *r, const struct node *list)
{
    const struct pack_version *v = r->v;

    if (list->n == 0)
        pack_wrong(r, list->line, N_("\"routes\" is an empty list: fill it or take it out"), NULL);
    for (size_t i = 0; i < v->n_routes && v->n_routes == list->n; i++) {
        bool last = i + 1 == v->n_routes;
        if (last && asks(&v->route[i]))
            pack_wrong(r, list->child[i]->line,
                       N_("the last route is for all others: write one more, without conditions"),
                       NULL);
        if (!last && !asks(&v->route[i]))
            pack_wrong(r, list->child[i]->line,
                       N_("route \"{name}\" fits every complaint, and those below it none: move it "
                          "to the end"),
                       "name", v->route[i].name, NULL);
    }
}

void pack_read_routes(struct pack_reader *r, const struct node *top)
{
    static const struct pack_key keys[] = { { "name", KEY_MUST },    { "classes", KEY_MAY },
                                            { "units", KEY_MAY },    { "products", KEY_MAY },
                                            { "places", KEY_MAY },   { "languages", KEY_MAY },
                                            { "channels", KEY_MAY }, { "severities", KEY_MAY },
                                            { "team", KEY_MAY },     { "owner", KEY_MAY },
                                            PACK_LANGUAGES,          { 0 } };
    const struct node *list = pack_get_list(r, top, "routes", PACK_ROUTES);
    struct pack_route *routes = ARENA_ARRAY(r->a, struct pack_route, list ? list->n : 0);

    r->v->route = routes;
    for (size_t i = 0; list && i < list->n; i++) {
        const struct node *node = list->child[i];
        struct pack_route route;
        if (!pack_keys(r, node, N_("a route"), keys))
            continue;
        route = route_of(r, node);
        if (pack_route(r->v, route.name))
            pack_wrong(r, node->line, N_("route \"{name}\" stands twice: take one of them out"),
                       "name", route.name, NULL);
        else if (route.name)
            routes[r->v->n_routes++] = route;
    }
    if (list)
        order_check(r, list);
}
