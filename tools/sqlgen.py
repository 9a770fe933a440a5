#!/usr/bin/env python3
"""Turns SQL into C: typed functions of statements, structs of tables, migrations.

    sqlgen.py OUTDIR --migrations DIR --sql FILE...

A statement file holds blocks such as

    -- include "desk/desk_list.h"
    -- Unacknowledged complaints, the oldest first.
    -- list ack_overdue(today date) -> ack_overdue
    SELECT … WHERE ack_due < :today;

Kinds: list (rows), marked (rows that may have been altered beside the program: each with the name of
the first column that does not fit), one (exactly one row), value (one integer, in a column named
value), exec (no rows), change (no rows; says how many it changed). Where the engines
differ, a block has two texts, under the lines "-- only sqlite" and "-- only pg" that
follow its head. Parameter types: int, id (0 is NULL), bool, text, bytes, date, instant.

Rows that came with a complaint have ids of the event that filed it, as the complaint itself: on SQLite an index
"ON table @case" is one of complaint_id without those rows, so that a filing does not write it, and a statement finds
the rows of a complaint by @case(alias, complaint), never by complaint_id alone.

Rows of teams that a reader reaches are @within(team), which takes the parameters all and teams; cases that they need
not keep away from @not_barred(complaint), with the parameter barred. Blocks of ids, the newest of which the search of PostgreSQL
asks first, are @blocks(id), and the next one on the way from the newest to the oldest @older(block).

What several statements of a file say alike is said once, above them, as a piece; "@reach" stands for its text:

    -- Cases of these teams.
    -- piece reach
    (:all = 1 OR :teams LIKE '%,' || c.team_id || ',%')

A piece has no ";", may have a text for each engine, may use pieces above it, and takes the parameters of the
statement it stands in. One that no statement uses fails the build.

Migrations that were given out stand with their checksums in MIGRATIONS/given_out: databases hold them, so that one
that is changed fails the build. A new one is added there when it goes out.

A migration holds CREATE TABLE with our types (@id @int @bool @text @bytes @date
@time, @ref: an id that may be missing, @secret(person|complaint|organisation):
sealed bytes). Parts for one engine stand between "-- only sqlite" or "-- only pg" and
"-- both". What is sealed by the organisation in a table with a column key_id is under a key of the row's own, whose
owner that column names. A table of short rows under a line "-- clustered" is kept in the order of its key (SQLite:
WITHOUT ROWID). One under a line "-- guarded" gives rights or limits: each of its rows has a keyed hash of its own
(complaint/guard.h). A table under a line "-- history N" is written only through
complaint/history.h; N is its number in the events, for ever. Every table becomes a
struct (table case → struct case_row), a field table and, with history, the statements that history needs.

Every other table says, each in a line of its own above it, how `redress verify` finds that a column was changed
beside the program, or why that does no harm:

    -- bound: by what                    without a key
    -- bound with keys: by what          by `redress verify --values`
    -- proof: what for                   the same, by a keyed hash of the row in its column "proof"
    -- not bound: why
    -- not bound made_at, owner: why     of these columns; any of the words may name columns

What is said of columns goes before what is said of the whole. A table that leaves a column open fails the build.
docs/format.md has the table of it all (tools/bindings.py).
"""
import argparse
import hashlib
import pathlib
import re
import sys

ENGINES = ('sqlite', 'pg')
TYPES = {  # ours: (SQLite, PostgreSQL, C member, kind of parameter)
    'id': ('INTEGER PRIMARY KEY', 'BIGINT PRIMARY KEY', 'int64_t ', 'i'),
    'int': ('INTEGER', 'BIGINT', 'int64_t ', 'i'),
    'ref': ('INTEGER', 'BIGINT', 'int64_t ', 'i'),
    'bool': ('INTEGER', 'BIGINT', 'bool ', 'i'),
    'text': ('TEXT', 'TEXT COLLATE "C"', 'const char *', 't'),
    'bytes': ('BLOB', 'BYTEA', 'struct bytes ', 'b'),
    'date': ('TEXT', 'TEXT COLLATE "C"', 'struct date ', 't'),
    'time': ('INTEGER', 'BIGINT', 'struct instant ', 'i'),
    'secret': ('BLOB', 'BYTEA', 'struct secret ', 'b'),
}
PARAMS = {  # type of a parameter: (C, how it becomes a value, kind of parameter)
    'int': ('int64_t ', 'value_int({})', 'i'),
    'id': ('int64_t ', 'value_id({})', 'i'),
    'bool': ('bool ', 'value_int({})', 'i'),
    'text': ('const char *', 'value_text({})', 't'),
    'bytes': ('struct bytes ', 'value_bytes({})', 'b'),
    'date': ('struct date ', 'value_date(a, {})', 't'),
    'instant': ('struct instant ', 'value_instant({})', 'i'),
}
BOUND = {'bound': 'BOUND', 'bound with keys': 'BOUND_WITH_KEYS', 'proof': 'BOUND_WITH_KEYS', 'not bound': 'BOUND_NOT'}
RECORDED = ('list', 'marked', 'one')  # kinds that give rows of a record
NOTE = '/* Made by tools/sqlgen.py; edit the .sql file instead. */'


