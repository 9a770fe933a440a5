/* What is refused of a pack, at which line, and what to write instead. */
#include "base/tap.h"
#include "complaint/pack_read.h"
#include "i18n/lang.h"
#include "operation/notice/notice.h"
#include "web/embedded.h"

#include <stdio.h>
#include <string.h>

#define T "{en: a, zh-Hans: b, zh-Hant: c, vi: d}"
#define HEAD "pack: ours\nversion: 1\ntitle: " T "\nabout: " T "\n" /* four lines */
#define L "en: a, zh-Hans: b, zh-Hant: c, vi: d"

/* A clock with one thing more; it stands in line 8. */
#define CLOCK(more)                                                                                \
    HEAD "sources:\n- {id: s, name: b, mark: V}\n"                                                 \
         "clocks:\n- {name: x, starts: [received], stops: [closed], unit: days, length: 3, "       \
         "source: s, " more ", " L "}\n"

/* A question of the survey; it stands in line 7. */
#define QUESTION(more) HEAD "survey:\n  questions:\n  - {name: q, " more ", " L "}\n"

static const struct {
    const char *what, *yaml;
    int line;
    const char *words;
} refused[] = {
    { "no YAML", "pack: [\n", 2, "no YAML: " },
    { "GBK", HEAD "#\n# \xcd\xb6\xcb\xdf\n", 6, "this is not UTF-8 (perhaps GBK" },
    { "a tabulator", "pack: ours\n\tx: 1\n", 2, "no YAML: a tabulator stands before" },
    { "an empty file", "", 1, "there is nothing in it" },
    { "two packs in a file", HEAD "---\npack: b\n", 5, "one file holds one pack" },
    { "an alias", HEAD "fields: *x\n", 5, "aliases are not read: write it out" },
    { "a key twice", HEAD "pack: b\n", 5, "\"pack\" stands twice: take one of them out" },
    { "a list at the top", "- a\n", 1, "a pack is a list: write a mapping with pack, version" },
    { "a key that is none", HEAD "feilds: []\n", 5,
      "\"feilds\" is not known in a pack: write one" },
    { "a notice in one language", HEAD "notice:\n  privacy: {en: a}\n", 6,
      "\"privacy\" has no \"zh-Hans\": write it" },
    { "a part that the notice does not have", HEAD "notice: {opening_hours: " T "}\n", 5,
      "\"opening_hours\" is not known in the notice: write one of where_and_how, what_to_provide" },
    { "an empty notice", HEAD "notice: {}\n", 5, "the notice is empty: write a part of it" },
    { "an update that does not stop its clock",
      HEAD "sources:\n- {id: s, name: b, mark: V}\n"
           "clocks:\n- {name: update, starts: [received], stops: [closed], unit: days, length: 3, "
           "source: s, " L "}\n",
      8, "the clock \"update\" goes on after an update: write \"updated\" under \"stops\"" },
    { "a clock without a time", HEAD "clocks:\n- {name: x, stops: [closed], " L "}\n", 6,
      "a clock has no \"starts\": write it" },
    { "a clock until the day of a text",
      HEAD "fields:\n- {name: d, kind: text, stage: closing, " L "}\n"
           "clocks:\n- {name: x, stops: [closed], until: d, " L "}\n",
      8, "a clock ends on the day of a field with \"kind: date\" and \"not_before: today\"" },
    { "a clock until a day that may be over",
      HEAD "fields:\n- {name: d, kind: date, stage: closing, " L "}\n"
           "clocks:\n- {name: x, stops: [closed], until: d, " L "}\n",
      8, "a clock ends on the day of a field with \"kind: date\" and \"not_before: today\"" },
    { "a clock until a day, with a length",
      HEAD "fields:\n- {name: d, kind: date, stage: closing, not_before: today, " L "}\n"
           "clocks:\n- {name: x, stops: [closed], until: d, length: 3, " L "}\n",
      8, "the clock runs until the day of \"d\": take \"length\" out" },
    { "a clock until a day, that can be made longer",
      HEAD "fields:\n- {name: d, kind: date, stage: closing, not_before: today, " L "}\n"
           "clocks:\n- {name: x, stops: [closed], until: d, extends: \"3\", " L "}\n",
      8, "the clock runs until the day of \"d\": take \"extends\" out" },
    { "a promise of a day that somebody sets",
      HEAD "fields:\n- {name: d, kind: date, stage: closing, not_before: today, " L "}\n"
           "clocks:\n- {name: x, stops: [closed], until: d, promise: {" L "}, " L "}\n",
      8, "the clock runs until the day of \"d\": take \"promise\" out" },
    { "a text that is not over",
      HEAD "fields:\n- {name: d, kind: text, stage: closing, not_after: today, " L "}\n", 6,
      "\"not_after\" goes with \"kind: date\" of a stage later than receipt" },
    { "a day from tomorrow on",
      HEAD "fields:\n- {name: d, kind: date, stage: closing, not_before: tomorrow, " L "}\n", 6,
      "\"tomorrow\" is not known: write one of today" },
    { "somebody to be told who is nobody", CLOCK("tells: \"50:owner 100:company\""), 8,
      "nobody is called \"company\": write owner, a role such as manager, or one of \"roles\"" },
    { "a role to be told whose people are not said",
      CLOCK("tells: \"100:company\"") "roles:\n- {code: company, duty: " T ", " L "}\n", 8,
      "role \"company\" has no \"team\", so nobody could be told: write it" },
    { "a review that ends before it begins", HEAD "review: {from: 2027-02-01, by: 2027-01-01}\n", 5,
      "the review ends before it begins" },
    { "a remedy that is none", HEAD "remedies:\n- {kinds: [gold]}\n", 6,
      "\"gold\" is not known: write one of refund, replacement" },
    { "a sum without money", HEAD "remedies:\n- {kinds: [refund], second_above: \"200\"}\n", 6,
      "\"200\" is no sum: write digits and the currency, such as 200.00 CNY" },
    { "a key that is missing", "pack: ours\nversion: 1\ntitle: " T "\n", 1,
      "a pack has no \"about\": write it" },
    { "a name with blanks", "pack: My Pack\nversion: 1\ntitle: " T "\nabout: " T "\n", 1,
      "\"My Pack\" is no name: write small letters" },
    { "a version of 0", "pack: ours\nversion: 0\ntitle: " T "\nabout: " T "\n", 2,
      "write a whole number from 1 to 9999" },
    { "a language that is missing", "pack: ours\nversion: 1\ntitle: {en: a}\nabout: " T "\n", 3,
      "\"title\" has no \"zh-Hans\": write it" },
    { "an empty text", HEAD "classes:\n- {code: x, en: ' ', zh-Hans: b, zh-Hant: c, vi: d}\n", 6,
      "\"en\" is empty: write a text" },
    { "days the wrong way round", HEAD "valid: {from: 2026-02-01, until: 2026-01-01}\n", 5,
      "the validity ends before it begins" },
    { "a day that is none", HEAD "valid:\n  from: 2026-02-30\n", 6,
      "\"from: 2026-02-30\": write a day such as 2026-03-31" },
    { "a mark that is none", HEAD "sources:\n- {id: a, name: b, mark: W}\n", 6,
      "\"W\" is not known: write one of V, V2, R" },
    { "a class twice", HEAD "classes:\n- {code: x, " L "}\n- {code: x, " L "}\n", 7,
      "class \"x\" stands twice" },
    { "a chain of one step",
      HEAD "steps:\n- {name: x, chain: [{stages: [receipt], " L "}], " L "}\n", 6,
      "a chain has at least two steps" },
    { "a step of a stage that is none",
      HEAD "steps:\n- {name: x, chain: [{" L "}, {stages: [lunch], " L "}], " L "}\n", 6,
      "\"lunch\" is not known: write one of receipt, acknowledgement" },
    { "a step that asks for a field that is none",
      HEAD "steps:\n- {name: x, chain: [{" L "}, {stages: [closing], fields: [audit], " L "}], " L
           "}\n",
      6, "field \"audit\" is none of the pack's" },
    { "a step before any complaint that asks for a call",
      HEAD "steps:\n- {name: x, chain: [{called: true, " L "}, {stages: [closing], " L "}], " L
           "}\n",
      6, "a step that asks for something belongs to a complaint that is there" },
    { "steps in the wrong order",
      HEAD "steps:\n- {name: x, chain: [{stages: [closing], " L "}, {stages: [receipt], " L "}], " L
           "}\n",
      6, "the steps of \"x\" are not in the order of their stages" },
    { "a task twice",
      HEAD "tasks:\n- {code: x, unit: days, length: 2, ask: " T ", " L "}\n"
           "- {code: x, unit: days, length: 2, ask: " T ", " L "}\n",
      7, "task \"x\" stands twice: take one of them out" },
    { "a task in a unit that is none",
      HEAD "tasks:\n- {code: x, unit: working_hours, length: 2, ask: " T ", " L "}\n", 6,
      "\"working_hours\" is not known: write one of hours, days, working_days, weeks, months" },
    { "a task at no stage",
      HEAD "tasks:\n- {code: x, stage: lunch, unit: days, length: 2, ask: " T ", " L "}\n", 6,
      "\"lunch\" is not known: write one of receipt, acknowledgement" },
    { "a task of a class that is none",
      HEAD "tasks:\n- code: x\n  classes: [y]\n  unit: days\n  length: 2\n  ask: " T "\n  en: a\n"
           "  zh-Hans: b\n  zh-Hant: c\n  vi: d\n",
      7, "class \"y\"" },
    { "a task of a team and of somebody outside",
      HEAD "tasks:\n- {code: x, team: Y, outside: developer, unit: days, length: 2, ask: " T ", " L
           "}\n",
      6, "a task is of a team or of somebody outside: write one of them" },
    { "a task that fills in what the pack does not ask",
      HEAD "tasks:\n- {code: x, outside: developer, told: when, unit: days, length: 2, ask: " T
           ", " L "}\n",
      6, "field \"when\" is none of the pack's: write it under \"fields\" first, as date" },
    { "a task that fills in a field of another kind",
      HEAD "fields:\n- {name: when, kind: text, stage: response, " L "}\n"
           "tasks:\n- {code: x, outside: developer, told: when, unit: days, length: 2, ask: " T
           ", " L "}\n",
      8, "field \"when\" cannot be filled in by a task: it is of another kind than date" },
    { "a task without a question", HEAD "tasks:\n- {code: x, unit: days, length: 2, " L "}\n", 6,
      "a task has no \"ask\": write it" },
    { "a kind that is none", HEAD "fields:\n- {name: x, kind: colour, stage: receipt, " L "}\n", 6,
      "\"colour\" is not known: write one of text, lines, number, money, date, choice" },
    { "a table without columns", HEAD "fields:\n- {name: x, kind: table, stage: closing, " L "}\n",
      6, "a table has no \"columns\": write them" },
    { "columns of a text",
      HEAD "fields:\n- {name: x, kind: text, stage: closing, rows: 2, " L "}\n", 6,
      "\"columns\" and \"rows\" go with \"kind: table\" only" },
    { "a table in a table",
      HEAD "fields:\n- {name: x, kind: table, stage: closing, " L
           ", columns: [{name: y, kind: table, " L "}]}\n",
      6, "\"table\" is not known: write one of text, lines" },
    { "a column twice",
      HEAD "fields:\n- {name: x, kind: table, stage: closing, " L
           ", columns: [{name: y, kind: text, " L "}, {name: y, kind: date, " L "}]}\n",
      6, "column \"y\" stands twice" },
    { "more cells than a form has room for",
      HEAD "fields:\n- {name: x, kind: table, stage: closing, rows: 50, " L
           ", columns: [{name: a, kind: text, " L "}, {name: b, kind: text, " L
           "}, {name: c, kind: text, " L "}, {name: d, kind: text, " L "}]}\n",
      6, "at most 160 cells" },
    { "a table on receipt",
      HEAD "fields:\n- {name: x, kind: table, stage: receipt, " L
           ", columns: [{name: y, kind: text, " L "}]}\n",
      6, "belongs to a complaint that is there: write a later stage" },
    { "a file that is shown",
      HEAD "fields:\n- {name: x, kind: file, stage: closing, shown_to: complainant, " L "}\n", 6,
      "files are shown to complainants by a mark of their own" },
    { "a choice of nothing", HEAD "fields:\n- {name: x, kind: choice, stage: receipt, " L "}\n", 6,
      "a field to choose in has no \"choices\"" },
    { "choices of a date",
      HEAD "fields:\n- {name: x, kind: date, stage: receipt, " L ", choices: []}\n", 6,
      "\"choices\" go with \"kind: choice\" only" },
    { "a class that is none",
      HEAD "fields:\n- {name: x, kind: text, stage: receipt, classes: [y], " L "}\n", 6,
      "class \"y\" is none of the pack's" },
    { "words that are not sealed",
      HEAD "fields:\n- {name: x, kind: text, stage: receipt, sealed: false, " L "}\n", 6,
      "what people write is sealed" },
    { "a complainant asked too late",
      HEAD "fields:\n- {name: x, kind: text, stage: closing, asked_of: complainant, " L "}\n", 6,
      "a complainant is asked on receipt" },
    { "an event of the standard",
      HEAD "fields:\n- {name: x, kind: text, stage: receipt, event: communicated, " L "}\n", 6,
      "\"communicated\" is an event of the standard: write another name" },
    { "a gate before receipt",
      HEAD "fields:\n- {name: x, kind: text, stage: receipt, " L "}\n"
           "gates:\n- {before: receipt, field: x, " L "}\n",
      8, "nothing keeps a complaint from being received" },
    { "a gate at no step",
      HEAD "fields:\n- {name: x, kind: text, stage: receipt, " L "}\n"
           "gates:\n- {before: cooking, field: x, " L "}\n",
      8, "\"cooking\" is not known: write one of receipt, acknowledgement" },
    { "a gate on a field that is none", HEAD "gates:\n- {before: closing, field: x, " L "}\n", 6,
      "field \"x\" is none of the pack's" },
    { "a gate on an answer that is none",
      HEAD "fields:\n- {name: x, kind: yes_no, stage: receipt, " L "}\n"
           "gates:\n- {before: closing, field: x, answers: [maybe], " L "}\n",
      8, "\"maybe\" is no answer of field \"x\"" },
    { "a closing reason at another step",
      HEAD "fields:\n- {name: x, kind: yes_no, stage: receipt, " L "}\n"
           "gates:\n- {before: decision, closing: [accepted], field: x, " L "}\n",
      8, "\"closing\" goes with \"before: closing\"" },
    { "a clock without a source",
      HEAD "clocks:\n- {name: x, starts: [received], stops: [closed], unit: days, length: 3, " L
           "}\n",
      6, "a clock has no \"source\": write it" },
    { "a clock that nothing starts",
      HEAD "sources:\n- {id: s, name: b, mark: V}\n"
           "clocks:\n- {name: x, starts: [sunrise], stops: [closed], unit: days, length: 3, "
           "source: s, " L "}\n",
      8, "nothing is called \"sunrise\": write the event of a field, or one of received" },
    { "a clock by no unit",
      HEAD "sources:\n- {id: s, name: b, mark: V}\n"
           "clocks:\n- {name: x, starts: [received], stops: [closed], unit: moons, length: 3, "
           "source: s, " L "}\n",
      8, "\"moons\" is not known: write one of hours, working_hours, days, working_days" },
    { "extensions in words", CLOCK("extends: fifteen"), 8, "\"fifteen\" are no numbers" },
    { "extensions with a comma", CLOCK("extends: \"15,30\""), 8, "\"15,30\" are no numbers" },
    { "a promise in three languages", CLOCK("promise: {en: a, zh-Hans: b, zh-Hant: c}"), 8,
      "\"promise\" has no \"vi\": write it" },
    { "a calendar of all with a blank", HEAD "calendar: Hong Kong\n", 5,
      "\"Hong Kong\" is no calendar: write letters, digits and -" },
    { "a calendar with a blank", CLOCK("calendar: Hong Kong"), 8,
      "\"Hong Kong\" is no calendar: write letters, digits and -" },
    { "a letter that nothing sends", HEAD "letters:\n- {name: praise, " L "}\n", 6,
      "nothing sends the letter \"praise\"" },
    { "an early finish by no letter", CLOCK("early: {within: 3 working_days, letter: summary}"), 8,
      "letter \"summary\" is none of the pack's" },
    { "a day of receipt that is none",
      HEAD "fields:\n- {name: f, kind: date, stage: assessment, is: received, " L "}\n", 6,
      "\"is: received\" goes with \"kind: date\" and \"stage: receipt\"" },
    { "a day of receipt that complainants say",
      HEAD
      "fields:\n- {name: f, kind: date, stage: receipt, asked_of: complainant, is: received, " L
      "}\n",
      6, "asked of staff: take it out" },
    { "two days of receipt",
      HEAD "fields:\n- {name: f, kind: date, stage: receipt, is: received, " L
           "}\n- {name: g, kind: date, stage: receipt, is: received, " L "}\n",
      7, "field \"f\" says when it was received" },
    { "a holding letter that is none", CLOCK("holding: news"), 8,
      "letter \"news\" is none of the pack's" },
    { "an early finish from nowhere",
      HEAD "sources:\n- {id: s, name: b, mark: V}\nletters:\n- {name: summary, " L "}\n"
           "clocks:\n- {name: x, starts: [received], stops: [closed], unit: days, length: 3, "
           "source: s, early: {within: 3 days, letter: summary, source: t}, " L "}\n",
      10, "source \"t\" is none of the pack's: write it under \"sources\" first" },
    { "a longer clock from nowhere", CLOCK("extends: '3', extends_source: t"), 8,
      "source \"t\" is none of the pack's" },
    { "the source of a clock that is never longer", CLOCK("extends_source: s"), 8,
      "a clock that cannot be made longer needs no \"extends_source\"" },
    { "repeats from nowhere", HEAD "repeats: {months: 12, same: [class], source: t}\n", 5,
      "source \"t\" is none of the pack's" },
    { "a survey from nowhere", HEAD "survey:\n  after_days: 3\n  source: t\n", 7,
      "source \"t\" is none of the pack's" },
    { "a remedy from nowhere",
      HEAD "remedies:\n- {kinds: [refund], second_above: 200.00 CNY, source: t}\n", 6,
      "source \"t\" is none of the pack's" },
    { "a rule from nowhere", HEAD "significant:\n- {code: c, refused: 2, source: t, " L "}\n", 6,
      "source \"t\" is none of the pack's" },
    { "a task from nowhere",
      HEAD "tasks:\n- {code: c, unit: days, length: 2, source: t, ask: " T ", " L "}\n", 6,
      "source \"t\" is none of the pack's" },
    { "a letter from nowhere",
      HEAD "letters:\n- {name: delay, within: 6 months, source: t, " L "}\n", 6,
      "source \"t\" is none of the pack's" },
    { "a letter with a source and no time",
      HEAD "sources:\n- {id: s, name: b, mark: V}\nletters:\n- {name: delay, source: s, " L "}\n",
      8, "a letter names a source and no time: write \"within\"" },
    { "a letter with another time than one",
      HEAD "letters:\n- {name: delay, within: half a year, " L "}\n", 6,
      "\"half a year\" is no time: write a number and a unit" },
    { "an early finish by no time", CLOCK("early: {within: soon, letter: summary}"), 8,
      "\"soon\" is no time" },
    { "a limit of no class", CLOCK("limits: [{length: 4}]"), 8, "a limit has no \"classes\"" },
    { "a limit of a class that is none", CLOCK("limits: [{classes: [y], length: 4}]"), 8,
      "class \"y\" is none of the pack's" },
    { "a rule that tells of an event of the standard",
      HEAD "significant:\n- {code: x, signals: [law], event: closed, " L "}\n", 6,
      "\"closed\" is an event of the standard: write another name" },
    { "a gate by a rule that is none",
      HEAD "gates:\n- {before: closing, breach_causes: true, significant_why: [x], " L "}\n", 6,
      "rule \"x\" is none of the pack's: write it under \"significant\" first" },
    { "a copy that asks for a day",
      HEAD "fields:\n- {name: d, kind: date, stage: closing, " L "}\n"
           "copies:\n- {name: x, at: [closed], asks: [d], " L "}\n",
      8, "a copy asks for words, and \"d\" is no field of kind text or lines" },
    { "an answer of a role without people",
      HEAD "fields:\n- {name: d, kind: text, stage: closing, answered_by: x, " L "}\n"
           "roles:\n- {code: x, duty: " T ", " L "}\n",
      6, "\"x\" is nobody who can be known to answer: write \"superior\", or a role that has a" },
    { "an answer of nobody",
      HEAD "fields:\n- {name: d, kind: text, stage: closing, answered_by: y, " L "}\n", 6,
      "\"y\" is nobody who can be known to answer" },
    { "an answer of the superior on receipt",
      HEAD "fields:\n- {name: d, kind: text, stage: receipt, answered_by: superior, " L "}\n", 6,
      "\"answered_by\" goes with a field of a stage later than receipt" },
    { "an answer of the superior in the short form",
      HEAD "fields:\n- {name: d, kind: text, stage: closing, answered_by: superior, " L "}\n"
           "on_the_spot: {asks: [d]}\n",
      6, "\"answered_by\" goes with a field of a stage later than receipt" },
    { "an exception without a reason",
      HEAD "fields:\n- {name: d, kind: text, stage: closing, required: true, " L "}\n"
           "on_the_spot: {without: [d]}\n",
      7, "what its closing does not ask for has a reason: write \"why\"" },
    { "what is solved on the spot says so by itself without an answer",
      HEAD "fields:\n- {name: d, kind: yes_no, stage: closing, " L "}\non_the_spot: {field: d}\n",
      7, "\"field\" goes with an \"answer\" that is one of its choices" },
    { "or with an answer of no field", HEAD "on_the_spot: {answer: yes}\n", 5,
      "\"field\" goes with an \"answer\" that is one of its choices" },
    { "the short form asks what the pack does not have", HEAD "on_the_spot: {asks: [d]}\n", 5,
      "field \"d\" is none of the pack's" },
    { "no route", HEAD "routes: []\n", 5, "\"routes\" is an empty list" },
    { "a route that is none", HEAD "routes:\n- {name: x, weather: [rain], " L "}\n", 6,
      "\"weather\" is not known in a route: write one of name, classes, units" },
    { "nothing for all others", HEAD "routes:\n- {name: x, channels: [web], " L "}\n", 6,
      "the last route is for all others" },
    { "a route for all before others", HEAD "routes:\n- {name: x, " L "}\n- {name: y, " L "}\n", 6,
      "route \"x\" fits every complaint" },
    { "a route twice", HEAD "routes:\n- {name: x, channels: [web], " L "}\n- {name: x, " L "}\n", 7,
      "route \"x\" stands twice" },
    { "a route by no severity", HEAD "routes:\n- {name: x, severities: [bad], " L "}\n", 6,
      "\"bad\" is not known: write one of negligible, minor, major, critical" },
    { "a route by a language nobody reads here",
      HEAD "routes:\n- {name: x, languages: [la], " L "}\n", 6,
      "\"la\" is not known: write one of en, zh-Hans, zh-Hant, vi" },
    { "an owner by no way", HEAD "routes:\n- {name: x, owner: by_lot, " L "}\n", 6,
      "\"by_lot\" is not known: write one of nobody, round_robin, by_load, by_competence" },
    { "contacts without complaints", HEAD "contacts:\n- {type: enquiry, " L "}\n", 6,
      "complaints are taken always: write one more" },
    { "a kind of contact that is none",
      HEAD "contacts:\n- {type: complaint, " L "}\n- {type: gossip, " L "}\n", 7,
      "\"gossip\" is not known: write one of complaint, feedback, suggestion" },
    { "a kind of contact twice",
      HEAD "contacts:\n- {type: complaint, " L "}\n- {type: complaint, " L "}\n", 7,
      "contacts of type \"complaint\" stand twice" },
    { "a question about nothing", QUESTION("kind: yes_no"), 7, "a question has no \"about\"" },
    { "a question about the weather", QUESTION("kind: yes_no, about: weather"), 7,
      "\"weather\" is not known: write one of handling, outcome" },
    { "a question of no kind", QUESTION("about: handling, kind: stars"), 7,
      "\"stars\" is not known: write one of scale, yes_no, choice, text" },
    { "a choice of one", QUESTION("about: outcome, kind: choice, choices: [{code: a, " L "}]"), 7,
      "a question to choose in has two \"choices\" at least" },
    { "choices of a scale", QUESTION("about: outcome, kind: scale, choices: [{code: a, " L "}]"), 7,
      "\"choices\" go with \"kind: choice\" only" },
    { "words of a text", QUESTION("about: outcome, kind: text, words: satisfied"), 7,
      "\"words\" go with \"kind: scale\" only" },
    { "a question in one language",
      HEAD "survey:\n  questions:\n  - {name: q, about: handling, "
           "kind: text, en: a, zh-Hans: b, zh-Hant: c}\n",
      7, "a question has no \"vi\": write it" },
    { "a question twice",
      HEAD "survey:\n  questions:\n  - {name: q, about: handling, kind: text, " L "}\n"
           "  - {name: q, about: handling, kind: text, " L "}\n",
      8, "question \"q\" stands twice: take one of them out" },
    { "a question with a long name",
      HEAD "survey:\n  questions:\n  - {name: a2345678901234567890123456789012, about: handling, "
           "kind: text, " L "}\n",
      7, "has at most 30 characters: shorten it" },
    { "a survey in a hundred years", HEAD "survey: {after_days: 36500}\n", 5,
      "\"after_days: 36500\": write a whole number from 1 to 365" },
    { "a survey without its first question", HEAD "survey: {without: [handling]}\n", 5,
      "\"handling\" is not known: write one of fair, outcome" },
    { "a gate on the survey",
      HEAD "survey: {questions: [{name: q, about: handling, kind: yes_no, " L "}]}\n"
           "gates:\n- {before: closing, field: q, " L "}\n",
      7, "field \"q\" is none of the pack's" },
    { "remedies as bare words", HEAD "remedies: [refund]\n", 5, "a row of remedies" },
};

