"""Reading and writing gettext PO files, strictly.

A catalogue is a file that translators edit by hand and with many tools, so what
cannot be read without a guess is refused with its line: unknown escapes,
keywords out of order, two entries for one message. Contexts and obsolete entries
are refused as well, since nothing here makes use of them.
"""

import re

ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
KEYWORD = re.compile(r'(msgid|msgid_plural|msgstr|msgstr\[([0-9])\])[ \t]+(".*)$')


class Entry:
    """One message: `key` is (id, plural), `plural` None for a plain message."""

    def __init__(self, msgid, plural, texts, line, comments=(), flags=()):
        self.key = (msgid, plural)
        self.texts = texts
        self.line = line
        self.comments = list(comments)
        self.flags = list(flags)


class Catalogue:
    """A PO file: its header fields in order, and its entries by key in order."""

    def __init__(self, path):
        self.path = path
        self.header = {}
        self.entries = {}


class Refused(Exception):
    """Why a file cannot be read; the text begins with file and line."""


def read(path, name):
    """The catalogue in a file; `name` is what errors call it."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
    except UnicodeDecodeError:
        raise Refused(f"{name}:1: this file is not UTF-8; save it as UTF-8")
    return parse(name, text)


def parse(path, text):
    catalogue = Catalogue(path)
    if "\r" in text or text.startswith("\ufeff"):
        raise Refused(f"{path}:1: save it with plain line ends and without a byte order mark")
    for block in blocks(text):
        entry = parse_entry(path, block)
        if entry is None:
            continue
        if entry.key == ("", None):
            if catalogue.entries or catalogue.header:
                raise Refused(f"{path}:{entry.line}: the header stands once and first")
            catalogue.header = parse_header(path, entry)
            continue
        if not catalogue.header:
            raise Refused(f"{path}:{entry.line}: the header entry (msgid \"\") is missing")
        if entry.key in catalogue.entries:
            first = catalogue.entries[entry.key].line
            raise Refused(f"{path}:{entry.line}: this message stands in line {first} already")
        catalogue.entries[entry.key] = entry
    if not catalogue.header:
        raise Refused(f"{path}:1: the header entry (msgid \"\") is missing")
    return catalogue


def blocks(text):
    """Lists of (line number, line), divided by empty lines."""
    block = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            block.append((number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def parse_entry(path, block):
    comments, flags, parts = [], [], []
    for number, line in block:
        where = f"{path}:{number}"
        if line.startswith("#"):
            if parts:
                raise Refused(f"{where}: an empty line is missing before this comment")
            if line.startswith("#~") or line.startswith("#|"):
                raise Refused(f"{where}: obsolete entries are not kept; delete these lines")
            if line.startswith("#,"):
                flags += [flag.strip() for flag in line[2:].split(",")]
            comments.append(line)
        elif line.startswith('"'):
            if not parts:
                raise Refused(f"{where}: a text without msgid or msgstr before it")
            parts[-1][1] += unquote(where, line)
        else:
            keyword = KEYWORD.match(line)
            if not keyword:
                raise Refused(f"{where}: neither a comment, msgid, msgid_plural, msgstr nor a text")
            parts.append([keyword.group(1), unquote(where, keyword.group(3)), number])
    if not parts:
        return None
    return entry_of(path, parts, comments, flags)


def entry_of(path, parts, comments, flags):
    names = [part[0] for part in parts]
    plural = None
    if names[:2] == ["msgid", "msgid_plural"]:
        plural = parts[1][1]
        wanted = ["msgid", "msgid_plural"] + [f"msgstr[{i}]" for i in range(len(parts) - 2)]
        texts = [part[1] for part in parts[2:]]
    else:
        wanted = ["msgid", "msgstr"]
        texts = [part[1] for part in parts[1:]]
    if names != wanted or not texts:
        raise Refused(f"{path}:{parts[0][2]}: the lines of an entry are msgid, msgstr; or msgid, "
                      "msgid_plural, msgstr[0], msgstr[1]; found " + ", ".join(names))
    return Entry(parts[0][1], plural, texts, parts[0][2], comments, flags)


def unquote(where, line):
    line = line.rstrip(" \t")
    if not re.fullmatch(r'"([^"\\]|\\.)*"', line):
        raise Refused(f"{where}: a text stands in one pair of quotation marks, \" inside as \\\"")

    def character(match):
        if match.group(1) not in ESCAPES:
            raise Refused(f"{where}: \\{match.group(1)} is unknown; possible are \\n \\t \\\" \\\\")
        return ESCAPES[match.group(1)]

    return re.sub(r"\\(.)", character, line[1:-1])


def parse_header(path, entry):
    header = {}
    for line in entry.texts[0].split("\n"):
        name, colon, value = line.partition(":")
        if line and not colon:
            raise Refused(f"{path}:{entry.line}: a header line is \"Name: value\", not \"{line}\"")
        if line:
            header[name.strip()] = value.strip()
    return header


def quote(text):
    for character, name in (("\\", "\\\\"), ('"', '\\"'), ("\t", "\\t"), ("\n", "\\n")):
        text = text.replace(character, name)
    return f'"{text}"'


def field(name, text):
    """The lines of one keyword; a text of several lines begins below it."""
    lines = text.split("\n")
    lines = [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    if len(lines) < 2:
        return f"{name} {quote(text)}\n"
    return f'{name} ""\n' + "".join(quote(line) + "\n" for line in lines)


def write(catalogue):
    """The text of a catalogue, as `parse` reads it."""
    header = "".join(f"{name}: {value}\n" for name, value in catalogue.header.items())
    out = ['msgid ""\nmsgstr ""\n' + "".join(quote(line + "\n") + "\n"
                                              for line in header.split("\n")[:-1])]
    for entry in catalogue.entries.values():
        msgid, plural = entry.key
        text = "".join(comment + "\n" for comment in entry.comments) + field("msgid", msgid)
        if plural is None:
            text += field("msgstr", entry.texts[0])
        else:
            text += field("msgid_plural", plural)
            text += "".join(field(f"msgstr[{i}]", t) for i, t in enumerate(entry.texts))
        out.append(text)
    return "\n".join(out)
