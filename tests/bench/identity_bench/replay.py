# SPDX-License-Identifier: MIT
"""The history of a repository of notes, exported commit by commit: which sections keep their GUID.

Nobody knows the truth here, so the old and the new sections are paired by their texts: those that
are word for word the same first, then the most alike, half of the words at least. The repository is
only read: its commits are checked out into a clone of its own, the lock lies beside that.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict

from . import program

SAME, ALIKE, LITTLE, FEW = 0.9, 0.5, 0.3, 5
SPACELESS = r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0eff]"


def git(*words, folder=None):
    environment = {**os.environ, "GIT_CONFIG_COUNT": "4", "GIT_CONFIG_KEY_0": "safe.directory",
                   "GIT_CONFIG_VALUE_0": "*", "GIT_CONFIG_KEY_1": "core.autocrlf",
                   "GIT_CONFIG_VALUE_1": "false", "GIT_CONFIG_KEY_2": "core.hooksPath",
                   "GIT_CONFIG_VALUE_2": os.devnull, "GIT_CONFIG_KEY_3": "advice.detachedHead",
                   "GIT_CONFIG_VALUE_3": "false", "GIT_LFS_SKIP_SMUDGE": "1",
                   "GIT_TERMINAL_PROMPT": "0"}
    done = subprocess.run(["git", *words], cwd=folder, env=environment, capture_output=True,
                          stdin=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        message = done.stderr.decode("utf-8", "replace").strip()
        sys.exit(f"identity: git {words[0]}: {message}")
    return done.stdout.decode("utf-8", "replace")


class Checkout:
    """A clone that borrows the repository's objects, with nothing but Markdown in it."""

    def __init__(self, repository, folder):
        self.folder = folder
        git("clone", "--quiet", "--shared", "--no-checkout", "--no-tags",
            os.path.abspath(repository), folder)
        git("config", "core.sparseCheckout", "true", folder=folder)
        patterns = os.path.join(folder, ".git", "info", "sparse-checkout")
        os.makedirs(os.path.dirname(patterns), exist_ok=True)
        with open(patterns, "w", encoding="utf-8") as out:
            out.write("*.md\n*.markdown\n*.MD\nawsml.yaml\n")

    def commits(self, most):
        lines = git("log", "--first-parent", "--reverse", "--format=%H %cs %s", "HEAD",
                    folder=self.folder).splitlines()
        if most and len(lines) > most:
            last = len(lines) - 1
            chosen = sorted({round(index * last / max(1, most - 1)) for index in range(most)})
            lines = [lines[index] for index in chosen]
        return [(line + "  ").split(" ", 2) for line in lines]

    def go_to(self, commit):
        git("checkout", "--quiet", "--force", "--detach", commit, folder=self.folder)


def tokens(text):
    """Words; letter pairs of scripts that write several words in one."""
    text = unicodedata.normalize("NFC", text).casefold()
    found = []
    for run in re.findall(rf"{SPACELESS}+|(?:(?!{SPACELESS})\w)+", text):
        if re.match(SPACELESS, run) and len(run) > 2:
            found += [run[index:index + 2] for index in range(len(run) - 1)]
        else:
            found.append(run)
    return found or list(text.split())


def bare(heading):
    """A heading without its number, its marks and an emoji, as a person would compare it."""
    text = unicodedata.normalize("NFC", heading).casefold().replace("\N{NO-BREAK SPACE}", " ")
    text = re.sub(r"^\W*(\d+(\.\d+)*[.)]|\d+(\.\d+)+)\s+", "", text)
    return " ".join(re.sub(r"^[^\w]+|[^\w)]+$", "", text).split()) or text


class Section:
    """A note of one commit."""

    def __init__(self, note, rivals):
        self.guid, self.file, self.line = note["guid"], note["file"], note["line"]
        self.front = program.front(note)
        self.heading = bare(self.front)
        self.path = tuple(map(bare, note["path"]))
        self.kind = note["rule"], note["note_type"]
        self.text = note["markdown"]
        self.words = Counter(tokens(self.text))
        self.count = self.words.total()
        self.rivals = rivals

    def place(self):
        return self.kind, self.file, self.path, self.heading

    def body(self):
        return " ".join(self.text.split())


def alike(one, other):
    return 2 * (one.words & other.words).total() / max(1, one.count + other.count)


