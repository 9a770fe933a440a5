#!/usr/bin/env python3
"""Makes C of the list of common passwords: common_passwords.py LIST OUT.c

A line is a password in lower case, letters and digits alone: what people add to
one (capitals, signs, digits at either end) is taken off before it is looked up.
"""
import pathlib
import re
import sys


def main():
    words = pathlib.Path(sys.argv[1]).read_text().split()
    for word in words:
        if not re.fullmatch('[a-z0-9]+', word):
            sys.exit(f'{sys.argv[1]}: {word!r} is not of small letters and digits alone')
    rows = ''.join(f'    "{word}",\n' for word in sorted(set(words)))
    pathlib.Path(sys.argv[2]).write_text(
        '/* Made by tools/common_passwords.py of data/common_passwords.txt. */\n'
        '#include "people/common_passwords.h"\n\n'
        f'const char *const common_passwords[] = {{\n{rows}}};\n'
        f'const size_t common_passwords_n = {len(set(words))};\n')


main()
