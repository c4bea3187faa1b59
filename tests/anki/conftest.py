# SPDX-License-Identifier: MIT
"""Decks to look at, and collections of the real Anki to import them into."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import anki.lang
import pytest
from anki import import_export_pb2
from anki._backend import RustBackend
from anki.collection import (
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportCsvRequest,
)

import nasty

anki.lang.set_lang("en")  # for functions of Anki that know no collection

ROOT = Path(__file__).resolve().parents[2]


def program(variable):
    """The path that the variable holds; a test without its program fails, it never skips."""
    path = os.environ.get(variable)
    if not path:
        pytest.fail(f"{variable} must name the program that is tested")
    return Path(path).resolve()


@dataclass
class Product:
    """One deck in every format, and the notes that it was made from."""

    prefix: Path
    notes: list

    def path(self, extension):
        return Path(f"{self.prefix}.{extension}")


@pytest.fixture(scope="session")
def export(tmp_path_factory):
    """Writes a deck that a test made up, with the writers alone."""

    def run(notes, name="deck", **extra):
        folder = tmp_path_factory.mktemp("export")
        source = folder / "deck.fixture"
        source.write_text(json.dumps({"timestamp": 1700000000, "notes": notes, **extra}))
        subprocess.run(
            [program("AWSML_FIXTURE_EXPORT"), source, folder / name], check=True, timeout=60
        )
        return Product(folder / name, [nasty.complete(n, i) for i, n in enumerate(notes)])

    return run


@pytest.fixture(scope="session")
def awsml():
    """The program itself."""
    return program("AWSML_EXPORT")


def run_program(awsml, folder, source):
    """The whole program on real notes; what the notes are is taken from its JSON."""
    prefix = folder / "deck"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    for style in ["basic", "anki", "plain"]:
        subprocess.run(
            [awsml, source, "--no-lock", "--apkg", f"{prefix}.apkg", "--json", f"{prefix}.json"]
            + [f"--csv={prefix}.{style}.csv", f"--csv-style={style}"],
            check=True,
            timeout=60,
            env=environment,
        )
    data = json.loads(Path(f"{prefix}.json").read_text())
    return Product(prefix, [nasty.from_json(note) for note in data["notes"]])


@pytest.fixture(scope="session", params=["fixture", "program"])
def product(request, export, tmp_path_factory):
    """The nasty deck from the writers alone, and the user's notes through the whole program."""
    if request.param == "fixture":
        return export(nasty.NOTES)
    awsml = request.getfixturevalue("awsml")
    return run_program(awsml, tmp_path_factory.mktemp("program"), ROOT / "input")


@pytest.fixture
def new_collection(tmp_path):
    """Makes empty collections, of a user who speaks English unless told otherwise."""
    made = []

    def make(language="en"):
        path = tmp_path / f"collection{len(made)}.anki2"
        made.append(Collection(str(path), backend=RustBackend(langs=[language])))
        return made[-1]

    yield make
    for collection in made:
        collection.close()


@pytest.fixture
def collection(new_collection):
    return new_collection()


def import_package(collection, path, merge=False, with_deck_configs=False):
    """As the user does with the options that Anki proposes."""
    if_newer = import_export_pb2.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER
    options = ImportAnkiPackageOptions(
        merge_notetypes=merge,
        update_notes=if_newer,
        update_notetypes=if_newer,
        with_scheduling=False,
        with_deck_configs=with_deck_configs,
    )
    request = ImportAnkiPackageRequest(package_path=str(path), options=options)
    return collection.import_anki_package(request).log


def import_csv(collection, path):
    """As the user does who presses Import and looks no further."""
    metadata = collection.get_csv_metadata(str(path), None)
    return collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log


def outcome(log):
    """How many notes went which way; only the ways that any went."""
    ways = ["new", "updated", "duplicate", "conflicting", "first_field_match"]
    ways += ["missing_notetype", "missing_deck", "empty_first_field"]
    return {way: len(getattr(log, way)) for way in ways if len(getattr(log, way))}


def content(collection):
    """Everything that an import can bring, by GUID."""
    found = {}
    for note_id in collection.find_notes(""):
        note = collection.get_note(note_id)
        cards = {card.ord: collection.decks.name(card.did) for card in note.cards()}
        found[note.guid] = (note.note_type()["name"], note.fields, sorted(note.tags), cards)
    return found