def fail(path, line, words):
    sys.exit(f'{path}:{line}: {words}')


def c_string(text):
    """A C literal, one line of SQL per line of C."""
    lines = [line for line in text.split('\n') if line.strip()]
    escaped = [line.replace('\\', '\\\\').replace('"', '\\"') for line in lines]
    return '\n        '.join(f'"{line}\\n"' for line in escaped) or '""'


CASE_INDEX = re.compile(r'^CREATE INDEX \w+ ON (\w+) @case;', re.M)
CASE_LATER = '{0}id / 256 <> {0}complaint_id / 256'


def case_index(engine):
    return '(complaint_id)' + (f' WHERE {CASE_LATER.format("")}' if engine == 'sqlite' else '')


def case_rows(alias, complaint, engine):
    """The rows of a complaint: by their ids those of its filing, by the index the others."""
    if engine == 'pg':
        return f'{alias}.complaint_id = {complaint}'
    first = f'{complaint} / 256 * 256'
    return (f'(({alias}.complaint_id = {complaint} AND {CASE_LATER.format(alias + ".")})'
            f' OR ({alias}.id >= {first} AND {alias}.id < {first} + 256 AND {alias}.complaint_id = {complaint}))')


# What a reader may see: cases of teams within reach, none that they must keep away from. The parameters teams and
# barred are ids between commas, a comma at both ends.
READER = (
    (re.compile(r'@within\(([\w.]+)\)'), r"(:all = 1 OR :teams LIKE '%,' || \1 || ',%')"),
    (re.compile(r'@not_barred\(([\w.]+)\)'), r":barred NOT LIKE '%,' || \1 || ',%'"),
)


# The blocks that a text's id is in, of 2^18 ids to 2^33: each is its number and, in the last six bits, its size. The index of
# words of PostgreSQL has them, in the same words (migration 0006). From block to block (size, number) one goes to the older of the
# same size, and from the first of eight to the next size.
SIZES = range(18, 34, 3)
LARGER = f'number % 8 = 0 AND size < {SIZES[-1]}'
BLOCKS = (
    (re.compile(r'@blocks\((\w+)\)'),
     lambda m: 'ARRAY[' + ', '.join(f'({m.group(1)} >> {n}) * 64 + {n}' for n in SIZES) + ']'),
    (re.compile(r'@older\((\w+)\)'),
     f'SELECT CASE WHEN {LARGER} THEN size + {SIZES.step} ELSE size END, '
     f'CASE WHEN {LARGER} THEN number / 8 ELSE number END - 1 FROM \\1 WHERE number > 0'),
)


def without_comments(text):
    lines = (re.sub(r'--.*', '', line).rstrip() for line in text.split('\n'))
    return '\n'.join(line for line in lines if line)


# -- migrations ---------------------------------------------------------------

class Column:
    def __init__(self, name, kind, seal):
        self.name, self.kind, self.seal = name, kind, seal


class Binding:
    """What a line such as "-- not bound made_at, owner: why" says."""

    def __init__(self, kind, columns, reason):
        self.kind, self.columns, self.reason = kind, columns, reason


