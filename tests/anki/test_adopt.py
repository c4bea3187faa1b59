# SPDX-License-Identifier: MIT
"""--adopt: who comes from another tool, or from Anki alone, keeps the reviews."""

import json
import os
import sqlite3
import subprocess
import time
import zipfile

import pytest
from anki.collection import DeckIdLimit, ExportAnkiPackageOptions
from anki.consts import CARD_TYPE_REV

import old_decks
from conftest import import_package, outcome

SECTIONS = {
    "Amazon S3": "S3 stores objects in buckets; each object has a key, and is encrypted at rest.",
    "Block volumes": "EBS gives volumes to an instance. Snapshots of a volume are incremental.",
    "파일 시스템": "EFS는 여러 인스턴스가 함께 쓰는 네트워크 파일 시스템이다. 용량은 저절로 늘어난다.",
    "Archive tiers": "Instant, flexible and deep: retrieval takes milliseconds, hours, or days.",
}
PAIRS = [(front, f"<p>{back}</p>") for front, back in SECTIONS.items()]


def write_notes(folder, sections, title="Storage"):
    folder.mkdir(exist_ok=True)
    parts = [f"# {title}\n"] + [f"## {front}\n\n{back}\n" for front, back in sections.items()]
    (folder / "notes.md").write_text("\n".join(parts), encoding="utf-8")


class World:
    """A user's collection, their notes, and the program."""

    def __init__(self, awsml, tmp_path, collection):
        self.awsml, self.folder, self.collection = awsml, tmp_path, collection
        self.notes, self.old, self.new = tmp_path / "n", tmp_path / "old.apkg", tmp_path / "n.apkg"

    def later(self):
        """A second after all that has happened."""
        mods = self.collection.db.list("SELECT mod FROM notes WHERE mod < 9e9")
        return max([int(time.time()), *mods]) + 1

    def build(self, *options, expect=0):
        run = subprocess.run(
            [self.awsml, self.notes, "--apkg", self.new, "--json", self.folder / "n.json",
             *options], capture_output=True, text=True, timeout=60,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(self.later())})
        assert run.returncode == expect, run.stderr
        return run.stderr

    def adopt(self, *packages, expect=0):
        options = [word for path in packages or [self.old] for word in ["--adopt", path]]
        return self.build(*options, expect=expect)

    def take_in(self, path):
        return outcome(import_package(self.collection, path))

    def review(self):
        """Every card gets an interval and two answers in its history."""
        for card_id in self.collection.find_cards(""):
            self.collection.sched.set_due_date([card_id], "5!")
            card = self.collection.get_card(card_id)
            card.reps, card.lapses = 7, 1
            self.collection.update_card(card)

    def state(self):
        """What must survive: ids, cards and their history."""
        cards = {}
        for card_id in self.collection.find_cards(""):
            card = self.collection.get_card(card_id)
            assert card.type == CARD_TYPE_REV
            cards[card_id] = (card.nid, card.ord, card.ivl, card.reps, card.lapses, card.due,
                              self.collection.decks.name(card.did))
        revlog = self.collection.db.all("SELECT * FROM revlog ORDER BY id")
        assert len(revlog) >= len(cards)
        return cards, revlog

    def fields(self):
        found = {}
        for note_id in self.collection.find_notes(""):
            note = self.collection.get_note(note_id)
            found[note_id] = dict(note.items())
        return found

    def note_by(self, text):
        (note_id,) = self.collection.find_notes(f'"{text}"')
        return self.collection.get_note(note_id)

    def check(self):
        message, ok = self.collection.fix_integrity()
        assert ok, message
        assert not any(kind.name.endswith("+")
                       for kind in self.collection.models.all_names_and_ids())


@pytest.fixture
def world(awsml, tmp_path, collection):
    return World(awsml, tmp_path, collection)


MAKERS = {
    "genanki": old_decks.of_genanki,
    "genanki with four fields": lambda path, pairs: old_decks.of_genanki(
        path, pairs, names=("Extra", "Answer", "Where", "Question"), front="Question",
        back="Answer", extra={"Extra": "<b>mine</b>", "Where": "book, p. 3"},
        tags=["old", "exam::one"]),
    "genanki, back first": lambda path, pairs: old_decks.of_genanki(
        path, pairs, names=("Back", "Front")),
    "genanki, both ways": lambda path, pairs: old_decks.of_genanki(path, pairs, templates=2),
    "md2apkg": old_decks.of_md2apkg,
    "ankdown": old_decks.of_ankdown,
    "mdanki": lambda path, pairs: old_decks.of_mdanki(path, pairs, milliseconds=False),
}


