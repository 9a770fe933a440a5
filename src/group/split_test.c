/* A complaint that is split in two: what is done twice, and what goes on to hold for both. */
#include "desk/keep_flow.h"
#include "group/split.h"
#include "keep/erase.h"
#include "operation/closing/closing_flow.h"
#include "operation/receipt/party_flow.h"
#include "operation/try.h"

#include <string.h>

static const struct splitting lamps = { .description = "The lamps are out, too.",
                                        .reason = "Two matters." };

static bool split(struct try *t, int64_t id, int64_t version, struct receipt *out, struct err *err)
{
    struct splitting in = lamps;

    in.complaint = id;
    in.version = version;
    return split_case(&t->act, &t->p, &in, out, err);
}

static int64_t cases(struct try *t)
{
    return try_number(t, "SELECT count(*) AS value FROM complaint");
}

/* Who got no answer sends again. */
static void repeated(struct try *t)
{
    int64_t id = try_file(t, "one"), version = try_version(t, id);
    struct splitting other = lamps;
    struct receipt first, again, third;

    try_as(t, t->handler);
    TRY("a part is split off", split(t, id, 0, &first, &err));
    TRY("the same is sent again", split(t, id, 0, &again, &err));
    TAP("and is the same case", again.repeated && again.complaint == first.complaint);
    TAP_INT("there is one more, not two", cases(t), 2);
    TAP_INT("of which the complainant is told once", (int64_t)try_load(t, id).case_tie.n, 1);
    TRY_REFUSED("who saw what was before is told so", split(t, id, version, &third, &err),
                "Somebody else changed this complaint in the meantime. Nothing of yours is lost: "
                "look at what they did, then send again.");
    other.complaint = id;
    other.description = "The door is loose.";
    TRY("other words", split_case(&t->act, &t->p, &other, &third, &err));
    TAP_INT("make a case of their own", cases(t), 3);
}

static void refusals(struct try *t)
{
    static const int64_t strange[SPLIT_FILES + 1] = { 999999 };
    int64_t id = try_file(t, "whole"), aside = try_file(t, "aside"), over = try_file(t, "over");
    struct keep spam = { .complaint = aside, .choice = "spam", .reason = "Loans." };
    struct closing_form closing = { .reason = "set_aside", .why = "Loans.", .set_aside = "spam" };
    const struct {
        const char *name;
        int64_t id;
        struct splitting in;
        const char *words;
    } rows[] = {
        { "no words go along",
          id,
          { .description = " ", .reason = "Two." },
          "Leave the words that the new complaint takes along." },
        { "no reason",
          id,
          { .description = "The lamps.", .reason = " " },
          "Write the reason. It is kept with the complaint." },
        { "no class of the list",
          id,
          { .description = "The lamps.", .reason = "Two.", .class_code = "no_such" },
          "Choose one of the list." },
        { "too many files",
          id,
          { .description = "The lamps.",
            .reason = "Two.",
            .files = strange,
            .n_files = SPLIT_FILES + 1 },
          "At most 20 files go along. Choose fewer." },
        { "files of another one",
          id,
          { .description = "The lamps.", .reason = "Two.", .files = strange, .n_files = 1 },
          "Choose files of this complaint." },
        { "what is set aside",
          aside,
          { .description = "The lamps.", .reason = "Two." },
          "It is set aside or handled with another one. Undo that first." },
        { "what is closed",
          over,
          { .description = "The lamps.", .reason = "Two." },
          "This complaint is closed. Open it again first." },
    };
    struct receipt r = { 0 };
    int64_t before;

    try_as(t, t->manager);
    TRY("set aside", keep_set_aside(&t->act, &t->p, &spam, &err));
    TRY("closed", closing_close(&t->act, &t->p, over, 0, &closing, &err));
    before = cases(t);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct splitting in = rows[i].in;
        in.complaint = rows[i].id;
        TRY_REFUSED(rows[i].name, split_case(&t->act, &t->p, &in, &r, &err), rows[i].words);
    }
    TAP_INT("nothing is split off by any of it", cases(t), before);
}

static bool opens(struct try *t, int64_t id, const char *code)
{
    struct dossier d = try_load(t, id);
    unsigned char mac[MAC_BYTES];

    code_mac(t->vault, code, mac);
    return d.c.code_mac.n == MAC_BYTES && memcmp(d.c.code_mac.s, mac, MAC_BYTES) == 0;
}