class Table:
    def __init__(self, name, number, columns, bindings=()):
        self.name, self.number, self.columns, self.bindings = name, number, columns, list(bindings)
        self.guarded = self.by_case = False

    def bound(self, column):
        """How a change of that column is found: a key of BOUND, or None where nobody says."""
        if self.number:
            return 'bound'
        said = [b.kind for b in self.bindings if column in b.columns] + \
               [b.kind for b in self.bindings if not b.columns]
        return said[0] if said else None

    def proved(self):
        return any(b.kind == 'proof' for b in self.bindings)

    def has(self, column):
        return any(c.name == column for c in self.columns)

    def owner(self, kind):
        """The column that names whose key seals the row."""
        if self.name == kind:
            return 'id'
        return f'{kind}_id' if self.has(f'{kind}_id') else None


def migration_text(text, engine):
    out, only = [], None
    for line in text.split('\n'):
        mark = re.match(r'-- (?:only (sqlite|pg)|both)\s*$', line)
        if mark:
            only = mark.group(1)
        elif only in (None, engine):
            out.append(line)
    sql = without_comments('\n'.join(out))
    place = ENGINES.index(engine)
    sql = CASE_INDEX.sub(lambda m: m.group(0).replace('@case', case_index(engine)), sql)
    sql = re.sub(r'@(\w+)(?:\(\w+\))?', lambda m: TYPES[m.group(1)][place], sql)
    if engine == 'pg':
        return sql
    sql = re.sub(r'^\);$', ') STRICT;', sql, flags=re.M)
    for name in re.findall(r'^-- clustered\nCREATE TABLE (\w+)', text, flags=re.M):
        sql = re.sub(rf'(CREATE TABLE {name} \((?:.*\n)+?\) STRICT);', r'\1, WITHOUT ROWID;', sql)
    return sql


def check_bindings(path, line, t):
    """Every column is bound, or somebody said why not."""
    names = [c.name for c in t.columns]
    for b in t.bindings:
        for column in b.columns:
            if column not in names:
                fail(path, line, f'{t.name} has no column {column}')
    if t.number and t.bindings:
        fail(path, line, f'{t.name} has a history, which binds all of it')
    if t.guarded and not t.number:
        fail(path, line, f'{t.name} has no history that could guard it')
    if t.proved() and 'proof' not in names:
        fail(path, line, f'{t.name} has no column proof')
    open_ = [name for name in names if not t.bound(name)]
    if open_ or not (t.number or t.bindings):
        fail(path, line, f'{t.name}: what binds {", ".join(open_) or "it"}? Say "-- history N", "-- bound: by what", '
                         '"-- proof: what for" or "-- not bound: why" above the table')


def read_tables(path, tables):
    number, name, columns, bindings, began, guarded = None, None, [], [], 0, False
    for i, line in enumerate(path.read_text().split('\n'), 1):
        mark = re.match(r'-- history (\d+)', line)
        guarded = guarded or line == '-- guarded'
        binding = re.match(r'-- (bound with keys|bound|proof|not bound)( \w+(?:, \w+)*)?: (.+)', line)
        virtual = re.match(r'CREATE VIRTUAL TABLE (\w+)', line)
        start = re.match(r'CREATE TABLE (\w+) \($', line)
        by_case = CASE_INDEX.match(line)
        if by_case:
            tables[by_case.group(1)].by_case = True
        column = re.match(r'(?:\s+|ALTER TABLE (\w+) ADD COLUMN )(\w+)\s+@(\w+)(?:\((\w+)\))?', line)
        if mark:
            number = int(mark.group(1))
            if any(t.number == number for t in tables.values()):
                fail(path, i, f'table number {number} is taken')
        elif binding:
            kind, names, reason = binding.groups()
            bindings.append(Binding(kind, (names or '').replace(',', ' ').split(), reason))
        elif virtual:
            check_bindings(path, i, Table(virtual.group(1), None, [], bindings))
        elif start:
            name, columns, began = start.group(1), [], i
        elif name and line.startswith(')'):
            tables[name] = Table(name, number, columns, bindings)
            tables[name].guarded = guarded
            check_bindings(path, began, tables[name])
            number, name, bindings, guarded = None, None, [], False
        elif column and (name or column.group(1)):
            if column.group(3) not in TYPES:
                fail(path, i, f'unknown type @{column.group(3)}')
            to = tables[column.group(1)].columns if column.group(1) else columns
            to.append(Column(*column.groups()[1:]))
            if column.group(1):
                tables[column.group(1)].bindings += bindings
                check_bindings(path, i, tables[column.group(1)])
                bindings = []