@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS)
def test_the_deck_of_another_tool_keeps_its_reviews(world, maker):
    maker(world.old, PAIRS)
    assert world.take_in(world.old) == {"new": len(PAIRS)}
    world.review()
    before, kept = world.state(), world.fields()
    types = {name.name for name in world.collection.models.all_names_and_ids()}
    write_notes(world.notes, {**SECTIONS, "Amazon S3": SECTIONS["Amazon S3"] + " It is new."})
    assert "adopt-" not in world.adopt()
    assert world.take_in(world.new) == {"updated": len(PAIRS)}
    assert world.state() == before
    assert types == {name.name for name in world.collection.models.all_names_and_ids()}
    assert any("It is new." in field for field in world.note_by("It is new.").fields)
    for note_id, fields in world.fields().items():
        others = {"Extra", "Where", "Tags"} & set(fields)
        assert {name: fields[name] for name in others} == \
            {name: kept[note_id][name] for name in others}

    # Without the package, and without the option, the lock knows.
    world.old.unlink()
    world.build()
    assert world.take_in(world.new) == {"duplicate": len(PAIRS)}
    changed = {"Archive tiers": "Reworded: " + SECTIONS["Archive tiers"]}
    write_notes(world.notes, {**SECTIONS, **changed})
    world.build()
    assert world.take_in(world.new) == {"updated": 2, "duplicate": len(PAIRS) - 2}
    assert any("Reworded" in field for field in world.note_by("Reworded").fields)
    assert world.state() == before
    world.check()


def test_tags_and_other_fields_stay(world):
    MAKERS["genanki with four fields"](world.old, PAIRS)
    world.take_in(world.old)
    write_notes(world.notes, SECTIONS)
    world.adopt()
    world.take_in(world.new)
    note = world.note_by("Block volumes")
    assert {"old", "exam::one"} <= set(note.tags)
    assert note["Extra"] == "<b>mine</b>" and note["Where"] == "book, p. 3"
    assert note["Question"] == "Block volumes"
    assert note["Answer"] == f"<p>{SECTIONS['Block volumes']}</p>"
    assert note.note_type()["css"] == ".card { color: navy }"


def export_deck(world, path, legacy):
    deck = world.collection.decks.by_name("Old deck")["id"]
    options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=False,
                                       with_media=True, legacy=legacy)
    world.collection.export_anki_package(out_path=str(path), limit=DeckIdLimit(deck),
                                         options=options)


def export_collection(world, path, legacy):
    world.collection.export_collection_package(str(path), include_media=True, legacy=legacy)
    world.collection.reopen()


EXPORTS = {
    "legacy": (export_deck, "a.apkg", True, "collection.anki21"),
    "latest": (export_deck, "a.apkg", False, "collection.anki21b"),
    "legacy collection": (export_collection, "a.colpkg", True, "collection.anki21"),
    "latest collection": (export_collection, "a.colpkg", False, "collection.anki21b"),
}


@pytest.mark.parametrize("export, name, legacy, entry", EXPORTS.values(), ids=EXPORTS)
def test_a_deck_that_anki_exports_keeps_its_reviews(world, export, name, legacy, entry):
    collection = world.collection
    basic = collection.models.by_name("Basic (and reversed card)")
    for front, back in PAIRS:
        note = collection.new_note(basic)
        note["Front"], note["Back"] = front, back
        note.tags = ["mine"]
        collection.add_note(note, collection.decks.id("Old deck::Storage"))
    world.review()
    package = world.folder / name
    export(world, package, legacy)
    with zipfile.ZipFile(package) as archive:
        assert entry in archive.namelist()
    before = world.state()
    write_notes(world.notes, {**SECTIONS, "Amazon S3": SECTIONS["Amazon S3"] + " It is new."})
    world.adopt(package)
    assert world.take_in(world.new) == {"updated": len(PAIRS)}
    assert world.state() == before
    note = world.note_by("It is new.")
    assert note.note_type()["name"] == "Basic (and reversed card)" and "mine" in note.tags
    assert note.note_type()["tmpls"] == basic["tmpls"] and note.note_type()["css"] == basic["css"]
    world.check()


