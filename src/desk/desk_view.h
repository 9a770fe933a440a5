/*
 * What the pages of the desk show: lists, the case, figures, settings. One record per
 * template; the forms of clause 7 are in act_view.h. Plain data: words that come from
 * codes and settings are in the reader's language already.
 */
#ifndef DESK_VIEW_H
#define DESK_VIEW_H

#include "base/record.h"

/* -- words of status, the same everywhere -- */

/* One date the case has to keep. Exactly one of the six states is true; it chooses
 * shape, words and colour. */
struct clock_view {
    int64_t id;       /* of a case's clock; 0 in lists */
    bool runs;        /* of a case's clock */
    const char *name; /* "Next update" */
    bool late;        /* was due before today, or earlier today */
    bool today;
    bool soon; /* within two working days */
    bool later;
    bool paused;
    bool kept;
    int days;              /* how many days late */
    struct instant due;    /* the promise */
    struct date due_on;    /* its day; for `kept`, the day it was met */
    const char *note;      /* who is waited for, how it was met, how many days it had */
    struct rows why;       /* struct why_line: the sum behind the date */
    const char *strictest; /* of clocks that ask the same it is the earliest; NULL = it is not */
    struct instant at;     /* when it is due within its day; else not set */
};
extern const struct record clock_view_record;

struct why_line {
    const char *text; /* "Received Monday 16 November" */
};
extern const struct record why_line_record;

/* Exactly one is true; none while it was not assessed. */
struct severity_view {
    bool critical, major, minor, negligible;
};
extern const struct record severity_view_record;
/* By the word of the assessment, "major"; NULL for NULL. */
const struct severity_view *severity_view(const char *word);

/* -- getting in -- */

/* desk/login.html */
struct login_page {
    bool refused;         /* name or password is wrong; one text for all reasons */
    bool plain_http;      /* the session cookie would not come back from here */
    bool changed;         /* a new password was just chosen */
    const char *back;     /* where to go afterwards */
    struct rows carried;  /* struct carried */
    const void *login;    /* struct answer */
    const void *password; /* struct answer */
};
extern const struct record login_page_record;

/* desk/password.html: must be changed at the first login, may be at any time */
struct password_page {
    bool first;                   /* the first login: nothing else can be done before */
    int least;                    /* characters */
    struct rows errors;           /* struct field_error */
    const void *current_password; /* struct answer */
    const void *new_password;     /* struct answer */
    const void *again;            /* struct answer */
};
extern const struct record password_page_record;

/* -- lists -- */

/* One complaint in a list. */
struct list_row {
    const char *reference;
    const char *href;
    const char *subject;
    const char *subject_lang; /* NULL = the reader's */
    const char *who;          /* complainant; NULL when sealed or anonymous */
    bool confidential, anonymous;
    bool safety, sealed, unread;
    const char *reader;    /* who has it open now; NULL = nobody */
    const void *clock;     /* struct clock_view: the next date; NULL = none */
    const char *step;      /* "Investigation" */
    int missing;           /* things missing before the next step */
    const char *step_note; /* shown when nothing is missing */
    const void *severity;  /* struct severity_view or NULL */
    const char *last_who;  /* who did the last thing */
    struct date last_on;
    int64_t version;
    const char *joined_to; /* reference of the case with which it is handled; NULL = by itself */
    bool again;            /* the same came before */
};
extern const struct record list_row_record;

/* A filter of a list: one select. */
struct list_filter {
    const char *name;
    const char *label;
    struct rows choices; /* struct choice */
};
extern const struct record list_filter_record;

struct bulk_result {
    const char *reference;
    const char *href;
    bool done;
    const char *why; /* why not */
};
extern const struct record bulk_result_record;

/* desk/list.html: a queue, or what a search found */
struct list_page {
    const char *title;
    const char *path; /* of this view, for forms and links */
    int open, unread; /* open 0: a list of others, or not known */
    bool search;      /* a search, not a queue */
    bool person;      /* all complaints of one person: nothing is filtered */
    bool by_due;      /* in the order of their next date */
    bool filtered;    /* at least one filter is set */
    int found;        /* of a search; `more` when there are at least that many */
    bool more;
    struct rows filters;     /* struct list_filter */
    struct date from, to;    /* received between */
    struct rows rows;        /* struct list_row */
    int first, last, total;  /* "1 to 14 of 23"; total 0: not known before the last page */
    const char *next_href;   /* NULL = this is the last page */
    const char *start_href;  /* NULL = this is the first page */
    const char *export_href; /* NULL = not allowed */
    const char *save;        /* address that may be saved as a search; NULL = none */
    int64_t saved;           /* the reader's saved search that this is; 0 = none */
    const char *saved_name;
    bool may_assign;
    int left_behind;     /* open complaints of people who left, where they are to be handed over */
    struct rows several; /* struct choice: what can be done with those that are ticked */
};
extern const struct record list_page_record;

