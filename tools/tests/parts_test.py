"""Tests of tools/parts: what the program loads is on the list, and so is what goes into its pages.
`parts_test.py REDRESS` prints TAP."""

import glob
import json
import os
import re
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../..')
sys.path.insert(0, os.path.join(ROOT, 'tests'))
from server_test import Tap  # noqa: E402

PROGRAM = sys.argv[1]


def run(program):
    return subprocess.run([os.path.join(ROOT, 'tools/parts'), program], capture_output=True, text=True)


def main():
    tap = Tap()
    done = run(PROGRAM)
    tap.ok('[S58] there is a list of parts', done.returncode == 0, done.stderr)
    parts = json.loads(done.stdout or '{}')
    listed = {p['value'] for c in parts.get('components', []) for p in c.get('properties', [])}
    head = subprocess.run(['readelf', '-dW', PROGRAM], capture_output=True, text=True).stdout
    needed = set(re.findall(r'\(NEEDED\).*\[(.+)\]', head))
    tap.ok('[S58] each library that the program asks for is on it', needed and needed <= listed, needed - listed)
    vague = [c['name'] for c in parts['components'] if c['purl'].startswith('pkg:deb/') and not (
        re.fullmatch(r'pkg:deb/debian/[^@]+@[0-9][^?]*\?arch=\w+', c['purl']) and c['properties'][0]['name'] ==
        'debian:source' and re.fullmatch(r'\S+ [0-9]\S*', c['properties'][0]['value']))]
    tap.ok('[S58] each with its version and its source', not vague, vague)
    styles = ''.join(open(f).read() for f in glob.glob(os.path.join(ROOT, 'assets/**/*.scss'), recursive=True))
    used = {'govuk-frontend'} if 'govuk-frontend' in styles else set(re.findall(r'@use "([a-z][\w-]*)/', styles))
    required = {c['name'] for c in parts['components'] if c['scope'] == 'required'}
    tap.ok('[S58] and what the styles are made of', used <= required, used - required)
    refs = [c['bom-ref'] for c in parts['components']]
    tap.ok('each part once', len(refs) == len(set(refs)))
    tap.ok('what is no program is none', run('/dev/null').returncode != 0)
    tracked = subprocess.run(['git', '-C', ROOT, 'ls-files'], capture_output=True, text=True).stdout.split('\n')
    binary = [f for f in tracked if re.search(r'\.(so|a|o|dll|exe|jar|wasm|pyc|node)$', f)]
    tap.ok('[S58] no program of others is kept here', not binary, binary)
    sys.exit(tap.done())


main()
