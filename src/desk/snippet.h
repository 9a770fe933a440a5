/*
 * Snippets: what is written often to complainants and in notes, a list of codes that the
 * organisation edits like its others.
 *
 * Beside a box stand a choice and a button "Insert". With script the button puts the text
 * where the cursor is; without, the form is sent and comes back with the text at the end.
 */
#ifndef DESK_SNIPPET_H
#define DESK_SNIPPET_H

#include "desk/act_page.h"

/* struct choice: the code, its first words in the reader's language, and as hint the whole
 * text in the language `to`. */
struct rows snippets(struct req *rq, const struct procedure *p, const struct lang *to);

/* What the organisation wants its people to say and not to say, in the reader's language: struct
 * choice, labels only. `name` is the list: "script_receive" where a complaint is taken down,
 * "script_answer" where somebody is answered. */
struct rows script_lines(struct req *rq, const struct procedure *p, const char *name);

/* The language in which the complainant, or who acts for them, is written to. */
const struct lang *snippet_language(struct req *rq, const struct dossier *d);

/* The field `name` with the chosen snippet behind it when "Insert" was pressed beside it; NULL
 * when it was not. */
const char *snippet_inserted(struct req *rq, const struct procedure *p, const struct lang *to,
                             const char *name);

/* The same for the form of an act: true when it is only to be shown again. */
bool snippet_act(struct act_page *page);

#endif
