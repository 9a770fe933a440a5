/* Receipts on both engines: made of what was filed, signed, told from all that is not theirs. */
#include "complaint/event.h"
#include "db/filing_sql.h"
#include "log/signer.h"
#include "operation/receipt/filing.h"
#include "operation/receipt/receipt_check.h"
#include "operation/receipt/receipt_compact.h"
#include "operation/receipt/receipt_sign.h"
#include "operation/receipt/statement.h"
#include "operation/try.h"

#include <string.h>

static struct filing example(const char *one_time)
{
    return (struct filing){
        .one_time = one_time,
        .channel = "web",
        .language = "vi",
        .privacy = "confidential",
        .subject = "Lift",
        .description =
            "The lift in block C has not run for two weeks.\r\n----- end of statement -----\n",
        .product = "Block C",
        .product_reference = "C-5",
        .class_code = "P06",
        .remedy_sought = "Please repair it.",
        .happened_on = DAY(2026, 10, 1),
        .happened_until = DAY(2026, 10, 2),
        .happened_text = "every night",
        .place = "Block C",
        .recurrent = "yes",
        .complainant = { .name = "Mai Example",
                         .address = "5 Example Street",
                         .postcode = "AB1",
                         .country = "GB",
                         .email = "mai@example.org",
                         .phone = "020 7946 0001",
                         .fax = "020 7946 0002",
                         .language = "vi",
                         .channel = "email",
                         .format = "large_print",
                         .needs = "Somebody who speaks slowly",
                         .need_codes = "hearing" },
        .representative = { .name = "Kim Example", .phone = "020 7946 0000" },
        .authority = "Her daughter",
        .problems = { "P06", "P07" },
        .n_problems = 2,
        .acknowledged_by = "page",
    };
}

static int64_t filed(struct try *t, const char *one_time)
{
    struct filing f = example(one_time);
    struct receipt r = { 0 };

    try_as(t, 0);
    TRY("it is filed", receipt_file(&t->act, &t->p, &f, &r, &err));
    return r.complaint;
}

static struct note_keys keys_of(struct try *t)
{
    struct signer signer = { 0 };
    struct err err = { 0 };

    TAP("the public keys", signer_open(t->a, t->db, t->vault, &signer, &err));
    return signer.keys;
}

static struct bytes saved(struct try *t, int64_t complaint, struct signed_receipt *r)
{
    t->act.keys = keyring_new(t->a, t->vault, t->db);
    TRY("[7.2-a] a receipt is made", receipt_sign(&t->act, &t->p, complaint, r, &err));
    return receipt_saved(t->a, r, NULL);
}

/* Everything that a complainant can send stands in it. */
static void statement(struct try *t)
{
    static const char *const said[][2] = {
        { "language", "vi" },
        { "channel", "web" },
        { "type", "complaint" },
        { "privacy", "confidential" },
        { "subject", "Lift" },
        { "description",
          "The lift in block C has not run for two weeks.\r\n----- end of statement -----\n" },
        { "product", "Block C" },
        { "product_reference", "C-5" },
        { "class", "P06" },
        { "sought", "something" },
        { "remedy_sought", "Please repair it." },
        { "happened_on", "2026-10-01" },
        { "happened_until", "2026-10-02" },
        { "happened_text", "every night" },
        { "place", "Block C" },
        { "recurrent", "yes" },
        { "problem", "P06" },
        { "problem", "P07" },
        { "complainant.kind", "person" },
        { "complainant.name", "Mai Example" },
        { "complainant.address", "5 Example Street" },
        { "complainant.postcode", "AB1" },
        { "complainant.country", "GB" },
        { "complainant.email", "mai@example.org" },
        { "complainant.phone", "020 7946 0001" },
        { "complainant.fax", "020 7946 0002" },
        { "complainant.language", "vi" },
        { "complainant.contact_by", "email" },
        { "complainant.format", "large_print" },
        { "complainant.needs", "Somebody who speaks slowly" },
        { "complainant.need_codes", "hearing" },
        { "representative.kind", "person" },
        { "representative.name", "Kim Example" },
        { "representative.phone", "020 7946 0000" },
        { "representative.authority", "Her daughter" },
    };
    struct signed_receipt r = { 0 };
    const struct statement_line *line;

    saved(t, filed(t, "statement"), &r);
    line = r.lines.row;
    TAP_INT("as many lines as were told, and the salt", (int64_t)r.lines.n, COUNT(said) + 1);
    TAP("the salt is 16 bytes",
        r.lines.n > 0 && strcmp(line[0].name, "salt") == 0 && strlen(line[0].value) == 32);
    for (size_t i = 0; i < COUNT(said) && i + 1 < r.lines.n; i++)
        TAP_TEXT(said[i][0], arena_printf(t->a, "%s %s", line[i + 1].name, line[i + 1].value),
                 arena_printf(t->a, "%s %s", said[i][0], said[i][1]));
}