/* -- the case -- */

/* One of the seven cells of the steps bar. */
struct step_view {
    const char *name;
    bool done, current; /* neither: not begun */
    bool skipped;       /* never needed: it was solved on the spot */
    struct date on;     /* when it was done, or is due */
    const char *note;   /* "phone" */
    int missing;
    const char *href; /* the form of this step; NULL = nothing to do or not allowed */
};
extern const struct record step_view_record;

/* The course of a complaint as its procedure counts it. */
struct chain_step_view {
    const char *label;
    bool done, current, left_out;
};
extern const struct record chain_step_view_record;
struct chain_view {
    const char *title;
    struct rows links; /* struct chain_step_view */
};
extern const struct record chain_view_record;

/* Something that is missing before the next step, in words. */
struct missing_view {
    const char *text;
    const char *href; /* where it is; NULL = on the form of the step */
};
extern const struct record missing_view_record;

struct filter_view {
    const char *label; /* "With complainant" */
    const char *href;
    int count;
    bool current;
    bool outside, inside; /* which shape */
};
extern const struct record filter_view_record;

/* An entry of the timeline. Exactly one of the five kinds is true. */
struct entry_view {
    int64_t id;
    bool original;         /* the statement as it came, unaltered */
    bool from_complainant; /* also what they told on the telephone */
    bool to_complainant;
    bool internal;
    bool automatic;    /* the program noted it */
    const char *title; /* NULL = the kind's own; of an automatic entry the whole line */
    const char *by;
    const char *via; /* "web form", "telephone, taken down by you" */
    struct instant at;
    const char *text; /* of an automatic entry the reason, or what was filled in */
    const char *text_lang;
    const char *translation; /* a working translation, NULL = none */
    const char *translation_lang;
    const char *translator;
    struct rows files;    /* struct file_view */
    const char *delivery; /* "Delivered 19 Nov" */
    bool delivered, failed;
    const char *returned_href; /* where it is recorded that it came back */
    const char *sent_href;     /* or that somebody sent it */
    const char *letter_href;   /* it on paper */
    int fold;                  /* > 0: this line stands for so many folded entries */
    const char *fold_href;
};
extern const struct record entry_view_record;

struct need_view {
    const char *text;
    bool access, language, telephone; /* which shape */
};
extern const struct record need_view_record;

/* A person of the case, in the right-hand panel. */
struct party_view {
    const char *role; /* NULL for the complainant */
    const char *name; /* NULL = sealed or anonymous */
    bool sealed, anonymous, confidential;
    const char *about; /* "Tenant, Lantern Court C 502" */
    const char *email;
    const char *phone;
    const char *address;
    struct rows needs; /* struct need_view */
    const char *consent;
    int earlier;               /* other complaints of the same person */
    struct rows earlier_cases; /* struct panel_line: the newest of them */
    const char *earlier_href;
    const char *persons_href; /* where double persons are joined */
    const char *open_href;    /* "Ask to open" the sealed identity */
    const char *edit_href;
};
extern const struct record party_view_record;

struct panel_line {
    const char *text;
    const char *detail;
    const char *href; /* NULL = plain text */
    bool done;
    int64_t id;
};
extern const struct record panel_line_record;

/* What somebody else wrote meanwhile; both texts are shown. */
struct collision_view {
    const char *who;
    struct instant at;
    const char *what; /* what they changed, in words */
    const char *mine; /* the text that was not saved */
    const char *field;
};
extern const struct record collision_view_record;

/* A link in the case's menu of acts. */
struct act_link {
    const char *label;
    const char *href;
};
extern const struct record act_link_record;
struct act_group {
    const char *label;
    struct rows acts; /* struct act_link */
};
extern const struct record act_group_record;

/* What the box of the note has of its own where both have something of that name. */
struct note_box {
    struct rows snippets; /* struct choice; the hint in the reader's language */
};
extern const struct record note_box_record;

