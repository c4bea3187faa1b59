# SPDX-License-Identifier: MIT
"""The three CSV styles: read by Python's csv module, and imported by the real Anki."""

import csv
import re

import pytest
from anki.utils import strip_html_media
from conftest import content, import_csv, outcome

import nasty


def read(path):
    """Headers and rows; RFC 4180 to the letter, else an error."""
    raw = path.read_bytes().decode("utf-8")
    assert not raw.startswith("\ufeff") and raw.endswith("\r\n")
    assert "\r" not in raw.replace("\r\n", "")
    headers = re.match(r"(#[^\r\n]*\r\n)*", raw).group()
    rows = csv.reader(re.split(r"(?<=\n)", raw[len(headers) :])[:-1], strict=True)
    return headers.split("\r\n")[:-1], list(rows)


def met_order(notes):
    """A deck's first note comes before those of the decks below it, or Anki makes it twice."""
    order = []
    for note in notes:
        parts = note["deck"].casefold().split("::")
        for depth in range(1, len(parts) + 1):
            above = "::".join(parts[:depth])
            order += [n for n in notes if n["deck"].casefold() == above][:1]
        order.append(note)
    return list({note["guid"]: note for note in order}.values())


def quoted_everywhere(path):
    """No cell stands bare: then no line can begin with a bare sign."""
    raw = path.read_bytes().decode("utf-8")
    body = re.sub(r"\A(#[^\r\n]*\r\n)*", "", raw)
    assert re.fullmatch(r'("(?:[^"]|"")*"(?:,"(?:[^"]|"")*")*\r\n)*', body)


@pytest.mark.parametrize("style", ["basic", "anki", "plain"])
def test_every_cell_is_quoted(product, style):
    quoted_everywhere(product.path(f"{style}.csv"))


@pytest.mark.parametrize("style", ["basic", "anki", "plain"])
def test_rows_are_equally_wide(product, style):
    _, rows = read(product.path(f"{style}.csv"))
    assert len({len(row) for row in rows}) == 1


def test_anki_style_has_every_field(product):
    headers, rows = read(product.path("anki.csv"))
    assert headers == [
        "#separator:Comma",
        "#html:true",
        "#guid column:1",
        "#notetype column:2",
        "#deck column:3",
        "#tags column:4",
    ]
    assert len(rows) == len(product.notes)
    for row, note in zip(rows, met_order(product.notes)):
        fields = list(note["fields"].values())
        assert row[:2] + [row[2].strip().casefold(), row[3]] + row[4:] == [
            note["guid"],
            note["type"],
            note["deck"].casefold(),
            " ".join(note["tags"]),
            *fields,
            *[""] * (8 - len(fields)),
        ]


def test_basic_style_has_a_row_a_card(product):
    headers, rows = read(product.path("basic.csv"))
    assert headers == ["#separator:Comma", "#html:true", "#deck column:1", "#tags column:4"]
    cards = [(note, ord) for note in met_order(product.notes) for ord in note["ords"]]
    assert len(rows) == len(cards)
    for (deck, front, back, tags), (note, ord) in zip(rows, cards):
        assert deck.strip().casefold() == note["deck"].casefold() and tags == " ".join(note["tags"])
        fields = note["fields"]
        if note["type"] == "AWSML Cloze":
            assert "{{" not in front + back and "<b>[" in front and "<b>[" not in back
        elif ord == 1:
            assert fields["Reverse"] in front and fields["Front"] in back
            hidden = re.sub(re.escape(fields["Reverse"]), "", front)
            assert not fields["Context"] or fields["Context"] not in hidden
            assert not fields["Source"] or fields["Source"] not in hidden
        else:
            assert fields["Context"] in front and fields["Front"] in front
            assert fields["Back"] in back and fields["Extra"] in back and fields["Source"] in back


