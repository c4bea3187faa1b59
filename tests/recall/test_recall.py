# SPDX-License-Identifier: MIT
"""A note is made again from the lock's Markdown: with the same fields, and the same Markdown."""
import documents
import pytest
from conftest import recall

BREAKS = ["keep", "join"]
OWN = {
    "note syntax": documents.note_syntax,
    "questions": documents.questions,
    "seed": documents.seed,
    "fuzzed": documents.fuzzed,
}
# Of the specifications' examples in contexts that make something else of them, these few come back
# otherwise.
EXCEPTIONS = 0.0002


def differences(named, breaks):
    names, texts = zip(*named)
    count, found = 0, []
    for name, text, pairs in zip(names, texts, recall(texts, breaks)):
        count += len(pairs)
        found += [(name, text, note, again) for note, again in pairs if note != again]
    return count, found


@pytest.mark.parametrize("breaks", BREAKS)
@pytest.mark.parametrize("kind", OWN)
def test_notes_come_back(kind, breaks):
    count, found = differences(OWN[kind](), breaks)
    assert count > 0 and found == []


@pytest.mark.parametrize("breaks", BREAKS)
def test_nasty_notes_come_back(breaks):
    count, found = differences(documents.combined(documents.NASTY), breaks)
    assert count > 700 and found == []


@pytest.mark.parametrize("breaks", BREAKS)
def test_the_specifications_examples_come_back(breaks):
    count, found = differences(documents.combined(documents.specifications()), breaks)
    assert count > 10000
    assert len(found) <= count * EXCEPTIONS, found


def notes(text, breaks="keep"):
    """Front and back as Markdown, of each note."""
    (pairs,) = recall([text], breaks)
    assert all(note == again for note, again in pairs)
    return [(note[1], note[2]) for note, _ in pairs]


def back(text, breaks="keep"):
    ((_, markdown),) = notes("# T\n\n" + text, breaks)
    return markdown


# What does not show on a card is not in the text, so that it never counts as a change.
SAME = {
    "blanks at line ends": ("a\nb\n\n- c\n\n  d\n", "a  \nb \n\n- c \t\n\n  d  \n"),
    "empty lines between blocks": ("a\n\n- b\n\n> c\n\nd\n", "a\n- b\n\n\n\n> c\n\n\nd\n\n\n"),
    "empty lines in a list": ("- a\n\n  b\n", "- a\n\n\n\n  b\n"),
    "a line of blanks": ("- a\n\n  b\n", "- a\n   \n  b\n"),
    "comments": ("a\n\nb\n", "a\n\n<!-- c -->\n\nb\n\n<!-- d\n\ne -->\n"),
    "a comment in a line": ("a b\n", "a b<!-- c -->\n"),
    "templates": ("a\n\nb\n", "a\n{% include x %}\n\nb\n{: .note}\n"),
    "definitions that nothing uses": ("a\n", "a\n\n[b]: /c\n"),
    "where definitions stand": ("See [a] [b].\n\n[a]: /x\n[b]: /y\n",
                                "[b]: /y\n\nSee [a] [b].\n\n[a]: /x\n"),
    "a second definition": ("See [a].\n\n[a]: /x\n", "See [a].\n\n[a]: /x\n[A]: /y\n"),
    "how a rule is written": ("a\n\n---\n\nb\n", "a\n\n* * *\n\nb\n"),
    "line ends": ("a\nb\n", "a\r\nb\r\n"),
}


@pytest.mark.parametrize("case", SAME)
def test_what_does_not_show_is_not_in_it(case):
    one, two = SAME[case]
    assert back(one) == back(two)


def test_a_heading_is_its_text():
    for heading in ("# A *b*", "###### A *b* ##", "#  A *b*  ", "A *b*\n---"):
        assert notes(heading + "\n\nx\n") == [("A *b*", "x")]


DIFFERENT = {
    "a word": ("a\n", "b\n"),
    "emphasis": ("a\n", "*a*\n"),
    "a line's end": ("a\nb\n", "a b\n"),
    "an item": ("- a\n", "- a\n- b\n"),
    "tight and loose": ("- a\n- b\n", "- a\n\n- b\n"),
    "a number": ("1. a\n", "2. a\n"),
    "an address": ("See [a].\n\n[a]: http://x\n", "See [a].\n\n[a]: http://y\n"),
    "a title": ("See [a].\n\n[a]: http://x\n", "See [a].\n\n[a]: http://x 't'\n"),
    "blanks in code": ("```\na\n```\n", "```\na  \n```\n"),
    "empty lines in code": ("```\na\n\nb\n```\n", "```\na\n\n\nb\n```\n"),
}


@pytest.mark.parametrize("case", DIFFERENT)
def test_what_shows_is_in_it(case):
    one, two = DIFFERENT[case]
    assert back(one) != back(two)


def test_hard_breaks_stay_where_line_ends_do_not_show():
    assert back("a    \nb\nc  \n\nd\n", "join") == "a  \nb\nc\n\nd"
    assert back("a    \nb\nc  \n\nd\n", "keep") == "a\nb\nc\n\nd"


# CommonMark 0.30, 6.3: full, collapsed and shortcut references; 4.7: case and white space of labels.
DEFINITIONS = {
    "See [text][A  b].\n\n[a\nB]: /x 't'\n[c]: /y\n": "See [text][A  b].\n\n[a\nB]: /x 't'",
    "See [ẞ][] ![b]\n\n[SS]: /x\n[B]: <y z>\n": "See [ẞ][] ![b]\n\n[B]: <y z>\n[SS]: /x",
    "See [a][b].\n\n[b]: /x\n[a]: /y\n": "See [a][b].\n\n[b]: /x",
    "See [a].\n\n> [a]: /x\n": "See [a].\n\n[a]: /x",
    "```\n[a]: /x\n```\n\nSee [a].\n": "```\n[a]: /x\n```\n\nSee [a].",
}


@pytest.mark.parametrize("text", DEFINITIONS)
def test_definitions_follow(text):
    assert back(text) == DEFINITIONS[text]


def test_fronts_are_read_as_they_are_written():
    for title in ("C#", "a*b", "1. x", "# x", "x #", "`a`b", "<b>", "a_b_c", "&amp;", "[x]", "a\\"):
        escaped = "".join("\\" + c if c in "#*`<&[]\\._" else c for c in title)
        ((front, _),) = notes(f"# {escaped}\n\nx\n")
        ((again, _),) = notes(f"# {front}\n\nx\n")
        assert front == again