/* What a filing sets and a statement does not tell, because it is the organisation's own: how it
 * keeps the case, and what it decided at that moment. */
static const char *const own_columns[] = {
    "complaint.version",
    "complaint.reference",
    "complaint.year",
    "complaint.number",
    "complaint.code_mac",
    "complaint.filing_mac",
    "complaint.stage",
    "complaint.level",
    "complaint.received_at",
    "complaint.entered_at",
    "complaint.entered_by",
    "complaint.scope",
    "complaint.team_id",
    "complaint.segment",
    "complaint.immediate_action",
    "complaint.updated_at",
    "complaint.next_due_at",
    "complaint.next_clock",
    "complaint.missing",
    "complaint.signals",
    "complaint.safety_alerted_at",
    "complaint.link_kind",
    "complaint.pack_id",
    "complaint.follow_up_open",
    "person.version",
    "party.complaint_id",
    "party.person_id",
    "party.role",
    "complaint_code.complaint_id",
    "complaint_code.list",
};

/* What it does tell, under the names of columns. */
static const char *const told_columns[] = {
    "complaint.type",
    "complaint.channel",
    "complaint.privacy",
    "complaint.language",
    "complaint.subject",
    "complaint.description",
    "complaint.product",
    "complaint.product_reference",
    "complaint.class",
    "complaint.sought",
    "complaint.remedy_sought",
    "complaint.happened_on",
    "complaint.happened_until",
    "complaint.happened_text",
    "complaint.place",
    "complaint.recurrent",
    "complaint.linked_to_id",
    "person.kind",
    "person.name",
    "person.address",
    "person.postcode",
    "person.country",
    "person.email",
    "person.phone",
    "person.fax",
    "person.language",
    "person.channel",
    "person.format",
    "person.needs",
    "person.need_codes",
    "party.authority",
    "complaint_code.code",
};

static bool listed(const char *const *list, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i], name) == 0)
            return true;
    return false;
}

/* A column that filing begins to set has to be told, or to stand above. */
static void nothing_left_out(struct try *t)
{
    static const struct table *const written[] = { &complaint_table, &person_table, &party_table,
                                                   &complaint_code_table };
    struct filing f = example("nothing left out");
    struct receipt r = { 0 };
    struct event_row row = { 0 };
    struct event e = { 0 };
    size_t told = 0;

    f.scope = "inside";
    f.segment = "homes";
    f.immediate_action = "The lift was switched off.";
    f.danger = true;
    f.linked_reference = "2026-000001";
    f.received_at.us = t->act.now.us - SECONDS(60);
    TRY("everything is filed", receipt_file(&t->act, &t->p, &f, &r, &err));
    TRY("its event", sql_event_filing(t->a, t->db, r.complaint, &row, &err));
    TAP("is read", event_read(t->a, row.bytes, &e));
    for (size_t i = 0; i < e.n_values; i++)
        for (size_t j = 0; j < COUNT(written); j++) {
            const char *name;
            if (e.values[i].row == EVENT_ITSELF ||
                e.rows[e.values[i].row].table != written[j]->number)
                continue;
            name = arena_printf(t->a, "%s.%s", written[j]->name,
                                written[j]->record->fields[e.values[i].column].name);
            told += listed(told_columns, COUNT(told_columns), name);
            if (!listed(told_columns, COUNT(told_columns), name) &&
                !listed(own_columns, COUNT(own_columns), name))
                TAP_TEXT("a column that a statement does not know", name, "");
        }
    /* Two persons, three words of the second, and two codes. */
    TAP_INT("as much as was told", (int64_t)told, COUNT(told_columns) + 3 + 1);
}