/* One of the eight steps of Annex B, on the page that shows them all. Exactly one of the five
 * shapes of a question is not NULL. */
struct one_ask {
    const void *radios, *select, *tick, *date, *other; /* struct question */
};
struct one_step_view {
    int number;
    const char *name;
    const char *hint; /* what Annex B says to do */
    bool done, current;
    struct date on;     /* when it was done */
    struct rows said;   /* struct sheet_line: what was said and done */
    const char *action; /* of the form; NULL = nothing is asked of this reader */
    struct rows asks;   /* struct one_ask */
    const char *button;
    const char *notice; /* what is to be known first */
    struct rows links;  /* struct act_link: the forms of the full desk */
};
extern const struct record one_step_view_record;
struct one_view {
    struct rows one_steps; /* struct one_step_view, eight */
    int now;               /* 1 … 8; 9 when all is done */
};
extern const struct record one_view_record;

/* An earlier case in which the same came, and what became of it. */
struct again_view {
    const char *reference, *href; /* NULL: of another team */
    const char *decided;          /* "Upheld, 3 November"; NULL = nothing was */
    struct rows promised;         /* struct panel_line */
    const char *cause, *prevention;
};
extern const struct record again_view_record;

/* desk/case.html, desk/one_screen.html */
struct case_page {
    const char *reference;
    const char *path; /* /desk/complaints/REFERENCE */
    int64_t version;
    const char *subject;
    const char *subject_lang;
    const char *category;
    const char *type;     /* "Complaint", "Enquiry" … only when it is no complaint */
    const void *severity; /* struct severity_view or NULL */
    const char *owner;
    bool owner_is_reader;
    const char *state; /* "Open, being investigated" */
    bool confidential, anonymous, safety, closed;
    const char *set_aside; /* why */
    const char *queue;     /* where the reader came from */
    const char *queue_href;
    int place, places; /* 3 of 23 */
    const char *next_href;
    struct rows readers;     /* struct panel_line: who has it open now */
    const char *significant; /* why it is, in words; NULL = it is not */
    struct rows alerts;      /* struct panel_line: who has to confirm that they read it */
    struct rows clocks;      /* struct clock_view: all that run, then what stopped */
    struct rows steps;       /* struct step_view, seven */
    struct rows chains;      /* struct chain_view: the same steps as the procedure counts them */
    int step_no;             /* 1 … 7 */
    const char *step_name;
    struct rows missing;  /* struct missing_view */
    const char *next_act; /* "Open the investigation" */
    const char *next_act_href;
    const char *own_href;     /* where the fields are that are missing; NULL = none is */
    struct rows acts;         /* struct act_group: everything else that can be done now */
    struct rows filters;      /* struct filter_view */
    struct rows entries;      /* struct entry_view, oldest first */
    const char *done;         /* what was just done; NULL = nothing */
    const char *receipt_href; /* a complaint was just received: the receipt for paper */
    const void *collision;    /* struct collision_view or NULL */
    struct rows errors;       /* struct field_error */
    /* writing */
    bool may_write;
    bool note_first;                        /* the note is the open tab */
    const char *to_name;                    /* who gets the reply; NULL = nobody can be reached */
    const char *to_by;                      /* "letter, large print, Vietnamese" */
    const char *to_lang;                    /* tag of the language to write in */
    const char *seen_by;                    /* "Homes team, auditors" */
    const void *reply;                      /* struct answer */
    const void *text;                       /* struct answer: the note */
    struct instant reply_saved, note_saved; /* drafts; 0 = none */
    bool update_due;                        /* offers "Send and mark update done" */
    struct rows snippets;                   /* struct choice; the hint is the whole text */
    const void *note_box;                   /* struct note_box */
    struct rows how_to_say;                 /* struct choice: how to answer */
    /* panel */
    struct rows parties; /* struct party_view, the complainant first */
    struct rows matter;  /* struct sheet_line */
    const char *wants;
    const char *wants_lang;
    struct rows satisfaction; /* struct panel_line: what the complainant says of the handling */
    struct rows remedies;     /* struct panel_line */
    struct rows measures;     /* struct panel_line: remedies that are done for everybody */
    struct rows tasks;        /* struct panel_line */
    struct rows like;         /* struct panel_line */
    struct rows related;      /* struct panel_line */
    const char *joined; /* "Handled with 2026-000001", or how many with it; NULL = by itself */
    const char *joined_href;
    struct rows again; /* struct again_view: earlier cases of the same, the newest first */
    const char *again_href;
    int64_t affected;         /* how many people it concerns; 0 = not known */
    struct rows ties;         /* struct panel_line: split off, the same again */
    struct rows files;        /* struct file_view */
    struct rows routings;     /* struct panel_line: why it is here, the newest first */
    struct rows read_by;      /* struct panel_line */
    struct rows sheets;       /* struct act_link: forms of the procedure, to be printed */
    struct rows copies;       /* struct panel_line: who else was to know of it */
    const char *note_href;    /* this reader may take note of one; NULL = no */
    const char *hold;         /* a legal hold stands, in words; NULL = none */
    const char *hold_href;    /* NULL = not this reader's */
    const char *readers_href; /* "Who read this?"; NULL = not this reader's */
    const void *one;          /* struct one_view: the case is eight steps on one page */
};
extern const struct record case_page_record;

