#!/usr/bin/env python3
"""Message catalogues: checks them, writes them as C, brings them up to date.

    tools/catalog.py check                   errors with file, line and what to do
    tools/catalog.py generate OUT [DEPFILE]  checks, then the C source of all texts
    tools/catalog.py update AREA [SOURCE…]   adds what is missing to locale/AREA.*.po

A message is the English sentence itself. Every message in src/ and templates/
stands in locale/AREA.LANG.po of every language, and nothing else does. The area
is a file name without meaning for the program; its English file says in
X-Sources which sources it is for. With --warn, or CATALOG=warn in the environment,
errors are counted but do not fail. (docs/decisions/0007-catalogues.md)
"""

import argparse
import os
import re
import sys
import unicodedata

import catalog_c
import messages
import po

# BCP 47 tag → plural forms, in the order of `langs` in src/i18n/lang.c.
PLURALS = {"en": "nplurals=2; plural=(n != 1);", "zh-Hans": "nplurals=1; plural=0;",
           "zh-Hant": "nplurals=1; plural=0;", "vi": "nplurals=1; plural=0;"}
LANGS = list(PLURALS)
PLACEHOLDER = re.compile(r"\{([A-Za-z_.][A-Za-z0-9_.]*)\}")
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
HALF_WIDTH = re.compile(f"[{HAN}][,;:!?]|[{HAN}]\\.(\\s|$)")


def forms(lang):
    return 2 if lang == "en" else 1


class Catalogues:
    """All PO files: (area, lang) → po.Catalogue, with what was wrong on the way."""

    def __init__(self, root):
        self.root = root
        self.problems = []
        self.files = {}
        folder = os.path.join(root, "locale")
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            if name.endswith(".po"):
                self.read(name)
        self.uses = messages.scan(root, self.problems)
        self.used = {}
        for use in self.uses:
            self.used.setdefault(use.key, use)

    def read(self, name):
        path = f"locale/{name}"
        match = re.fullmatch(r"([a-z][a-z0-9_-]*)\.(.+)\.po", name)
        if not match or match.group(2) not in LANGS:
            self.problems.append(f"{path}:1: the name of a catalogue is AREA.LANG.po, "
                                 f"LANG one of {', '.join(LANGS)}")
            return
        try:
            self.files[match.groups()] = po.read(os.path.join(self.root, path), path)
        except po.Refused as error:
            self.problems.append(str(error))

    def areas(self):
        return sorted({area for area, lang in self.files})

    def in_lang(self, lang):
        return [(area, self.files[area, lang]) for area in self.areas() if (area, lang) in self.files]

    def area_of(self, source):
        """The area whose X-Sources fit a source best; else one named as its folder."""
        best, found = -1, source.split("/")[1]
        for area, catalogue in self.in_lang("en"):
            for prefix in catalogue.header.get("X-Sources", "").split():
                if (source == prefix or source.startswith(prefix.rstrip("/") + "/")) \
                        and len(prefix) > best:
                    best, found = len(prefix), area
        return found

    def check(self):
        for (area, lang), catalogue in self.files.items():
            self.check_header(catalogue, lang)
            for entry in catalogue.entries.values():
                self.check_entry(catalogue, lang, entry)
        self.check_missing()
        for lang in LANGS:
            self.check_same(lang)
        return self.problems

    def check_header(self, catalogue, lang):
        wanted = {"Language": lang, "Content-Type": "text/plain; charset=UTF-8",
                  "Plural-Forms": PLURALS[lang]}
        for name, value in wanted.items():
            if catalogue.header.get(name) != value:
                self.problems.append(f"{catalogue.path}:1: write \"{name}: {value}\\n\" in the header")

    def check_entry(self, catalogue, lang, entry):
        where = f"{catalogue.path}:{entry.line}"
        if entry.key not in self.used:
            self.problems.append(f"{where}: no source has this message; delete it: "
                                 f"\"{entry.key[0]}\"")
        wrong = entry_faults(lang, entry)
        self.problems += [f"{where}: {fault}: \"{entry.key[0]}\"" for fault in wrong]

    def check_missing(self):
        there = {lang: {key for _, catalogue in self.in_lang(lang) for key in catalogue.entries}
                 for lang in LANGS}
        for key, use in self.used.items():
            missing = [lang for lang in LANGS if key not in there[lang]]
            if missing:
                self.problems.append(
                    f"{use.path}:{use.line}: no text in {', '.join(missing)}; run tools/catalog.py "
                    f"update {self.area_of(use.path)} and translate it there: \"{key[0]}\"")

    def check_same(self, lang):
        first = {}
        for _, catalogue in self.in_lang(lang):
            for entry in catalogue.entries.values():
                other, before = first.setdefault(entry.key, (catalogue, entry))
                if before.texts != entry.texts:
                    self.problems.append(
                        f"{catalogue.path}:{entry.line}: translated otherwise than in "
                        f"{other.path}:{before.line}; keep one of the two: \"{entry.key[0]}\"")