static void genuine(struct try *t)
{
    struct signed_receipt r = { 0 }, again = { 0 };
    int64_t complaint = filed(t, "genuine");
    struct bytes file = saved(t, complaint, &r), second = saved(t, complaint, &again);
    struct note_keys keys = keys_of(t);
    struct receipt_check c;

    TAP("the same receipt each time", file.n == second.n && memcmp(file.s, second.s, file.n) == 0);
    receipt_check(t->a, file, keys, &c);
    TAP_INT("[4.9-b] it is genuine", c.verdict, RECEIPT_GENUINE);
    TAP_INT("with its text", c.text, RECEIPT_TEXT_SAME);
    TAP_TEXT("of this complaint", c.note.reference, try_load(t, complaint).c.reference);
    TAP_TEXT("in the words that were sent", statement_value(&c.lines, "place"), "Block C");
    receipt_check(t->a, (struct bytes){ (const unsigned char *)r.text, strlen(r.text) }, keys, &c);
    TAP("without the text it is genuine too",
        c.verdict == RECEIPT_GENUINE && c.text == RECEIPT_TEXT_ABSENT);
    receipt_check_text(t->a, r.statement, &c);
    TAP_INT("and the text may come apart from it", c.text, RECEIPT_TEXT_SAME);
    receipt_check_compact(t->a, r.compact, keys, &c);
    TAP_INT("so is what the square holds", c.verdict, RECEIPT_GENUINE);
    TAP_TEXT("which is the same", c.compact, r.compact);
    TAP("and small enough for a square that telephones read", strlen(r.compact) < 360);
}

/* As mail, editors and forms send it on. */
static void carried(struct try *t)
{
    struct signed_receipt r = { 0 };
    struct bytes file = saved(t, filed(t, "carried"), &r);
    struct note_keys keys = keys_of(t);
    struct buf crlf = buf_new(t->a);
    struct receipt_check c;

    buf_str(&crlf, "\xef\xbb\xbf\r\n");
    for (size_t i = 0; i < file.n; i++) {
        if (file.s[i] == '\n')
            buf_char(&crlf, '\r');
        buf_char(&crlf, (char)file.s[i]);
    }
    buf_str(&crlf, "\r\n\r\n");
    receipt_check(t->a, (struct bytes){ (const unsigned char *)crlf.s, crlf.n }, keys, &c);
    TAP("other line ends are the same receipt",
        c.verdict == RECEIPT_GENUINE && c.text == RECEIPT_TEXT_SAME);
    receipt_check(t->a, (struct bytes){ file.s, file.n - 1 }, keys, &c);
    TAP("so is one without the last", c.verdict == RECEIPT_GENUINE && c.text == RECEIPT_TEXT_SAME);
}

static bool good(struct note_keys keys, struct bytes file)
{
    AUTO_ARENA a = arena_new();
    struct receipt_check c;

    receipt_check(a, file, keys, &c);
    return c.verdict == RECEIPT_GENUINE && c.text == RECEIPT_TEXT_SAME;
}

/* Each byte in turn, each cut, each byte more. */
static void altered(struct try *t)
{
    struct signed_receipt r = { 0 };
    struct bytes file = saved(t, filed(t, "altered"), &r);
    struct note_keys keys = keys_of(t);
    unsigned char *s = arena_alloc(t->a, file.n + 2);
    int64_t passed = 0;

    memcpy(s, file.s, file.n);
    for (size_t i = 0; i < file.n; i++) {
        static const unsigned char flips[] = { 0x01, 0x07, 0x20, 0x80 };
        for (size_t j = 0; j < COUNT(flips); j++) {
            s[i] ^= flips[j];
            passed += good(keys, (struct bytes){ s, file.n });
            s[i] ^= flips[j];
        }
    }
    TAP_INT("[4.9-b] no byte of it can be changed", passed, 0);
    for (size_t i = 0; i + 1 < file.n; i++)
        passed += good(keys, (struct bytes){ s, i });
    TAP_INT("nor can anything be cut off", passed, 0);
    s[file.n] = 'x';
    TAP("nor added", !good(keys, (struct bytes){ s, file.n + 1 }));
    for (size_t i = 0; i < file.n; i++) {
        memmove(s + i + 1, file.s + i, file.n - i);
        s[i] = 'x';
        passed += good(keys, (struct bytes){ s, file.n + 1 });
        s[i] = file.s[i];
    }
    TAP_INT("anywhere", passed, 0);
}

static void compact_altered(struct try *t)
{
    struct signed_receipt r = { 0 };
    struct note_keys keys;
    struct receipt_check c;
    int64_t passed = 0;
    char *s;

    saved(t, filed(t, "compact"), &r);
    keys = keys_of(t);
    s = arena_str(t->a, r.compact);
    for (size_t i = 0; s[i]; i++) {
        char was = s[i];
        for (const char *other = "A_z0-b%"; *other; other++) {
            s[i] = *other;
            receipt_check_compact(t->a, s, keys, &c);
            passed += *other != was && c.verdict == RECEIPT_GENUINE;
        }
        s[i] = '\0';
        receipt_check_compact(t->a, s, keys, &c);
        passed += c.verdict == RECEIPT_GENUINE;
        s[i] = was;
    }
    TAP_INT("no letter of the square can be changed", passed, 0);
}

