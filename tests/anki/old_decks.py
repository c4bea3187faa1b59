# SPDX-License-Identifier: MIT
"""Packages as other tools make them. Each maker writes pairs of front and back, as HTML."""

import json
import random
import sqlite3
import zipfile

import genanki

FRAME = "{{FrontSide}}<hr id=answer>"


def of_genanki(path, pairs, names=("Front", "Back"), front="Front", back="Back", extra=(),
               tags=(), name="Notes of mine", model_id=1607392319, templates=1, guid=None):
    """A script with genanki: fields in any order, GUIDs that are hashes of all fields."""
    asks = [(front, back), (back, front)][:templates]
    model = genanki.Model(
        model_id, name, fields=[{"name": n} for n in names],
        templates=[{"name": f"Card {i + 1}", "qfmt": f"{{{{{f}}}}}", "afmt": f"{FRAME}{{{{{b}}}}}"}
                   for i, (f, b) in enumerate(asks)],
        css=".card { color: navy }", sort_field_index=names.index(front))
    deck = genanki.Deck(2059400110, "Old deck::Storage")
    for i, (question, answer) in enumerate(pairs):
        values = {front: question, back: answer, **dict(extra)}
        note = genanki.Note(model, [values.get(n, "") for n in names], tags=list(tags))
        if guid:
            note.guid = guid(i, question)
        deck.add_note(note)
    genanki.Package(deck).write_to_file(str(path))


def of_cloze(path, texts):
    deck = genanki.Deck(2059400111, "Old clozes")
    for text in texts:
        deck.add_note(genanki.Note(genanki.CLOZE_MODEL, [text, ""]))
    genanki.Package(deck).write_to_file(str(path))


def of_md2apkg(path, pairs):
    """A note type of its own, GUIDs that are hashes of what is asked."""
    of_genanki(path, pairs, names=("Question", "Answer", "Tags"), front="Question", back="Answer",
               name="Markdown card", model_id=1201893214,
               guid=lambda _, question: genanki.guid_for("md2apkg", question))


def of_ankdown(path, pairs):
    """Random GUIDs, the fields numbered by sides."""
    chance = random.Random(4)
    of_genanki(path, pairs, names=("Side2", "Side1"), front="Side1", back="Side2",
               name="Ankdown model", model_id=1078219311,
               guid=lambda *_: "".join(chance.choices("abcdefghij0123456789", k=10)))


SCHEMA_11 = """
CREATE TABLE col (id integer primary key, crt integer, mod integer, scm integer, ver integer,
 dty integer, usn integer, ls integer, conf text, models text, decks text, dconf text, tags text);
CREATE TABLE notes (id integer primary key, guid text, mid integer, mod integer, usn integer,
 tags text, flds text, sfld integer, csum integer, flags integer, data text);
CREATE TABLE cards (id integer primary key, nid integer, did integer, ord integer, mod integer,
 usn integer, type integer, queue integer, due integer, ivl integer, factor integer, reps integer,
 lapses integer, left integer, odue integer, odid integer, flags integer, data text);
CREATE TABLE revlog (id integer primary key, cid integer, usn integer, ease integer, ivl integer,
 lastIvl integer, factor integer, time integer, type integer);
CREATE TABLE graves (usn integer, oid integer, type integer);
"""


def _model(model_id, made):
    field = {"sticky": False, "rtl": False, "font": "Arial", "size": 20, "media": []}
    return {
        "id": model_id, "name": "Basic-1", "type": 0, "mod": made // 1000, "usn": -1, "sortf": 0,
        "did": 1, "vers": [], "tags": [], "css": ".card { font-size: 16px }",
        "latexPre": "", "latexPost": "", "req": [[0, "all", [0]]],
        "flds": [{"name": name, "ord": i, **field} for i, name in enumerate(["Front", "Back"])],
        "tmpls": [{"name": "Card 1", "ord": 0, "qfmt": "{{Front}}", "afmt": FRAME + "{{Back}}",
                   "bqfmt": "", "bafmt": "", "did": None}],
    }


def _deck(deck_id, name):
    pairs = {key: [0, 0] for key in ["newToday", "revToday", "lrnToday", "timeToday"]}
    return {"id": deck_id, "name": name, "mod": 0, "usn": -1, "collapsed": False, "dyn": 0,
            "conf": 1, "desc": "", "extendNew": 0, "extendRev": 0, **pairs}


def collection_11(path, pairs, made=1600000000000, milliseconds=False, models=None):
    """The bare database, written by hand."""
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript(SCHEMA_11)
    models = models or {str(made): _model(made, made)}
    decks = {str(i): _deck(i, name) for i, name in [(1, "Default"), (made + 1, "Notes")]}
    database.execute("INSERT INTO col VALUES (1, 0, 0, 0, 11, 0, 0, 0, '{}', ?, ?, '{}', '{}')",
                     (json.dumps(models), json.dumps(decks)))
    mod = made if milliseconds else made // 1000
    chance = random.Random(7)
    for i, (front, back) in enumerate(pairs):
        note = made + 10 + i
        guid = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz!#$%&()*+,-./:;<=>?@[]^_`{|}~",
                                      k=10))
        database.execute("INSERT INTO notes VALUES (?,?,?,?,-1,'',?,?,0,0,'')",
                         (note, guid, made, mod, f"{front}\x1f{back}", front))
        database.execute("INSERT INTO cards VALUES (?,?,?,0,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')",
                         (note + 1000, note, made + 1, mod, i + 1))
    database.commit()
    database.close()
    return path.read_bytes()


def package(path, database, name="collection.anki2", **others):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, database)
        archive.writestr("media", "{}")
        for other, data in others.items():
            archive.writestr(other, data)


def of_mdanki(path, pairs, milliseconds=True):
    """Ids and note type by the clock, random GUIDs, times in milliseconds, headings as HTML."""
    pairs = [(f"<h2 id=\"x\">{front}</h2>\n", f"{back}\n") for front, back in pairs]
    package(path, collection_11(path.with_suffix(".db"), pairs, milliseconds=milliseconds))
