/*
 * Who may do what: one table, one function.
 *
 * Pages, API, search, counts, files and exports all ask may(); nothing else
 * decides. A role is held on a team and reaches that team and those below it. A
 * person complained about, or in conflict, is barred from the case whatever their
 * roles. Missing and forbidden answer alike, so a refusal is ERR_NOT_FOUND
 * wherever a case is concerned. [S47] [S49] [S50] [4.7-a] [4.10-a]
 */
#ifndef PEOPLE_MAY_H
#define PEOPLE_MAY_H

#include "base/date.h"
#include "complaint/words.h"

enum may {
    MAY_ANYBODY = 0, /* public pages */
    MAY_DESK,        /* be at the desk at all: any member of staff */
    /* the way in, step by step: each also while it is all one may do */
    MAY_PROVE,    /* give the code of the second factor, log out */
    MAY_PASSWORD, /* change one's own password */
    MAY_ENROL,    /* set up a second factor, say once more that it is oneself */
    /* on a case */
    MAY_READ,
    MAY_READ_IDENTITY,   /* names and contacts of the people of the case */
    MAY_READ_INTERNAL,   /* notes */
    MAY_RECEIVE,         /* take down a new complaint */
    MAY_NOTE,            /* write internal notes, fill in own fields */
    MAY_TAKE_NOTE,       /* of a case that was copied to one's team */
    MAY_ANSWER_COPY,     /* fill in the own fields that such a copy asks for */
    MAY_ANSWER_ROLE,     /* fill in what the procedure asks of one's very team … */
    MAY_ANSWER_SUPERIOR, /* … or of those who lead, such as a handling opinion */
    MAY_ANSWER_TASK,     /* take on, send back and do what one's team was asked for a case */
    MAY_ASK_TASK,        /* ask another team, and settle what it answered */
    MAY_ASK_OUTSIDE,     /* ask somebody outside: what is chosen for them leaves the house */
    MAY_REPLY,  /* write to the complainant, acknowledge, update, add what they said or sent */
    MAY_ASSESS, /* also to wait, to go on and to link */
    MAY_INVESTIGATE,
    MAY_RESPOND, /* propose an answer and remedies, carry them out */
    MAY_APPROVE, /* be the second person above an amount */
    MAY_DECIDE,
    MAY_VERIFY, /* that a remedy was carried out */
    MAY_CLOSE,
    MAY_REOPEN,
    MAY_ASSIGN, /* give a case to somebody, move it to another team */
    MAY_RETYPE,
    MAY_SET_ASIDE,    /* spam and abuse */
    MAY_REISSUE_CODE, /* after an identity check */
    MAY_HOLD,         /* put and lift a legal hold: two people each time */
    MAY_ERASE,        /* ask for an erasure, approve one */
    MAY_ACCESS,       /* a person's whole file, for that person */
    MAY_JOIN_PERSONS,
    MAY_ASK_IDENTITY,    /* to see who complains in a confidential case */
    MAY_ANSWER_IDENTITY, /* agree to that, as somebody else */
    MAY_READ_READERS,    /* who read the names of a case, printed it or took it out */
    MAY_REDACT,          /* take a passage or a file out of what everybody sees, and back */
    MAY_READ_ORIGINAL,   /* what is redacted, and files as they came */
    /* beside cases */
    MAY_FIGURES,
    MAY_READ_ANALYSES,   /* what was found in the records, and what is done about it */
    MAY_READ_OBJECTIVES, /* what top management wants: its policy and its objectives */
    MAY_ANALYSE,         /* look for weak points, set measures, call meetings */
    MAY_APPRAISE,        /* hand figures to the appraisal of departments */
    MAY_APPOINT,         /* the management representative */
    MAY_LEAD,            /* adopt the policy, set objectives, hold the review */
    MAY_GRANT_MEANS,     /* grant or decline what was asked for */
    MAY_READ_BUDGET,     /* what remedies may cost, and what stands against it */
    MAY_SET_BUDGET,
    MAY_EXPORT,
    MAY_NOTICE, /* write and publish how complaints are handled */
    MAY_ADMINISTER,
    MAY_RETENTION,      /* how long things are kept, and what was disposed of */
    MAY_READ_LOGINS,    /* the organisation's own events */
    MAY_READ_RETENTION, /* what is due under the schedule, and what was disposed of */
    /* keys of other systems */
    MAY_API_READ,
    MAY_API_WRITE,
    MAY_COUNT
};

enum user_kind { USER_STAFF, USER_KEY };

struct user_role {
    int64_t team;
    enum role role;
    int64_t amount_limit; /* minor units; remedies up to it need no second person */
};

/* Somebody known: a member of staff who is logged in, or a system with a key. */
struct user {
    enum user_kind kind;
    int64_t id;
    const char *name;
    const char *login;
    const char *language;          /* tag, or NULL */
    const struct user_role *roles; /* of staff, those that hold now */
    size_t n_roles;
    size_t roles_refused;     /* that no act gave: altered or added beside the program */
    bool must_prove;          /* the second factor: nothing else until its code is given */
    bool must_change;         /* the one-time password: nothing else until it is changed */
    bool must_enrol;          /* the role needs a second factor: nothing else until it is set up */
    bool told;                /* something about their login that they have not seen yet */
    struct instant since;     /* the session */
    bool fresh;               /* gave password or code within the last minutes */
    bool shortcuts_off;       /* single-letter keys */
    bool can_read, can_write; /* of keys */
    int64_t key_team;         /* of keys; 0 = all teams */
    enum role key_role;       /* of keys: whose rights they act by, within their scope */
};

/* What it is done to. Zeroed: nothing in particular ("somewhere"). */
struct may_object {
    const int64_t *teams; /* the case's team and all above it */
    size_t n_teams;
    const int64_t *copied; /* teams that were given a copy or a task, and all above them */
    size_t n_copied;
    bool barred;       /* this user is complained about or in conflict */
    bool confidential; /* identity only for whom a second person agreed */
    bool granted;      /* and that is this user, now */
    bool received;     /* this user took it down */
};

/* The one decision. `user` may be NULL (the public). */
bool may(const struct user *user, enum may what, const struct may_object *object);

/* For the documentation and its test: the roles that may, as bits 1 << enum role. */
unsigned may_roles(enum may what);
/* A stable word, "read_identity". */
const char *may_name(enum may what);

#endif