/* Whoever wrote it reads Chinese: what stays are the codes of the file. */
static void in_each_language(struct arena *a, const struct pack_problem *problem)
{
    static const char *const english[] = { "write", "take", " is ", " none", " no ", " the " };
    const char *words = pack_problem_words(a, &langs[1], problem);

    printf("# %s\n", words);
    TAP("  in Chinese, with what to do", strcmp(words, problem->text) != 0 && !strchr(words, '{'));
    for (size_t i = 0; i < COUNT(english); i++)
        if (strstr(words, english[i]))
            TAP(arena_printf(a, "  not half in English: %s", words), false);
    for (int i = 2; i < LANGS; i++)
        TAP(langs[i].name, strcmp(pack_problem_words(a, &langs[i], problem), problem->text) != 0);
}

/* Things in one line share it; the byte says which of them, and which value of it. */
static void places(struct arena *a)
{
    const char *yaml = HEAD "contacts:\n- {type: complaint, " L "}\n"
                            "classes: [{code: a, " L "}, {code: Bad, " L "}, {code: b}]\n";
    struct pack_problems p;
    struct pack_version v;
    bool ok = pack_read(a, yaml, strlen(yaml), &v, &p);

    TAP("both are told", !ok && p.n >= 2);
    TAP("the value that is no name", p.n > 0 && strncmp(yaml + p.item[0].at, "Bad", 3) == 0);
    TAP("the thing that lacks its words",
        p.n > 1 && strncmp(yaml + p.item[1].at, "{code: b}", 9) == 0);
}

