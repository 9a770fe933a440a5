/* The management representative on other pages: the procedure, the settings. [5.4.1-a] [item 176]
 */
#ifndef IMPROVEMENT_REPRESENTATIVE_PAGE_H
#define IMPROVEMENT_REPRESENTATIVE_PAGE_H

#include "web/req.h"

/* Who it is today (NULL: nobody), and the duties in the reader's language. */
MUST_CHECK bool representative_words(struct req *rq, const char **who, const char **duties);

#endif
