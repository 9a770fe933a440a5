#!/usr/bin/env python3
"""Checks the lists in data/: codes, clocks, calendar, rules.

    tools/data_check.py [--root ROOT]

Every list has all four languages, no code twice and no key that nobody reads.
Lists whose codes the program knows hold the codes of src/complaint/words.c, in
their order, with the same English label. Errors name the file and the entry.
"""

import argparse
import datetime
import os
import re
import sys

import yaml

LANGS = ["en", "zh-Hans", "zh-Hant", "vi"]
UNITS = ["hours", "working_hours", "days", "working_days", "weeks", "months"]
LABEL_MOST = 60
SENTENCES = {"snippet": 400, "script_receive": 400, "script_answer": 400}  # lists of texts, not of labels: their most characters
FLAGS = {"amount", "detail"}


class Strict(yaml.SafeLoader):
    """Refuses a key that stands twice in one mapping, and reads yes and no as words."""

    def construct_mapping(self, node, deep=False):
        keys = [key.value for key, _ in node.value]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise yaml.YAMLError(f"line {node.start_mark.line + 1}: twice: {sorted(twice)}")
        return super().construct_mapping(node, deep)


Strict.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:bool"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()}
Strict.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))


class Check:
    def __init__(self, root):
        self.root = root
        self.problems = []
        self.words = program_words(root)
        self.signals = listed_codes(root, "src/complaint/facts.c", "signal_codes")

    def wrong(self, where, what):
        self.problems.append(f"{where}: {what}")

    def load(self, name):
        with open(os.path.join(self.root, "data", name), encoding="utf-8") as file:
            try:
                return yaml.load(file, Strict)
            except yaml.YAMLError as error:
                self.wrong(name, str(error).replace("\n", " "))
                return {}

    def keys(self, where, entry, required, optional=()):
        """Whether the entry is a mapping with these keys and no other."""
        if not isinstance(entry, dict):
            self.wrong(where, "is not a mapping")
            return False
        for key in set(required) - set(entry):
            self.wrong(where, f"'{key}' is missing")
        for key in set(entry) - set(required) - set(optional):
            self.wrong(where, f"'{key}' is not known")
        return set(required) <= set(entry)

    def labels(self, where, entry, most):
        for lang in LANGS:
            text = entry.get(lang)
            if not isinstance(text, str) or not text.strip():
                self.wrong(where, f"no text in {lang}")
            elif len(text) > most:
                self.wrong(where, f"{lang} is longer than {most} characters")
            elif lang.startswith("zh") and re.search(r"[\u4e00-\u9fff][,;:!?()]", text):
                self.wrong(where, f"{lang} has half-width punctuation")

    def unique(self, where, entries, key):
        seen = set()
        for entry in entries:
            value = entry.get(key) if isinstance(entry, dict) else None
            if value in seen:
                self.wrong(where, f"'{value}' stands twice")
            seen.add(value)

    def codes(self, name):
        data = self.load(f"codes/{name}.yaml")
        if not self.keys(name, data, ["list", "fixed", "codes"]):
            return
        if data["list"] != name:
            self.wrong(name, "the list has another name than its file")
        for entry in data["codes"]:
            where = f"{name} {entry.get('code') if isinstance(entry, dict) else entry}"
            if not self.keys(where, entry, ["code", *LANGS], FLAGS):
                continue
            if not re.fullmatch(r"[A-Z]?[a-z0-9_]{1,30}", str(entry["code"])):
                self.wrong(where, "a code has small letters, digits and _ only")
            self.labels(where, entry, SENTENCES.get(name, LABEL_MOST))
            for flag in FLAGS & set(entry):
                if entry[flag] is not True:
                    self.wrong(where, f"'{flag}' is true or left out")
        self.unique(name, data["codes"], "code")
        if data["fixed"]:
            self.fixed(name, data["codes"])

    def fixed(self, name, entries):
        known = self.words.get(name)
        found = [(entry.get("code"), entry.get("en")) for entry in entries]
        if known is None:
            self.wrong(name, "the program has no such list")
        elif found != known:
            differ = [pair for pair in found + known if (pair in found) != (pair in known)]
            self.wrong(name, f"differs from src/complaint/words.c: {differ or 'the order'}")

    def value(self, where, entry, key, allowed):
        if key in entry and entry[key] not in allowed:
            self.wrong(where, f"'{key}' is none of {', '.join(map(str, allowed))}")

    def word(self, where, entry, key):
        self.value(where, entry, key, [code for code, _ in self.words[
            "yes_no" if key == "need" else key]])

    def clocks(self):
        data = self.load("clocks.yaml")
        if not self.keys("clocks", data, ["default", "clocks", "update_hours", "reminders", "reviews",
                                          "identity_hours", "export_share", "export_few", "backup_keys_days", "analysis_months",
                                          "review_months", "not_theirs"]):
            return
        for key in ["update_hours", "identity_hours", "export_share", "export_few", "backup_keys_days",
                    "analysis_months", "review_months"]:
            if not isinstance(data[key], int) or data[key] < 1:
                self.wrong("clocks", f"{key} is a number above 0")
        for entry in data["clocks"]:
            where = f"clock {entry.get('name')}"
            if not self.keys(where, entry, ["name", "starts", "stops", "unit", "length", *LANGS],
                             ["calendar", "hours", "counts_first", "rolls", "pauses", "tells",
                              "extends"]):
                continue
            self.value(where, entry, "unit", UNITS)
            self.labels(where, entry, LABEL_MOST)
            if not isinstance(entry["length"], int) or entry["length"] < 1:
                self.wrong(where, "the length is a number above 0")
            if not entry["starts"] or not entry["stops"]:
                self.wrong(where, "needs events that start and stop it")
        self.unique("clocks", data["clocks"], "name")
        names = {entry.get("name") for entry in data["clocks"]}
        for name, path in named_clocks(self.root):
            if name not in names:
                self.wrong("clocks", f"'{name}' is asked for by {path}")

    def calendar(self):
        folder = os.path.join(self.root, "data", "calendars")
        names = ["calendar.yaml", *(f"calendars/{name}" for name in sorted(os.listdir(folder))
                                    if name.endswith(".yaml"))]
        for name in names:
            entry = self.load(name)
            if not self.keys(name, entry, ["name", "weekdays", *LANGS], ["years"]):
                continue
            self.labels(name, entry, LABEL_MOST)
            if not entry["weekdays"] or set(entry["weekdays"]) - set(range(1, 8)):
                self.wrong(name, "weekdays are some of 1 to 7")
            if "/" in name and name != f"calendars/{entry['name']}.yaml":
                self.wrong(name, "the calendar has another name than its file")
            for year in entry.get("years", []):
                self.year(f"{name} {year.get('year')}", year)

    def year(self, where, entry):
        """Holidays on their days; whoever works on a make-up day would have had it off."""
        if not self.keys(where, entry, ["year", "source"], ["ics", "holidays", "workdays"]):
            return
        days = [day for span in entry.get("holidays", []) for day in days_of(span)]
        works = [day for span in entry.get("workdays", []) for day in days_of(span)]
        if len(set(days + works)) < len(days + works):
            self.wrong(where, "a day stands twice")
        for day in days + works:
            if day.year != entry["year"]:
                self.wrong(where, f"{day} lies in another year")
        for day in works:
            if day.isoweekday() < 6:
                self.wrong(where, f"{day} is worked anyway")

    def rules(self, name, result, scales, numbers=()):
        rules = self.load(f"{name}.yaml").get("rules", [])
        for entry in rules:
            where = f"{name} {entry.get('id')}"
            if not self.keys(where, entry, ["id", result, *LANGS], [*scales, *numbers]):
                continue
            for key in [result, *scales]:
                self.word(where, entry, key)
            self.labels(where, entry, 2 * LABEL_MOST)
        self.unique(name, rules, "id")
        if not rules or set(rules[-1]) & {*scales, *numbers}:
            self.wrong(name, "the last row has no condition, so that one always fires")

    def depth(self):
        data = self.load("depth.yaml")
        self.keys("depth", data, ["similar_within", "rules", "needs"])
        self.rules("depth", "depth", ["severity"], ["similar"])
        needs = data.get("needs", [])
        for entry in needs:
            self.keys(f"depth {entry.get('depth')}", entry,
                      ["depth", "plan", "hear_complainant", "hear_staff", "evidence", "cause"])
        if [entry.get("depth") for entry in needs] != [code for code, _ in self.words["depth"]]:
            self.wrong("depth", "says what each depth needs, in their order")

    def others(self):
        data = self.load("significant.yaml")
        if self.keys("significant", data, ["alerting", "many_from", "affected_from", "amount", "currency"]):
            for signal in set(data["alerting"]) - set(self.signals):
                self.wrong("significant", f"'{signal}' is no signal")
        data = self.load("repeat.yaml")
        if self.keys("repeat", data, ["points", "within", "shown_from"]):
            if sum(data["points"].values()) != 100:
                self.wrong("repeat", "the points do not add up to 100")

    def all(self):
        folder = os.path.join(self.root, "data", "codes")
        for name in sorted(os.listdir(folder)):
            self.codes(name.removesuffix(".yaml"))
        self.clocks()
        self.calendar()
        self.rules("priority", "priority", ["severity", "safety", "complexity", "impact", "need"])
        self.depth()
        self.others()
        return self.problems