def remains(old, new):
    return (old.words & new.words).total() / max(1, old.count)


def take_equal(old, new, key, pairs):
    """Pairs what has the same key, in order, and takes it out of both lists."""
    waiting = defaultdict(list)
    for section in old:
        waiting[key(section)].append(section)
    left = []
    for section in new:
        same = waiting[key(section)]
        if same:
            pairs.append((same.pop(0), section, 1.0))
        else:
            left.append(section)
    return [section for same in waiting.values() for section in same], left


def take_alike(old, new, pairs):
    """Pairs the rest by likeness, the best first; heading and file decide between equals."""
    candidates = []
    holders = defaultdict(list)
    for section in old:
        for word in section.words:
            holders[word].append(section)
    for section in new:
        rare = sorted(section.words, key=lambda word: len(holders.get(word, ())))
        near = {id(other): other for word in [word for word in rare if word in holders][:12]
                for other in holders[word][:60]}
        for other in near.values():
            same = other.heading == section.heading
            few = min(other.count, section.count) < FEW  # say nothing without their heading
            if other.kind == section.kind and alike(other, section) >= ALIKE and (same or not few):
                score = alike(other, section) + 0.1 * same \
                    + 0.05 * (other.file == section.file) + 0.02 * (other.path == section.path)
                candidates.append((-score, len(candidates), other, section))
    used = set()
    for _, _, other, section in sorted(candidates):
        if id(other) not in used and id(section) not in used:
            used |= {id(other), id(section)}
            pairs.append((other, section, alike(other, section)))
    return ([section for section in old if id(section) not in used],
            [section for section in new if id(section) not in used])


def pair(old, new):
    """Pairs with their likeness, of what changed or moved and of what did not; and what is left."""
    still, moved, changed = [], [], []
    old, new = take_equal(old, new, lambda one: (one.place(), one.front, one.body()), still)
    old, new = take_equal(old, new, lambda one: (one.kind, one.heading, one.body()), moved)
    old, new = take_alike(old, new, changed)
    old, new = take_equal(old, new, Section.place, changed)
    changed = [(one, other, alike(one, other)) for one, other, _ in changed]
    return moved + changed, still, old, new


class Step:
    """What one commit did to the notes and to their GUIDs."""

    def __init__(self, commit, run):
        self.commit, self.run = commit, run
        self.notes = self.changed = self.new = self.gone = self.unchanged = self.returned = 0
        self.kept = Counter()
        self.lost, self.unchanged_lost, self.not_returned = [], [], []
        self.suspicious, self.better = [], []

    def compare(self, old, new, known):
        pairs, still, gone, fresh = pair(old, new)
        self.changed, self.gone, self.new, self.unchanged = (
            len(pairs), len(gone), len(fresh), len(still))
        for before, after, likeness in pairs:
            self.kept["ours"] += before.guid == after.guid
            for name in program.RIVALS:
                self.kept[name] += before.rivals[name] == after.rivals[name]
            if before.guid != after.guid and likeness >= SAME:
                self.lost.append((before, after, likeness))
        self.unchanged_lost = [(before, after, 1.0) for before, after, _ in still
                               if before.guid != after.guid]
        self.look_back(fresh, known, {section.guid for section in old})
        for after in new:
            before = known.get(after.guid)
            if before and self.is_suspicious(before, after):
                self.suspicious.append((before, after, remains(before, after)))
        for before, after, likeness in pairs + still:
            holder = known.get(after.guid)
            if holder and holder is not before and alike(holder, after) <= likeness - 0.3:
                self.better.append((holder, after, alike(holder, after)))

    def look_back(self, fresh, known, living):
        """Sections that were in an earlier commit, word for word, and come back."""
        graves = {(one.kind, one.heading, one.body()): one for one in known.values()
                  if one.guid not in living}
        for after in fresh:
            before = graves.get((after.kind, after.heading, after.body()))
            if before and before.guid == after.guid:
                self.returned += 1
            elif before:
                self.not_returned.append((before, after, 1.0))

    @staticmethod
    def is_suspicious(before, after):
        place = before.file == after.file and before.path == after.path
        return remains(before, after) < LITTLE and before.heading != after.heading and not place


def sections_of(run):
    given = {name: program.keyed(run.notes, key) for name, key in program.RIVALS.items()}
    return [Section(note, {name: given[name][index] for name in given})
            for index, note in enumerate(run.notes)]


