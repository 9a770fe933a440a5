/*
 * What of a case can be shown to somebody outside, each by a name: texts of the statement, what was
 * said to and by the complainant, own fields, files, and who complains. Notes, and fields that name
 * people, are not among them. A link keeps names, never texts: what is redacted, removed or erased
 * afterwards is gone from what it shows at once. [item 89] [4.10-a]
 */
#ifndef OUTSIDE_OUTSIDE_SHARE_H
#define OUTSIDE_OUTSIDE_SHARE_H

#include "complaint/dossier.h"
#include "complaint/pack_version.h"
#include "i18n/lang.h"

enum { SHARES_MOST = 60 };

/* Who complains: of a complaint that is not confidential, and of one where it was granted. The
 * first shows nothing once the complaint is confidential. */
#define SHARE_IDENTITY "identity"
#define SHARE_GRANTED "identity_granted"

struct outside_share {
    const char *name;  /* "description", "own.unit", "entry.17", "file.4" */
    const char *label; /* in that language */
    const char *text;  /* of a file its name */
    const char *language;
    const struct file_row *file; /* NULL = a text */
};

/* All that can be chosen, as the dossier has it. */
struct rows outside_shares(struct arena *a, const struct dossier *d, const struct lang *lang);
/* Of these what stands in `names`, divided by blanks. */
struct rows outside_shown(struct arena *a, const struct dossier *d, const struct lang *lang,
                          const char *names);
/* Whether the word stands in `names`. */
bool outside_names(const char *names, const char *word);
/* Who complains, where `names` shows it; or NULL. */
const struct person_row *outside_person(const struct dossier *d, const char *names);

#endif
