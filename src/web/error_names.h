/*
 * The box of errors above a form names what each of its lines is about: "Please fill this in."
 * stands at its field and needs no name there, but in the box it says nothing. The name is what the
 * page calls the field, whichever template or procedure that is from, so that no form says it
 * twice.
 */
#ifndef WEB_ERROR_NAMES_H
#define WEB_ERROR_NAMES_H

#include "base/buf.h"
#include "i18n/lang.h"

/*
 * Puts the name of its field before each line of the box (`part/errors.html`) that leads to one.
 * What a field NAME is called stands in the element with the id "NAME-label", or in its <label>, or
 * in the <legend> of the fieldset with that id. Lines that name it already stay as they are, and so
 * do those whose field the page does not name. Of a field in a table the row is named too.
 */
void error_names(struct buf *page, const struct lang *lang);

#endif
