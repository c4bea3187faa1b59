# SPDX-License-Identifier: MIT
"""Which GUID a person would expect a note to have, and what that says of the one it was given.

The model knows what each section was made of (`uid`, `sources`), and the old and the new text say
how much of it is left. By the design's definition (section 4) a card is the same if half of the
old words remain and heading, file or parents support it, or if heading, file and parents stay and
no twin has them. Then the GUID must stay: kept, or lost. What remains less is free to keep its GUID
or to get a new one. Where the texts alone do not tell which of two notes is which, either is right.

A GUID that comes from a note which the section was not made of is wrong, unless both are alike or
in the same spot under the same heading, and neither has a better partner.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from . import words
from .edits import SINGLE
from .notes import paths

UNTOUCHED, ABOVE, SEVERAL = "(untouched)", "(only the headings above changed)", "several at once"
HALF = 0.5
FEW, SHORT = 5, 14  # words of a text that says little; of one that resembles others by chance


@dataclass(eq=False)
class Snapshot:
    """A note at one build."""
    uid: int
    sources: list
    family: int
    heading: str
    fid: int
    file: str
    line: int
    above: tuple
    above_uids: tuple
    words: Counter
    count: int
    telling: Counter  # the words that are not those of every text
    telling_count: int
    touched: list
    text: list  # of lines, to be shown
    no_partner: bool = False  # a file without headings for one build: no note is it

    def spot(self):
        return self.fid, self.above, self.heading


def plain(heading):
    return heading.casefold()


def snapshot(file, line, section, above, text):
    bag = Counter(section.tokens())
    telling = Counter({token: n for token, n in bag.items() if token not in words.COMMON})
    return Snapshot(section.uid, list(section.sources), section.family, plain(section.heading),
                    file.fid, file.path(), line, tuple(plain(step.heading) for step in above),
                    tuple(step.uid for step in above), bag, bag.total(),
                    telling, telling.total(), list(section.touched), text)


def snapshots(file, places, lines_of):
    """Of all notes of a file; `places` as written, `lines_of` gives a section's text."""
    if file.hidden:
        bag = Counter(token for section in file.sections for token in section.tokens())
        return [Snapshot(-file.fid, [], 0, plain(file.title or file.name), file.fid, file.path(), 1,
                         (), (), bag, bag.total(), bag, bag.total(), ["hide all heading marks"], [],
                         no_partner=True)]
    above = dict(zip(map(id, file.sections), paths(file)))
    return [snapshot(file, line, section, above[id(section)], lines_of(section))
            for line, section in places]


class Evidence:
    """What speaks for one note being another."""

    def __init__(self, old, new):
        common = (old.words & new.words).total()
        self.few = old.count < FEW
        self.remains = common / max(1, old.count)
        self.overlap = common
        self.alike = 2 * common / max(1, old.count + new.count)
        self.word = 2 / max(1, old.count + new.count)
        telling = (old.telling & new.telling).total()
        self.telling = telling / old.telling_count if old.telling_count else self.remains
        self.heading = old.heading == new.heading
        self.file = old.fid == new.fid or old.file == new.file
        self.parents = old.above == new.above and (bool(old.above) or self.file) \
            or bool(old.above_uids) and old.above_uids == new.above_uids

    def support(self):
        return self.heading + self.file + self.parents

    def half_remains(self):
        """The same card by what is left of its text."""
        if self.few:  # half of two words says nothing, nor do these words without their heading
            return self.remains >= 0.75 and self.file and self.heading
        return self.remains >= HALF and self.telling >= HALF and self.support() > 0

    def same_spot(self):
        return self.heading and self.file and self.parents

    def may_be(self):
        """Whether nobody could call it absurd: alike, or in that spot under that heading."""
        alike = self.remains >= HALF and self.telling >= HALF and self.alike >= 0.4
        return self.same_spot() or alike and (not self.few or self.support() > 0)

    def beats(self, other):
        """Clearly the better pair: a person would choose it."""
        if self.alike >= other.alike + 0.3:
            return True
        at_least = (self.heading >= other.heading and self.file >= other.file
                    and self.parents >= other.parents)
        if self.alike >= other.alike + 1.5 * self.word:
            return at_least
        return at_least and self.support() > other.support() \
            and self.alike >= other.alike - self.word


