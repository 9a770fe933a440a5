#include "complaint/remedy_words.h"

#include "base/buf.h"
#include "complaint/words.h"

bool remedy_measure(const struct remedy_row *r)
{
    return word_value(&remedy_kind_words, r->kind) >= REMEDY_MEASURES;
}

static void sentence(struct buf *b, const char *text)
{
    if (text && *text)
        buf_printf(b, "%s%s", b->n > 0 ? " " : "", text);
}

static void named(struct buf *b, const struct lang *lang, const char *id, const char *name,
                  const char *value)
{
    if (value && *value)
        sentence(b, lang_format(b->a, lang, id, name, value, NULL));
}

static void reward(struct buf *b, const struct lang *lang, const struct remedy_row *r)
{
    if (r->points > 0)
        sentence(b, lang_plural(b->a, lang, N_PLURAL("1 point.", "{n} points."), r->points));
    if (r->percent > 0)
        named(b, lang, N_("{percent}% off."), "percent",
              arena_printf(b->a, "%" PRId64, r->percent));
}

static const char *consists_of(struct arena *a, const struct lang *lang, const struct remedy_row *r)
{
    struct buf b = buf_new(a);

    sentence(&b, r->text.text);
    named(&b, lang, N_("Item: {item}."), "item", r->item.text);
    named(&b, lang, N_("Batch: {batch}."), "batch", r->batch.text);
    sentence(&b, r->reach.text);
    named(&b, lang, N_("Topic: {topic}."), "topic", r->topic.text);
    reward(&b, lang, r);
    named(&b, lang, N_("Number: {number}."), "number", r->number.text);
    if (date_is_set(r->valid_until))
        named(&b, lang, N_("Valid until {day}."), "day",
              lang_date(a, lang, r->valid_until, DATE_LONG, (struct date){ 0 }));
    sentence(&b, r->terms.text);
    return b.n > 0 ? buf_text(&b) : NULL;
}

const char *remedy_words(struct arena *a, const struct procedure *p, const struct lang *lang,
                         const struct remedy_row *r)
{
    const char *kind = procedure_label(p, "remedy_kind", r->kind, lang);
    const char *more = consists_of(a, lang, r);
    struct buf b = buf_new(a);

    buf_str(&b, kind ? kind : r->kind);
    if (r->amount > 0 && r->currency)
        buf_printf(&b, ": %s", lang_money(a, lang, r->amount, r->currency));
    if (more)
        buf_printf(&b, "%s%s", r->amount > 0 ? ". " : ": ", more);
    return buf_text(&b);
}
