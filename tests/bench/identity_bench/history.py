# SPDX-License-Identifier: MIT
"""The benchmark over a made history: notes are written, edited and exported, build after build."""

import json
import os
import random
import shutil
import sys
import tempfile
import time
import unicodedata

from . import edits, edits_of_files, notes, program, truth

GOAL_ALL, GOAL_SINGLE = 0.997, 0.995
OURS = "awsml-export"


class Folder:
    """The vault on the disk; writes what changed."""

    def __init__(self, path):
        self.path, self.written = path, {}

    def write(self, vault):
        """For each file its notes' places."""
        now, places = {}, []
        for file in vault.files:
            now[file.path()], found = notes.write(file)
            places.append((file, found))
        for name in self.written.keys() - now.keys():
            os.remove(os.path.join(self.path, name))
        for name, data in now.items():
            if self.written.get(name) != data:
                target = os.path.join(self.path, name)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                with open(target, "wb") as out:
                    out.write(data)
        self.written = now
        return places


def today(places):
    found = []
    for file, lines in places:
        found += truth.snapshots(file, lines, lambda section: notes.section_lines(section, False))
    return found


def paired(snapshots, exported):
    """The exported note of each snapshot, by file and line; the model and the program must agree
    on what is a note."""
    by_place = {}
    for note in exported:
        if note["rule"] == "section":
            by_place[unicodedata.normalize("NFC", note["file"]), note["line"]] = note
    found, missing = [], []
    for one in snapshots:
        note = by_place.pop((unicodedata.normalize("NFC", one.file), one.line), None)
        found.append(note)
        if note is None:
            missing.append(f"{one.file}:{one.line}")
    if missing or by_place:
        sys.exit("identity: the notes and the export disagree: "
                 f"not exported {missing[:5]}, not expected {list(by_place)[:5]}")
    return found


class Bench:
    def __init__(self, args):
        self.args = args
        rand = random.Random(args.seed)
        self.vault = notes.Vault()
        author = notes.Author(rand, self.vault)
        author.vault_of(args.notes)
        self.editor = edits.Editor(rand, self.vault, author)
        self.judges = {name: truth.Judge(name) for name in [OURS, *program.RIVALS]}
        self.sizes, self.times, self.seconds = [], [], 0

    def run(self, path):
        start = time.perf_counter()
        folder = Folder(path)
        for build in range(self.args.builds + 1):
            if build:
                edits_of_files.edit(self.editor, build, self.args.edits)
            self.build(build, folder)
            if self.args.keep:
                shutil.copytree(path, os.path.join(self.args.keep, f"build-{build:03}"))
        self.seconds = time.perf_counter() - start

    def build(self, build, folder):
        snapshots = today(folder.write(self.vault))
        options = ["--no-lock"] if self.args.no_lock else ["--allow-retire"]
        run = program.Run(self.args.program, folder.path, build, options)
        if run.status != 0:
            sys.stderr.write(run.messages)
            sys.exit(f"identity: build {build}: exit status {run.status}")
        exported = paired(snapshots, run.notes)
        self.sizes.append(len(snapshots))
        self.times.append(run.seconds)
        self.judges[OURS].step(build, snapshots, [note["guid"] for note in exported])
        in_order = [note for note in run.notes if note["rule"] == "section"]
        for name, key in program.RIVALS.items():
            given = dict(zip(map(id, in_order), program.keyed(in_order, key)))
            self.judges[name].step(build, snapshots, [given[id(note)] for note in exported])


def percent(share):
    return f"{100 * share:6.2f} %"


def row(name, tally):
    return (f"{name:42} {tally.kept:7} {tally.lost:6} {tally.wrong:6} {tally.free:6} {tally.new:6}"
            f"   {percent(tally.share())}")


def in_order(kinds):
    """Edits of one note, mixtures, edits of many, and notes that nobody edited."""
    known = [*edits.SINGLE, truth.SEVERAL, *edits.BULK]
    rest = sorted(set(kinds) - set(known), key=lambda kind: (kind.startswith("("), kind))
    return [kind for kind in known + rest if kind in kinds]