@dataclass
class Tally:
    kept: int = 0
    lost: int = 0
    wrong: int = 0
    free: int = 0  # keeping the GUID and not are both right
    new: int = 0  # made in this build, and given a GUID of its own

    def add(self, other):
        for name in vars(self):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def share(self):
        return self.kept / max(1, self.kept + self.lost)


@dataclass
class Case:
    """A GUID that did not go where it should."""
    build: int
    verdict: str  # lost or wrong
    kind: str
    old: Snapshot  # whose GUID it should have kept, or wrongly has
    new: Snapshot
    better: Snapshot = None  # wrong: what the new note was made of
    heir: Snapshot = None  # wrong: what the other note has become


class Judge:
    """Follows one way of giving GUIDs through the builds."""

    def __init__(self, name):
        self.name = name
        self.entries = {}  # GUID: the note that had it last, as it was then
        self.guid_of = {}  # uid: GUID
        self.living = Counter()  # spots at the last build
        self.alive = set()  # uids then
        self.kinds = defaultdict(Tally)
        self.single = Tally()
        self.cases = []
        self.build = 0

    def step(self, build, today, given):
        """`given`: the GUID of each of today's notes, in their order."""
        self.build = build
        if build:
            self.prepare(today)
            for note, guid in zip(today, given):
                self.judge(note, guid)
        self.living = Counter(note.spot() for note in today)
        self.alive = {note.uid for note in today}
        for note, guid in zip(today, given):
            self.entries[guid] = note
            self.guid_of[note.uid] = guid

    def prepare(self, today):
        self.spots = Counter(note.spot() for note in today)
        self.heirs, self.families = defaultdict(list), defaultdict(list)
        self.old_families = defaultdict(list)
        self.files, self.old_files = defaultdict(list), defaultdict(list)
        for note in today:
            self.families[note.family].append(note)
            self.files[note.fid].append(note)
            for old in self.ancestors(note):
                self.heirs[old.uid].append(note)
        for old in self.entries.values():
            self.old_families[old.family].append(old)
            self.old_files[old.fid].append(old)
        self.split_given = set()

    def ancestors(self, note):
        """The lock's notes that this one was made of, as far as they still have their GUID."""
        guids = [self.guid_of.get(uid) for uid in [note.uid, *note.sources]]
        return [self.entries[guid] for uid, guid in zip([note.uid, *note.sources], guids)
                if guid is not None and self.entries[guid].uid == uid]

    def kind_of(self, note, old):
        kinds = set(note.touched)
        if len(kinds) > 1:
            return SEVERAL
        if kinds:
            return kinds.pop()
        return ABOVE if old and old.above != note.above else UNTOUCHED

    def same(self, old, note):
        evidence = Evidence(old, note)
        stays = old.uid in self.alive and evidence.same_spot()
        alone = self.spots[note.spot()] == 1 and self.living[old.spot()] <= 1
        return evidence.half_remains() or stays and alone

    def judge(self, note, guid):
        ancestors = self.ancestors(note)
        given = self.entries.get(guid)
        verdict, old = self.verdict(note, given, ancestors)
        kind = self.kind_of(note, ancestors[0] if ancestors else None)
        tallies = [self.kinds[kind]]
        if note.touched and all(step in SINGLE for step in note.touched):
            tallies.append(self.single)
        for tally in tallies:
            setattr(tally, verdict, getattr(tally, verdict) + 1)
            if verdict == "wrong" and ancestors and self.same(ancestors[0], note):
                tally.lost += 1
        if verdict in ("lost", "wrong"):
            better = ancestors[0] if ancestors and verdict == "wrong" else None
            heir = self.heirs[old.uid][0] if self.heirs[old.uid] and verdict == "wrong" else None
            self.cases.append(Case(self.build, verdict, kind, old, note, better, heir))

    def verdict(self, note, given, ancestors):
        if given and given.uid == note.uid and given not in ancestors:
            return "free", given  # one that it had before
        if given and any(is_double(given, old) for old in ancestors):
            return "free", given
        if given and given not in ancestors and self.is_wrong(note, given, ancestors):
            return "wrong", given
        if not ancestors:
            return ("free", given) if given else ("new", None)
        if note.no_partner:  # for the second time
            return "free", ancestors[0]
        if len(ancestors) > 1:
            return self.merged(note, given, ancestors)
        old = ancestors[0]
        if len(self.heirs[old.uid]) > 1:
            return self.part(note, given, old)
        return self.alone(note, given, old)

    def alone(self, note, given, old):
        """One note that was one note."""
        if not self.same(old, note):
            return "free", old
        if given is old:
            return "kept", old
        if given or self.unclear(note, old):
            return "free", old
        return "lost", old

    def part(self, note, given, old):
        """One of several that a note was split into: the larger part with the heading keeps it."""
        main = larger([(Evidence(old, heir), heir) for heir in self.heirs[old.uid]])
        if main is note:
            return self.alone(note, given, old)
        if main:
            return ("wrong", old) if given is old else ("new", None)
        # Either part is right: the last of them tells whether any has it.
        if given is old:
            self.split_given.add(old.uid)
            return "kept", old
        last = note is self.heirs[old.uid][-1]
        lost = last and old.uid not in self.split_given and \
            any(self.same(old, heir) for heir in self.heirs[old.uid])
        return ("lost" if lost else "free"), old

    def merged(self, note, given, ancestors):
        """One that was several: that of the larger part with the heading, else any of them."""
        main = larger([(Evidence(old, note), old) for old in ancestors])
        if given is None:
            return "lost", main or ancestors[0]
        if main and given is not main:
            return "wrong", given
        return "kept", given

    def is_wrong(self, note, given, ancestors):
        if note.no_partner:
            return True
        if given.no_partner and given.fid == note.fid and not ancestors:
            return False  # it was written while the file had no headings
        evidence = Evidence(given, note)
        file_is_gone = given.fid not in self.files and evidence.heading and evidence.parents
        if not evidence.may_be() and not file_is_gone:
            return True
        heirs = [heir for heir in self.heirs[given.uid] if not is_double(heir, note)]
        return any(Evidence(old, note).beats(evidence) for old in ancestors) or \
            any(Evidence(given, heir).beats(evidence) for heir in heirs)

    def unclear(self, note, old):
        """Whether another pair is as good as this one, and no better one says what it is."""
        evidence = Evidence(old, note)
        for rival in rivals(old, self.old_families, self.old_files):
            pair = Evidence(rival, note)
            if rival.uid != old.uid and pair.may_be() and not evidence.beats(pair) and not any(
                    Evidence(rival, heir).beats(pair) for heir in self.heirs[rival.uid]):
                return True
        for rival in rivals(note, self.families, self.files):
            if is_double(rival, note):
                return True
            pair = Evidence(old, rival)
            if rival is not note and pair.may_be() and not evidence.beats(pair) and not any(
                    Evidence(own, rival).beats(pair) for own in self.ancestors(rival)):
                return True
        return False

    def all(self):
        """Over all notes that were touched, and what went wrong with those that were not."""
        total = Tally()
        for kind, tally in self.kinds.items():
            total.add(tally)
            if kind == UNTOUCHED:
                total.kept -= tally.kept
                total.free -= tally.free
        return total


def is_double(one, other):
    """Whether two notes of one file are word for word the same, so that nobody can tell them."""
    return one.uid != other.uid and one.heading == other.heading \
        and one.file == other.file and one.words == other.words


def rivals(note, families, files):
    """Those that a note could be taken for: made of the same text, or as short and beside it."""
    return families[note.family] + (files[note.fid] if note.count < SHORT else [])


def larger(pairs):
    """The one that is clearly larger and alone has the heading, or None."""
    pairs = sorted(pairs, key=lambda pair: -pair[0].overlap)
    (first, main), (second, _) = pairs[:2]
    others = any(evidence.heading for evidence, _ in pairs[1:])
    clear = first.overlap >= 1.25 * second.overlap and first.heading and not others
    return main if clear else None