def entry_faults(lang, entry):
    """What is wrong with a translation itself, in words that say what to do."""
    msgid, plural = entry.key
    faults = []
    if "fuzzy" in entry.flags:
        faults.append("marked fuzzy; look at the translation and delete the mark")
    if len(entry.texts) != (forms(lang) if plural is not None else 1):
        faults.append(f"{lang} has {forms(lang)} plural form(s)")
    elif not all(entry.texts):
        faults.append("not translated; fill in msgstr")
    else:
        faults += placeholder_faults(lang, entry)
        if lang == "en":
            if entry.texts != [msgid] + ([plural] if plural is not None else []):
                faults.append("English is the message itself; copy msgid into msgstr")
        else:
            faults += [fault for text in entry.texts for fault in text_faults(lang, msgid, text)]
    return faults


def placeholder_faults(lang, entry):
    """The last form has what the last of the id has; a singular may leave some out."""
    ids = [text for text in entry.key if text is not None]
    wanted = set(PLACEHOLDER.findall(ids[-1]))
    faults = []
    for text in ids + entry.texts:
        if "{" in PLACEHOLDER.sub("", text) or "}" in PLACEHOLDER.sub("", text):
            faults.append("a brace that is not part of a {name}; correct the name in braces")
    got = set(PLACEHOLDER.findall(entry.texts[-1]))
    if got != wanted:
        faults.append("the names in braces differ, wanted " +
                      (" ".join(f"{{{name}}}" for name in sorted(wanted)) or "none"))
    elif not all(set(PLACEHOLDER.findall(text)) <= wanted for text in entry.texts + ids):
        faults.append("the singular has a name in braces that the plural has not")
    return faults


def text_faults(lang, msgid, text):
    """Signs that a translation is no good text of its language."""
    faults = []
    if text == msgid and re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", PLACEHOLDER.sub("", msgid)):
        faults.append("still English; translate it")
    if not unicodedata.is_normalized("NFC", text):
        faults.append("accents stand apart from their letters; save it in normal form C")
    if lang.startswith("zh"):
        if HALF_WIDTH.search(text):
            faults.append("half-width punctuation after a Chinese character; write ，。；：？！")
        codec = "gb2312" if lang == "zh-Hans" else "cp950"
        foreign = [c for c in text if re.match(f"[{HAN}]", c) and not encodable(c, codec)]
        if foreign:
            faults.append(f"{''.join(foreign)} not written in {lang}")
    return faults


def encodable(character, codec):
    """GB 2312 has simplified characters alone, Big5 traditional ones alone."""
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


# -- generate --

def generate(catalogues):
    texts = {key: {} for key in catalogues.used}
    for lang in LANGS:
        for _, catalogue in catalogues.in_lang(lang):
            for key, entry in catalogue.entries.items():
                if key in texts and all(entry.texts):
                    texts[key].setdefault(lang, entry.texts)
    return catalog_c.source(LANGS, texts)


