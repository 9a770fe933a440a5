"""Allocations that fail, one after another, once and for ever, while a complaint is filed and its
page is shown. `memory_test.py PROGRAM` prints TAP; the program is linked so that its own
allocations can fail, and runs under AddressSanitizer and LeakSanitizer where it was built so."""

import http.client
import os
import sys

from fault import STORY, Place, held, main, sanitized, wait_for

PROGRAM = sys.argv[1]
SAMPLE = int(os.environ.get("FAULTS", 10))  # allocations tried; tools/deep tries all
AT_ONCE = 3  # deaths of a young worker after which the server is started anew, to save waiting


LONG = " and again and again" * 2000


def scenario(place, key):
    """Files, and looks at it: the receipt, or None where it could not be had."""
    try:
        status, receipt, _ = place.file(key, f"{STORY} {key}" + LONG)
        if status != 201:
            return None
        place.request("POST", "/track", f"reference={receipt['reference']}&code={receipt['code']}",
                      {"Content-Type": "application/x-www-form-urlencoded"})
        place.request("GET", "/complain/all")
        return receipt
    except (OSError, http.client.HTTPException, ValueError):
        return None


def allocations(place):
    """How many a worker makes in the scenario when it has done it before."""
    scenario(place, "first")
    place.faults["only"] = worker(place)
    before = place.faults["allocs"]
    scenario(place, "second")
    return place.faults["allocs"] - before


def worker(place):
    found = place.children("worker-0")
    return found[0] if found else None


def failing(tap, place, n, always, receipts):
    name = f"allocation {n} fails {'for ever' if always else 'once'}"
    key = f"{n}-{always}"
    place.faults["only"], place.faults["alloc_always"] = worker(place), always
    place.faults["alloc_fired"] = 0
    place.faults["alloc_at"] = n
    receipt = scenario(place, key)
    if always and not receipt:
        scenario(place, key + "-more")
    fired = place.faults["alloc_fired"]
    place.faults["alloc_at"] = 0
    if receipt:
        receipts[key] = receipt
    else:
        again = wait_for(lambda: scenario(place, key))
        tap.ok(f"[D4] {name}: afterwards it is filed", again)
        receipts[key] = again or {"reference": "none"}
    died = place.events("child ended")
    tap.ok(f"[D4] {name}: no crash", not place.events("crash") and all(e["number"] == 70 << 8 for e in died), died)
    return fired


def out_of_memory(tap):
    place = Place(PROGRAM, PROGRAM, workers=1)
    try:
        receipts, fired, tried = {}, 0, 0
        place.start()
        total = allocations(place)
        tap.ok("the scenario allocates", total > 3, total)
        for n in sorted({1 + i * total // SAMPLE for i in range(SAMPLE)}):
            for always in (0, 1):
                if len(place.events("child ended")) >= AT_ONCE:
                    sanitized(tap, place, f"before allocation {n}")
                    tap.ok("the end is clean", place.end() == 0)
                    place.start()
                tried += 1
                fired += failing(tap, place, n, always, receipts) > 0
        tap.ok("most of the faults happened", fired > tried // 2, (fired, tried))
        sanitized(tap, place, "at the end")
        tap.ok("the end is clean", place.end() == 0)
        sanitized(tap, place, "after the end")
        held(tap, place, receipts, "short of memory")
    finally:
        place.remove()


main([out_of_memory])
