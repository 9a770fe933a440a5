/*
 * multipart/form-data, RFC 7578 with the delimiters of RFC 2046 5.1, read as it
 * comes: a machine of four states over lines and content. A delimiter is CR LF
 * "--" boundary; what may be its beginning is held back until it is known, so a
 * cut at any byte changes nothing.
 */
#include "web/form.h"

#include "base/buf.h"
#include "web/form_field.h"
#include "web/part_head.h"

#include <string.h>

/* A form may have many file fields that were left empty: they are parts too. */
enum { BOUNDARY = 70, FILES = 50, PARTS = FORM_FIELDS + FILES };
enum { LINE = 2000, HEAD_LINES = 10, PREAMBLE = 1000 };

enum state { AT_START, IN_HEAD, IN_CONTENT, BEHIND_DELIMITER, AT_END };

struct multipart {
    struct arena *a;
    struct form_sink sink;
    bool takes_files;
    char delimiter[BOUNDARY + 5]; /* CR LF "--" boundary */
    size_t delimiter_n;
    size_t matched; /* bytes of the delimiter that were seen and held back */
    size_t assumed; /* so many of them belong to what stood before, not to the content */
    enum state state;
    size_t preamble;

    struct buf line; /* of a part's head, or behind a delimiter */
    int lines;
    struct part_head head;
    struct buf value; /* of a field */
    struct form_file file;
    size_t parts;
    size_t text; /* bytes of all names and values */
    size_t text_limit;

    struct form_field *fields;
    struct form_file *files;
    struct form form;
};

static bool broken(struct err *err)
{
    return err_set(err, ERR_INVALID, N_("The form did not arrive whole. Please send it again."));
}

bool multipart_new(struct arena *a, const char *content_type, size_t text_limit,
                   const struct form_sink *sink, struct multipart **out, struct err *err)
{
    struct multipart *m = ARENA_NEW(a, struct multipart);
    const char *boundary = header_parameter(a, content_type, "boundary");

    if (!boundary || boundary[0] == '\0' || strlen(boundary) > BOUNDARY)
        return broken(err);
    m->a = a;
    if (sink)
        m->sink = *sink;
    m->takes_files = sink != NULL;
    m->text_limit = text_limit;
    m->delimiter_n = (size_t)snprintf(m->delimiter, sizeof m->delimiter, "\r\n--%s", boundary);
    m->matched = m->assumed = 2; /* the first delimiter may stand at the very beginning */
    m->state = AT_START;
    m->line = buf_new(a);
    m->value = buf_new(a);
    m->fields = ARENA_ARRAY(a, struct form_field, FORM_FIELDS);
    m->files = ARENA_ARRAY(a, struct form_file, FILES);
    *out = m;
    return true;
}

/* -- content -- */

static bool content_add(struct multipart *m, const char *s, size_t n, struct err *err)
{
    if (m->state == AT_START) {
        m->preamble += n;
        return m->preamble <= PREAMBLE || broken(err);
    }
    if (n == 0)
        return true;
    if (m->head.is_file) {
        if (m->file.size == 0 && !m->sink.begin(m->sink.to, m->file.name, m->file.file_name,
                                                m->file.type, &m->file.staged, err))
            return false;
        m->file.size += (int64_t)n;
        return m->sink.bytes(m->sink.to, m->file.staged, s, n, err);
    }
    m->text += n;
    if (m->text > m->text_limit)
        return form_too_large(err);
    buf_add(&m->value, s, n);
    return true;
}

static bool field_end(struct multipart *m, struct err *err)
{
    size_t n = m->value.n;
    char *value;

    if (m->form.n == FORM_FIELDS)
        return form_too_large(err);
    value = arena_strn(m->a, m->value.s, n);
    if (!form_text_allowed(value, n, err))
        return false;
    m->fields[m->form.n++] = (struct form_field){ m->head.name, value, form_lines(value, n) };
    return true;
}

/* A file field that was left empty comes as a file without name and bytes: not a file. */
static bool file_end(struct multipart *m, struct err *err)
{
    if (m->file.size == 0 && m->file.file_name[0] == '\0')
        return true;
    if (m->form.n_files == FILES)
        return form_too_large(err);
    if (m->file.size == 0 && !m->sink.begin(m->sink.to, m->file.name, m->file.file_name,
                                            m->file.type, &m->file.staged, err))
        return false;
    if (!m->sink.end(m->sink.to, m->file.staged, m->file.size, err))
        return false;
    m->files[m->form.n_files++] = m->file;
    return true;
}

static bool part_end(struct multipart *m, struct err *err)
{
    return m->head.is_file ? file_end(m, err) : field_end(m, err);
}

