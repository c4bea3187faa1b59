# SPDX-License-Identifier: MIT
"""Hostile Markdown: twice the input never costs three times the work, and nothing breaks.

Work is the number of instructions that callgrind counts, less those of an empty input: the same on
a busy machine as on an idle one. AWSML_RENDER_MARKDOWN and AWSML_EXPORT name the two programs,
built without sanitizers.
"""

import functools
import math
import os
import re
import resource
import subprocess
import tempfile

import pytest

PROGRAMS = {
    "render": lambda: [os.environ["AWSML_RENDER_MARKDOWN"]],
    "export": lambda: [os.environ["AWSML_EXPORT"], "--json", "-", "-"],
}
# Everything stands in one section, so that it goes through all stages.
PREFIX = "# Title\n\n## Section\n\nText.\n\n"
SMALL = 32 * 1024  # bytes; 64 KiB is the double
LARGE = 1024 * 1024
MEMORY = 1 << 30  # address space for LARGE
HANG = 300  # seconds after which a run counts as one that never ends


def many(piece, before="", after=""):
    """The piece as often as it fits."""
    return lambda size: before + piece * (size // len(piece.encode())) + after


def halves(one, other, middle="a"):
    """As many of the one before the middle as of the other behind it."""
    return lambda size: (one * (size // len(one + other)) + middle
                         + other * (size // len(one + other)))


def numbered(pattern):
    return lambda size: "".join(pattern.format(i) for i in range(size // len(pattern)))


def growing(piece, end="\n"):
    """Lines (or words) of one, two, three … pieces."""
    return lambda size: "".join(
        piece * i + "a" + end for i in range(1, math.isqrt(2 * size // len(piece))))


def lazy(size):
    return ">" * (size // 2) + "a\n" + "b\n" * (size // 4)


def blank_lines_in_deep_list(size):
    return "- " * (size // 4) + "a\n" + "\n" * (size // 2) + "b"


def wide_table(size):
    """Short rows are filled up: columns times rows of empty cells."""
    columns, rows = size // 12, size // 4
    return "|a" * columns + "|\n" + "|---" * columns + "|\n" + "x\n" * rows


def expanding_reference(size):
    """A long address that is used often: uses times length."""
    return "[a]: /" + "x" * (size // 2) + "\n\n" + "[a] " * (size // 8)


CASES = {
    # containers
    "quotes": many(">", after="a"),
    "quotes, growing": growing("> "),
    "quote and lazy lines": lazy,
    "lists": many("- ", after="a"),
    "lists, growing": growing("  ", "\n- "),
    "lists, mixed": many("- 1. > ", after="a"),
    "list of many items": many("* a\n"),
    "blank lines in a deep list": blank_lines_in_deep_list,
    # blocks
    "one line": many("word 단어 "),
    "headings": many("# a\n"),
    "setext headings": many("a\n=\n"),
    "empty headings": many("#\n"),
    "rules": many("***\n"),
    "almost rules": many("* * a "),
    "fences": many("```\n"),
    "fences, growing": growing("`"),
    "fences never closed": many("> ~~~\n\n"),
    "lines of a paragraph": many("a\n"),
    "lines of a paragraph, then equal signs": many("a\n", after="==="),
    "conflict markers": many("<<<<<<< a\n=======\n"),
    "no-break spaces": many("\u00a0\n"),
    "white space": many(" \t"),
    "line feeds": many("\n"),
    "NUL": many("\0"),
    # tables
    "table of many rows": many("|a|b|\n", before="|a|b|\n|-|-|\n"),
    "table that is wide": wide_table,
    "table of short rows": many("a\n", before="|a" * 8 + "|\n" + "|-" * 8 + "|\n"),
    "delimiter rows": many("|-|-|\n"),
    "tables without blank lines": many("a\n|b|\n|-|\n\n"),
    "table that never comes": many("a | b\n"),
    "pipes": many("|"),
    # links and definitions
    "brackets opened": many("["),
    "brackets closed": many("]"),
    "brackets nested": halves("[", "]"),
    "links nested": halves("[", "](b)"),
    "links never closed": many("[a](b"),
    "link titles never closed": many('[a](b "'),
    "link addresses never closed": many("[a](<b"),
    "images nested": halves("![", "](b)"),
    "images in links": many("![[]()"),
    "definitions": numbered("[{0}]: /a\n"),
    "definitions and their uses": lambda size: (
        numbered("[{0}]: /a\n")(size // 2) + "\n" + numbered("[{0}] [x][{0}]\n")(size // 2)),
    "definitions of one name": many("[a]: b\n"),
    "definitions never closed": many("[a]: b (\n"),
    "references to nothing": numbered("[{0}] "),
    "reference that expands": expanding_reference,
    "footnotes": numbered("[^{0}] "),
    "wiki links": many("[[a|b"),
    # emphasis and code
    "stars": many("*", after="a"),
    "stars around": halves("*", "*"),
    "stars opened": many("*a "),
    "stars closed": many("a* "),
    "stars and lines mixed": many("*a _b "),
    "stars nested": halves("*a **b ", " c** d*"),
    "stars inside words": many("a**b"),
    "tildes": many("~~a ~b "),
    "highlights": many("==a "),
    "backticks": many("`a``b"),
    "backticks, growing": growing("`", " "),
    "backslashes": many("\\"),
    "hard breaks": many("a  \n"),
    # HTML and entities
    "comments": many("<!--"),
    "comments in a line": many("a <!-- "),
    "comments that end": many("<!-- a -->\n"),
    "instructions": many("a <?"),
    "CDATA": many("a <![CDATA["),
    "declarations": many("a <!A "),
    "tags": many("<a "),
    "attributes never closed": many("<a b='"),
    "less-than": many("<"),
    "details": halves("<details>\n", "</details>\n", "\na\n\n"),
    "divs": many("<div>\n"),
    "ampersands": many("&"),
    "entities": many("&amp;"),
    "an entity without end": many("a", before="&"),
    # bare addresses
    "URLs": many("https://example.com/?q=a "),
    "URLs in parentheses": many("(http://a.kr)"),
    "www": many("www."),
    "www after underscores": many("_www.a_b"),
    "at signs": many("@"),
    "mail addresses": many("a@b.kr "),
    "colons": many("http://"),
    "parentheses behind a URL": many(")", before="http://a.kr/"),
    "parentheses": many("("),
    # what is not in CommonMark
    "dollars": many("$"),
    "formulas": many("$a$ "),
    "formulas never closed": many("$a "),
    "blocks of formulas": many("$$\na\n"),
    "double braces": many("{{"),
    "templates": many("{{ site.a }} "),
    "templates never closed": many("{% a "),
    "attribute lists": many("{: .a"),
    "ids in a heading": many("{#a} ", before="## T "),
    "ids in an underlined heading": many("{#a} ", before="T ", after="\n---\n\na"),
    "block ids in a heading": many("^a-bc ", before="## Ta "),
    "id comments in a heading": many("<!-- id: a --> ", before="## T "),
    "id comments below a heading": many("<!-- id: a -->\n", before="## T\n"),
    "percent signs": many("%%"),
    "double colons": many("a :: b\n"),
    "questions": many("왜 그럴까? 그래서 그렇다. "),
    "service names": many("Amazon S3와 AWS Lambda "),
}


def run(program, text, wrapper=(), **options):
    command = PROGRAMS[program]()
    if program == "export":
        text = PREFIX + text
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    result = subprocess.run(
        [*wrapper, *command], input=text.encode(), capture_output=True, timeout=HANG, env=env,
        **options)
    # 1 is how the program says that a document is not in order.
    assert result.returncode in ((0,) if program == "render" else (0, 1)), result.stderr[-2000:]
    return result


def count(program, text):
    with tempfile.NamedTemporaryFile() as log:
        run(program, text, ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                            f"--log-file={log.name}"))
        return int(re.search(rb"Collected : (\d+)", log.read())[1])


@functools.cache
def count_nothing(program):
    return count(program, "")


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_work_grows_with_the_input(program, case):
    once = count(program, case(SMALL)) - count_nothing(program)
    twice = count(program, case(2 * SMALL)) - count_nothing(program)
    assert once > SMALL // 8, "the input is hardly read: nothing is measured"
    assert twice < 3 * once, f"{twice / once:.2f} times the work, {once} and {twice} instructions"


def limit():
    if "ASAN_OPTIONS" not in os.environ:  # a sanitizer reserves more than any limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_large_input_needs_little_memory(program, case):
    run(program, case(LARGE), preexec_fn=limit)


def test_the_measure_sees_a_square(monkeypatch):
    """A program whose work is the square of its input would fail."""
    square = "{ n = length($0); for (i = 0; i < n; i++) for (j = 0; j < n; j++) s++ }"
    monkeypatch.setitem(PROGRAMS, "render", lambda: ["awk", square])
    nothing, once, twice = (count("render", "a" * length) for length in (0, 300, 600))
    assert twice - nothing > 3 * (once - nothing)