static void refusals(struct arena *a)
{
    for (size_t i = 0; i < COUNT(refused); i++) {
        struct pack_problems p;
        struct pack_version v;
        bool ok = pack_read(a, refused[i].yaml, strlen(refused[i].yaml), &v, &p);
        TAP(refused[i].what, !ok && p.n > 0);
        TAP_INT("  at its line", p.n > 0 ? p.item[0].line : 0, refused[i].line);
        TAP("  in words", p.n > 0 && strstr(p.item[0].text, refused[i].words));
        for (size_t j = 0; j < p.n; j++)
            printf("# %d: %s\n", p.item[j].line, p.item[j].text);
        for (size_t j = 0; j < p.n; j++)
            in_each_language(a, &p.item[j]);
    }
}

/* All that is wrong is said at once, in the order of the file. */
static void several(struct arena *a)
{
    const char *yaml = "pack: Ours\nversion: x\ntitle: " T "\nabout: {en: a}\nnotice: []\n";
    struct pack_problems p;
    struct pack_version v;

    TAP("several problems", !pack_read(a, yaml, strlen(yaml), &v, &p));
    TAP_INT("are all said", (int64_t)p.n, 6);
    for (size_t i = 1; i < p.n; i++)
        TAP("in the order of the file", p.item[i - 1].line <= p.item[i].line);
}

