/*
 * When the program goes wrong so badly that it must end, it says where in one
 * line without personal data, and ends; the supervisor starts it again. [S64]
 */
#ifndef WEB_CRASH_H
#define WEB_CRASH_H

/* From now on; `role` is copied. */
void crash_watch(const char *role);

#endif