def table_header(t):
    lines = [f'struct {t.name}_row {{']
    lines += [f'    {TYPES[c.kind][2]}{c.name};' for c in t.columns]
    lines += ['};', f'extern const struct record {t.name}_row_record;']
    if t.number:
        lines += [f'extern const struct table {t.name}_table;',
                  '/* The row of that id, whole and still sealed. */',
                  f'MUST_CHECK bool {t.name}_by_id(struct arena *a, struct db *db, int64_t id, '
                  f'struct {t.name}_row *out, struct err *err);']
        if t.has('complaint_id'):
            lines += ['/* All rows of a complaint by id, still sealed. */',
                      f'MUST_CHECK bool {t.name}_of(struct arena *a, struct db *db, int64_t complaint, '
                      'struct rows *out, struct err *err);']
    return lines + ['']


def sql_struct(name, texts, number, kinds):
    out = [f'static const struct sql {name}_sql = {{', f'    .name = "{name}",']
    out += [f'    .{engine} = {c_string(text)},' for engine, text in zip(ENGINES, texts) if text is not None]
    return out + [f'    .id = {number},', f'    .params = {len(kinds)},', f'    .param_kinds = "{kinds}",', '};', '']


def history_statements(t):
    """What history needs: name → (texts for both engines, kinds of parameters)."""
    names = [c.name for c in t.columns]
    place = {name: i + 1 for i, name in enumerate(names)}
    columns = ', '.join(names)

    def both(make):
        return make('?'), make('$')

    def update(mark):
        sets = ', '.join(f'{n} = {mark}{place[n]}' for n in names if n != 'id')
        version = f' AND version = {mark}{place["version"]} - 1' if t.has('version') else ''
        return f'UPDATE {t.name} SET {sets}\n WHERE id = {mark}{place["id"]}{version}'

    def of():
        usual = f'SELECT {columns} FROM {t.name} WHERE complaint_id = '
        filed = (f'{usual}?1 AND id >= ?1 / 256 * 256 AND id < ?1 / 256 * 256 + 256\nUNION ALL\n'
                 f'{usual}?1 AND {CASE_LATER.format("")}')
        return (filed if t.by_case else f'{usual}?1') + ' ORDER BY id', f'{usual}$1 ORDER BY id'

    kinds = ''.join(TYPES[c.kind][3] for c in t.columns)
    return {
        'insert': (both(lambda m: f'INSERT INTO {t.name} ({columns})\nVALUES ('
                        + ', '.join(f'{m}{place[n]}' for n in names) + ')'), kinds),
        'update': (both(update), kinds),
        'by_id': (both(lambda m: f'SELECT {columns} FROM {t.name} WHERE id = {m}1'), 'i'),
        **({'of': (of(), 'i')} if t.has('complaint_id') else {}),
        'after': (both(lambda m: f'SELECT {columns} FROM {t.name} WHERE id > {m}1 ORDER BY id LIMIT 1000'), 'i'),
    }


def has_all(t):
    """Whether the verifier reads the whole table at once."""
    return not t.number and t.columns and any(b.kind != 'not bound' for b in t.bindings)


def bound_name(t):
    return 'proof' if t.proved() else 'binding'


