/*
 * Where things of a YAML text (complaint/yaml_tree.h) begin and end in lines, with the comments
 * that belong to them: behind them in their line, below it and further in, or directly above it and
 * just as far in. Places are bytes of the text.
 */
#ifndef DESIGNER_YAML_LINES_H
#define DESIGNER_YAML_LINES_H

#include "complaint/yaml_tree.h"

struct yaml_lines {
    size_t from, to; /* without the line break at the end */
};

/* A text in lines of its own (| or >) ends with its last line break, which stays. */
size_t yaml_end(const char *yaml, const struct node *n);
/* In brackets or braces; others have lines of their own. */
bool yaml_in_line(const char *yaml, const struct node *n);

/* Letters from the begin of its line. */
int yaml_column(const char *yaml, size_t at);
size_t yaml_behind_blanks(const char *yaml, size_t at);
/* Before its line break. */
size_t yaml_line_end(const char *yaml, size_t at);
/* The begin of the next line, or the end of the text. */
size_t yaml_next_line(const char *yaml, size_t at);

/* To the end of its line, and of the lines below that are comments further in than `in`. */
size_t yaml_comments_behind(const char *yaml, size_t at, int in);
/* Of the thing at that place in a list that is not in a line. */
struct yaml_lines yaml_item_lines(const char *yaml, const struct node *list, size_t i);
/* Of a key that is not the first of such a mapping, and its value. */
struct yaml_lines yaml_key_lines(const char *yaml, const struct node *map, size_t i);

#endif
