"""What tools/scan tells at the end: what was visited, what was found and why it is fine, and whether
the server lives."""

import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))


def explanations():
    """Lines "tool | kind | path | parameter | reason": patterns that a finding fits whole."""
    with open(os.path.join(HERE, "scan.explained")) as f:
        lines = [line.strip() for line in f if line.strip() and not line.startswith("#")]
    return [[p.strip() for p in line.split(" | ")] for line in lines]


def explained(finding, known):
    tool, kind, _, path, parameter, _ = finding
    for t, k, p, n, reason in known:
        if all(re.fullmatch(pattern, text) for pattern, text in ((t, tool), (k, kind), (p, path), (n, parameter))):
            return reason
    return None


def told(findings, known):
    """Prints what was found, by its reason; how many have none."""
    seen = {}
    for f in findings:
        path = re.sub(r"^/(en|zh-Hans|zh-Hant|vi)/", "/", re.sub(r"\d+", "N", f[3]))
        seen.setdefault((f[0], f[1], f[2], path, f[4]), (explained(f, known), f[5]))
    for why in {reason for reason, _ in seen.values() if reason}:
        these = [" ".join(key[2:]).strip() for key, (reason, _) in seen.items() if reason == why]
        first = next(key for key, (reason, _) in seen.items() if reason == why)
        print(f"explained: {first[0]}: {first[1]}: {', '.join(these)}\n    {why}")
    open_ones = [(key, words) for key, (reason, words) in seen.items() if not reason]
    for key, words in open_ones:
        print(f"FOUND: {': '.join(key[:2])}: {' '.join(key[2:])}\n    {words[:300]}")
    print(f"{len(seen)} findings, {len(open_ones)} of them not explained")
    return len(open_ones)


def reached(demo, lines):
    """Which routes answered, by the server's own log."""
    routes = {(r["method"], r["path"]) for r in demo.routes()}
    answered = {}
    for e in lines:
        if e.get("event") == "request":
            answered.setdefault((e["method"], e.get("route")), set()).add(e["status"] // 100)
    hit = {r for r in routes if r in answered}
    good = {r for r in hit if answered[r] & {2, 3}}
    print(f"routes: {len(hit)} of {len(routes)} answered, {len(good)} of them with success at least once")
    missed = sorted(f"{m} {p}" for m, p in routes - hit)
    print("not answered: " + (", ".join(missed) if missed else "none"))
    return len(hit), len(routes)


def doors_told(doors):
    for door in doors:
        by = {}
        for status, n in door.statuses.items():
            by[f"{status // 100}xx"] = by.get(f"{status // 100}xx", 0) + n
        print(f"{door.name}: {door.sent} requests to {len(door.addresses)} addresses, {len(door.requests)} shapes; "
              f"{', '.join(f'{k} {by[k]}' for k in sorted(by))}; {door.refreshed} forms kept alive, "
              f"{door.lost} times logged in again")


def server_told(demo, well, doors):
    """What is wrong with the server itself after all that."""
    wrong = [f"{door.name}: {e}" for door in doors for e in door.errors]
    if demo.process.poll() is not None or not well:
        wrong.append("the server is not well any more")
    status = demo.end()
    if status != 0:
        wrong.append(f"the server ended with {status}")
    lines = demo.lines()
    for e in lines:
        if e.get("level") in ("words", "fatal") or e.get("event") in ("child ended", "crash", "hung"):
            wrong.append(f"the log says: {str(e)[:300]}")
    verified, words = demo.run("verify", fails=True)
    if verified != 0:
        wrong.append("the history does not verify: " + words[:300])
    return wrong, lines
