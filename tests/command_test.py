"""The command line as an operator types it, slips and all. `command_test.py REDRESS` prints TAP."""

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile

from server_test import Tap

PASSWORD = b"four words nobody joins\n"
MAPPING = b"source: old\nformat: csv\nfields:\n  - to: nonsense\n    column: A\n"


class Place:
    """A folder with what the commands need; {names} in arguments stand for its paths."""

    def __init__(self, program):
        self.program = program
        self.folder = tempfile.mkdtemp(prefix="redress-command-")
        self.paths = {
            name: os.path.join(self.folder, name)
            for name in ("data", "backup", "password", "short", "bytes", "none", "other", "config", "mapping")
        }
        for name, text in (("password", PASSWORD), ("short", b"short\n"), ("bytes", b"\xff" * 20),
                           ("mapping", MAPPING)):
            with open(self.paths[name], "wb") as f:
                f.write(text)
            os.chmod(self.paths[name], 0o644 if name == "mapping" else 0o600)

    def run(self, *words):
        words = [w.format(**self.paths) if isinstance(w, str) else w for w in words]
        done = subprocess.run([self.program, *words], capture_output=True, timeout=60)
        return done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace")

    def remove(self):
        shutil.rmtree(self.folder)


USER = ("user", "add", "--data", "{data}", "--role", "handler", "--password-file", "{password}")
IMPORT = ("import", "--data", "{data}", "--mapping", "builtin:export")

# What is typed, the exit status, and words of what is said (with status 0: on standard output).
CASES = [
    (("--help",), 0, "redress COMMAND --help"),
    (("help",), 0, "api-key revoke"),
    (("-h",), 0, "verify"),
    (("--version",), 0, "redress 0"),
    (("version",), 0, "redress 0"),
    (("verify", "--help"), 0, "usage: redress verify --data DIR"),
    ((), 2, "usage:"),
    (("handle",), 2, "there is no command handle"),
    (("user",), 2, "user reset"),
    (("version", "now"), 2, "now is not understood"),
    (("version", "--data", "x"), 2, "--data is not understood"),
    (("verify",), 2, "--data is missing"),
    (("verify", "--data"), 2, "--data needs a value"),
    (("verify", "--data", "{data}", "--json=1"), 2, "--json=1 is not understood"),
    (("verify", "--data", "{data}", "--data", "x"), 2, "--data is there twice"),
    (("verify", "--data", "{data}", "more"), 2, "more is not understood"),
    (("verify", "--data", "{none}"), 2, "none"),
    (("pack",), 2, "pack check"),
    (("pack", "check"), 2, "which pack?"),
    (("pack", "check", "standard"), 0, "standard@1: ISO 10002 as it stands"),
    (("pack", "check", "{none}"), 2, "cannot be read"),
    (("pack", "check", "{password}"), 1, "password:1: a pack is a text: write a mapping with pack, version"),
    (("pack", "add", "standard"), 2, "--data is missing"),
    (("serve",), 2, "--data is missing"),
    (("serve", "--data", "{none}"), 1, "redress init makes one"),
    (("serve", "--data", "{data}", "--workers", "0"), 2, "1 to 64"),
    (("serve", "--data", "{data}", "--workers", "2x"), 2, "1 to 64"),
    (("serve", "--data", "{data}", "--listen", "here"), 78, "here is not HOST:PORT"),
    (("serve", "--data", "{data}", "--listen", "127.0.0.1:65536"), 78, "is not HOST:PORT"),
    (("team", "add", "--data", "{data}", "--name", "Billing"), 0, ""),
    (("team", "add", "--data", "{data}", "--name", "Billing"), 1, "has this name already"),
    (("team", "add", "--data", "{data}", "--name", " "), 1, "give a name"),
    (("team", "add", "--data", "{data}", "--name", "a\nb"), 1, "characters that cannot be kept"),
    (("team", "add", "--data", "{data}", "--name", b"\xff"), 1, "characters that cannot be kept"),
    (("team", "add", "--data", "{data}", "--name", "x" * 201), 1, "longer than 200"),
    (("team", "add", "--data", "{data}", "--name", "x", "--parent", "y"), 1, "no team of the name y"),
    ((*USER, "--login", "an", "--name", "An"), 0, ""),
    ((*USER, "--login", "AN", "--name", "An"), 1, "has this login name already"),
    ((*USER, "--login", "b" * 201, "--name", "An"), 1, "longer than 200"),
    ((*USER, "--login", b"\xff", "--name", "An"), 1, "characters that cannot be kept"),
    ((*USER, "--login", "b", "--name", "A\tn"), 1, "characters that cannot be kept"),
    ((*USER, "--login", "b", "--name", "An", "--team", "Nowhere"), 1, "no team of the name Nowhere"),
    (("user", "add", "--data", "{data}", "--login", "b", "--name", "B", "--role", "boss"), 1, "no such role"),
    ((*USER[:-1], "{short}", "--login", "b", "--name", "B"), 1, "fewer than 15"),
    ((*USER[:-1], "{bytes}", "--login", "b", "--name", "B"), 1, "characters that cannot be kept"),
    ((*USER[:-1], "{none}", "--login", "b", "--name", "B"), 1, "cannot be read"),
    ((*USER[:-1], "{mapping}", "--login", "b", "--name", "B"), 1, "Others may read the password file"),
    (("api-key", "add", "--data", "{data}", "--name", "K", "--scope", "all"), 1, "read,write"),
    (("api-key", "add", "--data", "{data}", "--name", "K", "--scope", "read"), 0, "rk_"),
    (("init", "--data", "{data}"), 0, "Master key"),
    (("init", "--data", "{password}"), 1, "cannot be made"),
    (("init", "--data", "{other}", "--database", "postgresql://127.0.0.1:1/x"), 1, "no connection"),
    (("init", "--data", "{other}"), 0, "Master key"),
    ((*IMPORT,), 2, "one file"),
    ((*IMPORT, "a", "b"), 2, "b is not understood"),
    (("import", "--data", "{data}", "--mapping", "{none}", "a"), 2, "mapping file"),
    (("import", "--data", "{data}", "--mapping", "{mapping}", "{password}"), 2, "field that does not exist"),
    (("backup", "--data", "{data}", "--to", "{backup}"), 0, "Keys:"),
    (("backup", "--data", "{data}", "--to", "{backup}"), 1, "there already"),
    (("restore", "--from", "{password}", "--data", "{none}"), 1, "no backup of Redress"),
    (("restore", "--from", "{backup}", "--data", "{none}", "--database", "x"), 1, "without --database"),
    (("restore", "--from", "{backup}", "--data", "{none}"), 0, "Restored"),
    (("verify", "--data", "{none}", "--values"), 0, ""),
]


