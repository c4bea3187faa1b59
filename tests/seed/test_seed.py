# SPDX-License-Identifier: MIT
"""The user's own notes become exactly the pairs that the user expects (pairs.json)."""

import hashlib
import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest

ROOT = Path(__file__).resolve().parents[2]
NOTES = "17. 머신러닝.md"
NOTES_SHA256 = "d158ae529e76a4dc530ddfa2869324cdeed658644522cd873dd08fed19c6a5f4"
PAIRS = json.loads((Path(__file__).parent / "pairs.json").read_text(encoding="utf-8"))
FORWARD, REVERSE = 0, 1


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The project's root as far as the program reads it, after two runs there."""
    folder = tmp_path_factory.mktemp("root")
    shutil.copytree(ROOT / "input", folder / "input")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    program = Path(os.environ["AWSML_EXPORT"]).resolve()
    for output in ["--apkg", "deck.apkg"], ["--json", "deck.json"]:
        subprocess.run([program, *output], cwd=folder, env=environment, check=True, timeout=60)
    return folder


@pytest.fixture(scope="module")
def notes(folder):
    return json.loads((folder / "deck.json").read_text(encoding="utf-8"))["notes"]


@pytest.fixture(scope="module")
def cards(folder):
    """The cards of the package in the order in which Anki asks them."""
    collection = Collection(str(folder / "collection.anki2"))
    collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(folder / "deck.apkg"))
    )
    yield [collection.get_card(card) for card in collection.find_cards("", "c.due, c.ord")]
    collection.close()


def lines(markup):
    """What a person reads, line by line."""
    markup = re.sub(r"<style>.*?</style>", "", markup, flags=re.DOTALL)
    broken = re.sub(r"</?(p|div|br|hr|li|ul|ol)\b[^>]*>", "\n", markup)
    text = html.unescape(re.sub(r"<[^>]*>", "", broken))
    return [line.strip() for line in text.split("\n") if line.strip()]


def context(pair):
    return " › ".join(pair["path"])


def test_the_input_is_the_users_file():
    data = (ROOT / "input" / NOTES).read_bytes()
    assert hashlib.sha256(data).hexdigest() == NOTES_SHA256


def test_only_what_is_generated_is_in_the_output_folder():
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "output"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert listed.stdout.split() == ["output/.gitignore"]
    assert (ROOT / "output/.gitignore").read_text().split() == ["*", "!.gitignore"]


def test_the_pairs_are_sixteen_notes_and_twenty_nine_cards():
    """What the two tests below rely on when they compare as many as there are."""
    reverses = [pair for pair in PAIRS["notes"] if pair["reverse"]]
    assert (len(PAIRS["notes"]), len(PAIRS["notes"]) + len(reverses)) == (16, 29)


def test_json_holds_the_pairs(notes):
    found = [
        {
            "rule": note["rule"],
            "front": note["fields"]["Front"]["text"],
            "path": note["path"],
            "back": lines(note["fields"]["Back"]["html"]),
            "reverse": lines(note["fields"]["Reverse"]["html"]) or None,
        }
        for note in notes
    ]
    assert found == PAIRS["notes"]
    assert {note["deck"] for note in notes} == {PAIRS["deck"]}
    assert [note["cards"] for note in notes] == [
        [FORWARD, REVERSE] if pair["reverse"] else [FORWARD] for pair in PAIRS["notes"]
    ]


def test_json_says_the_same_as_text(notes):
    for note, pair in zip(notes, PAIRS["notes"], strict=True):
        assert note["fields"]["Back"]["text"].split("\n") == pair["back"]
        assert note["fields"]["Reverse"]["text"] == "\n".join(pair["reverse"] or [])


def expected_cards():
    for pair in PAIRS["notes"]:
        asked = [context(pair), pair["front"]]
        yield FORWARD, asked, asked + pair["back"]
        if pair["reverse"]:
            yield REVERSE, pair["reverse"], pair["reverse"] + asked


def test_anki_shows_the_pairs(cards):
    """In front of what comes after an answer: the documentation's link, the place in the notes."""
    for card, (ord, question, answer) in zip(cards, expected_cards(), strict=True):
        assert (card.ord, lines(card.question())) == (ord, question)
        shown = lines(card.answer())
        assert shown[: len(answer)] == answer
        assert re.fullmatch(re.escape(NOTES) + r":\d+", shown[-1])
        assert len(shown) - len(answer) <= 2


def test_anki_has_them_in_one_deck(cards):
    assert {card.col.decks.name(card.did) for card in cards} == {PAIRS["deck"]}
    assert len({card.nid for card in cards}) == 16