def replay(args, scratch):
    checkout = Checkout(args.replay, os.path.join(scratch, "notes"))
    lock = os.path.join(scratch, "awsml.lock")
    options = ["--no-lock"] if args.no_lock else ["--lock", lock, "--allow-retire"]
    old, known, steps = None, {}, []
    if not args.json:
        print("commit    day         notes changed   kept  front   path   deck    new   gone "
              "    ms")
    for number, commit in enumerate(checkout.commits(args.max)):
        checkout.go_to(commit[0])
        folder = os.path.join(checkout.folder, args.below)
        if not os.path.isdir(folder):
            continue
        run = program.Run(args.program, folder, number, options)
        step = Step(commit, run)
        steps.append(step)
        if not run.failed:
            new = sections_of(run)
            step.notes = len(new)
            if old is not None:
                step.compare(old, new, known)
            known.update((section.guid, section) for section in new)
            old = new
        if not args.json:
            print_step(step)
    return steps


def print_step(step):
    commit, day, subject = step.commit
    kept = " ".join(f"{step.kept[name]:6}" for name in ["ours", *program.RIVALS])
    print(f"{commit[:9]} {day} {step.notes:6} {step.changed:7} {kept} {step.new:6} {step.gone:6} "
          f"{1000 * step.run.seconds:6.0f}  {subject.strip()[:40]}")
    if step.run.failed:
        print(f"    exit status {step.run.status}, no notes were made; the next commit follows")
    for line in step.run.errors()[:5] or step.run.messages.splitlines()[:3 * step.run.failed]:
        print("    " + line)


def described(case):
    before, after, likeness = case
    return {"likeness": round(likeness, 3), "from": f"{before.file}:{before.line}",
            "heading": before.front, "to": f"{after.file}:{after.line}",
            "new_heading": after.front, "guid": before.guid, "new_guid": after.guid}


LISTS = {"lost": f"changed or moved, at least {SAME:.0%} the same, but another GUID",
         "unchanged_lost": "unchanged, but another GUID",
         "not_returned": "came back word for word, but another GUID",
         "suspicious": f"the GUID of a note that shares less than {LITTLE:.0%} of its words, "
                       "and neither heading nor place",
         "better": "the GUID of a note that is less like it than another one was"}


def print_summary(steps, show):
    changed = sum(step.changed for step in steps)
    failed = sum(step.run.failed for step in steps)
    took = [step.run.seconds for step in steps if not step.run.failed]
    print(f"\n{len(steps)} commits, {failed} without an export; an export took "
          f"{1000 * sum(took) / max(1, len(took)):.0f} ms. Sections that changed or moved: "
          f"{changed}")
    for name in ["ours", *program.RIVALS]:
        kept = sum(step.kept[name] for step in steps)
        share = 100 * kept / max(1, changed)
        print(f"  keep their GUID, {name + ':':24} {kept:7}   {share:6.2f} %")
    print(f"  came back with their GUID: {sum(step.returned for step in steps)}")
    for name, title in LISTS.items():
        cases = [(step, case) for step in steps for case in getattr(step, name)]
        print(f"\n{len(cases)}: {title}")
        for step, case in cases[:show]:
            one = described(case)
            print(f"  {step.commit[0][:9]} {one['from']} \"{one['heading']}\"\n"
                  f"            {one['to']} \"{one['new_heading']}\" ({one['likeness']:.2f})")


def as_json(steps):
    return {"steps": [{
        "commit": step.commit[0], "day": step.commit[1], "notes": step.notes,
        "changed": step.changed, "unchanged": step.unchanged, "new": step.new, "gone": step.gone,
        "returned": step.returned, "kept": dict(step.kept), "status": step.run.status,
        "failed": step.run.failed, "errors": step.run.errors(),
        "export_ms": round(1000 * step.run.seconds, 1),
        **{name: [described(case) for case in getattr(step, name)] for name in LISTS},
    } for step in steps]}


def main(args):
    with tempfile.TemporaryDirectory(prefix="identity-") as scratch:
        steps = replay(args, scratch)
    if not steps:
        sys.exit(f"identity: no commit has a folder {args.below or args.replay}")
    if args.json:
        print(json.dumps(as_json(steps), indent=2, ensure_ascii=False))
    else:
        print_summary(steps, 20 if args.show is None else args.show)
    return 0
