"""From SQLite to PostgreSQL in one command, and what refuses it. `move_test.py REDRESS FAULTS` prints TAP."""

import os
import sys
import uuid
from urllib.parse import urlsplit, urlunsplit

from fault import STORY, Place, engines, held, main, sanitized, skip

PROGRAM, PRELOAD = sys.argv[1:3]


def moved(tap):
    admin = engines()[-1]
    if not admin:
        skip(tap, "redress move", "TEST_PG is not set")
        return
    place = Place(PROGRAM)
    name = "faults_" + uuid.uuid4().hex[:12]
    place.psql(admin, f"CREATE DATABASE {name}")
    url = urlunsplit(urlsplit(admin)._replace(path="/" + name))
    try:
        place.start()
        receipts = {str(i): place.file(str(i), f"{STORY} {i}")[1] for i in range(10)}
        awkward = 'tab\there, \\N and \\\\, "quoted"\r\nnext line, 投訴, điện'
        odd = place.file("odd", awkward)[1]
        done = place.run("move", "--data", place.data, "--to", url)
        tap.ok("not while it is served", done.returncode == 1 and "is serving" in done.stderr, done.stderr)
        place.end()
        done = place.run("move", "--data", place.data, "--to", "redress.db")
        tap.ok("not to anything else", done.returncode == 1 and "postgresql://" in done.stderr, done.stderr)
        done = place.run("move", "--data", place.data, "--to", url)
        tap.ok("it is moved", done.returncode == 0 and "rows were moved" in done.stdout, done.stdout + done.stderr)
        tap.ok("the configuration belongs to its administrator", f'database: "{url}"' in done.stdout, done.stdout)
        tap.ok("the old file is put aside", not os.path.exists(place.data + "/redress.db"))
        with open(place.data + "/redress.conf", "a") as f:
            f.write(f'database: "{url}"\n')
        os.chmod(f.name, 0o600)
        place.url = url
        held(tap, place, {**receipts, "odd": odd}, "moved")
        done = place.run("verify", "--data", place.data, "--values")
        tap.ok("and every value is what the events say", done.returncode == 0, done.stdout + done.stderr)
        place.start()
        tap.ok("their authors read what they wrote", all(place.story(r) == f"{STORY} {k}" for k, r in receipts.items()))
        tap.ok("to the last character", place.story(odd) == awkward.replace("\r\n", "\n") or place.story(odd) == awkward, place.story(odd))
        tap.ok("and complaints come in", place.file()[0] == 201)
        sanitized(tap, place, "moved")
        place.end()
        done = place.run("move", "--data", place.data, "--to", url)
        tap.ok("not twice", done.returncode == 1 and "already" in done.stderr, done.stderr)
        other = Place(PROGRAM)
        try:
            other.start()
            other.file()
            other.end()
            done = other.run("move", "--data", other.data, "--to", url)
            tap.ok("not into a database that holds one", done.returncode == 1 and "an empty one" in done.stderr, done.stderr)
            tap.ok("and then nothing was put aside", os.path.exists(other.data + "/redress.db"))
        finally:
            other.remove()
    finally:
        place.url = None
        place.remove()
        place.psql(admin, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


main([moved])
