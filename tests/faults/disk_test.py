"""Disks that fill up, refuse writes or lie damaged. `disk_test.py REDRESS FAULTS` prints TAP."""

import errno
import os
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

from desk import Browser
from fault import (STORY, Load, Place, Postgres, Tap, held, main, read_back, sanitized, skip, wait_for)

PROGRAM, PRELOAD = sys.argv[1:3]


# -- a full disk -------------------------------------------------------------

class Disk:
    """A small file system of our own."""

    def __init__(self, mib):
        self.folder = tempfile.mkdtemp(prefix="redress-disk-")
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={mib}m", "none", self.folder],
                              capture_output=True, text=True)
        self.why = done.stderr.strip() if done.returncode else None

    def fill(self):
        """Takes all that is left; bytes that are free afterwards."""
        fd = os.open(os.path.join(self.folder, "ballast"), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for size in (1 << 16, 4096, 1):
            try:
                while os.write(fd, b"x" * size):
                    pass
            except OSError as e:
                if e.errno != errno.ENOSPC:
                    raise
        os.close(fd)
        return self.free()

    def free(self):
        fs = os.statvfs(self.folder)
        return fs.f_bavail * fs.f_frsize

    def make_room(self):
        os.remove(os.path.join(self.folder, "ballast"))

    def remove(self):
        subprocess.run(["umount", "-l", self.folder], capture_output=True)
        os.rmdir(self.folder)


def send_page(place, words):
    """The public's one-page form, as a browser sends it."""
    _, page, _ = place.request("GET", "/complain/all")
    state = re.search(r'name="state" value="([^"]+)"', page)
    if not state:
        return 0, page, {}
    boundary = "----fault"
    fields = {"state": state.group(1), "description": words}
    body = "".join(f'--{boundary}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'
                   for k, v in fields.items()) + f"--{boundary}--\r\n"
    return place.request("POST", "/complain/all", body,
                         {"Content-Type": f"multipart/form-data; boundary={boundary}",
                          "Origin": f"http://127.0.0.1:{place.port}"})


def full(place):
    """Files until there is no room; the answer that says so."""
    for _ in range(300):
        status, answer, heads = place.file()
        if status != 201:
            return status, answer, heads
    return status, answer, heads


def add_words(place, receipt):
    """The author adds to a complaint that is here: a change of state, not a new complaint."""
    status, page, _ = place.request(
        "POST", "/track", f"reference={receipt['reference']}&code={receipt['code']}",
        {"Content-Type": "application/x-www-form-urlencoded"})
    state = re.search(r'action="[^"]*/track/add".*?name="state" value="([^"]+)"', page, re.S)
    if not state:
        return 0
    boundary = "----fault"
    body = "".join(f'--{boundary}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'
                   for k, v in {"state": state.group(1), "text": "It still does.", **receipt}.items())
    return place.request("POST", "/track/add", body + f"--{boundary}--\r\n",
                         {"Content-Type": f"multipart/form-data; boundary={boundary}"})[0]


def full_disk(tap):
    disk = Disk(48)
    if disk.why:
        skip(tap, "[D4] a full disk", disk.why)
        return
    place = Place(PROGRAM, folder=disk.folder, config="reserve_mib: 8\n")
    try:
        place.start()
        receipts = {}
        for key in "abc":
            status, receipts[key], _ = place.file(key, f"{STORY} {key}")
        tap.ok("on a disk with room complaints come in", status == 201 and place.health() == 200)
        tap.ok("[D6] room is set aside", wait_for(lambda: os.path.exists(place.data + "/reserve")) and
               os.stat(place.data + "/reserve").st_blocks * 512 >= 8 << 20)
        tap.ok("the disk is full", disk.fill() == 0, disk.free())
        status, answer, heads = full(place)
        tap.ok("[D4] then a complaint is not acknowledged", status in (503, 507), (status, answer))
        tap.ok("[D4] and when to try again is said", int(heads.get("Retry-After") or 0) > 0)
        words = "My own words, which I would not like to write a second time."
        status, page, _ = send_page(place, words)
        tap.ok("[D4] the page gives the words back", status in (503, 507) and words in page, (status, page[-600:]))
        tap.ok("[S55] /health says so", place.health() == 503)
        tap.ok("[D5] reading goes on", place.story(receipts["a"]) == f"{STORY} a")
        tap.ok("[D6] the reserve is given up", wait_for(lambda: not os.path.exists(place.data + "/reserve")))
        tap.ok("[D6] what is here goes on: its author adds to it", wait_for(lambda: add_words(place, receipts["b"]) == 200, 5))
        status, answer, _ = place.file()
        tap.ok("[D6] but nothing new is taken", status == 507 and place.health() == 503, (status, answer))
        status, page, _ = send_page(place, words)
        tap.ok("[D4] and words are given back all the same", status == 507 and words in page)
        disk.make_room()
        tap.ok("[D5] with room again it recovers by itself", wait_for(lambda: place.health() == 200))
        status, receipts["d"], _ = place.file("d", f"{STORY} d")
        tap.ok("[D5] and takes complaints", status == 201, status)
        tap.ok("[D6] and the room is set aside again", os.path.exists(place.data + "/reserve"))
        tap.ok("[D5] nobody ended over it", not place.events("child ended"), place.said()[-800:])
        sanitized(tap, place, "full disk")
        read_back(tap, place, receipts, "full disk")
        place.kill()
        held(tap, place, receipts, "full disk")
    finally:
        place.remove()
        disk.remove()


# -- the words of whoever wrote them -----------------------------------------

WORDS = "My own words, which I would not like to write a second time, about the lift of block C."


FEW = "A few words"


def decided_next(desk, second, references):
    """The first of these complaints that waits for a second person only, who agrees; and the form of its decision."""
    for reference in references:
        path = f"/desk/complaints/{reference}"
        if f'href="{path}/approve"' in desk.request("GET", path)[1]:
            status, _, _ = second.post(path + "/approve", {**second.fill(path + "/approve"), "verdict": "approve"})
            if status == 303:
                return path + "/decide", desk.fill(path + "/decide")
    raise SystemExit("no complaint waits for a decision")


def doors(place, password, receipt):
    """Every kind of page that takes a text of somebody: what it is, and how it is sent. All was opened before the
    disk was full, as it is when somebody writes for an hour."""
    author, desk = Browser(place), Browser(place).login("marta", password)
    own = desk.hidden(author.post("/track", {"reference": receipt["reference"], "code": receipt["code"]})[1], "/track/add")
    case = f"/desk/complaints/{receipt['reference']}"
    decide, deciding = decided_next(desk, Browser(place).login("tom", password), [row[0] for row in place.ask(
        "SELECT reference FROM complaint WHERE stage = 'responding' ORDER BY id")])
    case_page = desk.request("GET", case)[1]
    every = author.fill("/complain/all")
    return {
        "the form for all at once": lambda: author.post("/complain/all", {**every, "description": WORDS}),
        "what its author adds": lambda: author.post("/track/add", {**own, **receipt, "text": WORDS}),
        "a note": lambda: desk.post(case + "/notes", {**desk.hidden(case_page, case + "/notes"), "text": WORDS}),
        FEW: lambda: desk.post(case + "/notes", {**desk.hidden(case_page, case + "/notes"), "text": FEW}),
        "a reply": lambda: desk.post(case + "/replies", {**desk.hidden(case_page, case + "/replies"), "text": WORDS}),
        "a decision": lambda: desk.post(decide, {**deciding, "outcome": "upheld", "reasons": WORDS, "letter_remedy": WORDS}),
    }


def given_back(tap, place, what, status, sent):
    """Every door gives the words back with that status, and says when to try again; the API says what happened."""
    for door, send in sent.items():
        got, page, heads = send()
        words = FEW if door == FEW else WORDS
        tap.ok(f"[D4] {what}: {door} gives the words back", got == status and words in page, (got, page[-600:]))
        tap.ok(f"[D4] {what}: {door} says when to try again", int(heads.get("Retry-After") or 0) > 0)
    got, answer, heads = place.file("words")
    tap.ok(f"[D4] {what}: a problem document of the API", got == status and answer.get("status") == status and
           answer.get("type", "").startswith("urn:redress:problem:") and answer.get("detail") and
           heads.get("Content-Type", "").startswith("application/problem+json") and int(heads.get("Retry-After") or 0) > 0,
           (got, answer))


def words_given_back(tap):
    """The same words through every door: a disk without any room, and a database that somebody else keeps busy."""
    disk = Disk(64)
    if disk.why:
        skip(tap, "[D4] words are given back", disk.why)
        return
    place = Place(PROGRAM, folder=disk.folder, config="reserve_mib: 0\n")
    try:
        password = re.search(r"all with the password (\S+)", place.cli("demo"))[1]
        place.start()
        _, receipt, _ = place.file("a", f"{STORY} a")
        mine = {k: receipt[k] for k in ("reference", "code")}
        sent = doors(place, password, mine)
        tap.ok("words: the disk is full", disk.fill() == 0, disk.free())
        full(place)  # also what SQLite had set aside
        given_back(tap, place, "full disk", 507, sent)
        disk.make_room()
        tap.ok("words: there is room again", wait_for(lambda: place.file("b", f"{STORY} b")[0] == 201))
        busy = sqlite3.connect(place.data + "/redress.db", isolation_level=None)
        busy.execute("BEGIN IMMEDIATE")
        given_back(tap, place, "busy database", 503, sent)
        busy.execute("ROLLBACK")
        busy.close()
        for door, send in sent.items():
            status, page, _ = send()
            tap.ok(f"[D4] {door}: sent once more as it is, it is taken", status in (200, 201, 303), (status, page[-600:]))
        tap.ok("[D5] nobody ended over it", not place.events("child ended"), place.said()[-800:])
        place.kill()
        done = place.run("verify", "--data", place.data)
        tap.ok("[D2] words: the history verifies", done.returncode == 0, done.stdout[:300] + done.stderr[:300])
    finally:
        place.remove()
        disk.remove()


def taken(place, receipts, key):
    status, receipts[key], _ = place.file(key, f"{STORY} {key}")
    return status == 201


def full_postgres(tap):
    """The disk of the database server: there the room is not ours to set aside."""
    if not os.environ.get("TEST_PG"):
        skip(tap, "[D6] the disk of PostgreSQL is full", "TEST_PG is not set")
        return
    disk = Disk(160)
    if disk.why:
        skip(tap, "[D6] the disk of PostgreSQL is full", disk.why)
        return
    server = Postgres(disk.folder)
    place = Place(PROGRAM, url=server.url)
    try:
        place.start()
        receipts = {}
        for key in "abc":
            status, receipts[key], _ = place.file(key, f"{STORY} {key}")
        tap.ok("PostgreSQL: with room complaints come in", status == 201 and place.health() == 200)
        tap.ok("PostgreSQL: its disk is full", disk.fill() == 0, disk.free())
        refused_at = None
        for n in range(4000):
            status, answer, heads = place.file(f"full{n}", f"{STORY} {n}")
            if status != 201:
                refused_at = n
                break
            receipts[f"full{n}"] = answer
        tap.ok("[D4] PostgreSQL: then a complaint is not acknowledged", refused_at is not None and status in (503, 507),
               (status, answer))
        tap.ok("[D4] PostgreSQL: and when to try again is said", int(heads.get("Retry-After") or 0) > 0)
        words = "My own words, which I would not like to write a second time."
        status, page, _ = send_page(place, words)
        tap.ok("[D4] PostgreSQL: the page gives the words back", status in (503, 507) and words in page, status)
        tap.ok("[S55] PostgreSQL: /health says so", wait_for(lambda: place.health() == 503))
        disk.make_room()
        tap.ok("[D6] PostgreSQL: with room again it takes complaints",
               wait_for(lambda: taken(place, receipts, "d")))
        tap.ok("[D6] PostgreSQL: and is well", wait_for(lambda: place.health() == 200))
        tap.ok("[D5] PostgreSQL: nobody of us ended over it", not place.events("child ended"), place.said()[-800:])
        tap.ok("[D6] PostgreSQL: it is killed, and comes back", server.restart() and
               wait_for(lambda: place.health() == 200, 20))
        held(tap, place, receipts, "a full disk of PostgreSQL")
        read_back(tap, place, receipts, "a full disk of PostgreSQL")
        sanitized(tap, place, "a full disk of PostgreSQL")
    finally:
        place.remove()
        server.remove()
        disk.remove()


def write_errors(tap):
    """What also works where nothing may be mounted: the calls say that there is no room."""
    place = Place(PROGRAM, PRELOAD, config="reserve_mib: 0\n").start()
    try:
        receipts = {}
        _, receipts["a"], _ = place.file("a", f"{STORY} a")
        for code, status in ((errno.ENOSPC, 507), (errno.EDQUOT, 507), (errno.EIO, 500)):
            name, fired = errno.errorcode[code], place.faults["write_fired"]
            place.faults["write_errno"] = code
            got, answer, _ = place.file("b", f"{STORY} b")
            tap.ok(f"{name}: writes failed", place.faults["write_fired"] > fired)
            tap.ok(f"[D4] {name}: not acknowledged", got == status, (got, answer))
            tap.ok(f"[D5] {name}: reading goes on", place.story(receipts["a"]) == f"{STORY} a")
            tap.ok(f"[S55] {name}: /health says so", wait_for(lambda: place.health() == 503))
            place.faults["write_errno"] = 0
            tap.ok(f"[D5] {name}: it recovers by itself",
                   wait_for(lambda: place.file("c" + name, f"{STORY} c{name}")[0] == 201 and place.health() == 200))
        receipts["b"] = place.file("b", f"{STORY} b")[1]
        tap.ok("[D5] nobody ended over it", not place.events("child ended"), place.said()[-800:])
        place.kill()
        held(tap, place, receipts, "writes failed")
    finally:
        place.remove()


# -- a damaged file ----------------------------------------------------------

def page_of(place, table):
    """Where in the file the first page of a table stands."""
    return (int(place.ask(f"SELECT rootpage FROM sqlite_schema WHERE name = '{table}'")[0][0]) - 1) * 4096


def spoil(place, at, size=4096, keep=None):
    with open(place.data + "/redress.db", "r+b") as f:
        if keep is not None:
            f.truncate(keep)
        else:
            f.seek(at)
            f.write(b"this is no page of a tree" * (size // 25))


DAMAGES = [
    ("a page of a table", lambda place: spoil(place, page_of(place, "complaint"))),
    ("a page of an index", lambda place: spoil(place, page_of(place, "event_complaint"))),
    ("a file cut in half", lambda place: spoil(place, 0, keep=os.path.getsize(place.data + "/redress.db") // 8192 * 4096)),
    ("a file cut in a page", lambda place: spoil(place, 0, keep=os.path.getsize(place.data + "/redress.db") - 1000)),
    ("the head of the file", lambda place: spoil(place, 0)),
    ("an empty file", lambda place: spoil(place, 0, keep=0)),
]


def refused(place):
    """What a start says that refuses; None when it serves."""
    place.spawn()
    if not wait_for(lambda: place.process.poll() is not None, 3) and place.health() == 200:
        place.kill()
        return None
    place.kill()
    return place.said()


def damaged(tap):
    place = Place(PROGRAM)
    try:
        place.start()
        receipts = {str(i): place.file(str(i), f"{STORY} {i}")[1] for i in range(20)}
        place.end()
        tap.ok("a backup is made", place.run("backup", "--data", place.data, "--to", place.folder + "/good").returncode == 0)
        whole = open(place.data + "/redress.db", "rb").read()
        for what, harm in DAMAGES:
            for name in os.listdir(place.data):
                if name.startswith("redress.db"):
                    os.remove(f"{place.data}/{name}")
            with open(place.data + "/redress.db", "wb") as f:
                f.write(whole)
            harm(place)
            tap.ok(f"{what}: it is another file now", open(place.data + "/redress.db", "rb").read() != whole)
            said = refused(place)
            tap.ok(f"[D19] {what}: the start refuses in words", said and re.search(r"redress: .*(damaged|upgrade|no database)", said) and
                   "Sanitizer" not in said, said)
        for name in os.listdir(place.data):
            if name.startswith("redress.db"):
                os.remove(f"{place.data}/{name}")
        done = place.run("restore", "--from", place.folder + "/good", "--data", place.data)
        tap.ok("[D17] a backup takes its place", done.returncode == 0, done.stderr)
        tap.ok("[D19] and is served", refused(place) is None, place.said()[-300:])
        held(tap, place, receipts, "after damage")
    finally:
        place.remove()


def damaged_at_work(tap):
    """Found while complaints come in: nothing is written any more until somebody decides."""
    place = Place(PROGRAM)
    try:
        place.start()
        receipts = {str(i): place.file(str(i), f"{STORY} {i}")[1] for i in range(5)}
        place.end()
        place.start()
        spoil(place, page_of(place, "event_value"))
        for pid in place.children("worker-0") + place.children("worker-1"):
            os.kill(pid, signal.SIGKILL)  # new ones have nothing in memory
        tap.ok("[D19] damage is met", wait_for(lambda: file_or_none(place) in (500, 503)))
        tap.ok("[D19] from then on nothing is written", wait_for(lambda: file_or_none(place) == 503))
        tap.ok("[S55] /health says so", wait_for(lambda: place.health() == 503))
        status, page, heads = send_page(place, "My own words, which I would not like to write again.")
        tap.ok("[D4] the words are given back", status == 503 and "My own words" in page and heads.get("Retry-After"), (status, page[-400:]))
        tap.ok("[D19] the log names it", "found damaged" in place.said())
        sanitized(tap, place, "damage at work")
        place.kill()
        said = refused(place)
        tap.ok("[D19] the next start refuses", said and "until somebody decides" in said, said)
        done = place.run("check", "--data", place.data)
        tap.ok("[D19] redress check names it", done.returncode == 1 and "damaged: " in done.stdout, done.stdout + done.stderr)
        done = place.run("check", "--data", place.data, "--accept")
        tap.ok("[D19] an operator may accept it", done.returncode == 0, done.stdout + done.stderr)
        place.spawn()
        tap.ok("[D19] and it is served, with a warning", wait_for(lambda: place.health() == 200) and
               place.events("serving a database whose damage was accepted"), place.said()[-500:])
        place.kill()
    finally:
        place.remove()


def damaged_at_the_root(tap):
    """What every start reads: nothing to accept, and the words say what to do instead."""
    place = Place(PROGRAM)
    try:
        place.start()
        place.file("one", STORY)
        place.end()
        spoil(place, page_of(place, "setting"))
        said = refused(place)
        tap.ok("[D19] a start without its settings refuses", said and "redress check" in said, said)
        for words in (["check"], ["check", "--accept"]):
            done = place.run(*words, "--data", place.data)
            tap.ok(f"[D19] {' '.join(words)} says that accepting does not help, and what does",
                   done.returncode == 1 and "Accepting that would not help" in done.stdout and "redress restore" in done.stdout and
                   ".recover" in done.stdout, (done.returncode, done.stdout + done.stderr))
        tap.ok("[D19] and the decision is not made", not os.path.exists(place.data + "/redress.db-damage-accepted"))
    finally:
        place.remove()


def damaged_and_large(tap):
    """Nobody waits for a look at a large file that was closed well: it is looked at beside."""
    place = Place(PROGRAM)
    try:
        place.start()
        receipts = {str(i): place.file(str(i), f"{STORY} {i}")[1] for i in range(5)}
        place.end()
        db = sqlite3.connect(place.data + "/redress.db")
        db.execute("CREATE TABLE ballast (words TEXT)")
        db.executemany("INSERT INTO ballast VALUES (?)", [("ballast " * 12000,)] * 100)
        db.commit()
        db.close()
        place.start()
        held(tap, place, receipts, "of a large file")
        place.end()
        tap.ok("a sound one is left in peace", place.run("check", "--data", place.data).returncode == 0)
        spoil(place, page_of(place, "ballast"))
        place.spawn()
        tap.ok("[D19] the look beside finds damage", wait_for(lambda: [
            e for e in place.events("the database file is damaged") if e["who"] == "check"]), place.said()[-500:])
        tap.ok("[D19] and nothing is written any more", wait_for(lambda: file_or_none(place) == 503), place.said()[-500:])
        place.kill()
        said = refused(place)
        tap.ok("[D19] the next start refuses", said and "until somebody decides" in said, said)
    finally:
        place.remove()


def file_or_none(place):
    try:
        return place.file(timeout=3)[0]
    except OSError:
        return None


def inside():
    """Whether we may mount; if not yet, this program starts itself again where it may."""
    if os.environ.get("REDRESS_OWN_MOUNTS"):
        return
    os.environ["REDRESS_OWN_MOUNTS"] = "yes"
    for way in (["unshare", "-m"], ["unshare", "-rm"]):
        if subprocess.run([*way, "true"], capture_output=True).returncode == 0:
            os.execvp(way[0], [*way, sys.executable, *sys.argv])


inside()
main([full_disk, words_given_back, full_postgres, write_errors, damaged, damaged_at_work, damaged_at_the_root, damaged_and_large])