def days_of(span):
    """2026-10-01, or 2026-10-01/2026-10-07 for the first and the last of several."""
    first, _, last = str(span).partition("/")
    day, end = (datetime.date.fromisoformat(text) for text in (first, last or first))
    return [day + datetime.timedelta(n) for n in range((end - day).days + 1)]


def source(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()


def program_words(root):
    """The lists of words.c: name → [(code, English label)]."""
    text = source(root, "src/complaint/words.c")
    lists = re.findall(r"static const struct word (\w+)\[\] = \{(.*?)\n\};", text, re.S)
    return {name: re.findall(r'"(\w+)",\s*N_\("([^"]+)"\)', body) for name, body in lists}


def listed_codes(root, path, table):
    body = re.search(rf"{table}\[\w+\] = \{{(.*?)\}};", source(root, path), re.S)
    return re.findall(r'"(\w+)"', body.group(1))


def named_clocks(root):
    """The clocks that the program knows by name: (name, path)."""
    paths = ["src/complaint/dossier_facts.c", "src/operation/closing/reminder_flow.c",
             "src/desk/case_write.c", "src/portal/promises.c"]
    asked = r'(?:clock\.row\[i\]\.name|procedure_clock\(p), "(\w+)"'
    return [(name, path) for path in paths for name in re.findall(asked, source(root, path))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", default=os.path.join(os.path.dirname(__file__), ".."))
    problems = Check(parser.parse_args().root).all()
    for problem in problems:
        print(f"data: {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