/* A code that others came to know is replaced wherever it opens something. */
static void codes(struct try *t)
{
    int64_t id = try_file(t, "one"), stranger = try_file(t, "two");
    struct dossier kept = try_load(t, stranger);
    struct receipt second, third;
    char one[CODE_TEXT], two[CODE_TEXT];
    struct keep k = { .complaint = id, .reason = "Passport seen." };

    try_as(t, t->handler);
    TRY("a part is split off", split(t, id, 0, &second, &err));
    TRY("and a part of that", split(t, second.complaint, 0, &third, &err));
    TRY("a new code for the first", keep_new_code(&t->act, &t->p, &k, one, &err));
    TAP("opens it", opens(t, id, one));
    TAP("and what was split off", opens(t, second.complaint, one));
    TAP("and what was split off that", opens(t, third.complaint, one));
    k.complaint = third.complaint;
    TRY("a new code for the last", keep_new_code(&t->act, &t->p, &k, two, &err));
    TAP("opens all three, too",
        opens(t, id, two) && opens(t, second.complaint, two) && opens(t, third.complaint, two));
    TAP("and no other one",
        memcmp(try_load(t, stranger).c.code_mac.s, kept.c.code_mac.s, MAC_BYTES) == 0);
    TAP_INT("each of them says so",
            try_number(t, "SELECT count(*) AS value FROM event WHERE kind = 'code_reissued'"), 6);
}

/* Words that the search has of what is not there any more. */
static int64_t words_left(struct try *t)
{
    static const struct sql vocab = { .name = "vocab",
                                      .sqlite = "CREATE VIRTUAL TABLE temp.split_vocab USING "
                                                "fts5vocab(main, search_word, instance)",
                                      .id = 9698,
                                      .param_kinds = "" };
    struct err err = { 0 };

    if (db_engine(t->db) == DB_PG)
        return try_number(t, "SELECT count(*) AS value FROM search_word WHERE id NOT IN "
                             "(SELECT id FROM search_doc)");
    if (!db_exec(t->db, &vocab, NULL, NULL, &err))
        try_why(&err, false);
    TAP("there is an index", try_number(t, "SELECT count(*) AS value FROM split_vocab") > 0);
    return try_number(t, "SELECT count(*) AS value FROM split_vocab WHERE doc NOT IN "
                         "(SELECT id FROM search_doc)");
}

static int64_t names_of(struct try *t, int64_t id)
{
    return try_number(t, arena_printf(t->a,
                                      "SELECT count(*) AS value FROM "
                                      "(SELECT id, complaint_id, part FROM search_doc UNION "
                                      "SELECT id, complaint_id, part FROM search_word_new) d WHERE "
                                      "part = 'identity' AND complaint_id = %" PRId64,
                                      id));
}

/* Called by another name since the first case was filed. */
static int64_t renamed(struct try *t, const char *one_time)
{
    struct party_form form = { .email = "mai@example.org",
                               .name = "阮文梅",
                               .address = "边和市",
                               .reason = "By the passport." };
    int64_t id = try_file(t, one_time);

    TRY("a name is corrected",
        party_correct(&t->act, &t->p, id, 0, try_load(t, id).party.row[0].id, &form, &err));
    return id;
}

static bool erase(struct try *t, int64_t id, struct err *err)
{
    struct erased gone;
    AUTO_TX tx = { 0 };

    return tx_begin(&tx, t->db, err) && erase_cases(&t->act, &t->p, &id, 1, 0, &gone, err) &&
           tx_commit(&tx, err);
}

/* The names of the new case stand beside events of the first one. [S57] */
static void forgotten(struct try *t)
{
    int64_t id, other, person;
    struct receipt second, third;

    try_as(t, t->handler);
    id = renamed(t, "one");
    other = renamed(t, "two");
    TRY("a part is split off", split(t, id, 0, &second, &err));
    TRY("and one of another case", split(t, other, 0, &third, &err));
    TAP("the new ones are found by the name",
        names_of(t, second.complaint) > 0 && names_of(t, third.complaint) > 0);
    TRY("the one that was split off is erased", erase(t, second.complaint, &err));
    person = try_load(t, other).person[0].id;
    TAP("the first one is found as before", names_of(t, id) > 0);
    TRY("of the other two only who complains", erase_record(&t->act, person, &err));
    TAP_INT("[S57] they are found by no name", names_of(t, other) + names_of(t, third.complaint),
            0);
    TAP_INT("[S57] and no word of any is left", words_left(t), 0);
}

int main(void)
{
    try_on_both("split_repeated", repeated);
    try_on_both("split_codes", codes);
    try_on_both("split_forgotten", forgotten);
    try_on_both("split_refusals", refusals);
    return tap_done();
}
