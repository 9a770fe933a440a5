/*
 * Pages, letters and mails: Mustache on field tables.
 *
 * Everything is escaped unless its kind is `struct html`; `{{{x}}}` and `{{&x}}` are
 * refused at loading. A template is checked against its record when the
 * program starts, so a misspelt name stops the start, not a page.
 *
 *   {{name}}            the field, escaped; dates and numbers in the reader's way
 *   {{due.short}}       days and moments: .long .day .short .iso .time; the default is .day,
 *                       .iso is for attributes (a moment with the offset of the zone)
 *   {{size.bytes}}      integers: .plain (digits only, for attributes), .bytes ("1.2 MB")
 *   {{list.count}}      how many rows
 *   {{a.b}}             through records; {{.}} in rows is their field `value`
 *   {{#x}}…{{/x}} {{^x}}…{{/x}}  sections: rows, one record, or "is it set"; within them the
 *                       names further out are there too; 0 and false are not set
 *   {{#story.sealed}}   a secret that is sealed and was not opened ({{story}} is then nothing)
 *   {{>part}}           partial, bound where it is used: a path below templates/; the ending
 *                       of the file it stands in may be left out. It may hold itself.
 *   {{<layout}}{{$title}}…{{/title}}…{{/layout}}   inheritance: blocks and parents
 *   {{#$hint}}…{{/$hint}}   what is around a block only when the block is given; ^ when it is not
 *   {{_Text with {due.short} in it.}}  translated text, `{field}` filled in, escaped
 *   {{_1 thing is missing.|{n} things are missing.}} plural: the number is what the text calls
 *                       `n`, else the first number it names, else the field `n`
 *   {{!comment}}        nothing; {{=<% %>=}} changes the marks
 *
 * A tag alone on its line takes the line along, and partials and blocks are indented as
 * their tags are (mustache specification 1.4; the parts that hold functions and dynamic
 * names excepted). docs/decisions/0006-templates.md
 */
#ifndef WEB_TEMPLATE_H
#define WEB_TEMPLATE_H

#include "base/buf.h"
#include "base/record.h"
#include "i18n/lang.h"

struct templates; /* all of them, parsed; lives as long as the process */

/* Parses the templates built into the program, and over them the files of
 * `override` (NULL = none), by their path below templates/, "portal/start.html". */
MUST_CHECK bool templates_load(struct templates **out, const char *override, struct err *err);
/* For tests and checks: from name, text, name, text, …, NULL. */
MUST_CHECK bool templates_from_text(struct templates **out, const char *const *pairs,
                                    struct err *err);
void templates_free(struct templates *t);

/* Every name in the template, its parents and partials exists in the record. The template
 * is bound to the record for good; a page that was not checked is bound when it is first
 * shown, and if it does not fit, names that lead nowhere are nothing there. */
MUST_CHECK bool template_check(const struct templates *t, const char *name, const struct record *r,
                               struct err *err);

/* The same for a page that is shown with a layout record: names may be found there too. */
MUST_CHECK bool template_check_with(const struct templates *t, const char *name,
                                    const struct record *r, const struct record *layout,
                                    struct err *err);

struct template_env {
    const struct lang *lang;
    const struct zone *zone;
    struct date today;
};

/* Writes the page. `layout` (NULL = none) is a second record and row that is looked
 * in after the first: what all pages share (title, user, organisation, tokens). */
MUST_CHECK bool template_render(const struct templates *t, const char *name, const struct record *r,
                                const void *row, const struct record *layout,
                                const void *layout_row, const struct template_env *env,
                                struct buf *out, struct err *err);

#endif
