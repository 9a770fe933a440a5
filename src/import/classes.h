/*
 * Codes for the classes of an import: what the organisation's list `class` does not have yet
 * is added before the first record, when the mapping says so. The words are the same in all
 * languages until somebody translates them.
 */
#ifndef IMPORT_CLASSES_H
#define IMPORT_CLASSES_H

#include "import/import.h"

/* Reads the whole file for its classes; events list_extended. In a dry run only counts them.
 * Too many different ones are refused: then the column is no list of classes. */
MUST_CHECK bool classes_add(struct import *im, const char *path, int64_t *added, struct err *err);

#endif