def table_source(t, number, listed):
    out = [f'static const struct field {t.name}_row_fields[] = {{']
    out += [f'    FIELD(struct {t.name}_row, {c.name}),' for c in t.columns]
    out += ['};', f'const struct record {t.name}_row_record = RECORD(struct {t.name}_row, {t.name}_row_fields);', '']
    bound = ', '.join(BOUND[t.bound(c.name)] for c in t.columns)
    out += [f'static const enum bound {t.name}_bound[] = {{ {bound} }};', '']
    if has_all(t):
        columns = ', '.join(c.name for c in t.columns)
        text = f'SELECT {columns} FROM {t.name}'
        out += sql_struct(f'{t.name}_all', (text, text), number, '')
        listed.append(f'{t.name}_all')
    if not t.number:
        return out
    statements = history_statements(t)
    for i, (what, (texts, kinds)) in enumerate(statements.items()):
        out += sql_struct(f'{t.name}_{what}', texts, number + i, kinds)
        listed.append(f'{t.name}_{what}')
    seals = ', '.join(f'SEAL_{c.seal.upper()}' if c.kind == 'secret' else 'SEAL_NONE' for c in t.columns)
    refs = ', '.join('true' if c.kind == 'ref' else 'false' for c in t.columns)
    out += [f'static const enum seal {t.name}_seals[] = {{ {seals} }};',
            f'static const bool {t.name}_refs[] = {{ {refs} }};',
            f'const struct table {t.name}_table = {{',
            f'    .name = "{t.name}",', f'    .number = {t.number},', f'    .record = &{t.name}_row_record,',
            f'    .seals = {t.name}_seals,', f'    .refs = {t.name}_refs,']
    for member in ('version', 'person', 'complaint'):
        column = 'version' if member == 'version' and t.has('version') else \
            None if member == 'version' else t.owner(member)
        if not column and any(c.seal == member for c in t.columns):
            sys.exit(f'table {t.name}: sealed by {member}, but has no {member}_id')
        out.append(f'    .{member} = {f"offsetof(struct {t.name}_row, {column})" if column else "-1"},')
    out.append(f'    .key = {f"offsetof(struct {t.name}_row, key_id)" if t.has("key_id") else "-1"},')
    out += ['    .guarded = true,'] if t.guarded else []
    out += [f'    .{what} = &{t.name}_{what}_sql,' for what in statements if what != 'of']
    out.append('};')
    if 'of' in statements:
        out += [f'bool {t.name}_of(struct arena *a, struct db *db, int64_t complaint, struct rows *out, '
                'struct err *err)', '{', '    struct value values[] = { value_int(complaint) };', '',
                f'    return db_list(a, db, &{t.name}_of_sql, values, &{t.name}_row_record, out, err);', '}', '']
    return out + [
                  f'bool {t.name}_by_id(struct arena *a, struct db *db, int64_t id, struct {t.name}_row *out, '
                  'struct err *err)', '{', '    struct value values[] = { value_int(id) };', '',
                  f'    return db_one(a, db, &{t.name}_by_id_sql, values, &{t.name}_row_record, out, err);', '}', '']


# -- statements ----------------------------------------------------------------

class Block:
    """Some text for each engine under a head; of a piece when nothing more is said of it."""

    def __init__(self, path, line, name, pieces):
        self.path, self.line, self.name, self.pieces = path, line, name, dict(pieces)
        self.lines = {engine: [] for engine in ENGINES}
        self.used = False

    def whole(self, engine):
        """Its text without comments, each piece in its place."""
        def piece(match):
            found = self.pieces.get(match.group(1))
            if not found:
                fail(self.path, self.line, f'{self.name}: no piece {match.group(1)} stands above it')
            found.used = True
            return found.whole(engine)
        text = without_comments('\n'.join(l for l in self.lines[engine] if l.strip()).rstrip())
        return re.sub(r'(?<!@)@([a-z]\w*)(?![\w(])', piece, text)