/* -- the case on paper, Annex E -- */

struct sheet_cell {
    const char *text;
};
struct sheet_row {
    struct rows cells; /* struct sheet_cell */
};
struct sheet_line {
    const char *label;
    const char *value; /* NULL = left blank */
    const char *lang;
    const char *href;    /* of a file */
    struct rows columns; /* struct sheet_cell: of a table, which has no value */
    struct rows rows;    /* struct sheet_row */
};
extern const struct record sheet_line_record;

struct sheet_group {
    const char *title;
    struct rows lines; /* struct sheet_line */
};
extern const struct record sheet_group_record;

/* One of the eight tracked steps. */
struct sheet_step {
    const char *step, *action, *who, *remarks;
    struct date on;
};
extern const struct record sheet_step_record;

/* desk/sheet.html */
struct sheet_page {
    const char *reference;
    const char *back;
    struct instant printed;
    struct rows parts;    /* struct sheet_group: groups 1 to 6 */
    struct rows tracking; /* struct sheet_step */
    struct rows entries;  /* struct entry_view */
    bool with_notes;      /* internal notes were asked for */
    bool may_notes;       /* the reader may ask for them */
};
extern const struct record sheet_page_record;

/* -- a form of the organisation -- */

struct record_cell {
    const char *label;
    const char *value; /* NULL = left blank */
    bool ours;         /* the organisation's paper has no such column */
};
extern const struct record record_cell_record;

/* desk/record_sheet.html */
struct record_sheet {
    const char *title;
    const char *about; /* the procedure it belongs to */
    int64_t version;
    const char *reference, *back;
    struct instant printed;
    struct rows cells; /* struct record_cell */
    bool ours;         /* one of them is */
};
extern const struct record record_sheet_record;

/* desk/procedure.html: the pack in force */
struct procedure_page {
    const char *title, *about; /* NULL = no pack */
    int64_t version;
    struct rows roles;       /* struct sheet_line */
    struct rows copies;      /* struct sheet_line */
    struct rows sheets;      /* struct act_link: registers */
    struct date from, until; /* of a register, to begin with */
    bool may_export;
    const char *representative; /* who it is now; NULL = nobody */
    const char *representative_duties;
    struct rows assessed; /* struct sheet_line: how the work of departments is looked at */
};
extern const struct record procedure_page_record;

/* desk/standard.html: templates of steps beside clause 7, principles, what is claimed */
struct chain_cell {
    const char *text; /* the steps that stand for this stage; NULL = none */
};
extern const struct record chain_cell_record;
struct chain_template {
    const char *title;
    const char *yaml;   /* as it stands in a pack */
    const char *fields; /* the own fields it asks for, as they stand there; NULL = none */
    struct rows cells;  /* struct chain_cell, beside the stages of the page */
};
extern const struct record chain_template_record;
struct standard_page {
    struct rows stages;    /* struct chain_cell: names of the stages of clause 7 */
    struct rows templates; /* struct chain_template */
    struct rows ours;      /* struct chain_template: those of the pack in force */
};
extern const struct record standard_page_record;

/* -- figures -- */

/* A number that opens its list. */
struct figure {
    const char *label;
    const char *meaning; /* the definition beside the number */
    int64_t n;
    const char *href;
    bool overdue;
};
extern const struct record figure_record;

/* A line of a comparison: a class or a team. */
struct figure_row {
    const char *label;
    int64_t received, open, overdue, closed;
    const char *received_href, *open_href, *overdue_href, *closed_href;
};
extern const struct record figure_row_record;

