#!/usr/bin/env python3
"""The table of docs/format.md that says how each table of the schema is bound.

    bindings.py check|update

It is made of the lines above the tables in src/db/migrations (tools/sqlgen.py); `check` prints TAP and fails when
the document says something else.
"""
import pathlib
import sys

from sqlgen import read_tables

ROOT = pathlib.Path(__file__).resolve().parent.parent
DOC = ROOT / 'docs/format.md'
BEGIN, END = '<!-- bindings: made by tools/bindings.py -->', '<!-- bindings end -->'
FOUND = {'bound': 'yes', 'bound with keys': 'with `--values`', 'proof': 'with `--values`', 'not bound': 'no'}


def bindings():
    tables = {}
    for path in sorted((ROOT / 'src/db/migrations').glob('[0-9]*.sql')):
        read_tables(path, tables)
    return tables


def lines(tables):
    yield '| table | columns | a change is found | by what, or why not |'
    yield '|---|---|---|---|'
    yield '| all with `-- history N` | all | yes | row hash in their last event; the column is named with `--values` |'
    for t in tables.values():
        for b in t.bindings:
            columns = ', '.join(f'`{c}`' for c in b.columns) or ('the others' if len(t.bindings) > 1 else 'all')
            by = 'keyed hash of the row: ' + b.reason if b.kind == 'proof' else b.reason
            yield f'| `{t.name}` | {columns} | {FOUND[b.kind]} | {by} |'
    yield ('| `schema_migration` | `name`, `checksum` | yes | each opening holds them against the migrations of the program, '
           'and is refused otherwise |')
    yield '| `schema_migration` | `applied_at` | no | when a migration was made, for people; nothing follows from it |'


def main():
    text = DOC.read_text()
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    made = before + BEGIN + '\n' + '\n'.join(lines(bindings())) + '\n' + END + after
    if sys.argv[1:] == ['update']:
        DOC.write_text(made)
        return 0
    same = made == text
    print('1..1')
    print(f'{"ok" if same else "not ok"} 1 - docs/format.md says how each table is bound (tools/bindings.py update)')
    return 0 if same else 1


if __name__ == '__main__':
    sys.exit(main())
