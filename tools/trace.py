#!/usr/bin/env python3
"""Joins the duties of ISO 10002 with the code that does them and the tests that prove them.

usage: tools/trace.py           a line per duty: where it is in code, where in tests
       tools/trace.py check     fails on an unknown id, and on a duty in code without a test

The duties stand in docs/iso10002.md, one table row each. Code and tests name them as
[7.4-a]: rules in the header, tests in the name of the case.
"""
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ID = re.compile(r'\[((?:\d+(?:\.\d+)*|[A-I])-[a-z])\]')
ROW = re.compile(r'^\|\s*`?\[((?:\d+(?:\.\d+)*|[A-I])-[a-z])\]`?\s*\|\s*(.+?)\s*\|', re.MULTILINE)
CODE = ('src/*.c', 'src/*.h', 'src/*.sql', 'db/*.sql', 'src/*.html', 'templates/*')
TESTS = ('tests/*.c', 'tests/*.mjs')


def duties():
    return dict(ROW.findall((ROOT / 'docs/iso10002.md').read_text(encoding='utf-8')))


def is_test(path):
    return path.name.endswith(('_test.c', '_fuzz.c', '.test.mjs')) or path.parts[0] == 'tests'


def places():
    """Two tables from duty id to the places that name it: code and tests."""
    code, tests = defaultdict(list), defaultdict(list)
    files = subprocess.run(['git', 'ls-files', '-co', '--exclude-standard', '--', *CODE, *TESTS],
                           cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for path in map(Path, files.splitlines()):
        if not (ROOT / path).is_file():
            continue
        text = (ROOT / path).read_text(encoding='utf-8', errors='replace')
        for number, line in enumerate(text.splitlines(), 1):
            for duty in ID.findall(line):
                (tests if is_test(path) else code)[duty].append(f'{path}:{number}')
    return code, tests


def findings():
    known, (code, tests) = duties(), places()
    for duty in sorted(set(code) | set(tests)):
        first = (code.get(duty) or tests[duty])[0]
        if duty not in known:
            yield f'{first}: [{duty}] is not in docs/iso10002.md'
        elif duty not in tests:
            yield f'{first}: [{duty}] has no test'


def report():
    known, (code, tests) = duties(), places()

    def files(where):
        return ' '.join(sorted({p.rsplit(':', 1)[0] for p in where})) or '–'

    for duty, sentence in known.items():
        print(f'[{duty}] {sentence}\n    code: {files(code[duty])}\n    tests: {files(tests[duty])}')
    print(f'{len(known)} duties: {sum(d in code for d in known if code[d])} in code, '
          f'{sum(bool(tests[d]) for d in known)} with a test')


def main(arguments):
    if arguments == ['check']:
        found = list(findings())
        print('\n'.join(found))
        return 1 if found else 0
    if arguments:
        sys.exit(__doc__)
    report()
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