def test_basic_style_tells_equal_fronts_apart(product):
    """By the text that Anki compares."""
    _, rows = read(product.path("basic.csv"))
    fronts = [strip_html_media(row[1]) for row in rows]
    assert len(set(fronts)) == len(fronts)
    assert all(front.strip() for front in fronts)


LANGUAGES = {"en": ("Added", "Basic"), "ko": ("추가됨", "Basic"), "ja": ("追加済み", "基本")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_basic_style_in_a_collection_that_knows_nothing(new_collection, product, language):
    """Anki's Korean leaves the names of its note types in English, its Japanese does not."""
    collection = new_collection(language)
    _, rows = read(product.path("basic.csv"))
    names_before = {entry.name for entry in collection.models.all_names_and_ids()}
    word, name = LANGUAGES[language]
    assert collection.tr.adding_added() == word and name in names_before

    assert outcome(import_csv(collection, product.path("basic.csv"))) == {"new": len(rows)}
    arrived = []
    for note_id in sorted(collection.find_notes("")):
        note = collection.get_note(note_id)
        (card,) = note.cards()
        assert len(note.fields) == 2
        arrived.append(
            (collection.decks.name(card.did).casefold(), *note.fields, sorted(note.tags))
        )
        shown = card.question()
        assert note.fields[0] in shown and note.fields[1] in card.answer()
    assert arrived == [
        (deck.strip().casefold(), front, back, sorted(tags.split()))
        for deck, front, back, tags in rows
    ]
    assert {entry.name for entry in collection.models.all_names_and_ids()} == names_before

    before = content(collection)
    assert outcome(import_csv(collection, product.path("basic.csv"))) == {"duplicate": len(rows)}
    assert content(collection) == before
    assert collection.fix_integrity()[1]


def test_anki_style_brings_nothing_without_the_package(collection, product):
    """As the manual says: it is for notes that a package brought."""
    log = import_csv(collection, product.path("anki.csv"))
    assert outcome(log) == {"missing_notetype": len(product.notes)}


TITLES = ["deck", "front", "back", "reverse", "typed", "hint", "context", "extra", "tags"]
TITLES += ["note type", "rule", "file", "line", "guid"]


def test_plain_style_has_a_title_row_and_a_row_a_note(product):
    headers, rows = read(product.path("plain.csv"))
    assert headers == [] and rows[0] == TITLES
    assert len(rows) == len(product.notes) + 1
    for row, note in zip(rows[1:], product.notes):
        cell = dict(zip(TITLES, (value.removeprefix("'") for value in row)))
        assert cell["deck"] == note["deck"] and cell["guid"] == note["guid"]
        assert cell["tags"] == " ".join(note["tags"]) and cell["note type"] == note["type"]
        assert cell["file"] == note["file"] and cell["line"] == str(note["line"])
        assert cell["rule"] == note["rule"]


def test_plain_style_has_plain_text(export):
    product = export(nasty.NOTES)
    _, rows = read(product.path("plain.csv"))
    for row, note in zip(rows[1:], product.notes):
        if note["type"] != "AWSML Note":
            continue
        cell = dict(zip(TITLES, row))
        for name in ["Front", "Back", "Reverse", "Typed", "Hint", "Context", "Extra"]:
            html = note["fields"][name]
            text = nasty.TEXTS.get(html, html)
            assert cell[name.lower()] in (text, f"'{text}"), name


def test_plain_style_shows_clozes_as_gaps(export):
    _, rows = read(export(nasty.NOTES).path("plain.csv"))
    cell = dict(zip(TITLES, rows[-2]))
    assert cell["front"] == "The […] and the [a hint] of std::x{}"
    assert cell["back"] == "The first and the third of std::x{}"


def test_plain_style_begins_no_cell_with_a_sign_of_formulas(product):
    _, rows = read(product.path("plain.csv"))
    for row in rows:
        for value in row:
            assert not re.match(r"[\s\"]*[=+\-@＝＋－＠]|[\t\r\n]", value), value
