# SPDX-License-Identifier: MIT
"""Somebody who keeps notes, builds a deck of them now and then, and learns it in the real Anki."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

from anki._backend import RustBackend
from anki.collection import Collection
from anki.scheduler.v3 import CardAnswer
from conftest import content, import_package, outcome

RETIRED = "awsml::retired"
ANSWERED = 40  # so many cards are answered as a learner does, the others get an interval
HISTORY = "select id, nid, ord, did, type, queue, due, ivl, factor, reps, lapses, data from cards"


def learn(collection):
    """Gives every card a review history that none has yet."""
    fresh = list(collection.find_cards("is:new"))
    if fresh:
        collection.sched.set_due_date(fresh, "5!")
        collection.sched.set_due_date(fresh[:ANSWERED], "0!")
    for number, card_id in enumerate(fresh[:ANSWERED]):
        card = collection.get_card(card_id)
        card.start_timer()
        states = collection._backend.get_scheduling_states(card_id)
        rating = [CardAnswer.GOOD, CardAnswer.HARD, CardAnswer.EASY, CardAnswer.AGAIN][number % 4]
        collection.sched.answer_card(
            collection.sched.build_answer(card=card, states=states, rating=rating))
    reviewed = set(collection.db.list("select cid from revlog"))
    assert reviewed == set(collection.db.list("select id from cards"))
    collection.fix_integrity()  # many answers within a millisecond are dated later than given


def history(collection):
    """What must never be lost: each card as the scheduler knows it, and every answer."""
    cards = {row[0]: tuple(row) for row in collection.db.all(HISTORY)}
    return cards, {tuple(row) for row in collection.db.all("select * from revlog")}


def guids_of(collection, notes):
    return [collection.db.scalar("select guid from notes where id = ?", note.id.nid)
            for note in notes]


class Step:
    """What one build and its import did, by the names of the notes."""

    def __init__(self, updated, new, retired, back, messages):
        self.updated, self.new, self.retired, self.back = updated, new, retired, back
        self.messages = messages


class Study:
    def __init__(self, folder, vault, awsml):
        self.folder, self.vault, self.awsml = folder, vault, awsml
        self.epoch = 1700000000
        self.builds = 0
        self.guids = {}  # name -> GUID, of every note that there ever was
        self.living = {}  # name -> what an import can bring of it, as of the last build
        self.retired = set()
        self.places = {}
        self.collection = None

    @property
    def notes(self):
        return self.folder / "notes"

    @property
    def lock(self):
        return self.notes / "awsml.lock"

    def open(self):
        self.collection = Collection(str(self.folder / "collection.anki2"),
                                     backend=RustBackend(langs=["en"]))

    def close(self):
        if self.collection:
            self.collection.close()
        self.collection = None

    def copy_to(self, folder):
        """The same person at another place; the collection of neither may be open."""
        shutil.copytree(self.folder, folder)
        other = Study(folder, self.vault.copy(), self.awsml)
        other.epoch, other.builds, other.places = self.epoch, self.builds, self.places
        other.guids, other.living = dict(self.guids), dict(self.living)
        other.retired = set(self.retired)
        other.open()
        return other

    # --- building ---

    def run(self, notes, out, *options, epoch):
        """One run of the program; what it wrote, and what it said."""
        out.mkdir(exist_ok=True)
        environment = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
        if epoch:
            environment["SOURCE_DATE_EPOCH"] = str(epoch)
        outputs = [f"--{kind}={out / 'deck'}.{kind}" for kind in ("apkg", "csv", "json")]
        return subprocess.run([self.awsml, notes, *outputs, *options], capture_output=True,
                              text=True, timeout=60, env=environment)

    def build(self, *options, clock=False):
        """Builds here and in a fresh clone, which has the notes and the lock alone."""
        self.builds += 1
        self.epoch += 1000
        clone = self.folder / f"clone {self.builds}" / "notes"
        shutil.copytree(self.notes, clone)
        epoch = None if clock else self.epoch
        result = self.run(self.notes, self.folder / "out", *options, epoch=epoch)
        assert result.returncode == 0, result.stderr
        if clock:  # whatever the clock said to the first run
            epoch = max(note["mod"] for note in self.read_json()["notes"])
        again = self.run(clone, clone.parent / "out", *options, epoch=epoch)
        assert again.returncode == 0, again.stderr
        assert (clone / "awsml.lock").read_bytes() == self.lock.read_bytes()
        for kind in ("apkg", "csv", "json"):
            here, there = (place / "out" / f"deck.{kind}" for place in (self.folder, clone.parent))
            assert here.read_bytes() == there.read_bytes(), kind
        shutil.rmtree(clone.parent)
        return result.stderr

    def read_json(self):
        return json.loads((self.folder / "out/deck.json").read_text())

    def name_of(self, note, known):
        """The name of a living note of the JSON, by the place where it stands."""
        starts = [key for line, key in self.places[note["file"]] if line <= note["line"]]
        name = starts[-1]
        if note["rule"] == "services":
            return f"{name}/{note['fields']['Front']['text']}"
        if note["rule"] == "question":
            number = 1
            while f"{name}?{number}" in known:
                number += 1
            return f"{name}?{number}"
        return name

    def read_notes(self):
        """Name -> note of the JSON, of the living; GUID -> note, of the retired."""
        living, retired = {}, {}
        for note in self.read_json()["notes"]:
            if RETIRED in note["tags"]:
                assert note["guid"] not in retired
                retired[note["guid"]] = note
                continue
            name = self.name_of(note, living)
            assert name not in living, f"{name} is there twice"
            living[name] = note
        return living, retired

    # --- one step ---

    def step(self, *options, clock=False, **how):
        """Writes the notes as the vault has them, builds, imports, and checks everything."""
        self.places = self.vault.write(self.notes, **how)
        messages = self.build(*options, clock=clock)
        now = self.vault.notes()
        step = Step(
            updated={name for name in now if self.living.get(name, now[name]) != now[name]},
            new=set(now) - set(self.guids), retired=set(self.living) - set(now),
            back=set(now) & self.retired, messages=messages)
        self.retired = (self.retired | step.retired) - step.back
        self.living = now
        exported = self.check_guids(step)
        self.check_import(step, exported)
        learn(self.collection)
        return step

    def check_guids(self, step):
        living, retired = self.read_notes()
        assert set(living) == set(self.living)
        lost = {name for name in living
                if self.guids.get(name, living[name]["guid"]) != living[name]["guid"]}
        assert lost == set(), "other GUIDs than before"
        for name in step.new:
            assert living[name]["guid"] not in self.guids.values(), f"{name} has another's GUID"
            self.guids[name] = living[name]["guid"]
        assert len(set(self.guids.values())) == len(self.guids)
        assert set(retired) == {self.guids[name] for name in self.retired}
        return {**{note["guid"]: note for note in living.values()}, **retired}

    def check_import(self, step, exported):
        """Imports; nothing may be doubled or lost, and nothing else may change."""
        before, (cards, answers) = content(self.collection), history(self.collection)
        log = import_package(self.collection, self.folder / "out/deck.apkg")
        assert set(outcome(log)) <= {"new", "updated", "duplicate"}, outcome(log)
        updated = {self.guids[name] for name in step.updated | step.retired | step.back}
        new = {self.guids[name] for name in step.new}
        names = {guid: name for name, guid in self.guids.items()}
        assert {names[guid] for guid in guids_of(self.collection, log.updated)} == \
            {names[guid] for guid in updated}
        assert sorted(guids_of(self.collection, log.new)) == sorted(new)

        assert self.collection.note_count() == len(before) + len(new)
        after, (cards_now, answers_now) = content(self.collection), history(self.collection)
        assert {guid for guid in before if before[guid] != after[guid]} <= updated
        for guid in updated | new:
            fields = [field["html"] for field in exported[guid]["fields"].values()]
            assert after[guid][1] == fields, names[guid]
            assert after[guid][2] == sorted(exported[guid]["tags"]), names[guid]
        assert {card: cards_now.get(card) for card in cards} == cards, "a card lost its reviews"
        assert answers_now == answers
        report, ok = self.collection.fix_integrity()
        assert ok, report
        assert history(self.collection) == (cards_now, answers_now)

    def searched(self, messages, slug):
        """The names of the notes that the searches in messages of this kind find in Anki."""
        found = set()
        parts = re.split(r"^(?=\S.*\[[a-z-]+\]$)", messages, flags=re.MULTILINE)
        for part in parts:
            if f"[{slug}]" in part:
                for search in re.findall(r"nid:\d+(?:,\d+)*", part):
                    found |= {self.collection.get_note(note).guid
                              for note in self.collection.find_notes(search)}
        return {name for name, guid in self.guids.items() if guid in found}

    def somebody_new(self):
        """Who imports the package for the first time: content by GUID."""
        path = Path(self.folder) / "new.anki2"
        collection = Collection(str(path), backend=RustBackend(langs=["en"]))
        log = import_package(collection, self.folder / "out/deck.apkg")
        found = content(collection)
        collection.close()
        assert set(outcome(log)) == {"new"} and len(log.new) == len(found)
        return found
