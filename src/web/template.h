/*
 * Pages, letters and mails: Mustache on field tables.
 *
 * Everything is escaped unless its kind is `struct html`; `{{{x}}}` and `{{&x}}` are
 * refused at loading. A template is checked against its record when the
 * program starts, so a misspelt name stops the start, not a page.
 *
 *   {{name}}            the field, escaped; dates and numbers in the reader's way
 *   {{due.short}}       dates and instants: .long .day .short .iso .time; the default is .day
 *   {{size.bytes}}      integers: .plain (digits only, for attributes), .bytes ("1.2 MB")
 *   {{list.count}}      how many rows
 *   {{a.b}}  {{.}}      as in Mustache
 *   {{#x}}…{{/x}} {{^x}}…{{/x}}  sections: rows, one record, or "is it set"
 *   {{>part}}           partial, bound where it is used
 *   {{<layout}}{{$title}}…{{/title}}…{{/layout}}   inheritance: blocks and parents
 *   {{_Text with {due.short} in it.}}  translated text, `{field}` filled in, escaped
 *   {{_1 thing is missing.|{n} things are missing.}} plural: the number is the field `n`, or
 *                       the first field named in the text
 *   {{!comment}}        nothing; {{=<% %>=}} changes the marks
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

/* Every name in the template, its parents and partials exists in the record. */
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
