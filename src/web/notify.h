/* Telling systemd how the service is, as sd_notify(3) describes; nothing without it. */
#ifndef WEB_NOTIFY_H
#define WEB_NOTIFY_H

/* "READY=1", "STOPPING=1", "WATCHDOG=1" */
void notify_service(const char *state);

#endif
