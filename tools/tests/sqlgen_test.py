"""Tests of tools/sqlgen.py: what statements share, and what is refused. Prints TAP."""

import hashlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../..')
sys.path.insert(0, os.path.join(ROOT, 'tests'))
from server_test import Tap  # noqa: E402

PIECES = """\
-- What is late.
-- piece late
t.due < :now

-- piece now
-- only sqlite
datetime('now')
-- only pg
now()

-- piece both
@late AND t.made < @now

-- exec first(now int)
DELETE FROM task t WHERE @both;

-- exec second(now int)
DELETE FROM task t WHERE t.id = 1 OR @late;
"""
REFUSED = {  # what is wrong → (the file, what is said of it)
    'a piece nobody uses': ('-- piece late\nt.due < 1\n\n-- exec one()\nDELETE FROM task;\n',
                            'x.sql:1: no statement uses the piece late'),
    'a piece that is not there': ('-- exec one()\nDELETE FROM task WHERE @late;\n', 'x.sql:1: one: no piece late stands above it'),
    'a piece that stands below': ('-- exec one()\nDELETE FROM task WHERE @late;\n\n-- piece late\nt.due < 1\n',
                                  'x.sql:1: one: no piece late stands above it'),
    'a piece with a parameter that its statement has not':
        ('-- piece late\ndue < :now\n\n-- exec one()\nDELETE FROM task WHERE @late;\n', 'one: :now is not a parameter'),
    'a parameter that is not used': ('-- exec one(now int)\nDELETE FROM task;\n', 'one: parameter now is not used'),
    'two statements in one': ('-- exec one()\nDELETE FROM task; DELETE FROM team;\n', 'one has no text for sqlite with one ;'),
    'a statement without an end': ('-- exec one()\nDELETE FROM task\n', 'one has no text for sqlite with one ;'),
    'cases within reach without the teams': ('-- exec one(all bool)\nDELETE FROM task WHERE @within(team_id);\n',
                                             'one: :teams is not a parameter'),
}


def generate(folder, text):
    folder = pathlib.Path(folder)
    (folder / 'migrations').mkdir(exist_ok=True)
    (folder / 'x.sql').write_text(text)
    return subprocess.run([sys.executable, os.path.join(ROOT, 'tools/sqlgen.py'), str(folder), '--migrations',
                           str(folder / 'migrations'), '--sql', str(folder / 'x.sql')], capture_output=True, text=True)


def statements(folder):
    """name → (SQLite, PostgreSQL), each on one line."""
    text = (pathlib.Path(folder) / 'x_sql.c').read_text()
    text = re.sub(r'\\n"\s*"', ' ', text).replace('\\n', '')
    return {name: (lite, pg) for name, lite, pg in
            re.findall(r'\.name = "(\w+)",\s*\.sqlite =\s*"(.*?)",\s*\.pg =\s*"(.*?)",', text)}


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        done = generate(folder, PIECES)
        tap.ok('pieces stand in their statements', done.returncode == 0, done.stderr)
        made = statements(folder)
        tap.ok('each engine has its own text of a piece, also within another', made.get('first') == (
            "DELETE FROM task t WHERE t.due < ?1 AND t.made < datetime('now')",
            'DELETE FROM task t WHERE t.due < $1 AND t.made < now()'), made.get('first'))
        tap.ok('a piece takes the parameters of the statement it stands in',
               made.get('second', ('', ''))[0] == 'DELETE FROM task t WHERE t.id = 1 OR t.due < ?1', made.get('second'))
        generate(folder, "-- exec one(all bool, teams text, barred text)\n"
                         "DELETE FROM task c WHERE @within(c.team_id) AND @not_barred(c.id);\n")
        made = statements(folder)
        tap.ok('[S47] what a reader reaches is one condition', made.get('one', ('', ''))[1] == (
            "DELETE FROM task c WHERE ($1 = 1 OR $2 LIKE '%,' || c.team_id || ',%') "
            "AND $3 NOT LIKE '%,' || c.id || ',%'"), made.get('one'))
        for what, (text, words) in REFUSED.items():
            done = generate(folder, text)
            tap.ok(f'refused: {what}', done.returncode != 0 and words in done.stderr, done.stderr)
        migrations = pathlib.Path(folder) / 'migrations'
        step, held = migrations / '0001_first.sql', migrations / 'given_out'
        whole = '-- exec one()\nDELETE FROM task;\n'
        step.write_text('-- not bound: nothing in it\nCREATE TABLE task (\n    id @id\n);\n')
        held.write_text(f'# held\n0001_first {hashlib.sha256(step.read_bytes()).hexdigest()}\n')
        done = generate(folder, whole)
        tap.ok('[D18] a migration that was given out builds as it was', done.returncode == 0, done.stderr)
        step.write_text(step.read_text() + '\n')
        done = generate(folder, whole)
        tap.ok('[D18] changed it is refused', 'write another migration' in done.stderr, done.stderr)
        step.unlink()
        done = generate(folder, whole)
        tap.ok('[D18] taken away as well', 'so it stays' in done.stderr, done.stderr)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