def write_if_changed(path, text):
    """Leaves the file alone when nothing changed, so that nothing is compiled again."""
    try:
        with open(path, encoding="utf-8") as file:
            if file.read() == text:
                return
    except OSError:
        pass
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def depfile(root, target):
    """All that was read, folders too: a new file in one of them counts."""
    folders, files = messages.sources(root)
    folders.append("locale")
    locale = os.path.join(root, "locale")
    files += [f"locale/{name}" for name in sorted(os.listdir(locale)) if name.endswith(".po")]
    paths = [os.path.join(root, path) for path in folders + files]
    return f"{target}: " + " ".join(path.replace(" ", "\\ ") for path in paths) + "\n"


# -- update --

def update(catalogues, area, prefixes):
    """Brings the four files of an area up to date; returns how many texts are to be written."""
    english = catalogues.files.get((area, "en"))
    prefixes = prefixes or (english.header.get("X-Sources", "").split() if english else [])
    if not prefixes:
        sys.exit(f"Say which sources the area is for: tools/catalog.py update {area} src/…")
    wanted = [use.key for use in catalogues.uses
              if any(use.path == p or use.path.startswith(p.rstrip("/") + "/") for p in prefixes)]
    empty = 0
    for lang in LANGS:
        catalogue = catalogues.files.get((area, lang)) or po.Catalogue(f"locale/{area}.{lang}.po")
        catalogue.header = header(lang, prefixes)
        elsewhere = {key for other, c in catalogues.in_lang(lang) if other != area
                     for key in c.entries}
        catalogue.entries = {key: entry for key, entry in catalogue.entries.items()
                             if key in catalogues.used}
        for key in wanted:
            if key not in catalogue.entries and key not in elsewhere:
                catalogue.entries[key] = po.Entry(*key, empty_texts(lang, key), 0)
        for entry in catalogue.entries.values():
            if lang == "en":
                entry.texts = [text for text in entry.key if text is not None]
            empty += not all(entry.texts)
        write_if_changed(os.path.join(catalogues.root, catalogue.path), po.write(catalogue))
    return empty


def header(lang, prefixes):
    fields = {"Project-Id-Version": "Redress", "Language": lang, "MIME-Version": "1.0",
              "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit",
              "Plural-Forms": PLURALS[lang]}
    if lang == "en":
        fields["X-Sources"] = " ".join(prefixes)
    return fields


def empty_texts(lang, key):
    return [""] * (forms(lang) if key[1] is not None else 1)


# -- command line --

def report(problems, quiet):
    """The exit status; `quiet` shows where the errors are and lets them pass."""
    if not quiet:
        for problem in problems:
            print(problem, file=sys.stderr)
        if problems:
            print(f"catalogues: {len(problems)} error(s)", file=sys.stderr)
        return 1 if problems else 0
    counts = {}
    for problem in problems:
        path = problem.split(":")[0]
        counts[path] = counts.get(path, 0) + 1
    for path, count in sorted(counts.items()):
        print(f"{path}: {count} text(s) missing or wrong (tools/catalog.py check)", file=sys.stderr)
    return 0


def arguments():
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", default=root, help="the folder with src, templates and locale")
    parser.add_argument("--warn", action="store_true", help="count errors, but go on")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="errors with file, line and what to do")
    command = commands.add_parser("generate", help="check, then write the C source of all texts")
    command.add_argument("output")
    command.add_argument("depfile", nargs="?")
    command = commands.add_parser("update", help="add what is missing, remove what is too much")
    command.add_argument("area")
    command.add_argument("sources", nargs="*", help="files or folders, relative to the root")
    return parser.parse_args()


def main():
    args = arguments()
    warn = args.warn or os.environ.get("CATALOG") == "warn"
    catalogues = Catalogues(args.root)
    if args.command == "update":
        if catalogues.problems:
            return report(catalogues.problems, False)
        empty = update(catalogues, args.area, args.sources)
        print(f"{empty} text(s) to be written in locale/{args.area}.*.po")
        return 0
    status = report(catalogues.check(), warn)
    if args.command == "generate" and status == 0:
        write_if_changed(args.output, generate(catalogues))
        if args.depfile:
            write_if_changed(args.depfile, depfile(args.root, args.output))
    return status


if __name__ == "__main__":
    sys.exit(main())
