"""redress clock explain: cases by hand, and random ones against clock_oracle.py.

    clock_explain_test.py REDRESS [SEED [CASES]]

Prints TAP. A random case that differs is printed as the command that shows it again.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from clock_oracle import Clock

OFFICE = "Mon-Fri 09:00-12:00 13:30-18:00"
CN = ("CN", "Asia/Shanghai")
GB = ("GB", "Europe/London")
NSW = ("AU-NSW", "Australia/Sydney")
VN = ("VN", "Asia/Ho_Chi_Minh")
HK = ("HK", "Asia/Hong_Kong")
TW = ("TW", "Asia/Taipei")

# What it shows, calendar and zone, start, length, options, end.
HAND = [
    ("C4 Golden Week with its make-up Saturday", CN, "2026-09-30T17:30", "3 working days", "", "2026-10-10T23:59:59+08:00"),
    ("C4 the make-up Saturday has a weekday's hours", CN, "2026-09-30T17:30", "3 working days", OFFICE, "2026-10-10T18:00:00+08:00"),
    ("C4 received on 1 October", CN, "2026-10-01T10:00", "1 working day", "", "2026-10-08T23:59:59+08:00"),
    ("C4 a make-up Sunday in September", CN, "2026-09-18T16:00", "1 working day", OFFICE, "2026-09-20T18:00:00+08:00"),
    ("C4 eight working hours over Golden Week", CN, "2026-09-30T17:30", "8 working hours", OFFICE, "2026-10-08T18:00:00+08:00"),
    ("item 103 contact within 24 hours, on a holiday too", CN, "2026-10-01T10:00", "24 hours", OFFICE, "2026-10-02T10:00:00+08:00"),
    ("item 105 a solution within 3 working days", CN, "2026-02-13T09:00", "3 working days", "", "2026-02-25T23:59:59+08:00"),
    ("Friday 17:30, one working day", GB, "2026-11-20T17:30", "1 working day", "", "2026-11-23T23:59:59+00:00"),
    ("received by e-mail on a Sunday", GB, "2026-11-22T08:00", "1 working day", OFFICE, "2026-11-23T18:00:00+00:00"),
    ("the substitute day of Boxing Day", GB, "2026-12-24T12:00", "1 working day", "", "2026-12-29T23:59:59+00:00"),
    ("DISP: eight weeks from Good Friday", GB, "2026-04-03T09:00", "8 weeks", "", "2026-05-29T23:59:59+01:00"),
    ("DISP: three business days over Easter", GB, "2026-04-02T16:00", "3 working days", "", "2026-04-09T23:59:59+01:00"),
    ("RG 271: thirty calendar days", NSW, "2026-10-01T09:00", "30 calendar days", "", "2026-10-31T23:59:59+11:00"),
    ("a day that only the last order declared", NSW, "2026-04-24T09:00", "1 working day", "", "2026-04-28T23:59:59+10:00"),
    ("2027 in England: Christmas and Boxing Day on a weekend", GB, "2027-12-24T12:00", "1 working day", "", "2027-12-29T23:59:59+00:00"),
    ("England from year to year", GB, "2026-12-31T12:00", "1 working day", "", "2027-01-04T23:59:59+00:00"),
    ("Vietnam: New Year with a Friday that is worked on the tenth", VN, "2025-12-31T09:00", "6 working days", "", "2026-01-10T23:59:59+07:00"),
    ("Vietnam: nine days of Tet", VN, "2026-02-13T09:00", "1 working day", "", "2026-02-23T23:59:59+07:00"),
    ("Vietnam: the Hung Kings on a Sunday", VN, "2026-04-24T09:00", "1 working day", "", "2026-04-28T23:59:59+07:00"),
    ("Vietnam: National Day and its Saturday", VN, "2026-08-21T10:00", "7 working days", "", "2026-09-03T23:59:59+07:00"),
    ("Vietnam 2025: the last Saturday of April is worked", VN, "2025-04-25T10:00", "5 working days", "", "2025-05-06T23:59:59+07:00"),
    ("Hong Kong: the fourth day of the Lunar New Year", HK, "2026-02-16T10:00", "1 working day", "", "2026-02-20T23:59:59+08:00"),
    ("Hong Kong: Ching Ming moved behind Easter Monday", HK, "2026-04-02T10:00", "1 working day", "", "2026-04-08T23:59:59+08:00"),
    ("Hong Kong 2025: Easter", HK, "2025-04-17T10:00", "1 working day", "", "2025-04-22T23:59:59+08:00"),
    ("Taiwan 2025: the Saturday after the New Year is worked", TW, "2025-01-24T10:00", "6 working days", "", "2025-02-08T23:59:59+08:00"),
    ("Taiwan 2025: the days added in June", TW, "2025-10-23T10:00", "1 working day", "", "2025-10-27T23:59:59+08:00"),
    ("Taiwan 2026: the New Year", TW, "2026-02-13T10:00", "1 working day", "", "2026-02-23T23:59:59+08:00"),
    ("forwarded six days late: the first receipt counts", GB, "2026-11-14T09:00", "10 working days", "", "2026-11-27T23:59:59+00:00"),
    ("T1 before hours", CN, "2026-10-12T07:00", "1 working hour", OFFICE, "2026-10-12T10:00:00+08:00"),
    ("T1 in hours, over lunch", CN, "2026-10-12T11:30", "1 working hour", OFFICE, "2026-10-12T14:00:00+08:00"),
    ("T1 after hours", CN, "2026-10-12T20:00", "1 working hour", OFFICE, "2026-10-13T10:00:00+08:00"),
    ("T1 at the second of closing", CN, "2026-10-12T18:00", "1 working hour", OFFICE, "2026-10-13T10:00:00+08:00"),
    ("T1 a second before", CN, "2026-10-12T17:59:59", "1 working hour", OFFICE, "2026-10-13T09:59:59+08:00"),
    ("T1 it ends at closing, not at the next opening", CN, "2026-10-12T17:00", "1 working hour", OFFICE, "2026-10-12T18:00:00+08:00"),
    ("T2 hours through the spring change", GB, "2026-03-28T12:00", "24 hours", "", "2026-03-29T13:00:00+01:00"),
    ("T2 hours through the autumn change", GB, "2026-10-24T12:00", "24 hours", "", "2026-10-25T11:00:00+00:00"),
    ("T2 days do not mind", GB, "2026-03-28T12:00", "1 day", "", "2026-03-29T23:59:59+01:00"),
    ("T2 a night shift loses the hour that is skipped", GB, "2026-03-28T22:00", "7 working hours", "Sat-Sun 22:00-06:00", "2026-03-29T06:00:00+01:00"),
    ("T2 and has the one that is repeated", GB, "2026-10-24T22:00", "9 working hours", "Sat-Sun 22:00-06:00", "2026-10-25T06:00:00+00:00"),
    ("T2 a zone without changes", ("standard", "Asia/Ho_Chi_Minh"), "2026-03-28T12:00", "48 hours", "", "2026-03-30T12:00:00+07:00"),
    ("T3 a night shift of yesterday still runs", GB, "2026-11-17T01:00", "2 working hours", "Mon-Thu 22:00-06:00", "2026-11-17T03:00:00+00:00"),
    ("T3 a week with one working day", GB, "2026-11-19T09:00", "2 working days", "Wed 10:00-16:00", "2026-12-02T16:00:00+00:00"),
    ("T5 a pause over weekend and holiday", GB, "2026-04-01T09:00", "2 working days", "pause 2026-04-02T12:00/2026-04-07T12:00", "2026-04-08T23:59:59+01:00"),
    ("T5 a pause within a day changes nothing", GB, "2026-11-16T09:00", "2 working days", "pause 2026-11-17T10:00/2026-11-17T15:00", "2026-11-18T23:59:59+00:00"),
    ("T5 paused in working hours", CN, "2026-10-12T09:00", "4 working hours", OFFICE + " pause 2026-10-12T10:00/2026-10-13T10:00", "2026-10-13T14:30:00+08:00"),
    ("T5 an hour that was paused is added", GB, "2026-11-16T09:00", "24 hours", "pause 2026-11-16T10:00/2026-11-16T11:00", "2026-11-17T10:00:00+00:00"),
    ("T8 the leap day", ("standard", "UTC"), "2028-02-28T09:00", "1 day", "", "2028-02-29T23:59:59+00:00"),
    ("T8 a year from the leap day", ("standard", "UTC"), "2028-02-29T09:00", "12 months", "", "2029-02-28T23:59:59+00:00"),
    ("T8 31 January and a month", ("standard", "UTC"), "2026-01-31T09:00", "1 month", "", "2026-02-28T23:59:59+00:00"),
    ("T8 the office is elsewhere than the sender", GB, "2026-11-20T08:30:00+08:00", "1 day", "", "2026-11-21T23:59:59+00:00"),
    ("T9 counted from the day somebody knew", GB, "2026-11-02T09:00", "10 days", "", "2026-11-12T23:59:59+00:00"),
    ("C5 an end on a Sunday rolls", GB, "2026-11-20T09:00", "2 days", "roll", "2026-11-23T23:59:59+00:00"),
    ("C5 without it stays", GB, "2026-11-20T09:00", "2 days", "", "2026-11-22T23:59:59+00:00"),
    ("C5 a month rolls over the holidays", CN, "2026-09-01T09:00", "1 month", OFFICE + " roll", "2026-10-08T18:00:00+08:00"),
    ("C5 the first day counts", GB, "2026-11-16T09:00", "5 working days", "count-first-day", "2026-11-20T23:59:59+00:00"),
    ("C5 unless its hours were over", GB, "2026-11-16T19:00", "5 working days", OFFICE + " count-first-day", "2026-11-23T18:00:00+00:00"),
    ("C5 a month whose first day was over", GB, "2026-11-16T19:00", "1 month", OFFICE + " count-first-day", "2026-12-16T18:00:00+00:00"),
    ("C5 a month that counts its first day", GB, "2026-11-16T09:00", "1 month", "count-first-day", "2026-12-15T23:59:59+00:00"),
]

# Slips: what is typed beside a good calendar, zone and start; what is said.
SLIPS = [
    (["--length", "3 moons"], "write a number and one of hours"),
    (["--length", "99999999 days"], "99999999 days: that is too long: at most 99999 of a unit"),
    (["--length", "99999999999999999999 days"], "that is too long"),
    (["--length", "three days"], "such as '3 working days'"),
    (["--length", "1 day", "--hours", "always"], "Mon-Fri 09:00-12:00"),
    (["--length", "1 working hour"], "need office hours"),
    (["--length", "1 day", "--pause", "yesterday"], "write two moments"),
    (["--length", "1 day", "--pause", "2026-10-02T09:00/2026-10-01T09:00"], "ends before it begins"),
    (["--length", "1 day", "--lang", "xx"], "zh-Hans"),
    (["--length", "1 day", "--calendar", "XX"], "--calendar is there twice"),
    ([], "--length is missing"),
]

HOURS = [None, None, OFFICE, "Mon-Fri 09:00-17:00", "Mon-Thu 08:00-16:30,Fri 08:00-13:00",
         "Mon-Sat 10:00-14:00 15:00-19:00", "Mon-Fri 22:00-06:00", "Sat-Sun 00:00-24:00",
         "Wed 09:00-12:00", "Mon-Sun 01:15-02:45"]
ZONES = ["Asia/Shanghai", "Europe/London", "America/New_York", "Australia/Sydney", "Australia/Lord_Howe",
         "Asia/Ho_Chi_Minh", "America/St_Johns", "UTC"]
UNITS = {"hours": 200, "working hours": 60, "days": 60, "working days": 25, "weeks": 8, "months": 5}
# Where calendars and clocks are hard.
TIMES = ["2026-03-07", "2026-03-28", "2026-04-03", "2026-10-03", "2026-10-24", "2026-10-31", "2026-12-28",
         "2027-01-29", "2026-09-28", "2028-02-27"]


class Tap:
    n = failed = 0

    def ok(self, what, good, *words):
        self.n += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.n} - {what}")
        for word in words if not good else ():
            print(f"# {word}")


def explain(program, calendar, zone, start, length, options, data=None):
    words = [program, "clock", "explain", "--calendar", calendar, "--zone", zone, "--from", start,
             "--length", length, "--json", *options]
    done = subprocess.run(words + (["--data", data] if data else []), capture_output=True, timeout=60)
    return words, done


def hand_options(text):
    """OFFICE, "roll", "count-first-day" and "pause FROM/UNTIL" as options."""
    words = text.split()
    options = [f"--{word}" for word in ("roll", "count-first-day") if word in words]
    if "pause" in words:
        options += ["--pause", words[words.index("pause") + 1]]
    hours = [w for i, w in enumerate(words) if w not in ("roll", "count-first-day", "pause") and "/" not in w]
    return options + (["--hours", " ".join(hours)] if hours else [])


def by_hand(tap, program, case):
    what, (calendar, zone), start, length, options, end = case
    words, done = explain(program, calendar, zone, start, length, hand_options(options))
    got = json.loads(done.stdout)["end"] if done.returncode == 0 else done.stderr.decode()
    tap.ok(what, got == end, f"got {got}, want {end}", " ".join(words))


def slips(tap, program):
    good = ["clock", "explain", "--calendar", "CN", "--zone", "Asia/Shanghai", "--from", "2026-09-30T17:30"]
    for words, said in SLIPS:
        done = subprocess.run([program, *good, *words], capture_output=True, timeout=60)
        tap.ok(f"refused: {' '.join(words) or 'no length'}", done.returncode == 2 and said in done.stderr.decode(),
               done.stderr.decode())


def unknown_year(tap, program):
    """No official list reaches that far ahead."""
    _, done = explain(program, "CN", "Asia/Shanghai", "2089-12-30T09:00", "5 working days", [])
    answer = json.loads(done.stdout)
    tap.ok("C4 a year nobody knows is said", not answer["holidays_known"] and
           any(line["kind"] == "unknown" and "2090" in line["text"] for line in answer["lines"]), answer)
    _, done = explain(program, "CN", "Asia/Shanghai", "2026-12-29T09:00", "2 working days", [])
    tap.ok("C4 one that is not needed is not", json.loads(done.stdout)["holidays_known"])


# What a reader has to see for the sum to add up: calendar and zone, start, length, options; lines.
SAID = [
    ("T2 the hour that the clocks skip", GB, "2026-03-28T12:00", "24 hours", "",
     ["24 hours from Saturday 28 March 2026 12:00.",
      "The clocks go forward by 1 h meanwhile: on the clock it is due that much later.",
      "It is due by Sunday 29 March 2026 13:00."]),
    ("T2 the hour that they repeat", GB, "2026-10-24T12:00", "24 hours", "",
     ["24 hours from Saturday 24 October 2026 12:00.",
      "The clocks go back by 1 h meanwhile: on the clock it is due that much earlier.",
      "It is due by Sunday 25 October 2026 11:00."]),
    ("T2 half an hour", ("standard", "Australia/Lord_Howe"), "2026-10-03T12:00", "24 hours", "",
     ["24 hours from Saturday 3 October 2026 12:00.",
      "The clocks go forward by 30 min meanwhile: on the clock it is due that much later.",
      "It is due by Sunday 4 October 2026 12:30."]),
    ("T2 none where none is", GB, "2026-03-29T12:00", "24 hours", "",
     ["24 hours from Sunday 29 March 2026 12:00.", "It is due by Monday 30 March 2026 12:00."]),
    ("T2 a night shift", GB, "2026-03-28T22:00", "7 working hours", "Sat-Sun 22:00-06:00",
     ["7 working hours from Saturday 28 March 2026 22:00, inside office hours.",
      "Saturday 28 March 2026: 7 h inside office hours.",
      "The clocks go forward by 1 h meanwhile: on the clock it is due that much later.",
      "It is due by Sunday 29 March 2026 06:00."]),
    ("T2 a day's work after the change does not mind", GB, "2026-03-27T16:00", "2 working hours", "Mon-Fri 09:00-17:00",
     ["2 working hours from Friday 27 March 2026 16:00, inside office hours.",
      "Friday 27 March 2026: 1 h inside office hours.", "Monday 30 March 2026: 1 h inside office hours.",
      "Days of the week without work, not counted: 2.", "It is due by Monday 30 March 2026 10:00."]),
    ("T2 the double hour, the first time", GB, "2026-10-25T00:30", "1 hour", "",
     ["1 hour from Sunday 25 October 2026 00:30.", "It is due by Sunday 25 October 2026 01:30 (before the clocks go back)."]),
    ("T2 the double hour, the second time", GB, "2026-10-25T00:30", "2 hours", "",
     ["2 hours from Sunday 25 October 2026 00:30.",
      "The clocks go back by 1 h meanwhile: on the clock it is due that much earlier.",
      "It is due by Sunday 25 October 2026 01:30 (after the clocks go back)."]),
    ("T2 from one of the double hour to the other", GB, "2026-10-25T01:30", "1 hour", "",
     ["1 hour from Sunday 25 October 2026 01:30 (before the clocks go back).",
      "The clocks go back by 1 h meanwhile: on the clock it is due that much earlier.",
      "It is due by Sunday 25 October 2026 01:30 (after the clocks go back)."]),
    ("T2 a start after the clocks went back", GB, "2026-10-25T01:30:00+00:00", "1 hour", "",
     ["1 hour from Sunday 25 October 2026 01:30 (after the clocks go back).", "It is due by Sunday 25 October 2026 02:30."]),
    ("T2 a pause in the double hour", GB, "2026-10-24T23:00", "4 hours", "pause 2026-10-25T01:30:00+01:00/2026-10-25T01:30:00+00:00",
     ["4 hours from Saturday 24 October 2026 23:00.",
      "The clocks go back by 1 h meanwhile: on the clock it is due that much earlier.",
      "It stood still from Sunday 25 October 2026 01:30 (before the clocks go back) to Sunday 25 October 2026 01:30 (after the clocks go back).",
      "The time on which it stood still is added: 1 h.", "It is due by Sunday 25 October 2026 03:00."]),
    ("T2 a night shift has the double hour", GB, "2026-10-24T22:00", "8 working hours", "Sat-Sun 22:00-06:00",
     ["8 working hours from Saturday 24 October 2026 22:00, inside office hours.",
      "Saturday 24 October 2026: 8 h inside office hours.",
      "The clocks go back by 1 h meanwhile: on the clock it is due that much earlier.",
      "It is due by Sunday 25 October 2026 05:00."]),
    ("T2 a change in the break is no matter", GB, "2026-10-25T00:00", "4 working hours", "Mon-Sun 00:00-01:00 03:00-06:00",
     ["4 working hours from Sunday 25 October 2026 00:00, inside office hours.",
      "Sunday 25 October 2026: 4 h inside office hours.", "It is due by Sunday 25 October 2026 06:00."]),
    ("C5 a month that counts its first day", GB, "2026-11-16T09:00", "1 month", "count-first-day",
     ["It starts on Monday 16 November 2026; that day counts.",
      "1 month with its first day: to the day before the same day of the month.",
      "It is due by the end of Tuesday 15 December 2026."]),
    ("a start that the clocks jump over", GB, "2026-03-29T01:30", "1 hour", "",
     ["There is no 01:30 on that day, as the clocks go forward: it starts at 02:00.",
      "1 hour from Sunday 29 March 2026 02:00.", "It is due by Sunday 29 March 2026 03:00."]),
    ("T5 each pause and what it adds", CN, "2026-10-12T09:00", "4 working hours",
     OFFICE + " pause 2026-10-12T10:00/2026-10-13T10:10",
     ["4 working hours from Monday 12 October 2026 09:00, inside office hours.",
      "Monday 12 October 2026: 1 h inside office hours.", "Tuesday 13 October 2026: 3 h inside office hours.",
      "It stood still from Monday 12 October 2026 10:00 to Tuesday 13 October 2026 10:10.",
      "The time on which it stood still is added: 7 h 40 min.", "It is due by Tuesday 13 October 2026 14:40."]),
    ("T5 hours add the whole pause", GB, "2026-11-16T09:00", "24 hours", "pause 2026-11-16T10:00/2026-11-18T08:00",
     ["24 hours from Monday 16 November 2026 09:00.",
      "It stood still from Monday 16 November 2026 10:00 to Wednesday 18 November 2026 08:00.",
      "The time on which it stood still is added: 46 h.", "It is due by Thursday 19 November 2026 07:00."]),
    ("T5 days on which it stood still", GB, "2026-11-16T09:00", "2 working days", "pause 2026-11-17T10:00/2026-11-18T15:00",
     ["It starts on Monday 16 November 2026; that day does not count.", "2 working days are counted.",
      "Days on which the clock stood still, not counted: 1.",
      "It stood still from Tuesday 17 November 2026 10:00 to Wednesday 18 November 2026 15:00.",
      "It is due by the end of Thursday 19 November 2026."]),
    ("T5 a pause that comes too late is none", GB, "2026-11-16T09:00", "1 hour", "pause 2026-11-17T10:00/2026-11-18T15:00",
     ["1 hour from Monday 16 November 2026 09:00.", "It is due by Monday 16 November 2026 10:00."]),
]


# The double hour in the other languages: what the last line has.
DOUBLE = {"zh-Hans": "（时钟回拨后）", "zh-Hant": "（時鐘撥慢後）", "vi": "(sau khi đồng hồ lùi lại)"}


def double(tap, program):
    for lang, words in DOUBLE.items():
        _, done = explain(program, "GB", "Europe/London", "2026-10-25T00:30", "2 hours", ["--lang", lang])
        text = json.loads(done.stdout)["lines"][-1]["text"]
        tap.ok(f"T2 the double hour is told in {lang}", words in text, text)


def said(tap, program, case):
    what, (calendar, zone), start, length, options, want = case
    words, done = explain(program, calendar, zone, start, length, hand_options(options))
    answer = json.loads(done.stdout) if done.returncode == 0 else {"lines": []}
    got = [line["text"] for line in answer["lines"]]
    tap.ok(f"the sum adds up for a reader: {what}", got == want, *got, " ".join(words))
    stood = [line for line in answer["lines"] if line["kind"] == "paused_minutes"]
    if "46 h" in str(want):
        tap.ok("other programs have the minutes as before", stood and stood[0]["n"] == 2760, answer)


# -- random cases --

def random_calendar(r, name):
    days = [date(2026, 1, 1) + timedelta(n) for n in range(1100)]
    week = r.choice([range(5), range(5), range(6), [0, 1, 2, 3], [6, 0, 1, 2, 3]])
    near = [date.fromisoformat(t) + timedelta(n) for t in TIMES for n in range(-1, 12)]
    holidays = set(r.sample(days, 40)) | set(r.sample(near, 30))
    return {"name": name, "weekdays": set(week), "holidays": holidays, "workdays": set(r.sample(days + near, 40)) - holidays}


def calendar_write(folder, c):
    years = [f"""  - year: {year}
    source: chance
    holidays: [{', '.join(sorted(str(d) for d in c['holidays'] if d.year == year))}]
    workdays: [{', '.join(sorted(str(d) for d in c['workdays'] if d.year == year))}]
