/*
 * What somebody recognises their own browser by in the list of sessions: its name and its
 * system and nothing finer, so that the list is no fingerprint. [S45]
 */
#ifndef PEOPLE_DEVICE_H
#define PEOPLE_DEVICE_H

/* "Firefox, Linux" from the header User-Agent, or part of it; NULL when nothing is known. */
const char *device_name(const char *user_agent);

#endif
