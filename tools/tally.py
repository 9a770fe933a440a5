#!/usr/bin/env python3
"""Counts what a `meson test` run proved: every TAP line is one test.

usage: tools/tally.py DIR/meson-logs/testlog.json

Adds "unit PASSED FAILED" to the file that REDRESS_TALLY names (script/test sums it up)
and fails when anything failed or nothing ran. A test program that died, or whose exit
status is bad although all its lines say ok, counts as one failure.
"""
import json
import os
import re
import sys

LINE = re.compile(r'^(ok|not ok)\b(?!.*#\s*skip\b)', re.IGNORECASE)


def count(test):
    lines = [m.group(1) for m in map(LINE.match, test.get('stdout', '').splitlines()) if m]
    passed, failed = lines.count('ok'), lines.count('not ok')
    if test['result'] in ('SKIP', 'EXPECTEDFAIL'):
        return 0, 0
    if test['result'] != 'OK':
        return passed, max(failed, 1)
    return (passed, failed) if lines else (1, 0)


def main(log):
    with open(log, encoding='utf-8') as file:
        counts = [count(json.loads(line)) for line in file]
    passed, failed = (sum(c[i] for c in counts) for i in (0, 1))
    print(f'{len(counts)} test programs: {passed} tests right, {failed} wrong')
    if tally := os.environ.get('REDRESS_TALLY'):
        with open(tally, 'a', encoding='utf-8') as file:
            print('unit', passed, failed, file=file)
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
