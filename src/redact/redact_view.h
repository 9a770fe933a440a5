/* What the pages of redactions show. */
#ifndef REDACT_REDACT_VIEW_H
#define REDACT_REDACT_VIEW_H

#include "base/record.h"

/* A text or a file of the case that can be redacted. */
struct redact_line {
    const char *label; /* "Statement of the complainant" */
    const char *when;  /* NULL = of the complaint itself */
    const char *text;
    const char *lang;
    const char *href; /* where it is redacted; NULL = it is withheld already */
};

/* A redaction that was made. */
struct redact_made {
    const char *label; /* of the text, or the file */
    const char *reason;
    const char *why;
    const char *made;   /* "Anna, 3 March 2026" */
    const char *lifted; /* the same, NULL = it stands */
    const char *lift_why;
    const char *lift_href; /* NULL = lifted, or with another one */
};

/* desk/redact.html */
struct redact_page {
    const char *back, *back_words;
    const char *about, *about_lang;
    const char *done;           /* what was just done; NULL = nothing */
    struct rows texts;          /* struct redact_line */
    struct rows files;          /* struct redact_line */
    struct rows made;           /* struct redact_made */
    const char *originals_href; /* NULL = not this reader's */
};
extern const struct record redact_page_record;

/* A piece of a text: as it stands, or a block. */
struct redact_piece {
    const char *text;
    bool block;
};

/* desk/act/redact.html */
struct act_redact {
    const void *head; /* struct act_head */
    const char *label, *lang;
    const char *open, *close; /* what encloses a passage */
    const char *place;
    bool own;           /* the complainant keeps seeing it whole */
    const void *text;   /* struct answer */
    const void *reason; /* struct answer: choices */
    const void *why;    /* struct answer */
    bool preview;
    struct rows pieces;    /* struct redact_piece: what will be seen */
    struct rows elsewhere; /* struct redact_line: other texts with the same words */
    const char *enclosed;  /* the text as it was sent, for the form of the preview */
    const char *code, *words;
};
extern const struct record act_redact_record;

/* desk/act/redact_file.html */
struct act_redact_file {
    const void *head; /* struct act_head */
    const char *name, *kind, *href;
    int64_t file;
    int files_max;
    int64_t file_bytes;
    bool own;
    const void *reason; /* struct answer: choices */
    const void *why;    /* struct answer */
    const void *files;  /* struct answer */
};
extern const struct record act_redact_file_record;

/* A text with what was redacted in it. */
struct original_text {
    const char *label, *when, *lang;
    struct rows pieces; /* struct redact_piece: block = what others do not see */
};

/* desk/act/originals.html */
struct act_originals {
    const void *head;  /* struct act_head */
    bool nothing;      /* there is nothing to be opened */
    const void *what;  /* struct answer: choices */
    const void *why;   /* struct answer */
    struct rows texts; /* struct original_text, once the reason was given */
};
extern const struct record act_originals_record;

#endif