def test_old_and_new_schema_tell_the_same_note_type(world, new_collection):
    """Anki's own conversion of a note type is what ours is held against."""
    collection = world.collection
    kind = collection.models.by_name("Basic (optional reversed card)")
    kind.update(name="Mine", latexPre="pre", latexsvg=True, css=".card { color: red }", sortf=1)
    kind["flds"][1].update(sticky=True, rtl=True, font="Liberation Serif", size=33,
                           description="what it is", plainText=True, excludeFromSearch=True)
    kind["tmpls"][0].update(bqfmt="{{Front}}!", bafmt="{{Back}}!", bfont="Arial", bsize=14)
    collection.models.update_dict(kind)
    for front, back in PAIRS:
        note = collection.new_note(kind)
        note["Front"], note["Back"] = front, back
        collection.add_note(note, collection.decks.id("Old deck"))
    told = {}
    for legacy in [True, False]:
        export_deck(world, world.old, legacy)
        write_notes(world.notes, SECTIONS)
        (world.notes / "awsml.lock").unlink(missing_ok=True)
        world.adopt()
        other = new_collection()
        assert outcome(import_package(other, world.new)) == {"new": len(PAIRS)}
        told[legacy] = other.models.by_name(kind["name"])
        told[legacy].pop("usn")
    wanted = collection.models.by_name(kind["name"])
    for model in [wanted, *told.values()]:
        model.pop("originalId", None)
        model.pop("originalStockKind", None)
    wanted.pop("usn")
    assert told[True] == wanted
    assert told[False] == wanted


def test_a_field_that_was_added_in_anki_is_known_after_a_fresh_export(world):
    old_decks.of_genanki(world.old, PAIRS)
    world.take_in(world.old)
    world.review()
    write_notes(world.notes, SECTIONS)
    world.adopt()
    world.take_in(world.new)
    models = world.collection.models
    kind = models.by_name("Notes of mine")
    models.add_field(kind, models.new_field("Remark"))
    models.update_dict(kind)
    note = world.note_by("Block volumes")
    note["Remark"] = "my own"
    note.tags = ["added"]
    world.collection.update_note(note)
    export_deck(world, world.old, False)
    world.adopt()
    write_notes(world.notes, {**SECTIONS, "Block volumes": SECTIONS["Block volumes"] + " More."})
    world.build()
    assert world.take_in(world.new)["updated"] >= 1
    note = world.note_by("Block volumes")
    assert note["Remark"] == "my own" and "added" in note.tags and "More." in note["Back"]
    world.check()


def test_an_adopted_note_is_retired_and_comes_back(world):
    MAKERS["genanki with four fields"](world.old, PAIRS)
    world.take_in(world.old)
    world.review()
    before = world.state()
    write_notes(world.notes, SECTIONS)
    world.adopt()
    world.take_in(world.new)
    gone = {front: back for front, back in SECTIONS.items() if front != "Block volumes"}
    for sections, retired in [(gone, True), (SECTIONS, False)]:
        write_notes(world.notes, sections)
        world.build()
        assert world.take_in(world.new) == {"updated": 1, "duplicate": len(PAIRS) - 1}
        note = world.note_by("Block volumes")
        assert ("awsml::retired" in note.tags) == retired
        assert note["Extra"] == "<b>mine</b>" and "exam::one" in note.tags
    assert world.state() == before
    world.check()


def test_a_package_without_notes_gives_nothing(world):
    old_decks.package(world.old, old_decks.collection_11(world.folder / "x.db", []))
    write_notes(world.notes, SECTIONS)
    assert "adopt" not in world.adopt()
    assert len(guids(world)) == len(SECTIONS)


def test_adopting_again_changes_nothing(world):
    old_decks.of_genanki(world.old, PAIRS)
    write_notes(world.notes, SECTIONS)
    world.adopt()
    lock, package = (world.notes / "awsml.lock").read_bytes(), world.new.read_bytes()
    world.adopt()
    assert (world.notes / "awsml.lock").read_bytes() == lock
    assert world.new.read_bytes() == package


def test_our_own_package_gives_its_notes_back(world):
    """The lock was lost; the package that was imported is still there."""
    write_notes(world.notes, SECTIONS)
    world.build()
    world.take_in(world.new)
    world.review()
    before = world.state()
    (world.notes / "awsml.lock").unlink()
    world.new.rename(world.old)
    (world.notes / "notes.md").rename(world.notes / "renamed.md")  # other keys, other GUIDs
    world.adopt()
    assert world.take_in(world.new) == {"updated": len(SECTIONS)}
    assert world.state() == before
    world.check()


def guids(world):
    data = json.loads((world.folder / "n.json").read_text(encoding="utf-8"))
    return {note["fields"]["Front"]["text"].strip(): note["guid"] for note in data["notes"]}


