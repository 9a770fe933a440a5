"""The systemd unit: how far it is open, and that the program does its work under what the unit forbids.
`service_test.py UNIT SYSUSERS PROGRAM` prints TAP.

No systemd runs here. So the list of calls is taken from the unit as systemd understands it, put in force by
libseccomp around the program, with no rights of root, no memory that becomes code, and the unit's limits."""

import ctypes
import ctypes.util
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "faults"))
UNIT, SYSUSERS, PROGRAM = map(os.path.abspath, sys.argv[1:4])
sys.argv[1:] = []
from fault import Place, main, read_back, skip, wait_for, STORY  # noqa: E402

HIGHEST = 15  # tenths of systemd's measure of exposure
ALLOW, EPERM = 0x7FFF0000, 0x00050001
PR_SET_NO_NEW_PRIVS, PR_SET_MDWE, MDWE_REFUSE_EXEC_GAIN = 38, 65, 1
NOBODY = 65534
LANDLOCK_CREATE_RULESET, ASK_FOR_VERSION = 444, 1


def directives():
    """What the unit says, each key with all its values."""
    said = {}
    for line in open(UNIT):
        if "=" in line and not line.startswith("#"):
            key, value = line.rstrip("\n").split("=", 1)
            said.setdefault(key, []).append(value)
    return said


def analysis(tap):
    if not shutil.which("systemd-analyze"):
        skip(tap, "the unit", "there is no systemd-analyze")
        return
    done = subprocess.run(["systemd-analyze", "security", "--offline=true", f"--threshold={HIGHEST}", UNIT],
                          capture_output=True, text=True)
    tap.ok("the unit is open by 1.5 at most", done.returncode == 0, done.stdout[-300:] + done.stderr)
    tap.ok("and was measured", re.search(r"exposure level for redress.service: [01]\.\d", done.stdout), done.stdout[-300:])
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "redress.service")
        with open(UNIT) as f, open(path, "w") as out:  # what is installed later is taken from here
            out.write(re.sub(r"^ExecStart=\S+", f"ExecStart={os.path.abspath(PROGRAM)}", f.read(), flags=re.M)
                      .replace("Documentation=man:redress(1)\n", ""))
        done = subprocess.run(["systemd-analyze", "verify", path], capture_output=True, text=True)
    tap.ok("systemd takes every line of the unit", done.returncode == 0 and "redress.service" not in done.stderr, done.stderr)
    if shutil.which("systemd-sysusers"):
        done = subprocess.run(["systemd-sysusers", "--dry-run", SYSUSERS], capture_output=True, text=True)
        tap.ok("systemd takes the account", done.returncode == 0, done.stderr)


def members(name):
    """The calls of a set, and of those in it."""
    if not name.startswith("@"):
        return {name}
    text = subprocess.run(["systemd-analyze", "syscall-filter", name], capture_output=True, text=True, check=True).stdout
    words = [line.strip() for line in text.splitlines()[1:] if line.strip() and not line.strip().startswith("#")]
    return set().union(*(members(word) for word in words)) if words else set()


def allowed_calls(lines):
    """Lines are read in their order: the first says what is allowed, later ones take away and add."""
    allowed = members("@default") | {"execve"}
    for line in lines:
        taking = line.startswith("~")
        for name in line.lstrip("~").split():
            allowed = allowed - members(name) if taking else allowed | members(name)
    return allowed


def filter_of(allowed):
    """A filter of libseccomp, to be loaded in a child."""
    path = ctypes.util.find_library("seccomp") or "libseccomp.so.2"
    lib = ctypes.CDLL(path, use_errno=True)
    lib.seccomp_init.restype = ctypes.c_void_p
    lib.seccomp_rule_add.argtypes = [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint]
    lib.seccomp_load.argtypes = [ctypes.c_void_p]
    made = lib.seccomp_init(EPERM)
    for name in sorted(allowed):
        number = lib.seccomp_syscall_resolve_name(name.encode())
        if number != -1:
            lib.seccomp_rule_add(made, ALLOW, number, 0)
    return lambda: lib.seccomp_load(made)