class Statement(Block):
    def __init__(self, path, line, kind, name, params, record, comment, pieces):
        super().__init__(path, line, name, pieces)
        self.kind, self.params, self.record, self.comment = kind, params, record, comment

    def text(self, engine):
        text = self.whole(engine)
        if not text.endswith(';') or ';' in text[:-1]:
            fail(self.path, self.line, f'{self.name} has no text for {engine} with one ; at its end')
        text = text[:-1]
        text = re.sub(r'@case\((\w+), ([\w.:]+)\)', lambda m: case_rows(*m.groups(), engine), text)
        for pattern, condition in (*READER, *BLOCKS):
            text = pattern.sub(condition, text)
        order = [name for name, _ in self.params]
        mark = '?' if engine == 'sqlite' else '$'
        used = set()

        def number(match):
            if match.group(1) not in order:
                fail(self.path, self.line, f'{self.name}: :{match.group(1)} is not a parameter')
            used.add(match.group(1))
            return f'{mark}{order.index(match.group(1)) + 1}'
        out = re.sub(r'(?<![:\w]):([a-z]\w*)', number, text)
        for name in order:
            if name not in used:
                fail(self.path, self.line, f'{self.name}: parameter {name} is not used')
        return out

    def prototype(self):
        params = ''.join(f', {PARAMS[kind][0]}{name}' for name, kind in self.params)
        last = {'list': ', struct rows *out', 'marked': ', struct marked_rows *out', 'one': f', struct {self.record} *out',
                'value': ', int64_t *out', 'exec': '', 'change': ', int64_t *changed'}[self.kind]
        return f'bool sql_{self.name}(struct arena *a, struct db *db{params}{last}, struct err *err)'

    def source(self, number):
        kinds = ''.join(PARAMS[kind][2] for _, kind in self.params)
        values = [PARAMS[kind][1].format(name) for name, kind in self.params] or ['value_int(0)']
        out = sql_struct(self.name, [self.text(engine) for engine in ENGINES], number, kinds)
        out += [self.prototype(), '{', '    struct value values[] = { ' + ', '.join(values) + ' };']
        call = f'db, &{self.name}_sql, values'
        if self.kind == 'value':
            out += ['    struct int_value v = { 0 };', '',
                    f'    if (!db_one(a, {call}, &int_value_record, &v, err))', '        return false;',
                    '    *out = v.value;', '    return true;']
        elif self.kind in RECORDED:
            out += ['', f'    return db_{self.kind}(a, {call}, &{self.record}_record, out, err);']
        else:
            changed = 'changed' if self.kind == 'change' else 'NULL'
            out += ['', '    (void)a;', f'    return db_exec({call}, {changed}, err);']
        return out + ['}', '']


def read_params(path, line, text):
    out = []
    for part in filter(None, (p.strip() for p in text.split(','))):
        words = part.split()
        if len(words) != 2 or words[1] not in PARAMS:
            fail(path, line, f'parameter "{part}" is not "name type"')
        out.append((words[0], words[1]))
    return out


def read_statements(path):
    includes, found, comment, engines, pieces, block = [], [], [], ENGINES, {}, None
    for i, line in enumerate(path.read_text().split('\n'), 1):
        include = re.match(r'-- include (".*")', line)
        head = re.match(r'-- (list|marked|one|value|exec|change) (\w+)\(([^)]*)\)(?: -> (\w+))?\s*$', line)
        piece = re.match(r'-- piece (\w+)\s*$', line)
        only = re.match(r'-- only (sqlite|pg)\s*$', line)
        if include:
            includes.append(include.group(1))
        elif head:
            kind, name, params, record = head.groups()
            if (kind in RECORDED) != bool(record):
                fail(path, i, f'{name}: {", ".join(RECORDED)} need "-> record", others have none')
            block = Statement(path, i, kind, name, read_params(path, i, params), record, comment, pieces)
            found.append(block)
            comment, engines = [], ENGINES
        elif piece:
            block = pieces[piece.group(1)] = Block(path, i, piece.group(1), pieces)
            comment, engines = [], ENGINES
        elif only:
            engines = (only.group(1),)
        elif line.startswith('--'):
            comment.append(line[2:].strip())
        elif line.strip():
            if not block:
                fail(path, i, 'SQL without a head such as "-- list name(…) -> record"')
            for engine in engines:
                block.lines[engine].append(line)
        else:
            comment = []
    return includes, found, pieces.values()


def given_out(folder):
    """name → checksum of each migration that databases hold already."""
    path = folder / 'given_out'
    lines = path.read_text().split('\n') if path.exists() else []
    return dict(line.split() for line in lines if line and not line.startswith('#'))


def write(path, lines):
    path.write_text('\n'.join(lines) + '\n')