def old_guids(path):
    """Front to GUID, as the package has them."""
    with zipfile.ZipFile(path) as archive:
        archive.extract("collection.anki2", path.parent / "x")
    rows = sqlite3.connect(path.parent / "x" / "collection.anki2").execute(
        "SELECT flds, guid FROM notes").fetchall()
    return {flds.split("\x1f")[0]: guid for flds, guid in rows}


@pytest.mark.parametrize("front", [
    "amazon  s3", "3.2. Amazon S3", "<h3>Amazon&nbsp;S3 🪣</h3>", "<b>Amazon</b> S3?",
    "<div>Amazon S3</div><img src=\"x.png\">[sound:x.mp3]", "Amazon&#32;S3&excl;",
])
def test_a_front_is_known_in_spite_of_its_looks(world, front):
    old_decks.of_genanki(world.old, [(front, "Buckets.")])
    write_notes(world.notes, {"Amazon S3": "Objects with keys."})
    world.adopt()
    assert guids(world)["Amazon S3"] == old_guids(world.old)[front]


def test_reworded_fronts_are_known_by_their_content(world):
    old_decks.of_genanki(world.old, [(f"Storage, part {i}: ?", back)
                                     for i, (_, back) in enumerate(PAIRS)])
    world.take_in(world.old)
    before = world.fields()
    write_notes(world.notes, SECTIONS)
    world.adopt()
    assert world.take_in(world.new) == {"updated": len(PAIRS)}
    fronts = {back: front for front, back in PAIRS}
    for note_id, fields in world.fields().items():
        assert fields["Back"] == before[note_id]["Back"]
        assert fields["Front"] == fronts[fields["Back"]]


def test_equal_fronts_are_told_apart_by_their_content(world):
    backs = list(SECTIONS.values())
    old_decks.of_genanki(world.old, [("Basics", f"<p>{back}</p>") for back in reversed(backs)])
    world.notes.mkdir()
    for i, back in enumerate(backs):
        (world.notes / f"{i}.md").write_text(f"# Topic {i}\n\n## Basics\n\n{back} And more.\n")
    world.take_in(world.old)
    before = world.fields()
    world.adopt()
    assert world.take_in(world.new) == {"updated": len(backs)}
    for note_id, fields in world.fields().items():
        assert fields["Back"] == before[note_id]["Back"].replace("</p>", " And more.</p>")


def test_twins_are_not_guessed(world):
    twin = [("Basics", "<p>The same words stand in both of these notes.</p>")] * 2
    chance = iter("ab")
    old_decks.of_genanki(world.old, twin + PAIRS[:1], guid=lambda *_: f"guid-{next(chance, 'c')}")
    world.notes.mkdir()
    for i in range(2):
        (world.notes / f"{i}.md").write_text(
            f"# Topic {i}\n\n## Basics\n\nThe same words stand in both of these notes.\n")
    (world.notes / "s3.md").write_text(f"# S\n\n## Amazon S3\n\n{SECTIONS['Amazon S3']}\n")
    said = world.adopt()
    assert "[adopt-ambiguous]" in said and "2 of its 3 notes" in said
    assert guids(world)["Amazon S3"] == "guid-c"
    assert not {"guid-a", "guid-b"} & set(guids(world).values())


def test_another_subject_is_left_alone(world):
    alien = "Docker builds layers from a file; containers start from images within seconds."
    old_decks.of_genanki(world.old, [
        ("Overview", f"<p>{alien}</p>"),
        ("Networking", "<p>Bridges, hosts and overlays join containers on several machines.</p>")])
    write_notes(world.notes, {
        "Overview": "이 장에서는 저장소 서비스의 종류와 요금, 그리고 언제 무엇을 고를지를 차례로 살펴본다.",
        **SECTIONS})
    said = world.adopt()
    assert "no section is like 2 of its 2 notes: 'Overview', 'Networking' [adopt-unmatched]" in said
    assert "nid:" in said
    assert not set(old_guids(world.old).values()) & set(guids(world).values())


def test_a_section_that_was_rewritten_is_known_by_its_front(world):
    old_decks.of_genanki(world.old, PAIRS)
    write_notes(world.notes, {**SECTIONS, "Block volumes":
                              "디스크처럼 붙여 쓰는 저장소이고 스냅샷은 바뀐 부분만 담으며 가용 영역을 넘지 못한다."})
    world.adopt()
    assert guids(world)["Block volumes"] == old_guids(world.old)["Block volumes"]