def report(bench):
    judge = bench.judges[OURS]
    done = bench.editor.done
    print(f"{bench.sizes[0]} notes at first, {bench.sizes[-1]} at last; {sum(done.values())} edits "
          f"in {len(bench.sizes) - 1} builds; seed {bench.args.seed}")
    print(f"an export took {1000 * sum(bench.times) / len(bench.times):.0f} ms, all together "
          f"{bench.seconds:.0f} s\n")
    print(f"{'kind of edit':42} {'kept':>7} {'lost':>6} {'wrong':>6} {'either':>6} {'new':>6}"
          f"   {'kept':>8}")
    for kind in in_order(judge.kinds):
        print(row(kind, judge.kinds[kind]))
    print(row("all", judge.all()) + f"   goal {100 * GOAL_ALL:.1f} %, wrong 0")
    print(row("edits of single notes alone", judge.single) + f"   goal {100 * GOAL_SINGLE:.1f} %")
    print("\nGUIDs made otherwise, on the same history:")
    for name in program.RIVALS:
        print(row(name, bench.judges[name].all()))


def show(bench):
    """The cases themselves, for whoever wants to know why."""
    cases = bench.judges[bench.args.show_of].cases
    if bench.args.kind:
        cases = [case for case in cases if case.kind == bench.args.kind]
    wrong = [case for case in cases if case.verdict == "wrong"]
    lost = [case for case in cases if case.verdict == "lost"]
    for case in wrong + lost[:bench.args.show]:
        print(f"\n{'=' * 78}\nbuild {case.build}: {case.verdict}, {case.kind}; "
              f"edits: {', '.join(case.new.touched) or 'none'}")
        show_note("had the GUID" if case.verdict == "wrong" else "before", case.old, case.new)
        show_note("has it" if case.verdict == "wrong" else "now", case.new)
        if case.better:
            show_note("was made of", case.better, case.new)
        if case.heir:
            show_note("the other is now", case.heir)


def show_note(title, note, other=None):
    print(f"--- {title}: {note.file}:{note.line}, below {' > '.join(note.above) or '-'} "
          f"(note {note.uid}, family {note.family})")
    if other:
        evidence = truth.Evidence(note, other)
        print(f"    remains {evidence.remains:.2f}, of telling words {evidence.telling:.2f}, alike "
              f"{evidence.alike:.2f}; heading {evidence.heading:d} file {evidence.file:d} parents "
              f"{evidence.parents:d}")
    print("\n".join("    " + line for line in note.text if line))


def as_json(bench):
    judge = bench.judges[OURS]

    def counts(tally):
        return {**vars(tally), "share": round(tally.share(), 5)}
    return {"seed": bench.args.seed, "builds": len(bench.sizes) - 1, "notes": bench.sizes,
            "edits": bench.editor.done, "seconds": round(bench.seconds, 2),
            "export_ms": [round(1000 * took, 1) for took in bench.times],
            "goals": {"all": GOAL_ALL, "single": GOAL_SINGLE, "wrong": 0},
            "all": counts(judge.all()), "single": counts(judge.single),
            "kinds": {kind: counts(tally) for kind, tally in sorted(judge.kinds.items())},
            "rivals": {name: counts(bench.judges[name].all()) for name in program.RIVALS}}


def reached(bench):
    judge = bench.judges[OURS]
    total = judge.all()
    return total.share() >= GOAL_ALL and judge.single.share() >= GOAL_SINGLE and not total.wrong


def main(args):
    if args.quick:
        args.notes, args.builds, args.edits = 300, 10, 60
    if args.keep:
        os.makedirs(args.keep)
    bench = Bench(args)
    with tempfile.TemporaryDirectory(prefix="identity-") as scratch:
        bench.run(os.path.join(scratch, "notes"))
    if args.json:
        print(json.dumps(as_json(bench), indent=2, ensure_ascii=False))
    else:
        report(bench)
    if args.show is not None:
        show(bench)
    return 1 if args.check and not reached(bench) else 0
