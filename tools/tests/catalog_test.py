"""Tests of tools/catalog.py: what it reads, refuses, finds and writes."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))

import catalog  # noqa: E402
import catalog_c  # noqa: E402
import messages  # noqa: E402
import po  # noqa: E402

HEADER = 'msgid ""\nmsgstr "Language: en\\n"\n\n'
TOOL = os.path.join(os.path.dirname(HERE), "catalog.py")


class PoTest(unittest.TestCase):
    refused = [
        ("no header", 'msgid "a"\nmsgstr "b"\n', "x.po:1: the header"),
        ("empty file", "", "x.po:1: the header"),
        ("header twice", HEADER + HEADER, "x.po:4: the header"),
        ("header without colon", 'msgid ""\nmsgstr "Language\\n"\n', "x.po:1: a header line"),
        ("message twice", HEADER + 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "x.po:7: "),
        ("msgstr missing", HEADER + 'msgid "a"\n', "x.po:4: the lines"),
        ("msgid missing", HEADER + 'msgstr "a"\n', "x.po:4: the lines"),
        ("two msgstr", HEADER + 'msgid "a"\nmsgstr "b"\nmsgstr "c"\n', "x.po:4: the lines"),
        ("no empty line", HEADER + 'msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"\n', "x.po:4: "),
        ("plural without forms", HEADER + 'msgid "a"\nmsgid_plural "b"\n', "x.po:4: the lines"),
        ("plural with plain msgstr", HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', "x.po:4"),
        ("forms out of order",
         HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\nmsgstr[0] "d"\n', "x.po:4: the lines"),
        ("context", HEADER + 'msgctxt "c"\nmsgid "a"\nmsgstr "b"\n', "x.po:4: neither"),
        ("obsolete", HEADER + '#~ msgid "a"\n#~ msgstr "b"\n', "x.po:4: obsolete"),
        ("comment inside", HEADER + 'msgid "a"\n# c\nmsgstr "b"\n', "x.po:5: an empty line"),
        ("loose text", HEADER + '"a"\n', "x.po:4: a text without"),
        ("garbage", HEADER + "hello\n", "x.po:4: neither"),
        ("open quotation mark", HEADER + 'msgid "a\nmsgstr "b"\n', "x.po:4: "),
        ("quotation mark inside", HEADER + 'msgid "a"b"\nmsgstr "b"\n', "x.po:4: a text stands"),
        ("text behind", HEADER + 'msgid "a" b\nmsgstr "b"\n', "x.po:4: a text stands"),
        ("ends in a backslash", HEADER + 'msgid "a\\"\nmsgstr "b"\n', "x.po:4: a text stands"),
        ("unknown escape", HEADER + 'msgid "a\\q"\nmsgstr "b"\n', "x.po:4: \\q is unknown"),
        ("line ends of DOS", HEADER.replace("\n", "\r\n"), "x.po:1: save it"),
        ("byte order mark", "\ufeff" + HEADER, "x.po:1: save it"),
    ]

    def test_refused(self):
        for what, text, begins in self.refused:
            with self.subTest(what), self.assertRaises(po.Refused) as refusal:
                po.parse("x.po", text)
            self.assertTrue(str(refusal.exception).startswith(begins), str(refusal.exception))

    def test_not_utf8(self):
        with tempfile.NamedTemporaryFile() as file:
            file.write(b'msgid ""\nmsgstr "\xff"\n')
            file.flush()
            with self.assertRaisesRegex(po.Refused, "^x.po:1: this file is not UTF-8"):
                po.read(file.name, "x.po")

    def test_read(self):
        found = po.parse("x.po", HEADER + '# note\n#, fuzzy, c-format\nmsgid "a\\tb\\\\ "\n"\\"c\\""\n'
                         'msgstr ""\n"d\\n"\n"e"\n')
        entry = found.entries["a\tb\\ \"c\"", None]
        self.assertEqual(found.header, {"Language": "en"})
        self.assertEqual((entry.texts, entry.flags, entry.line), (["d\ne"], ["fuzzy", "c-format"], 6))

    def test_write_is_read_again(self):
        text = (HEADER + '# note\nmsgid "a\\"\\\\\\t"\nmsgstr "b"\n\n'
                'msgid ""\n"one\\n"\n"two"\nmsgid_plural "p"\nmsgstr[0] "x"\nmsgstr[1] "y\\n"\n')
        once = po.write(po.parse("x.po", text))
        self.assertEqual(po.write(po.parse("x.po", once)), once)
        self.assertEqual(list(po.parse("x.po", once).entries),
                         [('a"\\\t', None), ("one\ntwo", "p")])


class ScanTest(unittest.TestCase):
    in_c = [
        ('x = N_("a");', [("a", None)]),
        ('x = N_ ( "a" "b"\n  "c" );', [("abc", None)]),
        ('lang_text(l, "a")', [("a", None)]),
        ('lang_text(langs[f(x, "no")], "a")', [("a", None)]),
        ('lang_text(l, n > 1 ? "a" : "b")', [("a", None), ("b", None)]),
        ('lang_text(l, strcmp(s, "no") ? "a" : "b")', [("a", None), ("b", None)]),
        ('lang_text(l, id)', []),
        ('lang_format(a, l, "a {n}", "n", "no", NULL)', [("a {n}", None)]),
        ('N_PLURAL("a", "b")', [("a", "b")]),
        ('lang_plural(a, l, "a", "b" "c", n)', [("a", "bc")]),
        ('lang_plural(a, l, N_PLURAL("a", "b"), n)', [("a", "b")]),
        ('lang_plural(a, l, one, other, n)', []),
        ('err_set(err, ERR_CONFLICT, "a")', [("a", None)]),
        ('err_set(err, ERR_CONFLICT, N_("a"))', [("a", None)]),
        ('err_field(err, "no", "a")', [("a", None)]),
        ('err_internal(err, "no")', []),
        ('// N_("no")\n/* N_("no") */ N_("a") // \\\nN_("no")\n', [("a", None)]),
        ("'\"' N_(\"a\") '\\''", [("a", None)]),
        ('"N_(\\"no\\")" N_("a")', [("a", None)]),
        ('XN_("no") N_X("no")', []),
        ('#define N_(text) text', []),
        ('N_("\\"\\\\\\n\\x41\\u00e9\\351" u8"é")', [('"\\\nAé\ufffdé', None)]),
        ('N_("")', []),
    ]
    in_templates = [
        ("{{_A text}}", [("A text", None)]),
        ("{{_ A\n   long text }}", [("A long text", None)]),
        ("{{_By {due.short} in it.}}", [("By {due.short} in it.", None)]),
        ("{{_All of {n}}}}", [("All of {n}", None)]),
        ("{{_one|{n} more}}", [("one", "{n} more")]),
        ("{{a}}{{#b}}{{_c}}{{/b}}{{>d}}", [("c", None)]),
        ("{{! {{_no}} {{_a}}", [("a", None)]),
        ("{{=<% %>=}}<%_a%> {{_no}} <%={{ }}=%>{{_b}}", [("a", None), ("b", None)]),
    ]

    def scan(self, how, text):
        problems = []
        uses = how("x", text, problems)
        return uses, problems

    def test_c(self):
        for text, wanted in self.in_c:
            with self.subTest(text):
                uses, problems = self.scan(messages.scan_c, text)
                self.assertEqual(([use.key for use in uses], problems), (wanted, []))

    def test_templates(self):
        for text, wanted in self.in_templates:
            with self.subTest(text):
                uses, problems = self.scan(messages.scan_template, text)
                self.assertEqual(([use.key for use in uses], problems), (wanted, []))

    def test_lines(self):
        uses, _ = self.scan(messages.scan_c, '/* 1\n2 */\n\\\nN_("a"\n"b")')
        self.assertEqual(uses[0].line, 4)
        uses, _ = self.scan(messages.scan_template, "\n\n{{_a}}")
        self.assertEqual(uses[0].line, 3)

    def test_macros_in_a_message(self):
        for text in ('N_("a" PRId64)', 'lang_text(l, PRId64 "a")', 'err_field(e, "f", "a" B "c")'):
            uses, problems = self.scan(messages.scan_c, text)
            self.assertEqual((uses, len(problems)), ([], 1), text)

    def test_tag_that_never_ends(self):
        for text in ("{{_a", "{{_a {b}", "{{a", "{{! b"):
            self.assertEqual(len(self.scan(messages.scan_template, text)[1]), 1, text)


class CatalogueTest(unittest.TestCase):
    """On a copy of a small tree without faults, to which a case does one thing."""

    faults = [
        ("new text in C", "src/shop/cart.c", '"Your cart"', '"Your basket"',
         "src/shop/cart.c:4: no text in en, zh-Hans, zh-Hant, vi; run tools/catalog.py update shop"),
        ("new text in a template", "templates/shop/cart.html", "We answer by", "We write by",
         "templates/shop/cart.html:2: no text in en"),
        ("text gone from the sources", "src/shop/cart.c", '"Nothing is "', '"Nothing else is "',
         "locale/shop.vi.po:"),
        ("changed plural", "src/shop/cart.c", "{n} things missing", "{n} things are missing",
         "src/shop/cart.c:11: no text"),
        ("not translated", "locale/shop.vi.po", "Giỏ hàng của bạn", "", "not translated"),
        ("still English", "locale/shop.zh-Hans.po", "您的购物车", "Your cart", "still English"),
        ("English differs", "locale/shop.en.po", 'msgstr "Your cart"', 'msgstr "Your basket"',
         "English is the message itself"),
        ("fuzzy", "locale/shop.vi.po", 'msgid "Your', '#, fuzzy\nmsgid "Your', "marked fuzzy"),
        ("name in braces lost", "locale/shop.vi.po", "trước {due.short}.", "trước.",
         "names in braces differ"),
        ("other name in braces", "locale/shop.vi.po", "trước {due.short}.", "trước {due.day}.",
         "names in braces differ"),
        ("name lost in a plural", "locale/shop.zh-Hans.po", "缺少{n}项", "缺少一些", "names in braces"),
        ("open brace", "locale/shop.vi.po", "trước {due.short}.", "trước {due.short}. {", "a brace"),
        ("number of forms", "locale/shop.vi.po", 'msgstr[0] "Thiếu {n} mục"',
         'msgstr[0] "Thiếu {n} mục"\nmsgstr[1] "Thiếu {n} mục"', "vi has 1 plural form"),
        ("half-width punctuation", "locale/shop.zh-Hant.po", "沒有商品。", "沒有,商品。", "half-width"),
        ("half-width full stop", "locale/shop.zh-Hans.po", "没有商品。", "没有商品.", "half-width"),
        ("traditional in simplified", "locale/shop.zh-Hans.po", "购物车", "購物車", "購車 not written"),
        ("simplified in traditional", "locale/shop.zh-Hant.po", "購物車", "购物车", "购车 not written"),
        ("accents apart", "locale/shop.vi.po", "Giỏ", "Gio\u0309", "accents"),
        ("wrong language", "locale/shop.vi.po", "Language: vi", "Language: en", "\"Language: vi"),
        ("wrong plural rule", "locale/shop.vi.po", "nplurals=1", "nplurals=2", "\"Plural-Forms: "),
        ("cannot be read", "locale/shop.vi.po", "msgstr", "msgster", "locale/shop.vi.po:2: neither"),
    ]

    def setUp(self):
        self.root = os.path.join(tempfile.mkdtemp(), "tree")
        self.addCleanup(shutil.rmtree, os.path.dirname(self.root))
        shutil.copytree(os.path.join(HERE, "catalogue"), self.root)

    def path(self, name):
        return os.path.join(self.root, name)

    def text(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def put(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def replace(self, name, old, new):
        text = self.text(name)
        self.assertIn(old, text)
        self.put(name, text.replace(old, new))

    def check(self):
        return catalog.Catalogues(self.root).check()

    def run_tool(self, *args, **env):
        return subprocess.run([sys.executable, TOOL, "--root", self.root, *args], text=True,
                              capture_output=True, env={**os.environ, "CATALOG": "", **env})

    def test_no_fault(self):
        self.assertEqual(self.check(), [])

    def test_faults(self):
        for what, name, old, new, wanted in self.faults:
            with self.subTest(what):
                before = self.text(name)
                self.replace(name, old, new)
                problems = self.check()
                self.assertTrue(any(wanted in problem for problem in problems), problems)
                self.put(name, before)

    def test_superfluous(self):
        self.put("locale/shop.vi.po", self.text("locale/shop.vi.po") +
                 '\nmsgid "Gone"\nmsgstr "Đã mất"\n')
        self.assertIn("no source has this message", self.check()[0])

    def test_language_missing(self):
        os.remove(self.path("locale/shop.zh-Hant.po"))
        self.assertEqual(len([p for p in self.check() if "no text in zh-Hant;" in p]), 5)

    def test_file_name(self):
        self.put("locale/shop.fr.po", "")
        self.assertIn("the name of a catalogue", self.check()[0])

    def test_two_areas(self):
        text = self.text("locale/shop.vi.po")
        self.put("locale/other.vi.po", text)
        self.assertEqual(self.check(), [])
        self.put("locale/other.vi.po", text.replace("Giỏ hàng của bạn", "Giỏ của bạn"))
        self.assertIn("translated otherwise than in locale/other.vi.po", self.check()[0])

    def test_tests_have_no_messages(self):
        self.put("src/shop/cart_test.c", 'N_("no")')
        self.put("src/shop/cart_fuzz.c", 'N_("no")')
        self.assertEqual(self.check(), [])

    def test_strict_fails_and_warn_does_not(self):
        out = self.path("out.c")
        self.replace("locale/shop.vi.po", "Giỏ hàng của bạn", "")
        strict = self.run_tool("generate", out)
        self.assertEqual(strict.returncode, 1)
        self.assertIn("locale/shop.vi.po:", strict.stderr)
        self.assertFalse(os.path.exists(out))
        for args, env in ((["--warn"], {}), ([], {"CATALOG": "warn"})):
            run = self.run_tool(*args, "generate", out, **env)
            self.assertEqual(run.returncode, 0)
            self.assertIn("locale/shop.vi.po: 1 text(s)", run.stderr)
            os.remove(out)

    def test_generate(self):
        out, dep = self.path("out.c"), self.path("out.d")
        self.assertEqual(self.run_tool("generate", out, dep).returncode, 0)
        os.utime(out, (1, 1))
        self.assertEqual(self.run_tool("generate", out, dep).returncode, 0)
        self.assertEqual(os.stat(out).st_mtime, 1)
        for name in ("locale", "locale/shop.vi.po", "src/shop", "templates/shop/cart.html"):
            self.assertIn(self.path(name), self.text("out.d").split())

    def test_slots_find_every_message(self):
        keys = [(f"text {i}", None if i % 3 else f"texts {i}") for i in range(1000)]
        table = catalog_c.slots(keys)
        for i, key in enumerate(keys):
            at = catalog_c.message_hash(key) & (len(table) - 1)
            while table[at] != i + 1:
                self.assertNotEqual(table[at], 0)
                at = (at + 1) & (len(table) - 1)

    def test_c_text(self):
        self.assertEqual(catalog_c.c_text('a"\\\n\té'), '"a\\"\\\\\\n\\té"')

    def test_update(self):
        self.replace("src/shop/cart.c", '"Your cart"', '"Your basket"')
        self.replace("templates/shop/cart.html", "Your cart", "Your basket")
        self.assertIn("3 text(s)", self.run_tool("update", "shop").stdout)
        english = self.text("locale/shop.en.po")
        self.assertIn('msgid "Your basket"\nmsgstr "Your basket"\n', english)
        self.assertIn('msgid "Your basket"\nmsgstr ""\n', self.text("locale/shop.vi.po"))
        self.assertNotIn("Your cart", english)
        self.assertEqual([p for p in self.check() if "not translated" not in p], [])
        self.assertEqual(self.run_tool("update", "shop").returncode, 0)
        self.assertEqual(self.text("locale/shop.en.po"), english)

    def test_update_of_a_new_area(self):
        self.assertNotEqual(self.run_tool("update", "desk").returncode, 0)
        self.put("src/shop/till.c", 'N_("Pay") N_("Your cart")')
        self.assertEqual(self.run_tool("update", "till", "src/shop/till.c").returncode, 0)
        self.assertNotIn("Your cart", self.text("locale/till.vi.po"))
        self.assertIn('"X-Sources: src/shop/till.c\\n"', self.text("locale/till.en.po"))

    def test_update_keeps_what_translators_wrote(self):
        for lang in catalog.LANGS:
            before = self.text(f"locale/shop.{lang}.po").replace('msgid "Your', '# why\nmsgid "Your')
            self.put(f"locale/shop.{lang}.po", before)
            self.run_tool("update", "shop")
            self.assertEqual(self.text(f"locale/shop.{lang}.po"), before)


if __name__ == "__main__":
    unittest.main()
