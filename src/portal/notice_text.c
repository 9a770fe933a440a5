/* Texts of the notice, and taking a text apart into lines and blocks. */
#include "portal/notice_text.h"

#include "base/buf.h"
#include "complaint/pack_version.h"
#include "complaint/words.h"
#include "portal/promises.h"

#include <string.h>

/* The clocks people are told of, in the order in which they meet them. */
static const struct {
    const char *clock, *name;
} stages[] = {
    { "acknowledge", N_("We confirm that we have it") },
    { "assess", N_("Somebody has read it and says who is responsible") },
    { "update", N_("News from us, even if we are not finished, at least every") },
    { "decision", N_("Our decision with reasons") },
    { "answer", N_("Your answer to the decision") },
    { "review", N_("Another look, if you do not agree") },
};

static struct notice_stage stage_of(struct arena *a, const struct lang *lang,
                                    const struct clock_rule_row *rule, const char *name)
{
    return (struct notice_stage){ .name = name,
                                  .time = promise_length(a, lang, rule->unit, rule->length) };
}

static bool is_stage(const char *clock)
{
    for (size_t i = 0; i < COUNT(stages); i++)
        if (strcmp(stages[i].clock, clock) == 0)
            return true;
    return false;
}

const char *notice_promise(const struct pack_version *pack, const char *clock,
                           const struct lang *lang)
{
    const char *words = promise_words(pack, clock, lang);

    for (size_t i = 0; !words && i < COUNT(stages); i++)
        if (strcmp(stages[i].clock, clock) == 0)
            words = lang_text(lang, stages[i].name);
    return words;
}

/* What the pack promises beside the stages stands where it begins: from the receipt on behind the
 * first of them, later ones at the end. */
static size_t promised(struct arena *a, const struct pack_version *pack, const struct lang *lang,
                       bool from_receipt, struct notice_stage *list)
{
    size_t n = 0;

    for (size_t i = 0; pack && i < pack->n_clocks; i++) {
        const struct clock_rule_row *rule = &pack->clock[i];
        const char *words = promise_words(pack, rule->name, lang);
        if (words && !is_stage(rule->name) && word_listed(rule->starts, "received") == from_receipt)
            list[n++] = stage_of(a, lang, rule, words);
    }
    return n;
}

struct rows notice_stages(struct arena *a, const struct procedure *p,
                          const struct pack_version *pack, const struct lang *lang)
{
    struct notice_stage *list =
        ARENA_ARRAY(a, struct notice_stage, COUNT(stages) + (pack ? pack->n_clocks : 0));
    size_t n = 0;

    for (size_t i = 0; i < COUNT(stages); i++) {
        const struct clock_rule_row *rule = procedure_case_clock(p, pack, NULL, stages[i].clock);
        if (i == 1)
            n += promised(a, pack, lang, true, list + n);
        if (rule)
            list[n++] = stage_of(a, lang, rule, notice_promise(pack, stages[i].clock, lang));
    }
    n += promised(a, pack, lang, false, list + n);
    return (struct rows){ list, n };
}

static const char *times(struct arena *a, const struct procedure *p,
                         const struct pack_version *pack, const struct lang *lang)
{
    struct rows rows = notice_stages(a, p, pack, lang);
    const struct notice_stage *stage = rows.row;
    struct buf b = buf_new(a);

    for (size_t i = 0; i < rows.n; i++)
        buf_printf(&b, "%s%s: %s", i > 0 ? "\n" : "", stage[i].name, stage[i].time);
    return b.n > 0 ? buf_text(&b) : NULL;
}

/* The catalogue of remedies, in the organisation's words for them. */
static const char *remedies(struct arena *a, const struct procedure *p, const struct lang *lang)
{
    const struct code_row *codes = p->codes.row;
    struct buf b = buf_new(a);

    for (size_t i = 0; i < p->codes.n; i++)
        if (strcmp(codes[i].list, "remedy_kind") == 0 && !instant_is_set(codes[i].ended_at))
            buf_printf(&b, "%s%s", b.n > 0 ? "\n" : "", code_label(&codes[i], lang));
    return b.n > 0 ? buf_text(&b) : NULL;
}

/* Our own lines for a part, until the organisation writes its own; ends with NULL. */
static const char *const where_lines[] = {
    N_("On these pages, at any time, in four languages."),
    N_("By telephone, at the counter, by letter or by e-mail: somebody writes it down with you."),
    N_("Without charge, and without an account."),
    NULL,
};
static const char *const provide_lines[] = {
    N_("What happened, in your own words."),
    N_("When and where it was, and which product or service it is about, if you know."),
    N_("What would put it right."),
    N_("Copies of letters, bills or photographs, if you have them."),
    N_("How we can reach you, if you want that."),
    NULL,
};
static const char *const process_lines[] = {
    N_("Every complaint gets a reference and a receipt at once."),
    N_("Somebody reads it, judges how urgent it is and says who is responsible."),
    N_("We find out what happened and hear both sides."),
    N_("You get a decision with reasons."),
    N_("It is closed when you accept it, or when everything that can be done was done."),
    NULL,
};
static const char *const status_lines[] = {
    N_("With the reference and the code from your receipt you see on these pages where your "
       "complaint stands, what comes next and when."),
    N_("We also tell you by telephone, if you give us the reference."),
    NULL,
};
static const char *const rights_lines[] = {
    N_("You may have somebody act for you, add facts at any time, and take the complaint back."),
    N_("You may ask for another look by somebody who had no part in the decision."),
    N_("You may read and take along what you sent, at any time and free of charge."),
    NULL,
};
static const char *const duties_lines[] = {
    N_("We keep to the times above, and we tell you before you have to ask when we cannot."),
    N_("We hear both sides before we decide, and we give our reasons."),
    N_("We ask you to tell us what you know as truly and as fully as you can."),
    N_("We treat you and those you complain about fairly and with respect, and ask the same of "
       "you."),
    NULL,
};
static const char *const privacy_lines[] = {
    N_("We use what you tell us to deal with your complaint and to prevent the next one."),
    N_("Only people who deal with it see your name."),
    N_("You may complain in confidence or without a name."),
    NULL,
};

