/* The tree knows nothing of comments: they are found in the text, from the ends of its nodes on. */
#include "designer/yaml_lines.h"

#include <string.h>

size_t yaml_end(const char *yaml, const struct node *n)
{
    size_t to = n->to;

    while (to > n->from && strchr(" \r\n", yaml[to - 1]))
        to--;
    return to;
}

bool yaml_in_line(const char *yaml, const struct node *n)
{
    return yaml[n->from] == '{' || yaml[n->from] == '[';
}

int yaml_column(const char *yaml, size_t at)
{
    int n = 0;

    while (at > 0 && yaml[at - 1] != '\n') {
        at--;
        n += ((unsigned char)yaml[at] & 0xc0) != 0x80;
    }
    return n;
}

static size_t line_begin(const char *yaml, size_t at)
{
    while (at > 0 && yaml[at - 1] != '\n')
        at--;
    return at;
}

size_t yaml_line_end(const char *yaml, size_t at)
{
    size_t to = at + strcspn(yaml + at, "\n");

    return to > at && yaml[to - 1] == '\r' ? to - 1 : to;
}

size_t yaml_behind_blanks(const char *yaml, size_t at)
{
    return at + strspn(yaml + at, " \t");
}

size_t yaml_next_line(const char *yaml, size_t at)
{
    at += strcspn(yaml + at, "\n");
    return at + (yaml[at] == '\n');
}

/* What stands above in lines of their own, no line between, and just as far in, is said of it;
 * what ends at `after` is another thing. */
static size_t comments_above(const char *yaml, size_t begin, size_t after, int in)
{
    while (begin > 0) {
        size_t above = line_begin(yaml, begin - 1), mark = yaml_behind_blanks(yaml, above);
        if (above < after || yaml[mark] != '#' || yaml_column(yaml, mark) != in)
            break;
        begin = above;
    }
    return begin;
}

size_t yaml_comments_behind(const char *yaml, size_t at, int in)
{
    size_t to = yaml_line_end(yaml, at);

    for (;;) {
        size_t mark = yaml_behind_blanks(yaml, yaml_next_line(yaml, to));
        if (yaml[mark] != '#' || yaml_column(yaml, mark) <= in)
            return to;
        to = yaml_line_end(yaml, mark);
    }
}

/* Of the mark before it, which may stand in a line above. */
static size_t dash_line(const char *yaml, const struct node *list, const struct node *item)
{
    size_t at = line_begin(yaml, item->from);
    int in = yaml_column(yaml, list->from);

    while (at > list->from) {
        size_t mark = yaml_behind_blanks(yaml, at);
        if (yaml[mark] == '-' && yaml_column(yaml, mark) == in)
            break;
        at = line_begin(yaml, at - 1);
    }
    return at;
}

struct yaml_lines yaml_item_lines(const char *yaml, const struct node *list, size_t i)
{
    size_t after = i > 0 ? yaml_end(yaml, list->child[i - 1]) : 0;
    int in = yaml_column(yaml, list->from);
    size_t begin = dash_line(yaml, list, list->child[i]);

    return (struct yaml_lines){ comments_above(yaml, begin, after, in),
                                yaml_comments_behind(yaml, yaml_end(yaml, list->child[i]), in) };
}

struct yaml_lines yaml_key_lines(const char *yaml, const struct node *map, size_t i)
{
    size_t begin = line_begin(yaml, map->child[i]->from);
    int in = yaml_column(yaml, map->child[0]->from);

    return (struct yaml_lines){
        comments_above(yaml, begin, yaml_end(yaml, map->child[i - 1]), in),
        yaml_comments_behind(yaml, yaml_end(yaml, map->child[i + 1]), in),
    };
}
