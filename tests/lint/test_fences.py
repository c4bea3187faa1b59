# SPDX-License-Identifier: MIT
"""Each library behind one file; streams, clock, environment and locale behind the command line."""

import fences
import pytest


def test_each_library_stays_in_its_file():
    assert list(fences.library_problems()) == []


def test_the_library_is_quiet_and_asks_nothing():
    assert list(fences.call_problems()) == []


def test_no_number_is_printed_as_the_locale_likes():
    assert list(fences.float_format_problems()) == []


@pytest.fixture
def tree(tmp_path):
    (tmp_path / "src" / "doc").mkdir(parents=True)
    (tmp_path / "src" / "cli").mkdir()
    (tmp_path / "include").mkdir()
    return tmp_path


@pytest.mark.parametrize("code, word", [
    ("void f(void) { exit(1); }", "exit"),
    ("const char *f(void) { return getenv(\"HOME\"); }", "getenv"),
    ("long f(void) { return time(0); }", "time"),
    ("int f(char c) { return isalpha (c); }", "isalpha"),
    ("void f(void) { fprintf(stderr, \"x\"); }", "stderr"),
    ("double f(char *s) { return strtod(s, 0); }", "strtod"),
    ("int f(char *s) { return atoi(s); }", "atoi"),
])
def test_a_forbidden_call_is_found(tree, code, word):
    (tree / "src" / "doc" / "a.c").write_text(code, encoding="utf-8")
    found = list(fences.call_problems(tree))
    assert len(found) == 1 and f"a.c:1: {word} " in found[0]


@pytest.mark.parametrize("code", [
    "/* exit(1); */ // stderr\n",
    "const char *s = \"time(0) and stdout\";",
    "struct a { int time; }; int f(struct a *a) { return a->time (); }",
    "int ascii_isalpha(int c);",
])
def test_words_that_only_look_like_it_are_none(tree, code):
    (tree / "src" / "doc" / "a.c").write_text(code, encoding="utf-8")
    assert list(fences.call_problems(tree)) == []


def test_the_command_line_may(tree):
    source = tree / "src" / "cli" / "a.c"
    source.write_text("void f(void) { exit(1); }", encoding="utf-8")
    assert list(fences.call_problems(tree)) == []
    source.write_text("int f(char *s) { return atoi(s); }", encoding="utf-8")
    assert len(list(fences.call_problems(tree))) == 1


def test_a_library_in_a_second_file_is_found(tree):
    (tree / "src" / "doc" / "markdown.c").write_text("#include <md4c.h>\n", encoding="utf-8")
    assert not any("md4c.h" in line for line in fences.library_problems(tree))
    (tree / "src" / "doc" / "other.h").write_text("#include <md4c.h>\n", encoding="utf-8")
    assert any("md4c.h" in line for line in fences.library_problems(tree))


def test_a_float_in_a_format_is_found(tree):
    (tree / "src" / "doc" / "a.c").write_text(
        "void f(struct buf *b) { buf_printf(b,\n \"%.2f\", 0.5); }", encoding="utf-8")
    assert len(list(fences.float_format_problems(tree))) == 1
