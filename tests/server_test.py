"""The server on the wire: bytes that no HTTP client would send, clients that are too
slow, processes that die. `server_test.py TRY_SERVER` prints TAP."""

import http.client
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time

PATIENCE = 20  # seconds for what must happen; a machine may be busy


class Tap:
    def __init__(self):
        self.n = 0
        self.failed = 0

    def ok(self, what, good, note=""):
        self.n += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.n} - {what}")
        if not good and note:
            print(f"# {note!r}")

    def done(self):
        print(f"1..{self.n}")
        return 1 if self.failed else 0


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(what, seconds=PATIENCE):
    """Asks until the answer is true; the answer, or None when it took too long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = what()
        if answer:
            return answer
        time.sleep(0.02)
    return None


class Server:
    def __init__(self, program, config):
        self.folder = tempfile.TemporaryDirectory(prefix="redress-server-")
        self.port = free_port()
        with open(os.path.join(self.folder.name, "redress.conf"), "w") as f:
            f.write(f"listen: [\"127.0.0.1:{self.port}\"]\n{config}")
        self.log_path = os.path.join(self.folder.name, "log")
        self.log = open(self.log_path, "wb")
        self.process = subprocess.Popen([program, "--data", self.folder.name], stderr=self.log)
        if not wait_for(lambda: self.events("serving")):
            raise SystemExit(f"does not start: {open(self.log_path).read()}")

    def events(self, name):
        """The lines of the log with that event."""
        found = []
        for line in open(self.log_path):
            if line.startswith("{") and json.loads(line).get("event") == name:
                found.append(json.loads(line))
        return found

    def connect(self):
        s = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        return s

    def raw(self, data):
        """What comes back for these bytes until the other side closes, and whether it did."""
        with self.connect() as s:
            s.sendall(data)
            return read_all(s)

    def get(self, path, **headers):
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        c.request("GET", path, headers=headers)
        answer = c.getresponse()
        body = answer.read()
        c.close()
        return answer, body

    def start_again(self):
        """On the same data, at once; whether it came to serve."""
        serving = len(self.events("serving"))
        self.process = subprocess.Popen([self.process.args[0], "--data", self.folder.name], stderr=self.log)
        return wait_for(lambda: len(self.events("serving")) > serving or self.process.poll() is not None) and \
            self.process.poll() is None

    def children(self):
        """The process of each role."""
        with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children") as f:
            found = {int(pid): open(f"/proc/{pid}/comm").read().strip() for pid in f.read().split()}
        return {role: pid for pid, role in found.items()}

    def end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE)
        self.log.close()
        self.folder.cleanup()
        return self.process.returncode


def read_all(s):
    got = b""
    try:
        while True:
            data = s.recv(65536)
            if not data:
                return got, True
            got += data
    except ConnectionResetError:
        return got, True
    except socket.timeout:
        return got, False


HOST = "Host: complaints.example\r\n"
SMUGGLED = "GET /items/smuggled HTTP/1.1\r\n" + HOST + "\r\n"

# Each is sent with a second request behind it, which must stay unanswered.
GUARDED = [
    ("no Host", "GET /hello HTTP/1.1\r\n\r\n", 400),
    ("two Hosts", f"GET /hello HTTP/1.1\r\n{HOST}{HOST}\r\n", 400),
    ("two lengths", f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: 0\r\nContent-Length: 5\r\n\r\n", 400),
    ("two equal lengths", f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: 3\r\nContent-Length: 3\r\n\r\na=1", 400),
    ("a signed length", f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: +3\r\n\r\na=1", 400),
    ("a list as length", f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: 3, 3\r\n\r\na=1", 400),
    ("an absurd length", f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: 99999999999999999999\r\n\r\n", (400, 413)),
    ("length and chunks", f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    ("chunks", f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
    ("an unknown coding", f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: identity, x\r\n\r\n", 411),
    ("a blank before the colon", f"GET /hello HTTP/1.1\r\n{HOST}X-A : b\r\n\r\n", 400),
    ("a length with a blank before the colon", f"POST /echo HTTP/1.1\r\n{HOST}Content-Length : 3\r\n\r\na=1", 400),
    ("a folded header", f"GET /hello HTTP/1.1\r\n{HOST}X-A: b\r\n c\r\n\r\n", 400),
    ("a folded length", f"POST /echo HTTP/1.1\r\n{HOST}Content-Length:\r\n 3\r\n\r\na=1", 400),
    ("a length that a folded line goes on with", f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: 3\r\n 0\r\n\r\na=1", 400),
    ("a name that a folded line makes a length", f"POST /echo HTTP/1.1\r\n{HOST}Content-Lengt: 3\r\n h\r\n\r\na=1", 400),
    ("a folded coding", f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n", 400),
    ("a line folded twice", f"GET /hello HTTP/1.1\r\n{HOST}X-A: b\r\n c\r\n\td\r\n\r\n", 400),
    ("a control byte in a value", f"GET /hello HTTP/1.1\r\n{HOST}X-A: b\x01c\r\n\r\n", 400),
    ("the absolute form of another host", f"GET http://evil.example/hello HTTP/1.1\r\n{HOST}\r\n", 400),
    ("TRACE", f"TRACE /hello HTTP/1.1\r\n{HOST}\r\n", 405),
    ("CONNECT", f"CONNECT example:443 HTTP/1.1\r\n{HOST}\r\n", 405),
    ("an unknown method", f"BREW /hello HTTP/1.1\r\n{HOST}\r\n", 405),
    ("another version", f"GET /hello HTTP/3.0\r\n{HOST}\r\n", (400, 505)),
    ("more headers than any browser sends",
     f"GET /hello HTTP/1.1\r\n{HOST}" + "".join(f"X-{i}: 1\r\n" for i in range(80)) + "\r\n", 431),
    ("a head beyond the memory of a connection",
     f"GET /hello HTTP/1.1\r\n{HOST}X: {'a' * 60000}\r\n\r\n", (400, 413, 431, None)),
]


# Seldom written so, and good.
TAKEN = [
    ("no blank behind the colon", "X-A:b\r\n"),
    ("an empty value", "X-A:\r\n"),
    ("a value of blanks", "X-A:  \t \r\n"),
    ("tabs before a value", "X-A:\t\tb\r\n"),
    ("blanks behind a value", "X-A: b  \r\n"),
    ("colons in a value", "X-A: b:c: d\r\n"),
    ("many headers", "".join(f"X-{i}: {'a' * i}\r\n" for i in range(50))),
    ("a long head", f"Cookie: a={'b' * 12000}\r\nX-A: b\r\n"),
]

# What libmicrohttpd refuses before our guard sees it, with an answer of its own.
REFUSED_BY_LIBRARY = {"a signed length", "a list as length", "an absurd length", "another version",
                      "a head beyond the memory of a connection"}


# What libmicrohttpd 0.9.75 mends before our guard sees it, and later ones refuse: a request ends where it says.
MENDED = [
    ("lines that end with LF alone", "GET /hello HTTP/1.1\nHost: complaints.example\n\n"),
    ("a length behind LF alone", f"GET /hello HTTP/1.1\r\n{HOST}X-A: b\nContent-Length: 0\r\n\r\n"),
    ("a length that goes on behind a NUL", f"GET /hello HTTP/1.1\r\n{HOST}Content-Length: 0\0 40\r\n\r\n"),
    ("a header behind a NUL", f"GET /hello HTTP/1.1\r\n{HOST}X-A: b\0\r\n\r\n"),
]
# These would move the end, and are refused mended or not.
MOVED = [
    ("a coding behind LF alone", f"POST /echo HTTP/1.1\r\n{HOST}X-A: b\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    ("a coding that goes on behind a NUL", f"POST /echo HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\0x\r\n\r\n0\r\n\r\n"),
    ("a second length behind LF alone",
     f"POST /echo HTTP/1.1\r\n{HOST}Content-Length: 0\nContent-Length: 40\r\n\r\n"),
]


def status_of(answer):
    parts = answer.split(b" ", 2)
    return int(parts[1]) if len(parts) > 1 and parts[0].startswith(b"HTTP/1.") else None


def test_taken(tap, server):
    for what, headers in TAKEN:
        request = f"GET /hello HTTP/1.1\r\n{headers}{HOST}Connection: close\r\n\r\n".encode()
        for size in (len(request), 700, 7):
            with server.connect() as s:
                for at in range(0, len(request), size):
                    s.sendall(request[at:at + size])
                answer = read_all(s)[0]
            tap.ok(f"{what}, {size} bytes at a time", status_of(answer) == 200, answer[:300])


def test_mended(tap, server):
    for what, request in MENDED:
        answer, closed = server.raw((request + SMUGGLED).encode("latin-1"))
        answers = answer.count(b"HTTP/1.1 ")
        tap.ok(f"[S25] {what}: refused, or it ends where it says",
               answers == 2 if status_of(answer) == 200 else answers <= 1 and closed, answer)
    for what, request in MOVED:
        answer, closed = server.raw((request + SMUGGLED).encode("latin-1"))
        tap.ok(f"[S25] {what}: refused and closed",
               status_of(answer) in (None, 400, 411) and closed and b"smuggled" not in answer, answer)


def test_guard(tap, server):
    for what, request, want in GUARDED:
        answer, closed = server.raw((request + SMUGGLED).encode("latin-1"))
        wanted = want if isinstance(want, tuple) else (want,)
        tap.ok(f"[S25] {what}: refused", status_of(answer) in wanted, answer[:300])
        tap.ok(f"[S25] {what}: the connection is closed", closed)
        tap.ok(f"[S25] {what}: nothing behind it is answered",
               b" 200 " not in answer and b"smuggled" not in answer, answer[-300:])
        if what not in REFUSED_BY_LIBRARY:
            tap.ok(f"[S19] {what}: with our headers", b"Content-Security-Policy: " in answer, answer[:300])


def test_plain(tap, server):
    two = f"GET /items/1 HTTP/1.1\r\n{HOST}\r\nGET /items/2 HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n"
    answer, closed = server.raw(two.encode())
    tap.ok("two requests on one connection", answer.count(b"HTTP/1.1 200") == 2 and closed, answer)
    answer, _ = server.raw(f"HEAD /hello HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n".encode())
    tap.ok("HEAD has no body", answer.endswith(b"\r\n\r\n") and b"Content-Length: " in answer, answer)
    body = "a=1"
    answer, _ = server.raw(f"POST /echo HTTP/1.1\r\n{HOST}Content-Type: application/x-www-form-urlencoded\r\n"
                           f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}".encode())
    tap.ok("a form", b" 201 " in answer and b"a=1" in answer, answer)
    answer, got = server.get("/stream")
    tap.ok("a streamed answer is whole", len(got) == 1600000 and answer.getheader("Transfer-Encoding") == "chunked")
    answer, got = server.get("/nothing")
    tap.ok("[S63] an error names its reference only", answer.status == 404 and len(got) < 300, got)
    tap.ok("[S55] healthy", wait_for(lambda: server.get("/health")[0].status == 200))
    answer, got = server.get("/static/icon.svg")
    etag = answer.getheader("ETag")
    tap.ok("a file of the program", answer.status == 200 and answer.getheader("Content-Type").startswith("image/svg"))
    tap.ok("is asked for again", server.get("/static/icon.svg", **{"If-None-Match": etag})[0].status == 304)
    answer, got = server.get("/static/" + etag.strip('"') + "/icon.svg")
    tap.ok("or kept for ever by its hash", "immutable" in answer.getheader("Cache-Control"), answer.headers)


def post(server, path, body, kind="application/x-www-form-urlencoded"):
    c = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    try:
        c.request("POST", path, body, {"Content-Type": kind})
        answer = c.getresponse()
        return answer, answer.read()
    finally:
        c.close()


def test_sizes(tap, server):
    answer, _ = post(server, "/echo", b"a=" + b"x" * 3000)
    tap.ok("a form above the limit is swallowed and told so", answer.status == 413)
    head = b"--B\r\nContent-Disposition: form-data; name=f; filename=x.bin\r\n\r\n"
    file = head + os.urandom(900000).replace(b"\r\n--B", b"") + b"\r\n--B--\r\n"
    answer, got = post(server, "/files", file, "multipart/form-data; boundary=B")
    tap.ok("a file is streamed", answer.status == 201 and b"f: x.bin " in got, got)
    answer, got = post(server, "/files", head + b"a" * 1200000 + b"\r\n--B--\r\n", "multipart/form-data; boundary=B")
    tap.ok("a file above the limit is swallowed and told so", answer.status == 413, got)
    answer, got = post(server, "/files", head.replace(b".bin", b".exe") + b"a\r\n--B--\r\n",
                       "multipart/form-data; boundary=B")
    tap.ok("a file that is refused while it comes", answer.status == 422, got)
    with server.connect() as s:
        s.sendall(f"POST /echo HTTP/1.1\r\n{HOST}Content-Type: application/x-www-form-urlencoded\r\n"
                  "Content-Length: 999999999\r\n\r\n".encode())
        answer, closed = read_all(s)
    tap.ok("an announced flood is refused at once", status_of(answer) == 413 and closed, answer)


def test_throttle(tap, server):
    for _ in range(3):
        answer, _ = post(server, "/filed", "a=1")
    tap.ok("[S16] as often as allowed, whichever worker answers", answer.status == 201)
    answer, _ = post(server, "/filed", "a=1")
    tap.ok("[S16] then not", answer.status == 429 and int(answer.getheader("Retry-After")) > 0)


def test_slow_reader(tap, server):
    """An answer whose length nobody knows has as much time as its bytes give it."""
    with server.connect() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        s.sendall(f"GET /stream?lines=1000000 HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n".encode())
        began, got, last = time.monotonic(), 0, b""
        while piece := s.recv(65536):
            got, last = got + len(piece), (last + piece)[-5:]
            if time.monotonic() - began < 3:
                time.sleep(0.05)
    tap.ok("[D14] a long answer to a slow reader is whole", got > 16000000 and last == b"0\r\n\r\n", got)


def test_slow(tap, server):
    """Clients that hold their connection by a byte now and then lose it."""
    heads = [server.connect() for _ in range(20)]
    bodies = [server.connect() for _ in range(20)]
    for s in heads:
        s.sendall(b"GET /hello HT")
    for s in bodies:
        s.sendall(f"POST /echo HTTP/1.1\r\n{HOST}Content-Type: application/x-www-form-urlencoded\r\n"
                  "Content-Length: 900\r\n\r\n".encode())
    end = time.monotonic() + PATIENCE
    left = heads + bodies
    for s in left:
        s.setblocking(False)
    normal = 0
    while left and time.monotonic() < end:
        normal += server.get("/hello")[0].status == 200
        for s in list(left):
            if is_closed(s):
                left.remove(s)
        time.sleep(0.1)
    tap.ok("[D14] slow heads and bodies are cut", not left, len(left))
    tap.ok("[D14] everybody else is served meanwhile", normal > 0)
    for s in heads + bodies:
        s.close()


def is_closed(s):
    """Sends one more byte, as a trickling client would."""
    try:
        s.send(b"X")
        return s.recv(100) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def test_death(tap, server):
    _, got = server.get("/who")
    os.kill(int(got), signal.SIGKILL)
    tap.ok("[D13] a killed worker is noticed", wait_for(lambda: server.events("child ended")))
    started = len(server.events("started"))
    tap.ok("[D13] and started again", wait_for(lambda: len(server.events("started")) >= 4), started)
    tap.ok("[D13] it serves", all(server.get("/hello")[0].status == 200 for _ in range(20)))
    answer, _ = server.raw(f"GET /crash HTTP/1.1\r\n{HOST}\r\n".encode())
    tap.ok("[S64] a crash answers nothing", answer == b"", answer)
    crash = wait_for(lambda: server.events("crash"))
    tap.ok("[S64] and leaves one line", crash and crash[0]["signal"] == signal.SIGABRT, crash)
    tap.ok("[D13] everything is served again", wait_for(lambda: len(server.events("started")) >= 5))


def test_log(tap, server):
    lines = server.events("request")
    text = open(server.log_path).read()
    tap.ok("[S62] requests stand in the log by their route",
           any(line["route"] == "/items/{id}" for line in lines))
    tap.ok("[S62] nobody's address, path or word does",
           "127.0.0.1\"" not in text and "smuggled" not in text and "X-A" not in text)


def listens(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    except OSError:
        return False


def test_end(tap, server):
    """SIGTERM: what is under way is answered, nothing new is taken."""
    idle = server.connect()
    with server.connect() as s:
        s.sendall(f"POST /echo HTTP/1.1\r\n{HOST}Content-Type: application/x-www-form-urlencoded\r\n"
                  "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n".encode())
        begun = s.recv(100)
        began = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        wait_for(lambda: not listens(server.port))
        s.sendall(b"a=1")
        answer, closed = read_all(s)
    tap.ok("a request is under way", b" 100 " in begun, begun)
    tap.ok("[D13] what was begun is answered", b" 201 " in answer and closed, answer)
    tap.ok("[D13] the end is clean", server.process.wait(PATIENCE) == 0)
    tap.ok("[D13] and within ten seconds", time.monotonic() - began < 10)
    tap.ok("[D13] everybody has ended", len(server.events("ended")) >= 4)
    idle.close()


def slow_body(server):
    """A form of which one byte is missing, and stays so."""
    s = server.connect()
    s.sendall(f"POST /echo HTTP/1.1\r\n{HOST}Content-Type: application/x-www-form-urlencoded\r\n"
              "Content-Length: 4\r\nExpect: 100-continue\r\n\r\n".encode())
    s.recv(100)
    s.sendall(b"a=1")
    return s


def test_long_end(tap, program):
    """Whatever its processes do, the end has one deadline, and what it cost is said."""
    server = Server(program, "workers: 1\n")
    try:
        with slow_body(server):
            os.kill(server.children()["clerk"], signal.SIGSTOP)
            began = time.monotonic()
            server.process.send_signal(signal.SIGTERM)
            tap.ok("[D13] a slow body and a process that stands still", server.process.wait(PATIENCE) == 0)
        took = time.monotonic() - began
        killed = server.events("killed at the end")
        tap.ok("[D13] do not keep the end for more than ten seconds", took < 10, took)
        tap.ok("[D13] and who was killed for it stands in the log",
               [line.get("detail", line.get("what")) for line in killed] == ["clerk"], killed)
    finally:
        server.end()


def holds(pid, path):
    """Whether a process has the file open; None where nobody may look."""
    try:
        links = [os.readlink(f"/proc/{pid}/fd/{fd}") for fd in os.listdir(f"/proc/{pid}/fd")]
    except OSError:
        return None
    return path in links


def test_supervisor_killed(tap, program):
    """kill -9 of the supervisor: nothing of it is left that the next one would stumble over."""
    server = Server(program, "workers: 2\n")
    lock = os.path.join(server.folder.name, "redress.lock")
    try:
        os.kill(server.children()["worker-1"], signal.SIGKILL)  # one more that was started anew
        tap.ok("a worker was replaced", wait_for(lambda: len(server.events("started")) >= 4))
        held = {role: holds(pid, lock) for role, pid in server.children().items()}
        tap.ok("[D13] each process holds the data directory, so that it is free when all have ended",
               len(held) == 3 and False not in held.values(), held)
        with slow_body(server):
            server.process.kill()
            server.process.wait()
            tap.ok("[D13] started again at once it serves, whatever was under way", server.start_again(),
                   open(server.log_path).read()[-500:])
            tap.ok("[D13] all of it", all(server.get("/hello")[0].status == 200 for _ in range(10)))
    finally:
        server.end()


def test_ending_awaited(tap, program):
    """Who starts while the one before is still ending has its place afterwards."""
    server = Server(program, "workers: 1\n")
    try:
        first = server.process
        with slow_body(server):
            first.send_signal(signal.SIGTERM)
            tap.ok("it is ending", wait_for(lambda: not listens(server.port)))
            tap.ok("[D13] who starts meanwhile waits, and serves", server.start_again())
        tap.ok("and says so", [line["detail"] for line in server.events("waiting")] ==
               [f"Redress is serving {server.folder.name} already"], server.events("waiting"))
        tap.ok("the first ended in order", first.wait(PATIENCE) == 0)
    finally:
        server.end()


def test_turns(tap, program):
    """Where writing is waited for, a page does not wait for all who write before it; and the time
    that somebody stands in the queue is not theirs."""
    server = Server(program, "workers: 1\nlimits: {body_seconds: 1}\n")
    body = "a=1"
    slow = (f"POST /slow HTTP/1.1\r\n{HOST}Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}").encode()
    try:
        writing = [server.connect() for _ in range(12)]
        for s in writing:
            s.sendall(slow)
        answer, _ = server.get("/hello")
        answered = select.select(writing, [], [], 0)[0]
        tap.ok("a page has its turn among those that write", answer.status == 200 and len(answered) < 11, len(answered))
        answers = [read_all(s)[0] for s in writing]
        tap.ok("and all of these have theirs", all(b" 201 " in a for a in answers), answers)
    finally:
        for s in writing:
            s.close()
        tap.ok("the end is clean", server.end() == 0)


def most_memory(pid):
    """The most bytes that a process ever had in memory."""
    with open(f"/proc/{pid}/status") as f:
        return next(int(line.split()[1]) * 1024 for line in f if line.startswith("VmHWM:"))


def all_read(port):
    """Whether nothing that was sent to the port, or by it, waits in the kernel."""
    with open("/proc/net/tcp") as f:
        lines = [line.split() for line in f]
    return all(line[4] == "00000000:00000000" for line in lines if f":{port:04X}" in line[1] + line[2])


def test_memory(tap, program):
    """What is kept of a body is bounded by what a form may have, not by what is sent."""
    server = Server(program, "workers: 1\nlimits: {body_kib: 2048}\n")
    kind = "multipart/form-data; boundary=B"
    head = b'--B\r\nContent-Disposition: form-data;name=x;filename="";' + b"a=;" * 600 + b"\r\n\r\n\r\n"
    empty = b'--B\r\nContent-Disposition: form-data;name=x;filename=""\r\n\r\n\r\n'
    try:
        worker = int(server.get("/who")[1])
        before = most_memory(worker)
        for what, body in ("heads of hundreds of parameters", head), ("empty parts without end", empty):
            body = body * (8 * 2**20 // len(body)) + b"--B--\r\n"
            answer, got = post(server, "/files", body, kind)
            grown = most_memory(worker) - before
            tap.ok(f"[S59] {what} are refused", answer.status == 413, got)
            tap.ok("[S59] and take no memory to speak of", grown < 32 * 2**20, grown)
        before, half = most_memory(worker), [server.connect() for _ in range(40)]
        for s in half:
            s.sendall(f"POST /echo HTTP/1.1\r\n{HOST}Content-Type: application/x-www-form-urlencoded\r\n"
                      f"Connection: close\r\nContent-Length: {2**20 + 1}\r\n\r\n".encode() + b"a=" + b"x" * (2**20 - 2))
        tap.ok("forms that are not whole are read", wait_for(lambda: all_read(server.port)))
        grown = most_memory(worker) - before
        tap.ok("[D14] none takes twice its length while it comes", 39 * 2**20 < grown < 64 * 2**20, grown)
        for s in half:
            s.sendall(b"x")
        whole = [read_all(s)[0] for s in half]
        tap.ok("and each is answered when it is whole", all(b" 201 " in a for a in whole), [a[:100] for a in whole])
        for s in half:
            s.close()
        answer, got = post(server, "/echo", b"a=" + b"x" * 1500000)
        tap.ok("a form is as large as body_kib lets it be", answer.status == 201 and len(got) > 1500000, answer.status)
        long = b'--B\r\nContent-Disposition: form-data; name=a\r\n\r\n' + b"x" * 1500000 + b"\r\n--B--"
        answer, got = post(server, "/echo", long, kind)
        tap.ok("in either way", answer.status == 201 and len(got) > 1500000, answer.status)
    finally:
        server.end()


def test_refusals(tap, program):
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "redress.conf"), "w") as f:
            f.write("listen: [\"256.0.0.1:1\"]\n")
        done = subprocess.run([program, "--data", folder], stderr=subprocess.PIPE, timeout=PATIENCE)
        tap.ok("an address that cannot be is told", done.returncode == 78 and b"256.0.0.1" in done.stderr,
               done.stderr)


def main():
    program = sys.argv[1]
    tap = Tap()
    server = Server(program, "workers: 2\nlimits: {body_kib: 2, upload_mib: 1, head_seconds: 1, "
                             "idle_seconds: 5, body_seconds: 1, bytes_per_second: 1000}\n"
                             "throttle: {filing: {source: 3, seconds: 600}}\n")
    second = subprocess.run([program, "--data", server.folder.name], stderr=subprocess.PIPE, timeout=PATIENCE)
    tap.ok("a second server on the same data is refused", second.returncode == 75, second.stderr)
    try:
        test_guard(tap, server)
        test_taken(tap, server)
        test_mended(tap, server)
        test_plain(tap, server)
        test_sizes(tap, server)
        test_throttle(tap, server)
        test_slow(tap, server)
        test_slow_reader(tap, server)
        test_death(tap, server)
        test_log(tap, server)
        test_end(tap, server)
    finally:
        if tap.failed:
            print("".join("# " + line for line in open(server.log_path)), file=sys.stderr)
        server.end()
    test_turns(tap, program)
    test_memory(tap, program)
    test_long_end(tap, program)
    test_supervisor_killed(tap, program)
    test_ending_awaited(tap, program)
    test_refusals(tap, program)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