def test_a_cloze_note_is_left_until_its_type_is_changed(world):
    text = SECTIONS["Amazon S3"]
    old_decks.of_cloze(world.old, [f"Amazon S3<br>{text.replace('buckets', '{{c1::buckets}}')}"])
    world.take_in(world.old)
    world.review()
    (note_id,) = world.collection.find_notes("")
    write_notes(world.notes, SECTIONS)
    said = world.adopt(expect=1)
    assert "[adopt-note-type]" in said and f"nid:{note_id}" in said
    assert sorted(guids(world)) == sorted(set(SECTIONS) - {"Amazon S3"})
    assert world.take_in(world.new) == {"new": 3}

    # The user does what the message says.
    models = world.collection.models
    info = models.change_notetype_info(
        old_notetype_id=world.collection.get_note(note_id).mid,
        new_notetype_id=models.by_name("AWSML Note")["id"])
    request = info.input
    request.note_ids.append(note_id)
    models.change_notetype_of_notes(request)
    fresh = world.folder / "fresh.colpkg"
    export_collection(world, fresh, False)
    world.adopt(fresh)
    assert world.take_in(world.new)["updated"] == 1
    note = world.collection.get_note(note_id)
    assert note["Front"] == "Amazon S3" and text in note["Back"]
    assert [card.ivl for card in note.cards() if card.ord == 0] == [5]
    assert len(world.collection.find_notes("")) == len(SECTIONS)
    world.check()


def test_times_in_milliseconds_are_said(world):
    old_decks.of_mdanki(world.old, PAIRS)
    world.take_in(world.old)
    world.review()
    before = world.state()
    write_notes(world.notes, {**SECTIONS, "Amazon S3": SECTIONS["Amazon S3"] + " It is new."})
    assert "[adopt-future]" in world.adopt()
    world.collection.fix_integrity()
    world.build("--refresh")
    assert world.take_in(world.new) == {"updated": len(PAIRS)}
    assert world.state() == before


def test_a_guid_that_the_lock_has_for_another_note_stays_with_it(world):
    old_decks.of_genanki(world.old, PAIRS)
    write_notes(world.notes, SECTIONS)
    world.adopt()
    gone = {front: back for front, back in SECTIONS.items() if front != "Block volumes"}
    write_notes(world.notes, gone)
    world.build()
    said = world.adopt()
    assert "the lock has 1 of its 4 notes already" in said and "[adopt-taken]" in said


def test_of_several_packages_the_latest_copy_counts(world):
    old_decks.of_genanki(world.old, PAIRS[:2], tags=["first"])
    world.take_in(world.old)
    note = world.note_by("Block volumes")
    note.tags = ["second"]
    world.collection.update_note(note)
    world.collection.db.execute("UPDATE notes SET mod = mod + 5 WHERE id = ?", note.id)
    later = world.folder / "later.apkg"
    export_deck(world, later, False)
    write_notes(world.notes, SECTIONS)
    world.adopt(later, world.old)
    tags = {note["guid"]: note["tags"] for note in
            json.loads((world.folder / "n.json").read_text())["notes"]}
    assert "second" in tags[note.guid] and "first" not in tags[note.guid]


def test_the_csv_shows_front_and_back_of_adopted_notes(world):
    MAKERS["genanki with four fields"](world.old, PAIRS)
    write_notes(world.notes, SECTIONS)
    for style, wanted in {
        "basic": '<div>Block volumes</div>","<p>EBS gives',
        "anki": '"Notes of mine","Storage","exam::one old","<b>mine</b>","<p>EBS gives',
        "plain": '"Block volumes","EBS gives',
    }.items():
        path = world.folder / f"{style}.csv"
        world.adopt(world.old) if style == "basic" else None
        world.build(f"--csv={path}", f"--csv-style={style}")
        assert wanted in path.read_text(encoding="utf-8"), style


# --- packages that are none ---


def truncated(folder):
    old_decks.of_genanki(folder / "whole", PAIRS)
    return (folder / "whole").read_bytes()[:-200]


def zipped(folder, database, name="collection.anki2", **others):
    old_decks.package(folder / "x.zip", database, name, **others)
    return (folder / "x.zip").read_bytes()


def changed(folder, statement, *values):
    old_decks.collection_11(folder / "x.db", PAIRS)
    database = sqlite3.connect(folder / "x.db")
    for line in statement.split(";;"):
        database.execute(line, values)
    database.commit()
    database.close()
    return zipped(folder, (folder / "x.db").read_bytes())


