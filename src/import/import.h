/*
 * Importing the register of another system: records of a file become complaints, in
 * batches that share a transaction.
 *
 * The name of the source and its reference tell what was imported before, so an import
 * that was broken off starts again from the beginning and makes nothing twice. A complaint that
 * was closed there comes in as closed, by one event "imported", outside clocks and gates; an
 * open one gets its clocks from the day it was received. [7.2-c] [7.2-f]
 */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "import/mapped.h"
#include "operation/receipt/filing.h"

enum import_end { IMPORT_NEW, IMPORT_KNOWN, IMPORT_REJECTED };

/* What became of one record. */
struct import_result {
    const struct import_record *record;
    enum import_end end;
    const char *reference; /* ours; NULL when rejected, and of what a dry run did not find stored */
    int64_t of_line;       /* a dry run: the line that has the same external reference; 0 = none */
    const char *why;       /* when rejected, in English */
    bool closed;
};

struct import {
    const struct act *act; /* db, keys, now; the actor is "import" whatever it says */
    struct procedure *p;   /* read again when codes were added */
    const struct mapping *map;
    bool dry; /* nothing is written */
    /* Told of each record, in order, once it is on disk; the record lives until it returns. */
    void (*told)(void *to, const struct records *records, const struct import_result *result);
    void *to;
    const struct pack_version *pack; /* in force, by import_ready(); NULL = none */
};

struct import_counts {
    int64_t read, added, known, rejected, classes;
};

/* Reads the pack in force, and looks whether the mapping names fields that there are: an error is
 * one of the mapping, and nothing was imported. import_file() does it too. */
MUST_CHECK bool import_ready(struct import *im, struct err *err);
/* Imports the file. False when it had to stop; what was told is on disk. */
MUST_CHECK bool import_file(struct import *im, const char *path, struct import_counts *counts,
                            struct err *err);

#endif
