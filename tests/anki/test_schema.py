# SPDX-License-Identifier: MIT
"""The package's database, row by row of Anki's schema 11, read with SQL.

What can be is held against a package that Anki itself exports in its old format.
"""

import json
import re
import sqlite3
import time
import zipfile

import pytest
from anki.collection import DeckIdLimit, ExportAnkiPackageOptions
from anki.utils import field_checksum
from conftest import import_package

import nasty


def open_database(package, folder, name="collection.anki2"):
    with zipfile.ZipFile(package) as archive:
        archive.extract(name, folder)
    return sqlite3.connect(folder / name)


@pytest.fixture
def database(product, tmp_path):
    connection = open_database(product.path("apkg"), tmp_path)
    yield connection
    connection.close()


@pytest.fixture
def ankis_own(collection, product, tmp_path):
    """The same notes in schema 11 as Anki writes it."""
    import_package(collection, product.path("apkg"))
    deck = collection.decks.id(product.notes[0]["deck"].split("::")[0])
    path = tmp_path / "own.apkg"
    options = ExportAnkiPackageOptions(
        with_scheduling=False, with_deck_configs=False, with_media=True, legacy=True
    )
    collection.export_anki_package(out_path=str(path), limit=DeckIdLimit(deck), options=options)
    connection = open_database(path, tmp_path, "collection.anki21")
    yield connection
    connection.close()


def one(database, sql):
    (row,) = database.execute(sql).fetchall()
    return row


def column(database, name):
    return json.loads(one(database, f"select {name} from col")[0])


def test_archive_has_what_old_and_new_readers_want(product):
    with zipfile.ZipFile(product.path("apkg")) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["collection.anki2", "media"]
        assert json.loads(archive.read("media")) == {}
        for entry in archive.infolist():
            assert entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
            assert entry.flag_bits & 0b1 == 0, "encrypted"
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)


def test_database_is_sound(database):
    assert one(database, "pragma integrity_check") == ("ok",)
    assert one(database, "pragma encoding") == ("UTF-8",)
    assert one(database, "pragma journal_mode") == ("delete",)
    assert one(database, "pragma page_size") == (4096,)


def structure(database):
    tables = {}
    for (table,) in database.execute("select name from sqlite_master where type = 'table'"):
        if not table.startswith("sqlite_"):
            columns = database.execute(f"pragma table_info({table})").fetchall()
            tables[table] = [
                (name, kind.lower(), bool(needed)) for _, name, kind, needed, *_ in columns
            ]
    indexes = {}
    for name, table in database.execute(
        "select name, tbl_name from sqlite_master where type = 'index'"
    ):
        if not name.startswith("sqlite_"):
            parts = database.execute(f"pragma index_info({name})").fetchall()
            indexes[name] = (table, [part[2] for part in parts])
    return tables, indexes


def test_tables_and_indexes_are_ankis(database, ankis_own):
    assert structure(database) == structure(ankis_own)


def test_storage_classes(database):
    """Anki reads strictly: a number where it wants text ends the whole import."""
    text = {"guid", "tags", "flds", "data"}
    for table in ("notes", "cards"):
        names = [row[1] for row in database.execute(f"pragma table_info({table})")]
        for name in names:
            kinds = {row[0] for row in database.execute(f"select typeof({name}) from {table}")}
            expected = {"text"} if name in text else {"integer"}
            if name == "sfld":
                expected = {"text", "integer"}
            assert kinds <= expected, (table, name)


def test_col_row(database):
    row = one(database, "select id, crt, mod, scm, ver, dty, usn, ls, tags from col")
    number, crt, mod, scm, version, dirty, usn, last_sync, tags = row
    assert (number, version, dirty, usn, last_sync, tags) == (1, 11, 0, 0, 0, "{}")
    assert crt % 86400 == 4 * 3600
    assert mod == scm == 1700000000000


def test_conf(database, product):
    conf = column(database, "conf")
    models = column(database, "models")
    assert str(conf.pop("curModel")) in models
    assert conf.pop("nextPos") == len(product.notes) + 1
    assert conf == {
        "activeDecks": [1],
        "curDeck": 1,
        "newSpread": 0,
        "collapseTime": 1200,
        "timeLim": 0,
        "estTimes": True,
        "dueCounts": True,
        "sortType": "noteFld",
        "sortBackwards": False,
        "addToCur": True,
        "dayLearnFirst": False,
    }