def as_unit(said, rights):
    """What a child does before it becomes the program: gives up what the unit forbids."""
    libc = ctypes.CDLL(None, use_errno=True)
    load = filter_of(allowed_calls(said["SystemCallFilter"]))

    def give_up():
        for what, name in ((resource.RLIMIT_CORE, "LimitCORE"), (resource.RLIMIT_NOFILE, "LimitNOFILE")):
            most = min(int(said[name][0]), resource.getrlimit(what)[1])
            resource.setrlimit(what, (most, most))
        if rights:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.prctl(PR_SET_MDWE, MDWE_REFUSE_EXEC_GAIN, 0, 0, 0)  # not on kernels before 6.3
        if load() != 0:
            os._exit(99)
    return give_up


class Service(Place):
    """A server that is started as the unit starts it."""

    def __init__(self, give_up, **more):
        super().__init__(PROGRAM, workers=1, **more)
        self.give_up = give_up

    def environment(self):
        env = super().environment()
        env["ASAN_OPTIONS"] += ":detect_leaks=0"  # which would follow the process
        return env

    def spawn(self):
        self.log = open(self.log_path, "ab")
        self.log_from = self.log.tell()
        self.process = subprocess.Popen(
            [self.program, "serve", "--data", self.data, "--listen", f"127.0.0.1:{self.port}", "--workers", "1"],
            stdout=self.log, stderr=self.log, env=self.environment(), start_new_session=True, preexec_fn=self.give_up)


def hand_over(place):
    """All that is the installation's belongs to the account of the service."""
    for folder, _, files in os.walk(place.folder):
        for path in [folder, *(os.path.join(folder, name) for name in files)]:
            os.chown(path, NOBODY, NOBODY)


def served(tap):
    """A complaint, its author, a backup by the clerk and a command: all under the unit's filter."""
    if not shutil.which("systemd-analyze"):
        skip(tap, "the program under the unit", "there is no systemd-analyze to tell what it allows")
        return
    rights, said = os.geteuid() == 0, directives()
    reach = os.access(PROGRAM, os.X_OK) and (not rights or reachable(PROGRAM))
    place = Service(as_unit(said, rights and reach))
    try:
        with open(os.path.join(place.data, "redress.conf"), "a") as f:
            f.write(f"confinement: {'required' if landlock() else 'available'}\ncheckpoint_seconds: 1\ncheckpoint_command: [/usr/bin/tee, {place.folder}/sent]\n"
                    f"backup: {{folder: {place.folder}, every_hours: 1}}\n")
        if rights and reach:
            hand_over(place)
        place.start()
        status = dict(line.rstrip("\n").split(":\t", 1) for line in open(f"/proc/{place.children('worker-0')[0]}/status") if ":\t" in line)
        tap.ok("three filters lie around a worker", int(status.get("Seccomp_filters", "3")) >= 3, status)
        tap.ok("and it has no right of root", not rights or not reach or int(status["CapEff"], 16) == 0, status["CapEff"])
        receipts = {str(i): place.file(str(i), f"{STORY} {i}")[1] for i in range(3)}
        read_back(tap, place, receipts, "under the unit")
        tap.ok("the operator's command gets a checkpoint", wait_for(lambda: os.path.exists(place.folder + "/sent")), place.said()[-900:])
        tap.ok("the clerk makes a backup", wait_for(lambda: [n for n in os.listdir(place.folder) if n.endswith(".keys")], 60), place.said()[-900:])
        tap.ok("nobody ended over it", not place.events("child ended"), place.said()[-900:])
        tap.ok("the end is clean", place.end() == 0)
        lost = [line for line in place.said().splitlines() if '"level":"error"' in line]
        tap.ok("and nothing went wrong on the way", not lost, lost)
    finally:
        place.remove()


def landlock():
    """Whether this kernel has it; without, the program cannot be asked to insist."""
    return ctypes.CDLL(None).syscall(LANDLOCK_CREATE_RULESET, None, 0, ASK_FOR_VERSION) > 0


def reachable(path):
    """Whether the account of nobody may start the program: all folders above may be entered."""
    folder = os.path.dirname(os.path.abspath(path))
    while folder != "/":
        if not os.stat(folder).st_mode & 1:
            return False
        folder = os.path.dirname(folder)
    return True


main([analysis, served])
