"""Puts files into the program: embed.py OUT.c PREFIX=FOLDER...

Every file below FOLDER becomes a row "PREFIX/path" of the table in
src/web/embedded.h, sorted by path. A later folder replaces files of an earlier
one with the same path. The assembler reads the bytes (.incbin), which is quick
for large files; the hash in the text makes the compiler run again when a file
changes.
"""
import hashlib
import os
import pathlib
import sys


def collect(arguments):
    files = {}
    for argument in arguments:
        prefix, _, folder = argument.partition('=')
        for path in pathlib.Path(folder).rglob('*'):
            inside = path.relative_to(folder)
            if path.is_file() and not any(part.startswith('.') for part in inside.parts):
                files[f'{prefix}/{inside.as_posix()}'] = path.resolve()
    # The program compares bytes, as strcmp does.
    return sorted(files.items(), key=lambda item: os.fsencode(item[0]))


def quoted(text):
    return '"' + text.replace('\\', '\\\\').replace('"', '\\"') + '"'


def generate(files):
    lines = ['#include "web/embedded.h"', '']
    rows = []
    for i, (name, path) in enumerate(files):
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()[:16]
        incbin = quoted('.incbin ' + quoted(str(path)) + '\\n').replace('\\\\n', '\\n')
        lines += [
            f'/* {digest} */',
            '__asm__(".pushsection .rodata\\n"',
            f'        ".balign 16\\nembedded_{i}:\\n"',
            f'        {incbin}',
            '        ".byte 0\\n.popsection\\n");',
            f'extern const unsigned char embedded_{i}[];',
        ]
        rows.append(f'    {{ {quoted(name)}, embedded_{i}, {len(data)}, "{digest}" }},')
    rows = rows or ['    { "", 0, 0, "" },']
    lines += ['', 'const struct embedded embedded_files[] = {', *rows, '};',
              f'const size_t embedded_count = {len(files)};', '']
    return '\n'.join(lines)


def main():
    out = pathlib.Path(sys.argv[1])
    text = generate(collect(sys.argv[2:]))
    if not out.exists() or out.read_text() != text:
        out.write_text(text)


main()