def kinds(thing):
    return {key: type(value) for key, value in thing.items()}


# Keys of Anki's that mean nothing in a package, or that later versions added and fill in.
OPTIONAL = {"originalStockKind", "originalId", "description", "plainText", "collapsed"}
OPTIONAL |= {"excludeFromSearch", "tag", "preventDeletion"}


def test_models_have_ankis_keys(database, ankis_own):
    own = {model["name"]: model for model in column(ankis_own, "models").values()}
    for key, model in column(database, "models").items():
        assert key == str(model["id"])
        if model["name"] not in own:
            continue
        theirs = own[model["name"]]
        for part, like in [(model, theirs)] + [
            (mine, its)
            for group in ("flds", "tmpls")
            for mine, its in zip(model[group], theirs[group], strict=True)
        ]:
            wanted = {key: kind for key, kind in kinds(like).items() if key not in OPTIONAL}
            assert {key: kinds(part).get(key) for key in wanted} == wanted
            assert part.get("name") == like["name"] and part.get("id") == like["id"]


def test_models_say_what_anki_finds_out_itself(database, ankis_own):
    """`req` decides which cards Anki 2.1 makes; today's Anki computes it from the templates."""
    own = {model["name"]: model for model in column(ankis_own, "models").values()}
    for model in column(database, "models").values():
        if model["name"] in own:
            theirs = own[model["name"]]["req"]
            assert model["req"] == [[ord, how, list(fields)] for ord, how, fields in theirs]
            assert model["latexPre"] == own[model["name"]]["latexPre"]
            assert model["latexPost"] == own[model["name"]]["latexPost"]


def test_models_are_in_order(database):
    models = list(column(database, "models").values())
    assert [(m["name"], m["type"], m["usn"], m["sortf"], m["did"]) for m in models] == [
        ("AWSML Note", 0, -1, 0, None),
        ("AWSML Cloze", 1, -1, 0, None),
    ]
    ids = [part["id"] for model in models for part in [model] + model["flds"] + model["tmpls"]]
    assert len(set(ids)) == len(ids) and all(0 < number < 2**53 for number in ids)
    for model in models:
        assert len(str(model["id"])) == 13
        assert 0 < model["mod"] < time.time()
        for group in ("flds", "tmpls"):
            assert [part["ord"] for part in model[group]] == list(range(len(model[group])))
        names = {field["name"] for field in model["flds"]} | {"FrontSide"}
        for template in model["tmpls"]:
            used = re.findall(r"\{\{[#/^]?(?:\w+:)*(\w+)\}\}", template["qfmt"] + template["afmt"])
            assert set(used) <= names
            assert "<script" not in template["qfmt"] + template["afmt"]
        assert "@import" not in model["css"] and "url(" not in model["css"]


def test_decks(database, product):
    decks = column(database, "decks")
    names = {deck["name"].casefold() for deck in decks.values()}
    wanted = {"default"}
    for note in product.notes:
        parts = note["deck"].casefold().split("::")
        wanted |= {"::".join(parts[:depth]) for depth in range(1, len(parts) + 1)}
    assert names == wanted and len(decks) == len(wanted)
    for key, deck in decks.items():
        assert key == str(deck["id"])
        assert deck["id"] == 1 or len(key) == 13
        assert deck["id"] < time.time() * 1000
        assert (deck["dyn"], deck["conf"], deck["desc"], deck["collapsed"]) == (0, 1, "", False)
        assert isinstance(deck["usn"], int)
        for today in ("lrnToday", "revToday", "newToday", "timeToday"):
            assert deck[today] == [0, 0]
    assert decks["1"]["name"] == "Default"
    assert one(database, "select count() from cards where did = 1") == (0,)
    assert {str(row[0]) for row in database.execute("select did from cards")} <= set(decks)


def test_deck_ids_depend_on_the_name_alone(database, export, tmp_path):
    ids = {deck["name"]: deck["id"] for deck in column(database, "decks").values()}
    name = max(ids, key=len)
    other = open_database(export([nasty.note("x", deck=name)]).path("apkg"), tmp_path)
    assert name in [d["name"] for d in column(other, "decks").values() if d["id"] == ids[name]]
    other.close()