/* What may be promised, and from which sum on it takes two. [3.3-c] */
static void remedies(struct arena *a)
{
    const char *yaml =
        HEAD "classes:\n- {code: goods, " L "}\n- {code: bill, " L "}\n"
             "remedies:\n- {kinds: [refund], classes: [goods], second_above: \"50.00 GBP\"}\n"
             "- {kinds: [apology]}\n";
    static const struct {
        const char *what, *class, *kind, *currency;
        int64_t amount;
        bool allowed, second;
        const char *beside;
        int64_t beside_amount;
    } cases[] = {
        { "an apology for anything", "bill", "apology", NULL, 0, true, false },
        { "money back for goods", "goods", "refund", "GBP", 5000, true, false },
        { "more of it takes two", "goods", "refund", "GBP", 5001, true, true },
        { "in two parts takes two", "goods", "refund", "GBP", 2500, true, true, "refund", 2501 },
        { "beside another kind does not", "goods", "refund", "GBP", 2500, true, false, "apology",
          5000 },
        { "other money takes two", "goods", "refund", "EUR", 1, true, true },
        { "no money back for a bill", "bill", "refund", "GBP", 100, false, false },
        { "no gift at all", "goods", "goodwill", NULL, 0, false, false },
    };
    struct pack_problems p;
    struct pack_version v = { 0 };

    TAP("remedies are read", pack_read(a, yaml, strlen(yaml), &v, &p));
    for (size_t i = 0; i < COUNT(cases); i++) {
        TAP(cases[i].what,
            pack_remedy_allowed(&v, cases[i].class, cases[i].kind) == cases[i].allowed);
        struct pack_promise promises[] = {
            { cases[i].kind, cases[i].currency, cases[i].amount },
            { cases[i].beside, "GBP", cases[i].beside_amount },
        };
        TAP("  by two", pack_remedy_second(&v, cases[i].class, promises, cases[i].beside ? 2 : 1) ==
                            cases[i].second);
    }
    v.n_remedies = 0;
    TAP("a pack that names none allows all", pack_remedy_allowed(&v, "bill", "goodwill"));
}

