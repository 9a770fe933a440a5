/* Double persons are joined and parted, on both engines; the log holds. [7.2-b] */
#include "db/person_sql.h"
#include "operation/receipt/person_flow.h"
#include "operation/receipt/person_rows.h"
#include "operation/try.h"

#include <string.h>

static int64_t complainant(struct try *t, int64_t id)
{
    struct dossier d = try_load(t, id);

    return dossier_person(&d, "complainant")->id;
}

static size_t records(struct try *t, int64_t person)
{
    struct err err = { 0 };
    struct rows rows = { 0 };

    return sql_person_records(t->a, t->db, person, ",", true, ",,", ",,", &rows, &err) ? rows.n : 0;
}

#define JOIN(...) persons_join(&t->act, &t->p, &(struct person_join){ __VA_ARGS__ }, &err)
#define PART(id, person, why) persons_part(&t->act, &t->p, id, 0, person, why, &err)

static void joining(struct try *t)
{
    int64_t one = try_file(t, "one"), two = try_file(t, "two"), three = try_file(t, "three");
    int64_t nobody = try_file_anonymous(t, "nobody");
    int64_t first = complainant(t, one), second = complainant(t, two),
            third = complainant(t, three);

    try_as(t, t->manager);
    TRY_REFUSED("not without a reason", JOIN(one, two),
                "Write the reason. It is kept with the complaint.");
    TRY_REFUSED("not with itself", JOIN(one, one, .reason = "x"),
                "This is the same complaint. Choose another one.");
    TRY_REFUSED("not with nobody", JOIN(one, nobody, .reason = "x"),
                "One of the two complaints has no complainant on record.");
    TRY("two records are one person", JOIN(two, three, .reason = "The same telephone."));
    TAP("one of them stands for both",
        complainant(t, three) == second && complainant(t, two) == second);
    TRY("and with a third", JOIN(one, two, .reason = "The same house."));
    TAP("all stand behind the one that is kept",
        complainant(t, two) == first && complainant(t, three) == first);
    TAP_INT("[7.2-b] the history of the complainant is whole", (int64_t)records(t, first), 3);
    TRY_REFUSED("not twice", JOIN(three, one, .reason = "x"),
                "These two are the same person already.");
    TRY("one is parted again", PART(one, third, "Two sisters."));
    TAP("and is as it was", complainant(t, three) == third && complainant(t, two) == first);
    TRY_REFUSED("not twice", PART(one, third, "x"), "These two are not joined any more.");
    TRY("the other record can be kept", JOIN(one, three, .keep_other = true, .reason = "y"));
    TAP("with all that stood for it",
        complainant(t, one) == third && complainant(t, two) == third && records(t, third) == 3);
}

/* Somebody was at work on the case in the meantime. */
static void versions(struct try *t)
{
    int64_t one = try_file(t, "four"), two = try_file(t, "five");

    try_as(t, t->manager);
    TRY_REFUSED("an old form", JOIN(one, two, .version = 99, .reason = "x"),
                "Somebody else changed this complaint in the meantime. Nothing of yours is lost: "
                "look at what they did, then send again.");
    TAP("changes nothing", complainant(t, one) != complainant(t, two));
}

static void all(struct try *t)
{
    joining(t);
    versions(t);
}

int main(void)
{
    try_on_both("person", all);
    return tap_done();
}
