"""A complaint with a file in one request, cut at every byte. `cut_test.py REDRESS FAULTS` prints TAP."""

import os
import re
import socket
import sys

from fault import STORY, Place, engine_name, engines, held, main, sanitized, wait_for

PROGRAM, PRELOAD = sys.argv[1:3]
SAMPLE = int(os.environ.get("FAULTS", 200))  # cuts tried; tools/deep tries all
BOUNDARY = "----fault"


def part(name, value, more=""):
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}\r\n'


def whole_request(place):
    _, page, _ = place.request("GET", "/complain/all")
    state = re.search(r'name="state" value="([^"]+)"', page).group(1)
    body = (part("state", state) + part("description", STORY) + part("name", "Mai Example") +
            part("files", "a notice in the hall\n" * 20, '; filename="hall.txt"\r\nContent-Type: text/plain') +
            f"--{BOUNDARY}--\r\n").encode()
    head = (f"POST /complain/all HTTP/1.1\r\nHost: 127.0.0.1:{place.port}\r\n"
            f"Origin: http://127.0.0.1:{place.port}\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n").encode()
    return head + body


def send(place, data, cut=True):
    """What is answered to these bytes when nothing follows them."""
    with socket.create_connection(("127.0.0.1", place.port), timeout=20) as s:
        s.sendall(data)
        if cut:
            s.shutdown(socket.SHUT_WR)
        got = b""
        try:
            while piece := s.recv(65536):
                got += piece
        except ConnectionResetError:
            pass
        return got


def cut(place, data):
    """The client goes away after these bytes, without listening."""
    with socket.create_connection(("127.0.0.1", place.port), timeout=20) as s:
        s.sendall(data)


def cut_on(tap, url):
    name = engine_name(url)
    place = Place(PROGRAM, url=url, config="limits: {connections_per_address: 0}\n").start()
    try:
        request = whole_request(place)
        step = max(1, len(request) // SAMPLE)
        cuts = [n for n in range(1, len(request)) if n % step == 0 or n > len(request) - 40]
        for i, n in enumerate(cuts):
            if i % 2 and n < len(request) - 40:
                send(place, request[:n])
            else:
                cut(place, request[:n])
        tap.ok(f"{name}: {len(cuts)} requests of {len(request)} bytes were cut", len(cuts) >= min(SAMPLE, len(request)) // 2)
        tap.ok(f"[D2] {name}: none of them made a complaint", place.references() == [], place.references())
        answer = send(place, request, cut=False)
        tap.ok(f"{name}: the whole one does, after all of them", b" 201 " in answer[:20], answer[:300])
        with socket.create_connection(("127.0.0.1", place.port), timeout=20):
            # Not alone, so that answers wait for a flush that several share.
            answers = [send(place, whole_request(place)) for _ in range(4)]
        tap.ok(f"[D4] {name}: who says with the request that nothing follows is answered too",
               all(b" 201 " in one[:20] for one in answers), [one[:60] for one in answers])
        cut(place, request)
        cut(place, request)
        tap.ok(f"[D3] {name}: and sent again it is the same one", b" 201 " in send(place, request, cut=False)[:20] and len(place.references()) == 5)
        tap.ok(f"[D2] {name}: each with its file", place.ask("SELECT count(*) FROM file")[0][0] == "5")
        tap.ok(f"{name}: nobody ended over it", not place.events("child ended") and place.health() == 200)
        sanitized(tap, place, name)
        tap.ok(f"{name}: the end is clean", place.end() == 0)
        held(tap, place, {}, name)
    finally:
        place.remove()


def every_cut(tap):
    for url in engines():
        cut_on(tap, url)


main([every_cut])
