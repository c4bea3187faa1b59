#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measure a whole export against the bare floor, on generated notes, and print one JSON object.

Both programs run in turn, several times; of each the run with the least processor time counts. The
floor deflates at the fastest zlib level that packs the exporter's own database as small as the
exporter did, or at 9 if none does. Nothing here passes or fails by a time.
"""

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
EPOCH = "1700000000"


def program_command(program, notes, apkg, jobs, lock="--no-lock"):
    return [program, notes, "--apkg", apkg, "-j", str(jobs), lock]


def floor_command(floor, notes, apkg, level):
    return [floor, notes, "--apkg", apkg, "--level", str(level), "--times"]


def peer_command(python, notes, apkg):
    return [python, os.path.join(HERE, "peers.py"), notes, "--apkg", apkg]


class Bench:
    """The programs under measurement and a scratch folder for their files."""

    def __init__(self, args, scratch):
        self.args = args
        self.scratch = scratch
        self.environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "LC_ALL": "C.UTF-8"}

    def path(self, name):
        return os.path.join(self.scratch, name)

    def call(self, command):
        """Run a command that must succeed; its standard output."""
        done = subprocess.run(command, env=self.environment, stdin=subprocess.DEVNULL,
                              capture_output=True, check=False)
        if done.returncode != 0:
            sys.stderr.buffer.write(done.stderr)
            sys.exit(f"bench: exit status {done.returncode}: {' '.join(command)}")
        return done.stdout

    def run(self, command):
        """What one run took, and what it printed."""
        report = self.path("measure.json")
        printed = self.call([self.args.measure, report, *command])
        with open(report, encoding="ascii") as file:
            took = json.load(file)
        if took["exit"] != 0:
            sys.exit(f"bench: exit status {took['exit']}: {' '.join(command)}")
        return {"cpu_s": took["user"] + took["system"], "wall_s": took["wall"],
                "peak_mib": took["peak_mib"]}, printed

    def generate(self, sections):
        notes = self.path(f"notes-{sections}")
        if not os.path.isdir(notes):
            self.call([sys.executable, os.path.join(HERE, "generate.py"), "--sections",
                       str(sections), "--seed", str(self.args.seed), notes])
        return notes

    def size(self, sections):
        """The whole comparison at one size."""
        notes = self.generate(sections)
        apkg, floor_apkg = self.path("program.apkg"), self.path("floor.apkg")
        ours = program_command(self.args.program, notes, apkg, self.args.jobs)
        self.run(ours)
        level = choose_level(apkg)
        bare = floor_command(self.args.floor, notes, floor_apkg, level["chosen"])
        floor_runs, program_runs = [], []
        for _ in range(self.args.runs):
            floor_runs.append(self.run(bare))
            program_runs.append(self.run(ours))
        floor, steps = best(floor_runs)
        program, _ = best(program_runs)
        floor.update(weigh(floor_apkg), steps_ms=json.loads(steps))
        program.update(weigh(apkg))
        program["notes_per_second"] = round(program["notes"] / program["wall_s"])
        result = {"sections": sections, "input_bytes": input_bytes(notes), "zlib_level": level,
                  "floor": floor, "program": program,
                  "ratio": round(program["cpu_s"] / floor["cpu_s"], 3),
                  "wall_ratio": round(program["wall_s"] / floor["wall_s"], 3)}
        result["lock"] = self.lock(notes, apkg, program)
        if sections not in self.args.peer_sizes:
            shutil.rmtree(notes)
        return result

    def lock(self, notes, apkg, without):
        """What the lock costs: making it, and reading, matching and writing one that stays."""
        file = self.path("bench.lock")
        ours = program_command(self.args.program, notes, apkg, self.args.jobs, f"--lock={file}")
        first, _ = self.run(ours)
        again, _ = best([self.run(ours) for _ in range(self.args.runs)])
        size = os.path.getsize(file)
        os.remove(file)
        return {"lock_bytes": size, "first": rounded(first), "again": again,
                "share_of_the_run": round(1 - without["cpu_s"] / again["cpu_s"], 3)}

    def peer(self, sections):
        """The exporter against genanki and mistune; the peer, being slow, runs once."""
        notes, apkg = self.generate(sections), self.path("peer.apkg")
        peer, _ = self.run(peer_command(sys.executable, notes, apkg))
        peer.update(weigh(apkg))
        apkg = self.path("program.apkg")
        ours = program_command(self.args.program, notes, apkg, self.args.jobs)
        program, _ = best([self.run(ours) for _ in range(self.args.runs)])
        program.update(weigh(apkg))
        return {"sections": sections, "genanki_mistune": rounded(peer), "program": program,
                "times_faster_cpu": round(peer["cpu_s"] / program["cpu_s"], 1),
                "times_faster_wall": round(peer["wall_s"] / program["wall_s"], 1)}

    def instructions(self, command):
        out = self.path("callgrind.out")
        self.call(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", *command])
        with open(out, encoding="utf-8", errors="replace") as file:
            totals = [line for line in file if line.startswith(("summary:", "totals:"))]
        if not totals:
            sys.exit(f"bench: callgrind counted nothing: {' '.join(command)}")
        return int(totals[-1].split()[1])

    def callgrind(self, sections):
        notes, apkg = self.generate(sections), self.path("program.apkg")
        ours = program_command(self.args.program, notes, apkg, 1)
        program = self.instructions(ours)
        level = choose_level(apkg)["chosen"]
        floor = self.instructions(
            floor_command(self.args.floor, notes, self.path("floor.apkg"), level))
        return {"sections": sections, "zlib_level": level, "floor": floor, "program": program,
                "ratio": round(program / floor, 3)}


def rounded(took):
    return {key: round(value, 4) for key, value in took.items()}


def best(runs):
    """The run with the least processor time; the least wall time and the highest peak of all."""
    took, printed = min(runs, key=lambda run: run[0]["cpu_s"])
    return rounded({"cpu_s": took["cpu_s"], "wall_s": min(run["wall_s"] for run, _ in runs),
                    "peak_mib": max(run["peak_mib"] for run, _ in runs)}), printed


def input_bytes(notes):
    return sum(os.path.getsize(os.path.join(folder, name))
               for folder, _, names in os.walk(notes) for name in names)


def weigh(apkg):
    """Sizes of a package, and how many notes and cards are in it."""
    with zipfile.ZipFile(apkg) as package:
        entry = package.getinfo("collection.anki2")
        data = package.read(entry)
    database = sqlite3.connect(":memory:")
    database.deserialize(data)
    counts = {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
              for table in ("notes", "cards")}
    database.close()
    return {**counts, "package_bytes": os.path.getsize(apkg), "database_bytes": entry.file_size,
            "deflated_bytes": entry.compress_size}


def deflated_size(data, level):
    # Raw, with the largest window and memory: what libzip asks of zlib.
    packer = zlib.compressobj(level, zlib.DEFLATED, -15, 9)
    return len(packer.compress(data)) + len(packer.flush())


# One part in a hundred larger still counts as well: without it a level that misses by a hair would
# hand the floor zlib's slowest one, and the ratio would flatter the exporter.
AS_WELL = 1.01


def choose_level(apkg):
    """The fastest zlib level that packs this package's database as well as it is packed."""
    with zipfile.ZipFile(apkg) as package:
        entry = package.getinfo("collection.anki2")
        data = package.read(entry)
    sizes = {}
    for level in range(1, 10):
        sizes[level] = deflated_size(data, level)
        if sizes[level] <= entry.compress_size * AS_WELL:
            break
    return {"chosen": level, "packs_as_well": sizes[level] <= entry.compress_size * AS_WELL,
            "program_deflated_bytes": entry.compress_size, "zlib_deflated_bytes": sizes}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, metavar="PATH", help="the exporter")
    parser.add_argument("--floor", required=True, metavar="PATH", help="built from floor.c")
    parser.add_argument("--measure", metavar="PATH",
                        help="built from measure.c (default: beside the floor)")
    parser.add_argument("--sizes", type=sizes, default=[1000, 10000, 100000], metavar="N,N,...",
                        help="sections (default: 1000,10000,100000)")
    parser.add_argument("--runs", type=int, default=3, metavar="K", help="of each (default: 3)")
    parser.add_argument("--jobs", type=int, default=1, metavar="N",
                        help="the exporter's threads (default: 1)")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--scratch", metavar="DIR", help="where to make a folder for the files")
    parser.add_argument("--callgrind", action="store_true",
                        help="also count instructions at 1,000 sections")
    parser.add_argument("--peers", action="store_true",
                        help="also compare with genanki and mistune, if Python has them")
    parser.add_argument("--peer-sizes", type=sizes, default=[5000], metavar="N,N,...",
                        help="sections for --peers (default: 5000)")
    args = parser.parse_args()
    if not args.measure:
        args.measure = os.path.join(os.path.dirname(os.path.abspath(args.floor)), "measure")
    for name in ("program", "floor", "measure"):
        setattr(args, name, os.path.abspath(getattr(args, name)))
    return args


def sizes(text):
    return [int(part) for part in text.split(",") if part]


def importable(names):
    code = "import " + ", ".join(names)
    return subprocess.run([sys.executable, "-c", code], capture_output=True,
                          check=False).returncode == 0


def main():
    args = parse_arguments()
    with tempfile.TemporaryDirectory(prefix="bench-", dir=args.scratch) as scratch:
        bench = Bench(args, scratch)
        result = {"runs": args.runs, "jobs": args.jobs, "seed": args.seed,
                  "sizes": [bench.size(sections) for sections in args.sizes]}
        if args.callgrind:
            result["callgrind"] = bench.callgrind(1000)
        if args.peers:
            result["peers"] = ([bench.peer(sections) for sections in args.peer_sizes]
                               if importable(["genanki", "mistune"]) else "not importable")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
