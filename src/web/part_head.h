/* The head of one part of a multipart body. Not for others than the parser. */
#ifndef WEB_PART_HEAD_H
#define WEB_PART_HEAD_H

#include "base/arena.h"

struct part_head {
    const char *name;      /* NULL until Content-Disposition was read */
    bool is_file;          /* it has a file name, be it an empty one */
    const char *file_name; /* cleaned */
    const char *type;      /* "application/octet-stream" when the sender said nothing */
};

/* Reads one line; unknown headers are passed over. False when it cannot be one. */
bool part_head_line(struct arena *a, struct part_head *h, const char *line, size_t n);

/* A parameter of a header value such as `multipart/form-data; boundary="x"`, or NULL.
 * Quoted values lose their quotation marks and backslashes. RFC 9110 5.6.6 */
const char *header_parameter(struct arena *a, const char *value, const char *name);

#endif
