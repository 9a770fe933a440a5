/* Every message there is has a text in every language, and is found. */
#include "base/tap.h"
#include "i18n/catalog.h"

#include <string.h>

int main(void)
{
    for (size_t lang = 0; lang < LANGS; lang++) {
        int64_t there = 0, found = 0, plain = 0;
        for (size_t i = 0; i < catalog_count; i++) {
            const struct message *m = &catalog_messages[i];
            there += m->text[lang] != NULL;
            plain += m->plural == NULL;
            found += m->plural == NULL && lang_text(&langs[lang], m->id) == m->text[lang];
        }
        TAP_INT(langs[lang].tag, there, (int64_t)catalog_count);
        TAP_INT("… and all are found", found, plain);
    }
    TAP("there are messages", catalog_count > 0);
    return tap_done();
}