def write_tables(out, tables):
    number, listed = 0, []
    header = [NOTE, '#ifndef DB_TABLES_H', '#define DB_TABLES_H', '', '#include "db/table.h"', '']
    source = [NOTE, '#include "db/tables.h"', '']
    for t in tables.values():
        header += table_header(t)
        source += table_source(t, number, listed)
        number = len(listed)
    kept = sorted((t for t in tables.values() if t.number), key=lambda t: t.number)
    header += ['/* Every table with history, by number; the last is NULL. */',
               'extern const struct table *const tables[];',
               '/* Every statement that history needs; the last is NULL. */',
               'extern const struct sql *const table_statements[];',
               '/* Every table and how each of its columns is bound; the last has no name. */',
               'extern const struct bound_table bound_tables[];']
    header += ['/* Those without history that a change is found in. */']
    header += [f'extern const struct bound_table *const {t.name}_{what};'
               for t in tables.values() if has_all(t) for what in [bound_name(t)]]
    header += ['', '#endif']
    source += ['const struct table *const tables[] = {'] + [f'    &{t.name}_table,' for t in kept]
    source += ['    NULL,', '};', '', 'const struct sql *const table_statements[] = {']
    source += [f'    &{name}_sql,' for name in listed] + ['    NULL,', '};', '',
                                                           'const struct bound_table bound_tables[] = {']
    for t in tables.values():
        of = f'&{t.name}_table' if t.number else 'NULL'
        every = f'&{t.name}_all_sql' if has_all(t) else 'NULL'
        proved = 'true' if t.proved() else 'false'
        source.append(f'    {{ "{t.name}", &{t.name}_row_record, {of}, {t.name}_bound, {every}, {proved} }},')
    source += ['    { 0 },', '};']
    source += [f'const struct bound_table *const {t.name}_{bound_name(t)} = &bound_tables[{i}];'
               for i, t in enumerate(tables.values()) if has_all(t)]
    write(out / 'tables.h', header)
    write(out / 'tables.c', source)
    return number


def write_statements(out, path, number, seen):
    includes, statements, pieces = read_statements(path)
    guard = f'DB_{path.stem.upper()}_SQL_H'
    header = [NOTE, f'#ifndef {guard}', f'#define {guard}', '', '#include "db/db.h"', '#include "db/tables.h"']
    header += [f'#include {i}' for i in includes] + ['']
    source = [NOTE, f'#include "db/{path.stem}_sql.h"', '', '#include "db/table.h"', '']
    for s in statements:
        if s.name in seen:
            fail(path, s.line, f'{s.name} is also in {seen[s.name]}')
        seen[s.name] = path
        if s.comment:
            header.append('/* ' + '\n * '.join(s.comment) + ' */')
        header += [f'MUST_CHECK {s.prototype()};', '']
        source += s.source(number)
        number += 1
    for p in pieces:
        if not p.used:
            fail(path, p.line, f'no statement uses the piece {p.name}')
    header += [f'extern const struct sql *const {path.stem}_statements[];', '', '#endif']
    source += [f'const struct sql *const {path.stem}_statements[] = {{']
    source += [f'    &{s.name}_sql,' for s in statements] + ['    NULL,', '};']
    write(out / f'{path.stem}_sql.h', header)
    write(out / f'{path.stem}_sql.c', source)
    return number


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('out', type=pathlib.Path)
    parser.add_argument('--migrations', type=pathlib.Path, required=True)
    parser.add_argument('--sql', type=pathlib.Path, nargs='*', default=[])
    args = parser.parse_args()

    tables, steps, held = {}, [], given_out(args.migrations)
    for path in sorted(args.migrations.glob('[0-9]*.sql')):
        read_tables(path, tables)
        text = path.read_text()
        checksum = hashlib.sha256(text.encode()).hexdigest()
        if held.pop(path.stem, checksum) != checksum:
            fail(path, 1, 'databases hold it as it was given out: write another migration')
        steps += ['    {', f'        .name = "{path.stem}",']
        steps += [f'        .{engine} = {c_string(migration_text(text, engine))},' for engine in ENGINES]
        steps += [f'        .checksum = "{checksum}",', '    },']
    for name in held:
        fail(args.migrations / f'{name}.sql', 1, 'databases hold it, so it stays')
    write(args.out / 'migrations.c',
          [NOTE, '#include "db/db.h"', '', 'const struct migration migrations[] = {'] + steps + ['    { 0 },', '};'])

    number = write_tables(args.out, tables)
    stems, seen = [], {}
    for path in sorted(args.sql, key=lambda p: p.stem):
        number = write_statements(args.out, path, number, seen)
        stems.append(path.stem)
    write(args.out / 'statements.c',
          [NOTE] + [f'#include "db/{stem}_sql.h"' for stem in stems]
          + ['#include "db/table.h"', '#include "db/tables.h"', '',
             'const struct sql *const *const all_statements[] = {', '    table_statements,']
          + [f'    {stem}_statements,' for stem in stems] + ['    NULL,', '};'])


if __name__ == '__main__':
    main()
