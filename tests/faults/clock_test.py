"""Steps of the wall clock while complaints come in. `clock_test.py REDRESS FAULTS` prints TAP."""

import datetime
import sys

from fault import STORY, Place, engine_name, engines, held, main, sanitized, wait_for

PROGRAM, PRELOAD = sys.argv[1:3]
UTC = datetime.timezone.utc


def set_clock(place, when):
    """The program's wall clock, from now on."""
    place.faults["clock_us"] = int((when - datetime.datetime.now(UTC)).total_seconds() * 1e6)


def at(year, month, day, hour=12, minute=0, second=0):
    return datetime.datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def numbers(place, story, n=3):
    return [place.file(None, f"{STORY} {story} {i}")[1]["reference"] for i in range(n)]


def year_of(references):
    return {r.split("-")[0] for r in references}


def back_events(place, n):
    return wait_for(lambda: place.ask("SELECT count(*) FROM event WHERE kind = 'clock_set_back'")[0][0] == str(n))


def stepped_on(tap, url):
    name = engine_name(url)
    place = Place(PROGRAM, PRELOAD, url=url)
    try:
        year = datetime.datetime.now(UTC).year + 1
        set_clock(place, at(year, 12, 31, 23, 50))
        place.start()
        old = numbers(place, "old")
        tap.ok(f"[D8] {name}: the number has the year of receipt", year_of(old) == {str(year)}, old)
        set_clock(place, at(year + 1, 1, 1, 0, 10))
        tap.ok(f"[D20] {name}: a step ahead is only logged", wait_for(lambda: place.events("the clock was set ahead")))
        new = numbers(place, "new")
        tap.ok(f"[D8] {name}: in the new year it begins anew", new[0] == f"{year + 1}-000001" and len(set(new)) == 3, new)
        set_clock(place, at(year, 12, 31, 23, 55))
        back = numbers(place, "back")
        tap.ok(f"the clock was asked after it stepped", place.faults["clock_fired"] > 0)
        tap.ok(f"[D8] {name}: set back into the old year, no number is given again",
               year_of(back) == {str(year)} and not set(back) & set(old), (old, back))
        tap.ok(f"[D20] {name}: the step back is an event",
               back_events(place, 1), place.said()[-600:])
        set_clock(place, at(2038, 1, 19, 3, 14, 10))
        tap.ok("the clerk saw it", wait_for(lambda: len(place.events("the clock was set ahead")) == 2))
        late = numbers(place, "late")
        tap.ok(f"[D20] {name}: 2038 is a year like others", year_of(late) == {"2038"}, late)
        set_clock(place, at(year, 6, 1))
        last = numbers(place, "last")
        tap.ok(f"[D8] {name}: and back over years", not set(last) & set(old + new + back + late), last)
        tap.ok(f"[D20] {name}: an event too", back_events(place, 2))
        order = [row[0] for row in place.ask("SELECT reference FROM complaint ORDER BY id")]
        tap.ok(f"[D20] {name}: order is by sequence, not by time", order == old + new + back + late + last, order)
        sanitized(tap, place, name)
        tap.ok(f"{name}: nobody ended over it", not place.events("child ended"))
        place.end()
        place.faults["clock_us"] = 0
        tap.ok(f"[D20] {name}: set back while nothing ran, it is an event of the start", place.start() and back_events(place, 3),
            place.ask("SELECT kind, at FROM event ORDER BY id DESC LIMIT 4"))
        done = place.run("verify", "--data", place.data)
        tap.ok(f"[D20] {name}: the history verifies", done.returncode == 0, done.stdout[:300])
        for y, mine in ((year, old + back + last), (year + 1, new), (2038, late)):
            mine = [r for r in mine if r.startswith(f"{y}-")]
            tap.ok(f"[D7] {name}: the numbers of {y} have no gaps",
                   sorted(int(r.split("-")[1]) for r in mine) == list(range(1, len(mine) + 1)), mine)
    finally:
        place.remove()


def stepped(tap):
    for url in engines():
        stepped_on(tap, url)


main([stepped])