def cut_in_the_middle(folder):
    database = bytearray(old_decks.collection_11(folder / "x.db", PAIRS * 200))
    for at in range(4096 * 3, len(database), 4096):
        database[at:at + 64] = b"\xff" * 64
    return zipped(folder, bytes(database))


def zstd_bomb():
    """A frame of run-length blocks: 128 KiB of zeros each in four bytes (RFC 8878, 3.1.1.2)."""
    block = (2 | 131072 << 3).to_bytes(3, "little") + b"\0"
    last = (3 | 131072 << 3).to_bytes(3, "little") + b"\0"
    first = b"SQLite format 3\0"
    raw = (len(first) << 3).to_bytes(3, "little") + first
    return b"\x28\xb5\x2f\xfd" + b"\x00\x58" + raw + block * 12000 + last


HOSTILE = {
    "nothing": lambda _: b"",
    "text": lambda _: b"# Notes\n",
    "cut off": truncated,
    "empty zip": lambda folder: zipped(folder, b"x", "other"),
    "no database": lambda folder: zipped(folder, b"x" * 5000),
    "a tiny one": lambda folder: zipped(folder, b"SQLite format 3\0"),
    "a header alone": lambda folder: zipped(folder, b"SQLite format 3\0" + b"\x10\0" * 500),
    "not zstd": lambda folder: zipped(folder, b"x" * 500, "collection.anki21b"),
    "zstd that ends early": lambda folder: zipped(folder, zstd_bomb()[:-4], "collection.anki21b"),
    "a zstd bomb": lambda folder: zipped(folder, zstd_bomb(), "collection.anki21b"),
    "a bomb": lambda folder: zipped(folder, bytes(200 << 20)),
    "a newer kind": lambda folder: zipped(folder, b"x", meta=b"\x08\x09"),
    "no tables": lambda folder: changed(folder, "DROP TABLE notes"),
    "a view": lambda folder: changed(
        folder, "DROP TABLE notes;;CREATE VIEW notes AS WITH RECURSIVE r(id) AS (SELECT 1 UNION "
        "ALL SELECT id + 1 FROM r) SELECT id, 'g' guid, 1 mid, 1 mod, '' tags, '' flds FROM r"),
    "a computed column": lambda folder: changed(
        folder, "ALTER TABLE notes ADD big text AS (hex(zeroblob(100000000)))"),
    "a missing column": lambda folder: changed(folder, "ALTER TABLE notes RENAME flds TO other"),
    "note types in no JSON": lambda folder: changed(folder, "UPDATE col SET models = '{\"1\":'"),
    "damaged pages": cut_in_the_middle,
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_package_is_said_and_nothing_is_written(world, make):
    write_notes(world.notes, SECTIONS)
    world.old.write_bytes(make(world.folder))
    said = world.adopt(expect=1)
    assert f"{world.old}: error: " in said and "[bad-package]" in said
    assert not world.new.exists() and not (world.notes / "awsml.lock").exists()


def test_odd_rows_are_passed_over(world):
    """Notes without type, text or GUID; cards of no note; a type with nothing in it."""
    world.old.write_bytes(changed(
        world.folder,
        "INSERT INTO notes VALUES (1,'',1600000000000,0,0,'','a\x1fb','',0,0,'');;"
        "INSERT INTO notes VALUES (2,'g2',5,0,0,'','a\x1fb','',0,0,'');;"
        "INSERT INTO notes VALUES (3,'g 3',1600000000000,0,0,'',x'FF1F41','',0,0,'');;"
        "INSERT INTO notes VALUES (4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);;"
        "INSERT INTO notes VALUES (5,'g5',1600000000000,1e300,0,'','Amazon S3','',0,0,'');;"
        "INSERT INTO cards VALUES (9,77,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,'');;"
        "INSERT INTO cards VALUES (10,1600000000010,1,99999,0,0,0,0,0,0,0,0,0,0,0,0,0,'')"))
    write_notes(world.notes, SECTIONS)
    world.adopt()
    assert len(guids(world)) == len(SECTIONS)


def test_a_missing_package_and_a_pipe_are_said(world):
    write_notes(world.notes, SECTIONS)
    assert "[cannot-read]" in world.adopt(world.folder / "none.apkg", expect=1)
    os.mkfifo(world.folder / "pipe.apkg")
    assert "[bad-package]" in world.adopt(world.folder / "pipe.apkg", expect=1)
    assert not world.new.exists()
