/* The commands of the program, a table per subject, each ended by { 0 }. */
#ifndef ADMIN_COMMANDS_H
#define ADMIN_COMMANDS_H

#include "admin/command.h"

extern const struct command backup_commands[];
extern const struct command checkpoint_commands[];
extern const struct command check_commands[];
extern const struct command clock_commands[];
extern const struct command demo_commands[];
extern const struct command export_commands[];
extern const struct command import_commands[];
extern const struct command init_commands[];
extern const struct command keep_commands[];
extern const struct command key_commands[];
extern const struct command move_commands[];
extern const struct command pack_commands[];
extern const struct command people_commands[];
extern const struct command receipt_commands[];
extern const struct command routes_commands[];
extern const struct command serve_commands[];
extern const struct command upgrade_commands[];
extern const struct command verify_commands[];

#endif
