#include "complaint/search.h"

#include "db/search_sql.h"
#include "i18n/words.h"

const char *search_part_code(enum search_part part)
{
    switch (part) {
    case SEARCH_CONTENT:
        return "content";
    case SEARCH_IDENTITY:
        return "identity";
    case SEARCH_INTERNAL:
        return "internal";
    }
    return "";
}

bool search_add(const struct act *act, int64_t id, int64_t complaint, enum search_part part,
                const char *text, struct err *err)
{
    const char *words = words_index(act->a, keyring_vault(act->keys), text ? text : "");

    if (!*words)
        return true;
    return sql_search_doc_insert(act->a, act->db, id, complaint, search_part_code(part), err) &&
           sql_search_word_insert(act->a, act->db, id, words, err);
}
