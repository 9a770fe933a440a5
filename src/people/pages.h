/* The routes of this folder, for admin/routes.c. */
#ifndef PEOPLE_PAGES_H
#define PEOPLE_PAGES_H

#include "web/req.h"

extern const struct route login_routes[];
extern const struct route login_code_routes[];
extern const struct route factor_routes[];
extern const struct route confirm_routes[];
extern const struct route reset_routes[];
extern const struct route logins_routes[];
extern const struct route second_routes[];
extern const struct route refusal_routes[];
extern const struct route account_routes[]; /* one's own password */
extern const struct route session_routes[];
/* for administrators */
extern const struct route settings_routes[];
extern const struct route calendar_routes[];
extern const struct route pack_routes[];
extern const struct route staff_routes[];
extern const struct route person_routes[];
extern const struct route role_routes[];
extern const struct route team_routes[];
extern const struct route code_routes[];
extern const struct route key_routes[];

#endif