static void whose(struct try *t)
{
    static const unsigned char other[KEY_BYTES] = "another master key, of 32 bytes";
    struct vault *v = vault_from_bytes(other);
    unsigned char public_key[SIGNING_PUBLIC];
    struct signed_receipt r = { 0 };
    struct bytes file = saved(t, filed(t, "whose"), &r);
    struct note_key key;
    struct receipt_check c;

    vault_signing_public(v, 1, public_key);
    vault_close(v);
    key = note_key(r.note.log, public_key);
    receipt_check(t->a, file, (struct note_keys){ &key, 1 }, &c);
    TAP_INT("of another key of that name", c.verdict, RECEIPT_FOREIGN);
    receipt_check(t->a, file, (struct note_keys){ 0 }, &c);
    TAP_INT("of no key that is known", c.verdict, RECEIPT_FOREIGN);
    receipt_check(t->a, (struct bytes){ (const unsigned char *)"hello\n", 6 }, keys_of(t), &c);
    TAP_INT("something else", c.verdict, RECEIPT_UNREADABLE);
}

/* A key that signs something else of ours signs no receipt by it. */
static void rotated(struct try *t)
{
    int64_t complaint = filed(t, "rotated");
    struct signed_receipt r = { 0 }, after = { 0 }, newer = { 0 };
    struct bytes before = saved(t, complaint, &r), again;
    struct receipt_check c;

    t->act.keys = keyring_new(t->a, t->vault, t->db);
    TRY("another key signs from now on", signing_key_rotate(&t->act, &err));
    again = saved(t, complaint, &after);
    TAP("an old receipt stays as it was",
        before.n == again.n && memcmp(before.s, again.s, before.n) == 0);
    receipt_check(t->a, again, keys_of(t), &c);
    TAP_INT("and genuine", c.verdict, RECEIPT_GENUINE);
    again = saved(t, filed(t, "newer"), &newer);
    receipt_check(t->a, again, keys_of(t), &c);
    TAP_INT("a new one too", c.verdict, RECEIPT_GENUINE);
    TAP("by the new key",
        memcmp(c.key->public_key, keys_of(t).key[0].public_key, 32) == 0 && keys_of(t).n == 2);
}

/* The case goes on; what was filed does not change. */
static void corrected(struct try *t)
{
    int64_t complaint = filed(t, "corrected");
    struct signed_receipt r = { 0 }, after = { 0 };
    struct bytes before = saved(t, complaint, &r), again;
    struct dossier d = try_load(t, complaint);
    struct complaint_row changed = d.c;
    AUTO_TX tx = { 0 };
    struct history h;

    changed.description = secret_text("Something else");
    TRY("the case is altered",
        tx_begin(&tx, t->db, &err) &&
            history_begin(&h, &t->act, complaint, "classified", NULL, &err) &&
            history_update(&h, &complaint_table, &d.c, &changed, &err) && history_end(&h, &err) &&
            tx_commit(&tx, &err));
    again = saved(t, complaint, &after);
    TAP("[7.2-d] the receipt is of what was filed",
        before.n == again.n && memcmp(before.s, again.s, before.n) == 0);
}

static void erased(struct try *t)
{
    int64_t complaint = filed(t, "erased");
    struct signed_receipt r = { 0 };
    struct bytes file = saved(t, complaint, &r);
    struct dossier d = try_load(t, complaint);
    struct receipt_check c;
    struct history h;

    {
        AUTO_TX tx = { 0 };
        TRY("the complainant is erased",
            tx_begin(&tx, t->db, &err) &&
                history_begin(&h, &t->act, complaint, "erased", NULL, &err) &&
                history_erase(&h, KEY_PERSON, d.party.row[0].person_id, &err) &&
                history_end(&h, &err) && tx_commit(&tx, &err));
    }
    t->act.keys = keyring_new(t->a, t->vault, t->db);
    TRY_REFUSED("[S57] it is not given again", receipt_sign(&t->act, &t->p, complaint, &r, &err),
                "Something of what was filed was erased since, so the receipt cannot be made "
                "again. One that was saved stays good.");
    receipt_check(t->a, file, keys_of(t), &c);
    TAP("[S57] who holds it can still prove it",
        c.verdict == RECEIPT_GENUINE && c.text == RECEIPT_TEXT_SAME);
}

static void receipts(struct try *t)
{
    statement(t);
    nothing_left_out(t);
    genuine(t);
    carried(t);
    altered(t);
    compact_altered(t);
    whose(t);
    corrected(t);
    erased(t);
    rotated(t);
}

int main(void)
{
    try_on_both("receipt_sign", receipts);
    return tap_done();
}
