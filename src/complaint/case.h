/*
 * What every act on a case shares: saving the complaint's row with everything
 * that hangs on it, clocks, people involved, entries, messages to be sent.
 *
 * A flow reads: begin a transaction, load a dossier, ask the rule, begin the
 * event, write rows, save the case, end the event, commit.
 */
#ifndef COMPLAINT_CASE_H
#define COMPLAINT_CASE_H

#include "complaint/dossier.h"
#include "complaint/search.h"

/* Writes the complaint's row with its tally, the earliest of its clocks and its update time,
 * which is that of the act, or just behind the last change of any case where that is later. `after`
 * starts as a copy of d->c. Call it last in the event. */
MUST_CHECK bool case_save(struct history *h, const struct procedure *p, struct dossier *d,
                          struct complaint_row *after, struct err *err);

/* Something happened at `at` that starts and stops clocks: "received", "acknowledged",
 * "assessed", "update", "communicated", "answered", "refused", "closed", "reopened" … as the clock
 * rules name it. What stops is met or missed by its due time; case_save writes it. Teams that
 * have to know of it get their copy (complaint/copy.h). [4.15-a] */
MUST_CHECK bool case_clocks(struct history *h, const struct procedure *p, struct dossier *d,
                            const char *trigger, struct instant at, struct err *err);

/* Starts a clock of this case alone: `clock` has its name, unit, length and the other terms; the
 * rest is filled in, and case_save writes it. */
MUST_CHECK bool case_clock_start(struct history *h, const struct procedure *p, struct dossier *d,
                                 struct clock_row *clock, struct instant at, struct err *err);
/* The clock of that id stops, met or missed by its time; it runs on from its first start; or it
 * counts no longer. case_save writes it. */
void case_clock_end(struct dossier *d, int64_t clock, struct instant at);
MUST_CHECK bool case_clock_again(struct history *h, const struct procedure *p, struct dossier *d,
                                 int64_t clock, struct err *err);
void case_clock_void(struct dossier *d, int64_t clock, struct instant at);

/* The case is put into another class: clocks that run or wait and have another length there are
 * counted again from their first start, with the extensions they had, never from now. What was met
 * or missed stays. case_save writes it. C9 */
MUST_CHECK bool case_clocks_reclass(struct history *h, const struct procedure *p, struct dossier *d,
                                    const char *class, struct err *err);

/* Writes the clocks that changed in the dossier, with what they count for. The first of them that
 * wants a look keeps its time in look_at, by which the clerk finds the case. case_save does it; by
 * itself it leaves the case's own row as it is, so that whoever writes on it now is not told that
 * somebody was faster. */
MUST_CHECK bool case_clocks_save(struct history *h, const struct procedure *p, struct dossier *d,
                                 struct err *err);

/* The day of that field is this one from now on (NULL: none): clocks that end on it run until then.
 * case_save writes it. */
MUST_CHECK bool case_clocks_until(struct history *h, const struct procedure *p, struct dossier *d,
                                  const char *field, const char *day, struct err *err);
/* What counted from the receipt as it stands counts from that moment. */
MUST_CHECK bool case_clocks_receipt(struct history *h, const struct procedure *p, struct dossier *d,
                                    struct instant is, struct err *err);

/* None of the clocks that run or wait counts any longer: nothing was promised that is still to
 * come. case_save writes it. */
void case_clocks_void(struct arena *a, struct dossier *d, struct instant at);

/* Notes what moved the clocks of the case: the name of what happened, or one of "*class:A:B",
 * "*void", "*pause:WHY", "*pause_all:WHY", "*resume", "*resume:WHY", "*longer:CLOCK",
 * "*promise:CLOCK:DAYS",
 * "*until:FIELD:DAY". Those above do it; case_save writes it. By it another procedure is tried on
 * the case. */
void case_clocks_note(struct arena *a, struct dossier *d, const char *what, struct instant at);

/* Pauses the running clocks of the case and runs them on again, moving their due times by what was
 * paused: while it waits for somebody those whose rule allows it, set aside all of them. What ends
 * is all that they stand still for, or that reason alone (NULL: all). C6 */
MUST_CHECK bool case_pause(struct history *h, struct dossier *d, const char *reason, bool all,
                           struct err *err);
MUST_CHECK bool case_resume(struct history *h, const struct procedure *p, struct dossier *d,
                            const char *reason, struct err *err);

/* Notes that the acting member of staff took this part on the present level. Once is enough. */
MUST_CHECK bool case_involve(struct history *h, struct dossier *d, enum part part, struct err *err);
/* The same of somebody else, to whom a part is given. [4.7-b] */
MUST_CHECK bool case_involve_as(struct history *h, struct dossier *d, int64_t staff, enum part part,
                                struct err *err);

/* Where the search keeps its words. */
enum search_part case_entry_part(const struct entry_row *entry);
/* What staff or the program write: the complainant's name gives way to a mark in the text and
 * stands beside it, so that it is read by who may read names. complaint/name_mark.h [4.10-a] */
void case_entry_name(struct arena *a, const struct dossier *d, struct entry_row *entry);
/* Adds an entry and its words to the search index; a name is no word of its text. */
MUST_CHECK bool case_entry(struct history *h, struct entry_row *entry, struct err *err);

/* Puts a message to the complainant into the outbox. Kinds: acknowledgement, update,
 * reply, decision, reminder, alert. */
MUST_CHECK bool outbox_add(struct history *h, const char *kind, int64_t entry, struct err *err);
/* Before it is sent: whether the row is as the program wrote it; otherwise ERR_INTERNAL with a
 * detail for the log, and it is not sent. */
MUST_CHECK bool outbox_genuine(const struct act *act, const struct outbox_row *row,
                               struct err *err);
/* What became of it: state, next try and tries. */
MUST_CHECK bool outbox_save(const struct act *act, const struct outbox_row *before,
                            const struct outbox_row *after, struct err *err);
/* The message of that entry went out, or did not arrive: it is not sent, or not tried again.
 * [7.4-c] */
MUST_CHECK bool outbox_end(struct history *h, int64_t entry, enum delivery as, struct err *err);

#endif