""" for year in sorted({d.year for d in c["holidays"] | c["workdays"]})]
    with open(os.path.join(folder, f"{c['name']}.yaml"), "w", encoding="utf-8") as file:
        file.write(f"name: {c['name']}\nen: x\nzh-Hans: x\nzh-Hant: x\nvi: x\n"
                   f"weekdays: [{', '.join(str(d + 1) for d in sorted(c['weekdays']))}]\nyears:\n{''.join(years)}")


def random_case(r, calendars):
    zone = r.choice(ZONES)
    start = datetime.fromisoformat(r.choice(TIMES)).replace(tzinfo=timezone.utc)
    start += timedelta(minutes=r.randrange(-2 * 1440, 6 * 1440))
    hours = r.choice(HOURS)
    unit = r.choice([u for u in UNITS if hours or u != "working hours"])
    pauses = []
    for _ in range(r.choice([0, 0, 1, 1, 2, 3])):
        begin = start + timedelta(minutes=r.randrange(-1000, 20000))
        pauses.append((begin, begin + timedelta(minutes=r.choice([1, 30, 60, 500, 1440, 5000, 20000]))))
    return {"calendar": r.choice(calendars), "zone": zone, "start": start, "hours": hours, "unit": unit,
            "n": r.randrange(1, UNITS[unit]), "pauses": pauses, "roll": r.random() < 0.3, "first": r.random() < 0.3}


def differs(program, data, case):
    """None when program and oracle agree, else what each says."""
    clock = Clock(case["calendar"], case["zone"], case["hours"], case["pauses"], case["roll"], case["first"])
    want = clock.due(case["start"], case["n"], case["unit"])
    text = lambda t: t.strftime("%Y-%m-%dT%H:%M:%SZ")
    options = ["--hours", case["hours"]] if case["hours"] else []
    options += ["--roll"] * case["roll"] + ["--count-first-day"] * case["first"]
    for begin, end in case["pauses"]:
        options += ["--pause", f"{text(begin)}/{text(end)}"]
    words, done = explain(program, case["calendar"]["name"], case["zone"], text(case["start"]),
                          f"{case['n']} {case['unit']}", options, data)
    if done.returncode != 0:
        return words, done.stderr.decode()
    got = datetime.fromisoformat(json.loads(done.stdout)["end"])
    if got == want:
        return None
    return words, f"program {got}, oracle {want.astimezone(ZoneInfo(case['zone']))}"


def at_random(tap, program, seed, cases):
    r = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="redress-clock-") as data:
        folder = os.path.join(data, "data", "calendars")
        os.makedirs(folder)
        calendars = [random_calendar(r, f"R{n}") for n in range(8)]
        for calendar in calendars:
            calendar_write(folder, calendar)
        todo = [random_case(r, calendars) for _ in range(cases)]
        with ThreadPoolExecutor(2) as pool:
            found = [f for f in pool.map(lambda case: differs(program, data, case), todo) if f]
    tap.ok(f"{cases} clocks at random end where the minutes end (seed {seed})", not found,
           *(f"{' '.join(words)}: {why}" for words, why in found[:5]))


def main():
    program = sys.argv[1]
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 20261122
    tap = Tap()
    for case in HAND:
        by_hand(tap, program, case)
    for case in SAID:
        said(tap, program, case)
    double(tap, program)
    slips(tap, program)
    unknown_year(tap, program)
    at_random(tap, program, seed, int(sys.argv[3]) if len(sys.argv) > 3 else 150)
    print(f"1..{tap.n}")
    return 1 if tap.failed else 0


if __name__ == "__main__":
    sys.exit(main())
