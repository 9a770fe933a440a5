/* A complaint that is split in two: what is done twice, and what goes on to hold for both. */
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

int main(void)
{
    try_on_both("split_repeated", repeated);
    return tap_done();
}
