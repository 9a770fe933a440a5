"""Finding the messages in C sources and templates.

C is read as a list of tokens, so that texts in comments are no messages and
neighbouring literals join as the compiler joins them. Tests and fuzz targets are
left out: what they show is read by developers.
"""

import os
import re

# Which arguments of a call are messages, counted from 0. With two, they are the
# singular and the plural of one message.
CALLS = {
    "N_": (0,), "_": (0,), "N_PLURAL": (0, 1),
    "lang_text": (1,), "lang_format": (2,), "lang_plural": (2, 3),
    "err_set": (2,), "err_field": (2,),
}
TOKEN = re.compile(r"""
    (?P<skip>[ \t\r\f\v]+|\\\n|//(?:\\\n|[^\n])*|/\*.*?\*/)
  | (?P<line>\n)
  | (?P<string>(?:u8)?"(?:[^"\\\n]|\\.)*")
  | (?P<char>[uUL]?'(?:[^'\\\n]|\\.)*')
  | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
  | (?P<other>.)
""", re.VERBOSE | re.DOTALL)
ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]+|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0-7]{1,3}|\n|.)", re.DOTALL)
PLAIN = {"n": b"\n", "t": b"\t", "r": b"\r", '"': b'"', "\\": b"\\", "'": b"'", "\n": b"", "?": b"?"}


class Use:
    """A message in a source; `key` is (id, plural), as in po.Entry."""

    def __init__(self, key, path, line):
        self.key = key
        self.path = path
        self.line = line


def literal(text):
    """What a C string literal stands for."""
    body = text[text.index('"') + 1:-1]
    out, at = b"", 0
    for match in ESCAPE.finditer(body):
        out += body[at:match.start()].encode()
        at = match.end()
        code = match.group(1)
        if code in PLAIN:
            out += PLAIN[code]
        elif code[0] == "x":
            out += bytes([int(code[1:], 16) & 255])
        elif code[0] in "uU":
            out += chr(int(code[1:], 16)).encode()
        else:
            out += bytes([int(code, 8) & 255])
    return (out + body[at:].encode()).decode("utf-8", "replace")


def tokens(text):
    """(kind, text, line) without blanks and comments."""
    line, out = 1, []
    for match in TOKEN.finditer(text):
        if match.lastgroup not in ("skip", "line"):
            out.append((match.lastgroup, match.group(), line))
        line += match.group().count("\n")
    return out


def arguments(found, at):
    """The tokens of each argument of the call whose `(` stands at `at`."""
    args, depth = [[]], 0
    for kind, text, line in found[at:]:
        if text in ("(", "[", "{") and kind == "other":
            depth += 1
            if depth == 1:
                continue
        elif text in (")", "]", "}") and kind == "other":
            depth -= 1
            if depth == 0:
                return args
        elif text == "," and kind == "other" and depth == 1:
            args.append([])
            continue
        args[-1].append((kind, text, line, depth))
    return args


def literals(arg):
    """The texts that an argument can be (several with ?:), each with its line.
    Raises ValueError(line) where a macro is glued to a literal."""
    out, before = [], None
    for kind, text, line, depth in arg:
        if depth == 1 and kind == "string":
            if before == "string":
                out[-1][0] += literal(text)
            elif before == "name":
                raise ValueError(line)
            else:
                out.append([literal(text), line])
        elif depth == 1 and kind == "name" and before == "string":
            raise ValueError(line)
        before = kind if depth == 1 else None
    return [(text, line) for text, line in out]


def scan_c(path, text, problems):
    found, uses = tokens(text), []
    for i, (kind, name, line) in enumerate(found[:-1]):
        if kind != "name" or name not in CALLS or found[i + 1][1] != "(":
            continue
        args = arguments(found, i + 1)
        try:
            texts = [literals(args[n]) for n in CALLS[name] if n < len(args)]
        except ValueError as error:
            problems.append(f"{path}:{error}: a message is made of plain literals only; write "
                            "numbers and names as {name} and fill them in with lang_format")
            continue
        if len(CALLS[name]) == 1:
            uses += [Use((message, None), path, at) for message, at in (texts or [[]])[0] if message]
        elif len(texts) == 2 and len(texts[0]) == 1 and len(texts[1]) == 1:
            uses.append(Use((texts[0][0][0], texts[1][0][0]), path, texts[0][0][1]))
    return uses


def scan_template(path, text, problems):
    """{{_Text}} and {{_one|other}}; a run of white space counts as one blank."""
    uses, at, opening, closing = [], 0, "{{", "}}"
    while (start := text.find(opening, at)) >= 0:
        inside = start + len(opening)
        line = text.count("\n", 0, start) + 1
        message = text[inside:inside + 1] == "_"
        end = template_end(text, inside, closing) if message else text.find(closing, inside)
        if end < 0:
            problems.append(f"{path}:{line}: {opening} is never closed by {closing}")
            return uses
        tag = text[inside:end]
        at = end + len(closing)
        if message:
            one, bar, other = (" ".join(part.split()) for part in tag[1:].partition("|"))
            uses.append(Use((one, other if bar else None), path, line))
        elif tag.startswith("=") and len(tag.strip("= \n").split()) == 2:
            opening, closing = tag.strip("= \n").split()
    return uses


def template_end(text, at, closing):
    """Where the tag ends that began before `at`: a `{name}` in it belongs to the text."""
    depth = 0
    while at < len(text):
        if depth == 0 and text.startswith(closing, at):
            return at
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth < 0:
            return -1
        at += 1
    return -1


def sources(root):
    """(folders, files) that may hold messages, relative to `root`, in order."""
    folders, files = [], []
    for top, suffixes in (("src", (".c", ".h")), ("templates", (".html", ".mustache", ".txt"))):
        for folder, below, names in os.walk(os.path.join(root, top)):
            below.sort()
            folders.append(os.path.relpath(folder, root))
            for name in sorted(names):
                if name.endswith(suffixes) and not name.endswith(("_test.c", "_fuzz.c")):
                    files.append(os.path.relpath(os.path.join(folder, name), root))
    return folders, files


def scan(root, problems):
    """All uses of messages below `root`, in order."""
    uses = []
    for path in sources(root)[1]:
        with open(os.path.join(root, path), encoding="utf-8") as file:
            text = file.read()
        uses += (scan_c if path.endswith((".c", ".h")) else scan_template)(path, text, problems)
    return uses