struct figure_table {
    const char *title;
    struct rows rows; /* struct figure_row */
};
extern const struct record figure_table_record;

/* What came through one channel. */
struct channel_row {
    const char *label;
    int64_t received, open, closed;
    const char *received_href, *open_href, *closed_href;
};
extern const struct record channel_row_record;

/* One question of the closing survey: how many answered so. */
struct satisfaction_row {
    const char *label;
    int64_t answers, good, between, bad;
};
extern const struct record satisfaction_row_record;

/* A question of a procedure's own survey, answer by answer. */
struct survey_share {
    const char *label;
    int64_t n;
};
extern const struct record survey_share_record;
struct survey_row {
    const char *label, *about; /* the handling or the outcome */
    int64_t answers;
    struct rows shares; /* struct survey_share */
};
extern const struct record survey_row_record;

/* How often the same came again: in a month, and below it of each class. */
struct repeat_line {
    const char *label;
    const char *href;
    int64_t n;
    bool month;
};
extern const struct record repeat_line_record;

/* desk/figures.html */
struct figures_page {
    struct date from, to; /* received within; not set: all */
    bool ranged;
    struct rows figures;      /* struct figure */
    struct rows tables;       /* struct figure_table */
    int64_t asked, answered;  /* how they were treated, once closed */
    struct rows satisfaction; /* struct satisfaction_row; none when nobody answered */
    const char *export_href;
    struct rows channels;  /* struct channel_row */
    struct rows questions; /* struct survey_row: those that somebody answered */
    struct rows repeats;   /* struct repeat_line: the same again, the newest month first */
    bool repeats_more;     /* not all of them were counted */
};
extern const struct record figures_page_record;

/* -- settings -- */

/* A cell is a text; a row of settings has at most four. */
struct settings_line {
    const char *a, *b, *c, *d;
    const char *href; /* opens the row; NULL = nothing to open */
    bool off;         /* no longer in use */
    bool days;        /* b and c are days: none breaks in its middle */
    const char *lang; /* of d, when it is not the reader's */
};
extern const struct record settings_line_record;

/* desk/settings/list.html: users, teams, codes, keys; the heads are translated */
struct budget_line {
    const char *name, *team, *amount, *planned, *promised, *delivered, *left;
    const char *over; /* by how much; NULL = it is not */
    int64_t share, warn;
    bool warns, is_over;
};
extern const struct record budget_line_record;

/* desk/budget.html: what remedies may cost, and what stands against it */
struct budget_page {
    int year, before, after;
    int over, warning; /* how many budgets */
    struct rows rows;  /* struct budget_line */
    const char *csv;
    bool may_set;
};
extern const struct record budget_page_record;

struct settings_page {
    const char *title;
    const char *intro;
    const char *path;
    const char *back;                              /* NULL = the menu is enough */
    const char *head_a, *head_b, *head_c, *head_d; /* of the columns; NULL = no such column */
    struct rows rows;                              /* struct settings_line */
    const char *add;                               /* words of the link that adds one */
    const char *add_href;
    const char *done;
    const char *secret;  /* shown this once: a key or a one-time password */
    const char *warning; /* in red: what has to be done before anything else */
    const char *upkeep;  /* when the installation was last looked after */
    const char *stored;  /* when this machine last stored something */
    struct rows alarms;  /* struct settings_line, its a: in red, what went wrong there */
};
extern const struct record settings_page_record;

/* One input of a settings form. Exactly one kind is true. */
struct setting_input {
    const char *name, *label, *hint, *value, *error, *lang;
    const char *field; /* of the form, where `name` is that of one of several; NULL = `name` */
    bool line, area, select, radios, ticks, password, date;
    bool file;           /* `value` says which are taken */
    struct rows choices; /* struct choice */
};
extern const struct record setting_input_record;

/* What a form has found out before it is sent for good. */
struct setting_note {
    const char *label, *text;
};
extern const struct record setting_note_record;

/* desk/settings/form.html: one user, team, code, the notice, an API key */
struct setting_page {
    const char *title;
    const char *intro;
    const char *action;
    const char *back;
    const char *submit; /* words of the button */
    int64_t version;
    struct rows errors; /* struct field_error */
    struct rows inputs; /* struct setting_input */
    struct rows notes;  /* struct setting_note, above the inputs */
    const char *seen;   /* the mark of what the notes say */
    bool files;         /* one of the inputs is a file */
};
extern const struct record setting_page_record;

#endif
