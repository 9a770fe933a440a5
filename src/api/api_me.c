/* GET /api/v1/me: who the server takes the asker for. */
#include "api/api.h"

#include "edge/names.h"

static bool roles_fill(struct req *rq, struct api_me *me)
{
    const struct user *user = rq->user;
    struct api_me_role *roles = ARENA_ARRAY(rq->a, struct api_me_role, user->n_roles + 1);

    if (user->kind == USER_KEY) {
        roles[0] = (struct api_me_role){ word_code(&role_words, user->key_role), me->team };
        me->roles = (struct rows){ roles, 1 };
        return true;
    }
    for (size_t i = 0; i < user->n_roles; i++) {
        roles[i].role = word_code(&role_words, user->roles[i].role);
        if (!edge_team_name(rq, user->roles[i].team, &roles[i].team))
            return false;
    }
    me->roles = (struct rows){ roles, user->n_roles };
    return true;
}

bool api_me_get(struct req *rq)
{
    const struct user *user = rq->user;
    struct api_me me;

    if (!api_credential_good(rq))
        return false;
    if (!user)
        return err_set(rq->err, ERR_UNAUTHORISED, N_("Please send a key, or log in."));
    me = (struct api_me){ .kind = user->kind == USER_KEY ? "key" : "staff",
                          .name = user->name,
                          .login = user->login,
                          .read = may(user, MAY_API_READ, NULL),
                          .write = may(user, MAY_API_WRITE, NULL),
                          .form_token = user->kind == USER_STAFF ? rq->form_token : NULL };
    return edge_team_name(rq, user->key_team, &me.team) && roles_fill(rq, &me) &&
           req_json(rq, 200, &api_me_record, &me);
}
