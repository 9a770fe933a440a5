/* Cases that are handled together, over the API. */
#include "api/api_act.h"

#include "group/join.h"
#include "group/repeat.h"
#include "group/split.h"

struct api_join_case {
    const char *other, *reason;
    bool representative;
};
struct api_speaks {
    bool representative;
};
struct api_affected {
    int64_t affected;
};

static const struct field join_case_fields[] = {
    FIELD(struct api_join_case, other, .required = true, .max = 40,
          .help = "Reference of the main case, in which both are handled from now on."),
    FIELD(struct api_join_case, reason, .required = true, .max = 5000, .lines = true,
          .help = "Why."),
    FIELD(struct api_join_case, representative,
          .help = "Its complainant speaks for the group; a procedure may limit how many do."),
};
static const struct record api_join_case_record = RECORD(struct api_join_case, join_case_fields);

static const struct field speaks_fields[] = {
    FIELD(struct api_speaks, representative,
          .help = "Whether its complainant speaks for the group."),
};
static const struct record api_speaks_record = RECORD(struct api_speaks, speaks_fields);

static const struct field affected_fields[] = {
    FIELD(struct api_affected, affected, .required = true,
          .help = "How many people it concerns; 0 = not known."),
};
static const struct record api_affected_record = RECORD(struct api_affected, affected_fields);

struct api_file_id {
    int64_t id;
};
struct api_split {
    const char *subject, *description, *class, *reason;
    struct rows files; /* struct api_file_id */
};
static const struct field file_id_fields[] = {
    FIELD(struct api_file_id, id, .required = true, .help = "Of a file of this case."),
};
static const struct record api_file_id_record = RECORD(struct api_file_id, file_id_fields);

static const struct field split_fields[] = {
    FIELD(struct api_split, subject, .max = 200, .help = "Of the new case."),
    FIELD(struct api_split, description, .required = true, .max = 100000, .lines = true,
          .help = "The words it takes along."),
    FIELD(struct api_split, class, .max = 60, .help = "What the new one is about."),
    FIELD(struct api_split, reason, .required = true, .max = 5000, .lines = true, .help = "Why."),
    FIELD_ROWS(struct api_split, files, &api_file_id_record),
};
static const struct record api_split_record = RECORD(struct api_split, split_fields);

struct api_again {
    const char *before, *reason;
};
static const struct field again_fields[] = {
    FIELD(struct api_again, before, .required = true, .max = 40,
          .help = "Reference of the earlier case."),
    FIELD(struct api_again, reason, .required = true, .max = 5000, .lines = true, .help = "Why."),
};
static const struct record api_again_record = RECORD(struct api_again, again_fields);

static bool again_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_again *form = in;
    int64_t before;

    return api_named(repeat_before_find(x->rq, form->before, &before) &&
                         repeat_mark(API_CASE(x), x->version, before, form->reason, err),
                     err, "other", "before");
}

static bool not_again_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_again *form = in;
    int64_t before;

    return api_named(repeat_before_find(x->rq, form->before, &before) &&
                         repeat_end(API_CASE(x), x->version, before, form->reason, err),
                     err, "other", "before");
}

static bool split_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_split *form = in;
    const struct api_file_id *file = form->files.row;
    int64_t *files = ARENA_ARRAY(x->rq->a, int64_t, form->files.n);
    struct splitting s = { .complaint = x->d->c.id,
                           .version = x->version,
                           .subject = form->subject,
                           .description = form->description,
                           .class_code = form->class,
                           .reason = form->reason,
                           .files = files,
                           .n_files = form->files.n };
    struct receipt receipt;

    for (size_t i = 0; i < form->files.n; i++)
        files[i] = file[i].id;
    if (!api_named(split_case(x->act, x->p, &s, &receipt, err), err, "class_code", "class"))
        return false;
    x->done->id = receipt.complaint;
    x->done->other = receipt.reference;
    return true;
}

static bool join_run(const struct api_acting *x, const void *in, struct err *err)
{
    const struct api_join_case *form = in;
    struct joining j = { .complaint = x->d->c.id,
                         .version = x->version,
                         .reason = form->reason,
                         .representative = form->representative };

    return join_main_find(x->rq, x->d, form->other, &j) && join_cases(x->act, x->p, &j, err);
}

static bool undo_run(const struct api_acting *x, const void *in, struct err *err)
{
    return join_undo(API_CASE(x), x->version, ((const struct api_reason *)in)->reason, err);
}

static bool speaks_run(const struct api_acting *x, const void *in, struct err *err)
{
    return join_represents(API_CASE(x), x->version, ((const struct api_speaks *)in)->representative,
                           err);
}

static bool affected_run(const struct api_acting *x, const void *in, struct err *err)
{
    return join_affected(API_CASE(x), x->version, ((const struct api_affected *)in)->affected, err);
}

const struct api_act api_group_acts[] = {
    API_ACT("join", MAY_ASSIGN, join_run, "joinCase", DOOR_SYSTEMS, &api_join_case_record,
            "It is handled with another case from now on; both references stay, and it can be "
            "undone. [4.12-a]"),
    API_ACT("undo-join", MAY_ASSIGN, undo_run, "undoJoin", DOOR_SYSTEMS, &api_reason_record,
            "It is handled by itself again, as it was."),
    API_ACT("representative", MAY_ASSIGN, speaks_run, "changeRepresentative", DOOR_SYSTEMS,
            &api_speaks_record, "Whether the complainant of a joined case speaks for the group."),
    API_ACT("affected", MAY_ASSIGN, affected_run, "changeAffected", DOOR_SYSTEMS,
            &api_affected_record,
            "How many people it concerns; many make it significant. "
            "[5.4.1-b]"),
    API_ACT("repeats", MAY_ASSESS, again_run, "markRepeat", DOOR_SYSTEMS, &api_again_record,
            "The same came before, and the earlier case was decided. [7.6-b]"),
    API_ACT("repeats/end", MAY_ASSESS, not_again_run, "endRepeat", DOOR_SYSTEMS, &api_again_record,
            "It is not the same after all; the program does not find it again."),
    API_ACT("split", MAY_ASSIGN, split_run, "splitCase", DOOR_SYSTEMS, &api_split_record,
            "A part of it becomes a case of its own, whose reference is in `other`: with the same "
            "complainant and code, and dates that count from the first receipt."),
    { 0 },
};
