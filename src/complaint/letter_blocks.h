/*
 * What the procedure pack of a case asks of its letters: which one goes out now, and the passages
 * that must stand in it, such as the body outside and its time limit. C8
 */
#ifndef COMPLAINT_LETTER_BLOCKS_H
#define COMPLAINT_LETTER_BLOCKS_H

#include "complaint/dossier.h"

struct pack_letter;

/* The pack's letter for a decision that is told now: that of an early finish while its time is not
 * over, else "decision"; NULL = the pack asks for nothing. */
MUST_CHECK bool letter_asked(const struct act *act, const struct procedure *p,
                             const struct dossier *d, const struct pack_letter **out,
                             struct err *err);
/* Its passages that do not stand in `text` (NULL = none does), one below the other; NULL = nothing
 * is missing. */
const char *letter_blocks(struct arena *a, const struct pack_letter *letter,
                          const struct lang *lang, const char *text);
/* The text without the passages of the pack's other letters, which stood for what nobody wrote;
 * with those of `letter` when nothing else is left. NULL = neither. */
const char *letter_blocks_of(struct arena *a, const struct dossier *d,
                             const struct pack_letter *letter, const struct lang *lang,
                             const char *text);
/* Before it is sent: the first passage that is gone becomes `err`. */
MUST_CHECK bool letter_blocks_whole(const struct act *act, const struct procedure *p,
                                    const struct dossier *d, const char *text, struct err *err);
/* Whether `text` has that part; lines may be broken elsewhere. A part that is NULL is there. */
bool letter_holds(const char *text, const char *part);

#endif
