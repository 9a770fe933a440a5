#include "web/error_names.h"

#include <string.h>

/* A piece of the page. */
struct piece {
    const char *s;
    size_t n;
};

static const char *find(struct piece in, const char *text)
{
    return in.n > 0 ? memmem(in.s, in.n, text, strlen(text)) : NULL;
}

/* What comes after `at`. */
static struct piece after(struct piece in, const char *at)
{
    return (struct piece){ at, (size_t)(in.s + in.n - at) };
}

/* From behind the tag that `at` is in to the first `end`, or nothing. */
static struct piece inside(struct piece in, const char *at, const char *end)
{
    const char *open = find(after(in, at), ">");
    const char *close = open ? find(after(in, open), end) : NULL;

    return close ? (struct piece){ open + 1, (size_t)(close - open - 1) } : (struct piece){ 0 };
}

/* Without the tags in it, and with one blank where there are several or a line ends. */
static const char *bare(struct arena *a, struct piece html)
{
    struct buf out = buf_new(a);
    bool tag = false;

    for (size_t i = 0; i < html.n; i++) {
        char c = html.s[i];
        if (c == '<' || c == '>')
            tag = c == '<';
        else if (!tag && !strchr(" \t\r\n", c))
            buf_char(&out, c);
        else if (!tag && out.n > 0 && out.s[out.n - 1] != ' ')
            buf_char(&out, ' ');
    }
    while (out.n > 0 && out.s[out.n - 1] == ' ')
        out.n--;
    return buf_text(&out);
}

/* The tag that `at` is in. */
static const char *tag_of(struct piece page, const char *at)
{
    while (at > page.s && *at != '<')
        at--;
    return at;
}

static const char *end_tag(struct arena *a, const char *tag)
{
    return arena_printf(a, "</%.*s", (int)strcspn(tag + 1, " >"), tag + 1);
}

static const char *name_of(struct arena *a, struct piece page, const char *field)
{
    static const char fieldset[] = "<fieldset";
    const char *at = find(page, arena_printf(a, " id=\"%s-label\"", field));
    const char *legend;

    if (at)
        return bare(a, inside(page, at, end_tag(a, tag_of(page, at))));
    at = find(page, arena_printf(a, " for=\"%s\"", field));
    if (at)
        return bare(a, inside(page, at, "</label>"));
    at = find(page, arena_printf(a, " id=\"%s\"", field));
    if (!at || strncmp(tag_of(page, at), fieldset, sizeof fieldset - 1) != 0)
        return "";
    legend = find(after(page, at), "<legend");
    return legend ? bare(a, inside(page, legend, "</legend>")) : "";
}

/* What the row of a table is called in which the field `name` stands, or NULL. */
static const char *row_of(struct arena *a, struct piece page, const char *name)
{
    static const char open[] = "<fieldset", close[] = "</fieldset>", mark[] = " class=\"own-row\"";
    const char *at = find(page, arena_printf(a, " id=\"%s\"", name)), *row = NULL, *legend;
    struct piece before = { page.s, at ? (size_t)(at - page.s) : 0 };
    int depth = 0;

    for (const char *s = find(before, mark); s; s = find(after(before, s + 1), mark))
        row = s;
    if (!row)
        return NULL;
    for (const char *s = find(after(before, row), open); s; s = find(after(before, s + 1), open))
        depth++;
    for (const char *s = find(after(before, row), close); s; s = find(after(before, s + 1), close))
        depth--;
    legend = depth < 0 ? NULL : find(after(page, row), "<legend");
    return legend ? bare(a, inside(page, legend, "</legend>")) : NULL;
}

static bool ends(const char *text, const char *with)
{
    size_t n = strlen(text), m = strlen(with);

    return n >= m && strcmp(text + n - m, with) == 0;
}

/* The name alone: that a field may stay empty is no part of what it is called. */
static const char *required(struct arena *a, const struct lang *lang, const char *name)
{
    const char *mark = lang_text(lang, N_("(optional)"));
    size_t n = strlen(name);

    if (!ends(name, mark))
        return name;
    n -= strlen(mark);
    while (n > 0 && name[n - 1] == ' ')
        n--;
    return arena_strn(a, name, n);
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "Still missing: the severity." names the field "Severity", and no word that only contains it. */
static bool names(const char *text, const char *name)
{
    size_t n = strlen(name);

    for (const char *at = strcasestr(text, name); at; at = strcasestr(at + 1, name))
        if (!(letter(name[0]) && at > text && letter(at[-1])) &&
            !(letter(name[n - 1]) && letter(at[n])))
            return true;
    return false;
}

/* The line, which is HTML as the name is, with the name before it; behind a question no colon. */
static const char *named(struct arena *a, const struct lang *lang, const char *name,
                         struct piece line)
{
    const char *text = arena_strn(a, line.s, line.n);

    if (!*name || names(text, name))
        return text;
    if (ends(name, "?"))
        return arena_join(a, name, " ", text);
    if (ends(name, "？"))
        return arena_join(a, name, "", text);
    return lang_format(a, lang, N_("{field}: {answer}"), "field", name, "answer", text, NULL);
}

/* The box line by line; gives what of the page comes behind the last of them. */
static struct piece lines(struct piece page, struct piece box, const struct lang *lang,
                          struct buf *out)
{
    static const char link[] = "<a href=\"#";

    for (const char *at = find(box, link); at; at = find(box, link)) {
        const char *field = at + sizeof link - 1;
        struct piece line = inside(box, field, "</a>");
        const char *name, *row, *text;
        if (!line.s)
            break;
        name = arena_strn(out->a, field, strcspn(field, "\""));
        row = row_of(out->a, page, name);
        text = named(out->a, lang, required(out->a, lang, name_of(out->a, page, name)), line);
        if (row)
            text = lang_format(out->a, lang, N_("{row}, {text}"), "row", row, "text", text, NULL);
        buf_add(out, box.s, (size_t)(line.s - box.s));
        buf_str(out, text);
        box = after(box, line.s + line.n);
    }
    return after(page, box.s);
}

void error_names(struct buf *page, const struct lang *lang)
{
    struct piece whole = { page->s, page->n }, box, rest;
    const char *begin = find(whole, " id=\"error-summary\"");
    const char *end = begin ? find(after(whole, begin), "</ul>") : NULL;
    struct buf out;

    if (!end)
        return;
    out = buf_new(page->a);
    box = (struct piece){ begin, (size_t)(end - begin) };
    buf_add(&out, whole.s, (size_t)(begin - whole.s));
    rest = lines(whole, box, lang, &out);
    buf_add(&out, rest.s, rest.n);
    *page = out;
}
