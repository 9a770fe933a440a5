"""Doors through which the scanners of tools/scan go to the server. A door adds the login (a cookie or
an API key), keeps forms alive (what a page of before signed is replaced by what the page signs now,
or every try after the first would be refused unread), counts what happened, and keeps one request of
each shape for the second scanner. Behind /planted/ it has holes of its own: a scanner that does not
find them is blind."""

import html
import html.parser
import http.client
import http.server
import re
import sqlite3
import threading
from urllib.parse import parse_qsl, quote, unquote, unquote_plus, urlencode, urlsplit

ALIVE = ("state", "version", "form_token")
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.S)
INPUT = re.compile(r"<input\b([^>]*)>")
NOT_SENT_ON = {"host", "connection", "content-length", "cookie", "authorization", "transfer-encoding",
               "accept-encoding"}


def attribute(tag, name):
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(found.group(1)) if found else ""


def forms_of(page):
    """The hidden fields of a page that do not live long, by where its forms go."""
    found = {}
    for tag, inside in FORM.findall(page):
        fields = {attribute(i, "name"): attribute(i, "value") for i in INPUT.findall(inside)}
        found[urlsplit(attribute(tag, "action")).path] = {k: v for k, v in fields.items() if k in ALIVE}
    return found


class Fields(html.parser.HTMLParser):
    """The forms of a page that send, each with a value for every field."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.inside, self.select = [], None, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        a = {k: v or "" for k, v in attrs}
        if tag == "form":
            self.inside = (a.get("action", ""), {}) if a.get("method", "").lower() == "post" else None
            if self.inside:
                self.forms.append(self.inside)
        if not self.inside:
            return
        name, fields = a.get("name"), self.inside[1]
        if tag == "option" and self.select and (a.get("value") or self.select not in fields):
            fields.setdefault(self.select, a.get("value", ""))
        elif tag == "select":
            self.select = name
        elif tag == "textarea" and name:
            fields[name] = "Words of the scan, long enough to be some."
        elif tag in ("input", "button") and name and a.get("type") != "file":
            fields.setdefault(name, a.get("value") or EXAMPLES.get(a.get("type"), "Words"))

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = None
        if tag == "select":
            self.select = None


EXAMPLES = {"email": "scan@example.org", "date": "2025-01-07", "number": "1", "tel": "020 7946 0000"}


def walk(door, paths, known):
    """Opens each page and those it leads to, and sends each form once, those of the answer too, so that
    the scanners know them all. `known` are fields whose value is no matter of taste."""
    at = http.client.HTTPConnection("127.0.0.1", door.server_port, timeout=30)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    seen, todo = set(), [(path, 0) for path in paths]

    def ask(method, path, body=None, headers=None):
        at.request(method, quote(path, safe="/?&=%:+,;@-_.~"), body, headers or {})
        return at.getresponse().read().decode(errors="replace")

    def send(path, page, depth):
        for action, fields in Fields(page).forms:
            action = action or path
            body = urlencode({**fields, **{k: v for k, v in known.items() if k in fields}})
            shape = shape_of("POST", action, body.encode())
            if shape not in seen and not action.startswith(door.left_out):
                seen.add(shape)
                answer = ask("POST", action, body, kind)
                if depth > 0:
                    send(action, answer, depth - 1)

    while todo and len(seen) < PAGES:
        path, far = todo.pop(0)
        page = ask("GET", path)
        send(path, page, 2)
        for link in re.findall(r'href="(/[^"#]*)"', page):
            link = html.unescape(link)
            shape = shape_of("GET", link, b"")
            if far < 3 and shape not in seen and not link.startswith((*door.left_out, *LANGUAGES)):
                seen.add(shape)
                todo.append((link, far + 1))
    at.close()


PAGES = 600  # and forms, at most
LANGUAGES = ("/en/", "/vi/", "/zh-")


def shape_of(method, path, body):
    """Addresses that differ in numbers only are one; so are forms with the same fields."""
    at = urlsplit(path)
    names = [k for k, _ in parse_qsl(at.query, keep_blank_values=True)]
    if body.startswith(b"--"):
        names += re.findall(r'name="([^"]*)"', body.decode("latin-1"))
    elif not body.startswith(b"{"):
        names += [k for k, _ in parse_qsl(body.decode("latin-1"), keep_blank_values=True)]
    return method, re.sub(r"\d+", "N", at.path), tuple(sorted(set(names)))


class Door(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, name, port, headers=None, login=None, left_out=()):
        super().__init__(("127.0.0.1", 0), Visit)
        self.name, self.behind, self.headers, self.login = name, port, headers or {}, login
        self.left_out = tuple(left_out)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.guard = threading.Lock()
        self.statuses, self.addresses, self.requests, self.lost = {}, set(), {}, 0
        self.sent = self.failed = self.refreshed = 0
        self.signed, self.page_of, self.errors = {}, {}, []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def ask(self, method, path, body=None, headers=None):
        c = http.client.HTTPConnection("127.0.0.1", self.behind, timeout=30)
        try:
            c.request(method, path, body or None, {**(headers or {}), **self.headers})
            answer = c.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            c.close()

    def handle_error(self, request, client_address):
        """A scanner that hangs up in the middle is nothing to speak of."""

    def seen(self, path, page):
        """What a page signed, and that it is the one to ask again."""
        for action, fields in forms_of(page).items():
            action = action or urlsplit(path).path
            self.page_of[action] = path
            for name, value in fields.items():
                self.signed.setdefault((action, name), set()).add(value)

    def alive(self, path, body):
        """The same body with what the page signs at this moment; a value that the scanner made up stays."""
        action = urlsplit(path).path
        page = self.page_of.get(action)
        if not page:
            return body
        status, _, text = self.ask("GET", page)
        fields = forms_of(text.decode(errors="replace")).get(action, {}) if status == 200 else {}
        for name, value in fields.items():
            known = self.signed.setdefault((action, name), set())
            known.add(value)
            for before, after in ((rb"((?:^|&)%s=)([^&]*)", b""), (rb'(name="%s"\r\n\r\n)([^\r]*)', b"")):
                body = re.sub(before % name.encode(), lambda m: m.group(1) + (
                    value.encode() if unquote_plus(m.group(2).decode("latin-1")) in known else m.group(2)), body)
        self.refreshed += bool(fields)
        return body

    def count(self, method, path, body, status, headers):
        with self.guard:
            self.sent += 1
            self.statuses[status] = self.statuses.get(status, 0) + 1
            self.addresses.add(urlsplit(path).path)
            self.requests.setdefault(shape_of(method, path, body), (method, path, body, headers))
            if status in (500, 501, 502, 504) or status == 0:
                self.errors.append(f"{status} {method} {path[:200]}")


class Visit(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def go(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path.startswith("/planted/"):
            self.reply(*planted(self.path, body))
            return
        door = self.server
        if door.left_out and self.path.startswith(door.left_out):
            self.reply(404, [], b"left out")
            return
        headers = {k: v for k, v in self.headers.items() if k.lower() not in NOT_SENT_ON}
        if self.command != "GET" and body:
            body = door.alive(self.path, body)
        try:
            status, answers, text = door.ask(self.command, self.path, body, headers)
        except (OSError, http.client.HTTPException, ValueError) as e:
            status, answers, text = 0, [], str(e).encode()
        if door.login and dict(answers).get("Location", "").endswith("/login"):
            with door.guard:
                door.lost += 1
                door.headers = door.login()
        if dict(answers).get("Content-Type", "").startswith("text/html"):
            door.seen(self.path, text.decode(errors="replace"))
        door.count(self.command, self.path, body, status, list(self.headers.items()))
        self.reply(status or 502, answers, text)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = go

    def reply(self, status, headers, body):
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in ("content-length", "connection", "transfer-encoding"):
                self.send_header(name, value.replace("\r\n", "\n\t"))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


# -- holes on purpose --

PLANTED = """<!doctype html><title>Planted</title><a href="/planted/echo?q=a">echo</a>
<a href="/planted/find?id=1">find</a> <a href="/planted/read?file=about.txt">read</a>
<form method="post" action="/planted/echo"><input name="q" value="a"><button>Send</button></form>"""
HOLES = ("echo", "find", "read")


def rows_of(id):
    """SQL glued together, with the engine's own words in the answer."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE thing (id INTEGER, name TEXT)")
    db.executemany("INSERT INTO thing VALUES (?, ?)", [(1, "one"), (2, "two")])
    try:
        return 200, str(db.execute(f"SELECT name FROM thing WHERE id = {id}").fetchall())
    except sqlite3.Error as e:
        return 500, f"SQLite3::SQLException: {e}"
    finally:
        db.close()


def planted(path, body):
    at = urlsplit(path)
    told = dict(parse_qsl(at.query, keep_blank_values=True) + parse_qsl(body.decode("latin-1")))
    status, text = 200, PLANTED
    if at.path == "/planted/echo":
        text = f"<!doctype html><p>You said: {told.get('q', '')}</p>"
    elif at.path == "/planted/find":
        status, text = rows_of(told.get("id", "1"))
    elif at.path == "/planted/read":
        name = unquote(told.get("file", ""))
        passwd = "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n"
        text = passwd if "etc/passwd" in name else "About."
    return status, [("Content-Type", "text/html; charset=utf-8")], text.encode()
