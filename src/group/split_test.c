/* A complaint that is split in two: what is done twice, and what goes on to hold for both. */
#include "desk/keep_flow.h"
#include "group/split.h"
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
                "Somebody else changed this case in the meantime. Nothing of yours is lost: look "
                "at what they did, then send again.");
    other.complaint = id;
    other.description = "The door is loose.";
    TRY("other words", split_case(&t->act, &t->p, &other, &third, &err));
    TAP_INT("make a case of their own", cases(t), 3);
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

int main(void)
{
    try_on_both("split_repeated", repeated);
    try_on_both("split_codes", codes);
    return tap_done();
}