static void calendars(struct arena *a)
{
    static const char *const names[] = { "CN", "GB", "AU-NSW", "standard" };
    static const char yaml[] = CLOCK("extends: \"15 30\", calendar: ");

    for (size_t i = 0; i < COUNT(names); i++) {
        const char *cut = strstr(yaml, "calendar: ") + strlen("calendar: ");
        const char *text = arena_printf(a, "%.*s%s%s", (int)(cut - yaml), yaml, names[i], cut);
        struct pack_problems p;
        struct pack_version v = { 0 };
        TAP(names[i], pack_read(a, text, strlen(text), &v, &p));
        TAP_TEXT("  is the calendar of its clock", v.n_clocks ? v.clock[0].calendar : NULL,
                 names[i]);
    }
}

/* What is chosen is counted, what is written is sealed; a scale is a choice of five. [8.3-a] */
static void survey(struct arena *a)
{
    const char *yaml =
        HEAD "survey:\n  after_days: 3\n  without: [fair]\n  questions:\n"
             "  - {name: polite, about: handling, kind: scale, required: true, " L "}\n"
             "  - {name: repaired, about: outcome, kind: scale, " L "}\n"
             "  - {name: kept, about: outcome, kind: yes_no, " L "}\n"
             "  - {name: more, about: handling, kind: text, " L "}\n";
    struct pack_problems p;
    struct pack_version v = { 0 };
    const struct pack_field *q;

    if (!TAP("a survey is read", pack_read(a, yaml, strlen(yaml), &v, &p)))
        return;
    TAP_INT("its days", v.survey_after, 3);
    TAP("what it leaves out", v.without_fair && !v.without_outcome);
    TAP_INT("its questions", (int64_t)v.n_questions, 4);
    q = pack_field(&v, "survey.polite");
    TAP("a scale is counted", q && q->plain && q->required && q->n_choices == 5);
    TAP_TEXT("  in words of the handling", q ? q->choice[0].text.in[0] : NULL, "Very well");
    q = pack_field(&v, "survey.repaired");
    TAP_TEXT("  or of the outcome", q ? q->choice[4].text.in[0] : NULL, "Very dissatisfied");
    q = pack_field(&v, "survey.more");
    TAP("what is written is sealed", q && !q->plain && q->about == SURVEY_HANDLING);
    TAP("it is no field of the case", v.n_fields == 0 && !pack_field(&v, "polite"));
}