def options(text):
    return set(re.findall(r"--[a-z][a-z-]*", text))


def manual(tap, place):
    """Each command, with the options that its help names, stands in the manual page."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "docs", "redress.1")) as f:
        page = re.sub(r"\\f[BIRP]", "", f.read()).replace("\\-", "-")
    heads = {re.split(r" \[?-| FILE|$", line)[0]: line for line in re.findall(r"^\.TP\n\.B (.+)$", page, re.M)}
    for line in place.run("help")[1].splitlines():
        command = re.match(r"  (\S+(?: [a-z-]+)?)  ", line + "  ")
        if command:
            usage = place.run(*command[1].split(), "--help")[1].split("\n\n")[0]
            tap.ok(f"the manual page has {command[1]} with its options",
                   options(heads.get(command[1], "")) == options(usage), (usage, heads.get(command[1])))


def onto_a_full_disk(tap, place):
    """What was printed and got nowhere is no success."""
    for words in (("version",), ("help",), ("pack", "export", "--data", "{data}", "standard"),
                  ("api-key", "add", "--data", "{data}", "--name", "Lost", "--scope", "read"),
                  ("verify", "--data", "{data}", "--json")):
        with open("/dev/full", "w") as full:
            done = subprocess.run([place.program, *(w.format(**place.paths) for w in words)],
                                  stdout=full, stderr=subprocess.PIPE, timeout=60)
        tap.ok(f"{' '.join(words[:2])} onto a full disk ends with 74",
               done.returncode == 74 and b"could not be written" in done.stderr, (done.returncode, done.stderr))


def backup_without_room(tap, place, data):
    """A backup that broke off leaves nothing behind."""
    folder = os.path.join(place.folder, "room")
    os.mkdir(folder)
    done = subprocess.run([place.program, "backup", "--data", data, "--to", os.path.join(folder, "b")],
                          stderr=subprocess.PIPE, timeout=60, restore_signals=False,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000000, 1000000)))
    tap.ok("a backup without room fails and leaves nothing", done.returncode == 1 and os.listdir(folder) == [],
           (done.stderr, os.listdir(folder)))


def configured(tap, place):
    """A setting that is wrong ends serve with 78: starting again does not help."""
    path = os.path.join(place.paths["data"], "redress.conf")
    for text, said in (("colour: red\n", "colour"), ("time_zone: Mars\n", "time_zone: Mars"),
                       ("templates: /nowhere/at/all\n", "/nowhere/at/all"), ("workers: [\n", "redress.conf")):
        with open(path, "w") as f:
            f.write(text)
        status, _, err = place.run("serve", "--data", "{data}", "--listen", "127.0.0.1:1")
        tap.ok(f"serve with {text.strip()!r} ends with 78", status == 78 and said in err, (status, err))
    os.remove(path)


def leaving(tap, place):
    """All of an organisation with everything in it is exported, and comes in again elsewhere."""
    here, there, file = (os.path.join(place.folder, name) for name in ("here", "there", "register.jsonl"))
    for data in (here, there):
        place.run("init", "--data", data)
    password = re.search(r"all with the password (\S+)", place.run("demo", "--data", here)[1])[1]
    with open(place.paths["short"], "w") as f:
        f.write(password)
    status, _, err = place.run("export", "--data", here, "--to", file, "--by", "tom", "--password-file", "{short}",
                               "--second", "marta", "--second-password-file", "{short}", "--why", "We move.")
    tap.ok("all is exported", status == 0, err)
    with open(file) as f:
        n = sum(1 for _ in f)
    status, out, err = place.run("import", "--data", there, "--mapping", "builtin:export", file)
    tap.ok("and comes in again", status == 0 and f"{n} read, {n} imported, 0 known before, 0 rejected" in out, out + err)
    status, out, _ = place.run("verify", "--data", there, "--values")
    tap.ok("with a history that verifies", status == 0, out)
    backup_without_room(tap, place, here)


def first_start():
    """The commands by which script/server makes its data directory, without those of the demo."""
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "script", "server")
    with open(script) as f:
        lines = f.read().replace("\\\n", " ").splitlines()
    words = [line.split() for line in lines if line.strip().startswith("build/redress ")]
    return [w[1:] for w in words if w[1] != "demo"]


def told(status, want_status, out, err, words):
    said = out if want_status == 0 else err
    return status == want_status and words in said and "on our side" not in err


def main():
    tap = Tap()
    place = Place(sys.argv[1])
    place.run("init", "--data", "{data}")
    for words, want, said in CASES:
        status, out, err = place.run(*words)
        shown = " ".join(str(w)[:30] for w in words)
        tap.ok(f"{shown!r} ends with {want}", told(status, want, out, err, said), (status, out, err))
        if words[:1] == ("restore",) and want != 0:
            tap.ok("nothing is left behind", not os.path.exists(place.paths["none"]))
    os.remove(place.paths["backup"] + ".keys")
    status, out, err = place.run("restore", "--from", "{backup}", "--data", "{config}")
    tap.ok("a backup without its keys", status == 1 and "keys of the backup are missing" in err, err)
    manual(tap, place)
    onto_a_full_disk(tap, place)
    configured(tap, place)
    leaving(tap, place)
    for words in first_start():
        words[words.index("--data") + 1] = os.path.join(place.folder, "first")
        status, out, err = place.run(*words)
        tap.ok(f"script/server begins with {words[0]!r}", status == 0, err)
        if words[0] == "user":
            tap.ok("and tells the password for once", re.search(r"Password .*: (\w{4}-){3}\w{4}", out), out)
    place.remove()
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
