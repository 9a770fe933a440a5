/*
 * Asking somebody outside for their part of a case. It is a task like that of another team: the
 * case keeps its one owner, the answer is settled by task_settle() (operation/task/task_flow.h).
 * What is different is here: whom, what they see, the private link, reminders, and more time. Each
 * act is one event of the case. docs/decisions/0034-outside-parties.md [item 89]
 *
 * Who may do it (MAY_ASK_OUTSIDE) is decided at the edge; what somebody outside does is done by an
 * act of theirs (edge_as_outsider).
 */
#ifndef OUTSIDE_OUTSIDE_FLOW_H
#define OUTSIDE_OUTSIDE_FLOW_H

#include "operation/task/task_flow.h"

struct outside_form {
    int64_t outsider;
    const char *text;   /* NULL = as the procedure puts it */
    struct date due_on; /* until the end of that day; or else */
    int working_days;   /* by the calendar of the case; or else as the procedure says */
    const char *shares; /* names of outside_shares(), divided by blanks */
    bool named;         /* they see who complains */
    bool may_name;      /* whoever asks may read that */
    const char *why;    /* why they need it */
};

/* What was made: the task, and what stands behind the path of the link, this once. */
struct outside_made {
    int64_t task;
    const char *secret;
};

/* Whether it can be asked like that; fills what the procedure says in `form`. For the preview. */
MUST_CHECK bool outside_valid(struct step *s, struct outside_form *form, struct err *err);

/* Event outside_party_asked. `version` is that of the case when the form was shown, 0 = not asked.
 */
MUST_CHECK bool outside_ask(const struct act *act, const struct procedure *p, int64_t complaint,
                            int64_t version, const struct outside_form *form,
                            struct outside_made *out, struct err *err);

/* A new link in place of the one before, which opens nothing any more: event
 * outside_link_renewed. Of one that shows who complains only where whoever makes it may read that,
 * now (`may_name`). */
MUST_CHECK bool outside_renew(const struct act *act, const struct procedure *p, int64_t complaint,
                              int64_t task, bool may_name, const char **secret, struct err *err);
/* Event outside_link_revoked. */
MUST_CHECK bool outside_revoke(const struct act *act, const struct procedure *p, int64_t complaint,
                               int64_t task, struct err *err);
/* They are reminded, and it is counted: event outside_party_reminded. Refused where no link opens
 * the request. */
MUST_CHECK bool outside_remind(const struct act *act, const struct procedure *p, int64_t complaint,
                               int64_t task, struct err *err);

/* What they answered otherwise than by their link, taken down by staff, with staged files (NULL =
 * none): event outside_party_answered, or outside_party_declined. */
MUST_CHECK bool outside_take(const struct act *act, const struct procedure *p, int64_t complaint,
                             int64_t task, bool declined, const char *text, const char *files,
                             struct err *err);

/* What they answer by that link: task_reply(), unless the link was ended since its page was opened,
 * which is ERR_NOT_FOUND, and nothing is written. */
MUST_CHECK bool outside_reply(const struct act *act, const struct procedure *p, int64_t complaint,
                              int64_t task, int64_t link, enum task_answer what, const char *text,
                              const char *files, struct err *err);
/* How often they may ask for more time until they are asked again: the setting
 * outside_later_most. */
int64_t outside_later_most(const struct procedure *p);
/* By that link they say, with the reason, that it takes until that day: event outside_party_later.
 * The same day and words again write nothing. The date stays until whoever answers for the case
 * agrees, event outside_party_longer; their link holds beyond the new one as it did. */
MUST_CHECK bool outside_later(const struct act *act, const struct procedure *p, int64_t complaint,
                              int64_t task, int64_t link, const char *why, struct date day,
                              struct err *err);
MUST_CHECK bool outside_agree(const struct act *act, const struct procedure *p, int64_t complaint,
                              int64_t task, struct err *err);

#endif
