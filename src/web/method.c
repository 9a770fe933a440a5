/* The methods we answer: their names on the wire. RFC 9110 9.1 */
#include "web/req.h"

#include <string.h>

static const struct {
    const char *name;
    enum method method;
} methods[] = {
    { "GET", GET }, { "POST", POST }, { "PUT", PUT }, { "PATCH", PATCH }, { "DELETE", DELETE },
};

const char *method_name(enum method method)
{
    for (size_t i = 0; i < COUNT(methods); i++)
        if (methods[i].method == method)
            return methods[i].name;
    return "-";
}

enum method method_read(const char *name)
{
    if (strcmp(name, "HEAD") == 0)
        return GET;
    for (size_t i = 0; i < COUNT(methods); i++)
        if (strcmp(methods[i].name, name) == 0)
            return methods[i].method;
    return 0;
}
