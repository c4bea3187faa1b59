# SPDX-License-Identifier: MIT
"""The JSON output: by its schema, and whether the deck can be made again from it."""

import json
import sqlite3
import zipfile

import genanki
import jsonschema
import pytest
from conftest import ROOT, content, import_package, outcome

import nasty


@pytest.fixture(scope="module")
def schema():
    loaded = json.loads((ROOT / "data/notes.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(loaded)
    return loaded


def load(product):
    return json.loads(product.path("json").read_text(encoding="utf-8"))


def test_it_follows_the_schema(product, schema):
    jsonschema.Draft202012Validator(schema).validate(load(product))


def test_media_follow_the_schema(export, schema):
    data = load(export([nasty.note("x")], media=[{"name": "a.png", "text": "ab"}]))
    jsonschema.Draft202012Validator(schema).validate(data)
    assert data["media"] == [{"name": "a.png", "base64": "YWI="}]


@pytest.mark.parametrize(
    "path, value",
    [
        (["version"], 2),
        (["notes", 0, "guid"], "with blank"),
        (["notes", 0, "line"], 0),
        (["notes", 0, "cards"], []),
        (["notes", 0, "cards"], [3]),
        (["notes", 0, "note_type"], "Basic"),
        (["notes", 0, "fields", "Front"], "only a text"),
        (["notes", 0, "fields", "Unknown"], {"html": "", "text": ""}),
        (["notes", 0, "tags"], ["two words"]),
    ],
)
def test_the_schema_refuses_what_is_wrong(export, schema, path, value):
    data = load(export(nasty.NOTES[:1]))
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(data)


def test_notes_stand_on_lines_of_their_own(product):
    lines = product.path("json").read_text(encoding="utf-8").split("\n")
    at = lines.index('"notes":[') + 1
    notes = [
        json.loads(line.removesuffix("]}").rstrip(","))
        for line in lines[at : at + len(product.notes)]
    ]
    assert [note["guid"] for note in notes] == [note["guid"] for note in product.notes]


def test_it_holds_the_notes(export):
    product = export(nasty.NOTES)
    assert [nasty.from_json(note) for note in load(product)["notes"]] == product.notes


def test_texts_are_what_a_person_reads(export):
    for note in load(export(nasty.NOTES))["notes"]:
        for field in note["fields"].values():
            assert field["text"] == nasty.TEXTS.get(field["html"], field["html"])


def package_rows(product, folder):
    with zipfile.ZipFile(product.path("apkg")) as archive:
        archive.extract("collection.anki2", folder)
    database = sqlite3.connect(folder / "collection.anki2")
    decks = json.loads(database.execute("select decks from col").fetchone()[0])
    rows = database.execute(
        "select guid, notes.id, mid, notes.mod, notes.tags, flds, did, ord"
        " from cards join notes on notes.id = nid order by cards.id"
    ).fetchall()
    database.close()
    return [(*row[:6], decks[str(row[6])]["name"].casefold(), row[7]) for row in rows]


def test_it_has_every_row_of_the_package(product, tmp_path):
    data = load(product)
    types = {kind["name"]: kind for kind in data["note_types"]}
    rows = []
    for note in data["notes"]:
        kind = types[note["note_type"]]
        fields = "\x1f".join(note["fields"][name]["html"] for name in kind["fields"])
        tags = f" {' '.join(note['tags'])} " if note["tags"] else ""
        start = (note["guid"], note["id"], kind["id"], note["mod"], tags, fields)
        rows += [(*start, note["deck"].casefold(), ord) for ord in note["cards"]]
    assert rows == package_rows(product, tmp_path)


def test_decks_are_listed_with_their_cards(product):
    counts = {}
    for note in product.notes:
        counts[note["deck"]] = counts.get(note["deck"], 0) + len(note["ords"])
    listed = [(deck["name"], deck["cards"]) for deck in load(product)["decks"]]
    assert listed == sorted(counts.items(), key=lambda item: item[0].encode())


def rebuild(data, path):
    """The same deck, made of the JSON alone by another program."""
    models = {
        kind["name"]: genanki.Model(
            kind["id"],
            kind["name"],
            fields=[{"name": name} for name in kind["fields"]],
            templates=[
                {"name": t["name"], "qfmt": t["question"], "afmt": t["answer"]}
                for t in kind["templates"]
            ],
            css=kind["css"],
            model_type=genanki.Model.CLOZE if kind["cloze"] else genanki.Model.FRONT_BACK,
        )
        for kind in data["note_types"]
    }
    decks = {
        deck["name"]: genanki.Deck(2**40 + i, deck["name"]) for i, deck in enumerate(data["decks"])
    }
    for note in data["notes"]:
        model = models[note["note_type"]]
        fields = [note["fields"][field["name"]]["html"] for field in model.fields]
        made = genanki.Note(model, fields, guid=note["guid"], tags=note["tags"])
        decks[note["deck"]].add_note(made)
    genanki.Package(list(decks.values())).write_to_file(path, timestamp=1600000000)


def test_the_deck_can_be_made_again(product, new_collection, tmp_path):
    data = load(product)
    path = tmp_path / "again.apkg"
    rebuild(data, path)
    ours, again = new_collection(), new_collection()
    import_package(ours, product.path("apkg"))
    assert outcome(import_package(again, path)) == {"new": len(product.notes)}
    assert lower_decks(content(again)) == lower_decks(content(ours))


def lower_decks(found):
    return {
        guid: (*rest, {ord: deck.casefold() for ord, deck in cards.items()})
        for guid, (*rest, cards) in found.items()
    }