/* Eats content up to the end or a whole delimiter; moves *s. The delimiter's only CR is
 * its first byte, so after a mismatch only that byte can begin it anew. */
static bool content_feed(struct multipart *m, const char **s, const char *end, struct err *err)
{
    const char *start = *s;

    while (*s < end) {
        if (m->matched == 0) {
            const char *cr = memchr(*s, '\r', (size_t)(end - *s));
            *s = cr ? cr : end;
            if (!content_add(m, start, (size_t)(*s - start), err))
                return false;
            start = *s;
            if (!cr)
                return true;
        }
        while (*s < end && m->matched < m->delimiter_n && **s == m->delimiter[m->matched]) {
            m->matched++;
            (*s)++;
        }
        if (m->matched == m->delimiter_n) {
            bool in_part = m->state == IN_CONTENT;
            m->matched = m->assumed = 0;
            m->state = BEHIND_DELIMITER;
            m->line.n = 0;
            return !in_part || part_end(m, err);
        }
        if (*s == end)
            return true;
        if (!content_add(m, m->delimiter + m->assumed, m->matched - m->assumed, err))
            return false;
        m->matched = m->assumed = 0;
        start = *s;
    }
    return true;
}

/* -- lines -- */

static bool part_begin(struct multipart *m, struct err *err)
{
    if (!m->head.name)
        return broken(err);
    m->text += strlen(m->head.name);
    if (strlen(m->head.name) > FORM_NAME)
        return form_too_large(err);
    if (m->head.is_file && !m->takes_files)
        return err_set(err, ERR_INVALID, N_("Files are not accepted here."));
    m->value.n = 0;
    m->state = IN_CONTENT;
    m->file = (struct form_file){
        .name = m->head.name,
        .file_name = m->head.file_name,
        .type = m->head.type,
    };
    return true;
}

static bool line_end(struct multipart *m, struct err *err)
{
    const char *line = buf_text(&m->line);
    size_t n = m->line.n;

    m->line.n = 0;
    if (m->state == BEHIND_DELIMITER) {
        if (++m->parts > PARTS)
            return form_too_large(err);
        m->head = (struct part_head){ 0 };
        m->lines = 0;
        m->state = IN_HEAD;
        return n == 0 || strspn(line, " \t") == n || broken(err);
    }
    if (n == 0) {
        /* The head's empty line is also the CR LF of a delimiter that follows at once. */
        m->matched = m->assumed = 2;
        return part_begin(m, err);
    }
    if (++m->lines > HEAD_LINES)
        return broken(err);
    return part_head_line(m->a, &m->head, line, n) || broken(err);
}

/* Eats one byte of a line; lines end with CR LF and nothing else. */
static bool line_feed(struct multipart *m, char c, struct err *err)
{
    struct buf *line = &m->line;

    if (line->n > 0 && line->s[line->n - 1] == '\r') {
        if (c != '\n')
            return broken(err);
        line->n--;
        return line_end(m, err);
    }
    if (c == '\n' || c == '\0' || line->n >= LINE)
        return broken(err);
    buf_char(line, c);
    if (m->state == BEHIND_DELIMITER && line->n == 2 && memcmp(line->s, "--", 2) == 0)
        m->state = AT_END; /* the epilogue is ignored */
    return true;
}

bool multipart_feed(struct multipart *m, const void *bytes, size_t n, struct err *err)
{
    const char *s = bytes;
    const char *end = s + n;

    while (s < end) {
        switch (m->state) {
        case AT_START:
        case IN_CONTENT:
            if (!content_feed(m, &s, end, err))
                return false;
            break;
        case IN_HEAD:
        case BEHIND_DELIMITER:
            if (!line_feed(m, *s++, err))
                return false;
            break;
        case AT_END:
            return true;
        }
    }
    return true;
}

/* Cut between characters, whatever the network had cut. */
static size_t whole(const char *s, size_t n)
{
    size_t from = n;

    while (from > 0 && n - from < 4 && ((unsigned char)s[from - 1] & 0xC0) == 0x80)
        from--;
    return from > 0 && (unsigned char)s[from - 1] >= 0xC0 ? from - 1 : n;
}

void multipart_so_far(struct multipart *m, struct form *out)
{
    struct err none = { 0 };

    if (m->state == IN_CONTENT && !m->head.is_file) {
        m->value.n = whole(m->value.s, m->value.n);
        (void)field_end(m, &none);
    }
    m->form.fields = m->fields;
    m->form.files = m->files;
    *out = m->form;
}

bool multipart_end(struct multipart *m, struct form *out, struct err *err)
{
    if (m->state != AT_END)
        return broken(err);
    m->form.fields = m->fields;
    m->form.files = m->files;
    *out = m->form;
    return true;
}