def test_deck_options(database):
    options = column(database, "dconf")
    assert list(options) == ["1"]
    preset = options["1"]
    assert (preset["id"], preset["name"], preset["dyn"]) == (1, "Default", False)
    assert preset["new"] == {
        "bury": False, "delays": [1, 10], "initialFactor": 2500, "ints": [1, 4, 0],
        "order": 1, "perDay": 20, "separate": True,
    }  # fmt: skip
    assert preset["rev"] == {
        "bury": False, "ease4": 1.3, "ivlFct": 1, "maxIvl": 36500, "perDay": 200,
        "hardFactor": 1.2, "fuzz": 0.05, "minSpace": 1,
    }  # fmt: skip
    assert preset["lapse"] == {
        "delays": [10], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0,
    }  # fmt: skip
    assert {"mod", "usn", "maxTaken", "autoplay", "timer", "replayq"} <= set(preset)


def test_notes(database, product):
    rows = database.execute(
        "select guid, mid, mod, usn, tags, flds, flags, data, id from notes order by id"
    ).fetchall()
    models = {model["name"]: model["id"] for model in column(database, "models").values()}
    assert [row[:8] for row in rows] == [
        (
            note["guid"],
            models[note["type"]],
            note["mod"],
            -1,
            f" {' '.join(note['tags'])} " if note["tags"] else "",
            "\x1f".join(note["fields"].values()),
            0,
            "",
        )
        for note in product.notes
    ]
    assert all(0 < row[8] < time.time() * 1000 for row in rows)
    assert len({row[0] for row in rows}) == len(rows)


def test_sort_fields_and_checksums_are_ankis(database, collection, product):
    """Anki computes both again when it imports, so it has the right ones."""
    import_package(collection, product.path("apkg"))
    sql = "select guid, sfld, csum from notes order by guid"
    assert database.execute(sql).fetchall() == [tuple(row) for row in collection.db.execute(sql)]
    for flds, csum in database.execute("select flds, csum from notes"):
        assert csum == field_checksum(flds.split("\x1f")[0])


STRIPPED = [
    "test",
    "今日",
    "<p>a &amp; b</p>\n<p>c</p>",
    "AT&amp;T &lt;b&gt;",
    "a&nbsp;b \u00a0 c",
    "&quot;&#39;&apos;&#x1F600;",
    'x<img src="a b.png" alt="c">y',
    "<img alt=\"z\" src='yes.png'>",
    '<a title="1 &gt; 0" href="x">y</a>',
    "a<!-- <b> -->b",
    "a<br>b<div>c</div>",
    "[sound:x.mp3] [latex]y[/latex]",
    " blanks\tand\nlines ",
    "١٢٣",
    "1.50",
    "-7",
]


def test_stripping_is_ankis(export, collection, tmp_path):
    product = export([nasty.note(front) for front in STRIPPED])
    import_package(collection, product.path("apkg"))
    database = open_database(product.path("apkg"), tmp_path)
    sql = "select sfld, csum from notes order by guid"
    assert database.execute(sql).fetchall() == [tuple(row) for row in collection.db.execute(sql)]
    database.close()


def test_cards(database, product):
    rows = database.execute(
        "select guid, ord, cards.mod, cards.usn, type, queue, due, ivl, factor, reps, lapses,"
        " left, odue, odid, cards.flags, cards.data from cards join notes on notes.id = nid"
        " order by cards.id"
    ).fetchall()
    new = (0,) * 8
    assert rows == [
        (note["guid"], ord, note["mod"], -1, 0, 0, position, *new, "")
        for position, note in enumerate(product.notes, 1)
        for ord in note["ords"]
    ]
    decks = {deck["id"]: deck["name"] for deck in column(database, "decks").values()}
    placed = database.execute("select guid, did from cards join notes on notes.id = nid")
    wanted = {note["guid"]: note["deck"].casefold() for note in product.notes}
    assert all(decks[did].casefold() == wanted[guid] for guid, did in placed)
    assert one(database, "select max(id) from cards")[0] < time.time() * 1000


def test_nothing_was_reviewed_or_deleted(database):
    assert one(database, "select count() from revlog") == (0,)
    assert one(database, "select count() from graves") == (0,)
