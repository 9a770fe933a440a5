/* The eight steps move on with the facts, and every state has its words. */
#include "base/tap.h"
#include "operation/tracking/track.h"

#include <stdio.h>
#include <string.h>

/* The states as letters: . open, > now, x done, - not needed. */
static const char *drawn(const struct case_facts *f)
{
    static char text[TRACK_STEPS + 1];
    enum track_state state[TRACK_STEPS];

    track_steps(f, state);
    for (int i = 0; i < TRACK_STEPS; i++)
        text[i] = ".>x-"[state[i]];
    return text;
}

static void eight(void)
{
    static struct case_remedy remedy[] = { { .id = 1, .state = REMEDY_APPROVED } };
    struct case_facts f = { .stage = STAGE_RECEIVED, .remedies = remedy, .n_remedies = 1 };

    TAP_TEXT("[7.3-d] at the beginning", drawn(&f), ">.......");
    f.acknowledged.us = f.assessed.us = 1;
    f.stage = STAGE_ACKNOWLEDGED;
    TAP_TEXT("[7.3-d] opened again: what an earlier round did is to be done", drawn(&f),
             "x>......");
    f.stage = STAGE_INVESTIGATING;
    TAP_TEXT("[7.3-d] in the investigation", drawn(&f), "xx>.....");
    f.investigated.us = f.decided.us = 1;
    f.stage = STAGE_DECIDED;
    TAP_TEXT("[7.3-d] decided, not told", drawn(&f), "xxxx>...");
    f.communicated.us = 1;
    f.stage = STAGE_REMEDYING;
    TAP_TEXT("[7.3-d] told, to be put right", drawn(&f), "xxxxx>..");
    remedy[0].state = REMEDY_CARRIED_OUT;
    TAP_TEXT("[7.3-d] put right, not verified", drawn(&f), "xxxxxx>.");
    remedy[0].state = REMEDY_VERIFIED;
    TAP_TEXT("[7.3-d] verified", drawn(&f), "xxxxxxx>");
    f.stage = STAGE_CLOSED;
    TAP_TEXT("[7.3-d] closed", drawn(&f), "xxxxxxxx");
    f = (struct case_facts){ .stage = STAGE_CLOSED, .acknowledged = { 1 }, .withdrawn = { 1 } };
    TAP_TEXT("[7.3-d] withdrawn early", drawn(&f), "x------x");
    f = (struct case_facts){ .stage = STAGE_REMEDYING, .acknowledged = { 1 }, .solved = { 1 } };
    TAP_TEXT("[7.3-d] solved on the spot", drawn(&f), "x>.xxxx.");
    for (int i = 0; i < TRACK_STEPS; i++)
        TAP("[7.3-d] a label", track_label((enum track_step)i));
}

static void words(void)
{
    struct case_facts f = { .communicated = { 1 } };
    const char *waiting;

    for (int stage = STAGE_RECEIVED; stage <= STAGE_CLOSED; stage++) {
        f.stage = (enum stage)stage;
        TAP("[4.4-b] a status in words", track_status(&f));
        TAP("[4.4-b] what comes next, until the end", !track_next(&f) == (stage == STAGE_CLOSED));
        TAP("[4.4-b] what the complainant can do", track_can_do(&f));
    }
    f.stage = STAGE_DECIDED;
    waiting = track_status(&f);
    f.answer = ANSWER_REJECTED;
    TAP("[7.9-b] a refusal is told apart", strcmp(waiting, track_status(&f)) != 0);
    f.outside = OUTSIDE_CHOSEN;
    TAP("[1-b] a body outside is told", strstr(track_status(&f), "outside"));
    f.withdrawn.us = 1;
    TAP("[7.9-a] a withdrawal is told", strstr(track_status(&f), "withdrew"));
    TAP("[7.9-a] and leaves nothing to do", !track_can_do(&f));
}

static void acts(void)
{
    static const struct case_conflict accused[] = { { .user = 7,
                                                      .kind = CONFLICT_COMPLAINED_ABOUT } };
    struct case_facts f = {
        .stage = STAGE_INVESTIGATING, .owner = 5, .conflicts = accused, .n_conflicts = 1
    };
    struct err err = { 0 };

    TAP("[7.3-c] an update on the page", track_update_allowed(&f, true, true, &err));
    TAP("[7.3-c] not without words", !track_update_allowed(&f, false, true, &err));
    err_clear(&err);
    TAP("[7.3-c] not to nowhere", !track_update_allowed(&f, true, false, &err));
    err_clear(&err);
    TAP("[4.12-a] handed over with a reason", track_hand_over_allowed(&f, 6, true, &err));
    TAP("[4.12-a] not without", !track_hand_over_allowed(&f, 6, false, &err));
    err_clear(&err);
    TAP("[4.12-a] not to nobody", !track_hand_over_allowed(&f, 0, true, &err));
    err_clear(&err);
    TAP("[4.12-a] not to the same", !track_hand_over_allowed(&f, 5, true, &err));
    err_clear(&err);
    TAP("[4.7-a] not to the person complained about", !track_hand_over_allowed(&f, 7, true, &err));
    f.owner = 0;
    err_clear(&err);
    TAP("[4.12-a] taking up needs no reason", track_hand_over_allowed(&f, 6, false, &err));
    f.stage = STAGE_CLOSED;
    TAP("[4.12-a] not when closed", !track_hand_over_allowed(&f, 6, true, &err));
    err_clear(&err);
    TAP("[7.3-c] no update when closed", !track_update_allowed(&f, true, true, &err));
}

int main(void)
{
    eight();
    words();
    acts();
    return tap_done();
}