static const char *joined(struct arena *a, const struct lang *lang, const char *const *lines)
{
    struct buf b = buf_new(a);

    for (; *lines; lines++)
        buf_printf(&b, "%s%s", b.n > 0 ? "\n" : "", lang_text(lang, *lines));
    return buf_text(&b);
}

/* With what the settings say of telephone, counter and address. */
static const char *where(struct arena *a, const struct procedure *p, const struct lang *lang)
{
    static const struct {
        const char *name, *label;
    } places[] = {
        { "hotline", N_("Telephone for complaints") },
        { "hotline_hours", N_("When it is answered") },
        { "counter", N_("Where to come in person") },
        { "address", N_("Postal address") },
    };
    const char *text = joined(a, lang, where_lines);

    for (size_t i = 0; i < COUNT(places); i++) {
        const char *value = procedure_text(p, places[i].name, NULL);
        if (value)
            text =
                arena_printf(a, "%s\n%s", text,
                             lang_format(a, lang, N_("{what}: {value}"), "what",
                                         lang_text(lang, places[i].label), "value", value, NULL));
    }
    return text;
}

const char *notice_of_pack(const struct pack_version *pack, const struct lang *lang, int part)
{
    return pack ? pack->notice[part].in[lang->index] : NULL;
}

const char *notice_default(struct arena *a, const struct procedure *p,
                           const struct pack_version *pack, const struct lang *lang, int part)
{
    const char *own = notice_of_pack(pack, lang, part);

    if (own && 1 << part != NOTICE_TIMES)
        return own;
    switch (1 << part) {
    case NOTICE_WHERE_AND_HOW:
        return where(a, p, lang);
    case NOTICE_WHAT_TO_PROVIDE:
        return joined(a, lang, provide_lines);
    case NOTICE_PROCESS:
        return joined(a, lang, process_lines);
    case NOTICE_TIMES:
        return own ? arena_printf(a, "%s\n%s", times(a, p, pack, lang), own)
                   : times(a, p, pack, lang);
    case NOTICE_REMEDIES:
        return remedies(a, p, lang);
    case NOTICE_STATUS:
        return joined(a, lang, status_lines);
    case NOTICE_RIGHTS_AND_DUTIES:
        return arena_printf(a, "%s\n\n%s", joined(a, lang, rights_lines),
                            joined(a, lang, duties_lines));
    case NOTICE_PRIVACY:
        return joined(a, lang, privacy_lines);
    default:
        return NULL;
    }
}

/* The next line of the text; moves *text behind it. */
static const char *line_next(struct arena *a, const char **text)
{
    size_t n = strcspn(*text, "\n");
    const char *line = arena_strn(a, *text, n);

    *text += n + ((*text)[n] == '\n');
    return line + strspn(line, " \t-•");
}

struct rows notice_lines(struct arena *a, const char *text)
{
    size_t most = text ? strlen(text) + 1 : 0, n = 0;
    struct notice_line *list;

    for (size_t i = 0; i + 1 < most; i++)
        n += text[i] == '\n';
    list = ARENA_ARRAY(a, struct notice_line, n + 1);
    n = 0;
    while (text && *text) {
        const char *line = line_next(a, &text);
        if (*line)
            list[n++].text = line;
    }
    return (struct rows){ list, n };
}

struct rows notice_remarks(struct arena *a, const struct rows *live, const char *text)
{
    struct rows lines = notice_lines(a, text);
    struct notice_line *out = ARENA_ARRAY(a, struct notice_line, lines.n);
    const struct notice_stage *stage = live->row;
    const struct notice_line *line = lines.row;
    size_t n = 0;

    for (size_t i = 0; i < lines.n; i++) {
        bool known = false;
        for (size_t j = 0; j < live->n; j++)
            known |= strncmp(line[i].text, stage[j].name, strlen(stage[j].name)) == 0;
        if (!known)
            out[n++] = line[i];
    }
    return (struct rows){ out, n };
}

void notice_halves(struct arena *a, const char *text, struct rows *first, struct rows *second)
{
    const char *gap = text ? strstr(text, "\n\n") : NULL;

    *first = notice_lines(a, gap ? arena_strn(a, text, (size_t)(gap - text)) : text);
    *second = notice_lines(a, gap);
}

struct rows notice_outside(struct arena *a, const char *text)
{
    struct rows lines = notice_lines(a, text);
    struct outside_option *list = ARENA_ARRAY(a, struct outside_option, lines.n);
    struct outside_option *now = NULL;
    size_t n = 0;

    while (text && *text) {
        const char *line = line_next(a, &text);
        if (!*line) {
            now = NULL;
        } else if (!now) {
            now = &list[n++];
            now->name = line;
        } else if (strncmp(line, "https://", 8) == 0) {
            now->href = line;
        } else {
            now->what = now->what ? arena_printf(a, "%s %s", now->what, line) : line;
        }
    }
    return (struct rows){ list, n };
}
