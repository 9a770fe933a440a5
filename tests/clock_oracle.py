"""When a clock ends, found by walking through the minutes.

Written from the rules in regulation and manual (docs/decisions/0024-clocks.md), not from the
program: it asks of one minute after the other whether it counts. Slow, and easy to believe.
"""

from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def hours_of(text):
    """Office hours by weekday, 0 = Monday: lists of minutes (from, until)."""
    week = {}
    for group in text.split(","):
        days, *periods = group.split()
        first, _, last = days.partition("-")
        for weekday in range(DAYS.index(first), DAYS.index(last or first) + 1):
            week[weekday] = [span(p) for p in periods]
    return week


def span(text):
    begin, end = ((int(t[:2]) * 60 + int(t[3:])) for t in text.split("-"))
    return (begin, end if end > begin else end + 1440)


@lru_cache(maxsize=None)
def shows(zone, day, minute):
    """The first moment at which the wall shows that minute of the day, or a later one."""
    day += timedelta(days=minute // 1440)
    wall = (day.year, day.month, day.day, minute % 1440 // 60, minute % 60)
    t = datetime(day.year, day.month, day.day, tzinfo=timezone.utc) + (minute % 1440) * MINUTE
    t -= timedelta(hours=16)
    while t.astimezone(zone).timetuple()[:5] < wall:
        t += MINUTE
    return t


class Clock:
    """One question; moments are whole minutes in UTC."""

    def __init__(self, calendar, zone, hours=None, pauses=(), roll=False, first=False):
        self.weekdays = calendar["weekdays"]  # 0 = Monday
        self.holidays = calendar["holidays"]
        self.workdays = calendar["workdays"]
        self.zone = ZoneInfo(zone)
        self.hours = hours_of(hours) if hours else None
        self.pauses, self.roll, self.first = pauses, roll, first

    def works(self, day):
        week = self.hours if self.hours else self.weekdays
        return day in self.workdays or (day.weekday() in week and day not in self.holidays)

    def periods(self, day):
        if not self.works(day):
            return []
        if not self.hours:
            return [(0, 1440)]
        return self.hours.get(day.weekday()) or self.hours[min(self.hours)]

    def paused(self, t):
        return any(begin <= t < end for begin, end in self.pauses)

    def open(self, t):
        today = t.astimezone(self.zone).date()
        return any(shows(self.zone, day, begin) <= t < shows(self.zone, day, end)
                   for day in (today - DAY, today) for begin, end in self.periods(day))

    def walk(self, start, minutes, counts):
        t = start
        while minutes > 0:
            minutes -= counts(t)
            t += MINUTE
        return t

    def end_of(self, day):
        """The moment behind the last minute of the day."""
        periods = self.periods(day) if self.hours else []
        return shows(self.zone, day, periods[-1][1] if periods else 1440)

    def counted(self, start, day, working):
        end = self.end_of(day)
        late = end < start or (end == start and not (self.hours and self.periods(day)))
        return not (late or self.paused(end - MINUTE) or (working and not self.works(day)))

    def days(self, start, day, n, working):
        while n > 0:
            day += DAY
            n -= self.counted(start, day, working)
        return day

    def months(self, start, first, n):
        month = first.year * 12 + first.month - 1 + n
        day = None
        for number in range(first.day, 0, -1):
            try:
                day = date(month // 12, month % 12 + 1, number)
                break
            except ValueError:
                continue
        counts = self.first and self.counted(start, first, False)
        if counts and day.day == first.day:
            day -= DAY
        seen = first if counts else first + DAY
        still = 0
        while seen <= day:
            still += self.paused(self.end_of(seen) - MINUTE)
            seen += DAY
        return self.days(start, day, still, False)

    def due(self, start, n, unit):
        """The last moment that is on time."""
        if unit == "hours":
            return self.walk(start, n * 60, lambda t: not self.paused(t))
        if unit == "working hours":
            return self.walk(start, n * 60, lambda t: not self.paused(t) and self.open(t))
        first = start.astimezone(self.zone).date()
        working = unit == "working days"
        if unit == "months":
            day = self.months(start, first, n)
        else:
            before = first - DAY if self.first else first
            day = self.days(start, before, n * 7 if unit == "weeks" else n, working)
        while not self.counted(start, day, working or self.roll):
            day += DAY
        end = self.end_of(day)
        return end if self.hours and self.periods(day) else end - timedelta(seconds=1)


def answered(question):
    """The end of one question as JSON has it: days as texts, weekdays from 1, moments in microseconds."""
    days = lambda name: {date.fromisoformat(d) for d in question["calendar"][name]}
    calendar = {"weekdays": {d - 1 for d in question["calendar"]["weekdays"]}, "holidays": days("holidays"),
                "workdays": days("workdays")}
    # Whole minutes: what is beyond of the start moves the end by hours only.
    moment = lambda us: datetime.fromtimestamp(us // 60000000 * 60, timezone.utc)
    pauses = [(moment(begin), moment(end)) for begin, end in question.get("pauses", ())]
    clock = Clock(calendar, question["zone"], question.get("hours"), pauses, question["rolls"], question["first"])
    start = moment(question["start"])
    end = clock.due(start, question["n"], question["unit"].replace("_", " "))
    return int(end.timestamp()) * 1000000


if __name__ == "__main__":
    import json
    import sys
    json.dump([answered(question) for question in json.load(sys.stdin)], sys.stdout)