/* The reader of packs knows the parts of the notice by the names that the notice has for them. */
static void notice(struct arena *a)
{
    for (int i = 0; i < NOTICE_PARTS; i++) {
        const char *yaml = arena_printf(a, HEAD "notice: {%s: " T "}\n", notice_code(i));
        struct pack_problems p;
        struct pack_version v = { 0 };
        TAP(notice_code(i), pack_read(a, yaml, strlen(yaml), &v, &p));
        TAP_TEXT("  is that part", v.notice[i].in[3], "d");
    }
}

static void deep(struct arena *a)
{
    char yaml[400] = "a: ";
    struct pack_problems p;
    struct pack_version v;

    for (size_t i = 3; i < 300; i++)
        yaml[i] = '[';
    TAP("neither deep", !pack_read(a, yaml, strlen(yaml), &v, &p) &&
                            strstr(p.item[0].text, "too deep or too long"));
}

static void shipped(struct arena *a)
{
    static const char folder[] = "data/packs/";

    for (size_t i = 0; i < embedded_count; i++) {
        const struct embedded *file = &embedded_files[i];
        struct pack_problems p;
        struct pack_version v;
        if (strncmp(file->path, folder, strlen(folder)) != 0)
            continue;
        TAP(file->path, pack_read(a, (const char *)file->s, file->n, &v, &p));
        for (size_t j = 0; j < p.n; j++)
            printf("# %d: %s\n", p.item[j].line, p.item[j].text);
        TAP("  is called as its file",
            p.n == 0 && strcmp(file->path, arena_printf(a, "%s%s.yaml", folder, v.name)) == 0);
    }
}

/* Editors write it without being asked. */
static void marked(struct arena *a)
{
    static const char yaml[] = "\xef\xbb\xbf" HEAD;
    struct pack_problems p;
    struct pack_version v;

    TAP("a mark of the byte order is passed over", pack_read(a, yaml, sizeof yaml - 1, &v, &p));
}

int main(void)
{
    AUTO_ARENA a = arena_new();

    refusals(a);
    places(a);
    marked(a);
    remedies(a);
    several(a);
    calendars(a);
    survey(a);
    notice(a);
    deep(a);
    shipped(a);
    return tap_done();
}
