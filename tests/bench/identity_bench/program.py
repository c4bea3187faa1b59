# SPDX-License-Identifier: MIT
"""Runs awsml-export for the benchmarks of identity, and reads the notes that it made."""

import json
import os
import pathlib
import subprocess
import sys
import time

RETIRED = "awsml::retired"
ROOT = pathlib.Path(__file__).resolve().parents[3]
EPOCH = 1700000000


def find():
    """The program: $AWSML_EXPORT, else the one in build/."""
    return os.environ.get("AWSML_EXPORT") or str(ROOT / "build/src/cli/awsml-export")


class Run:
    """One export: its notes, without those that are retired, and what it said."""

    def __init__(self, program, folder, build, options):
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH + build * 86400),
                       "LC_ALL": "C.UTF-8"}
        self.folder = str(folder).rstrip("/")
        start = time.perf_counter()
        try:
            done = subprocess.run([program, str(folder), "--json", "-", "--color", "never",
                                   *options], env=environment, stdin=subprocess.DEVNULL,
                                  capture_output=True, check=False)
        except OSError as error:
            sys.exit(f"identity: {program}: {error.strerror}")
        self.seconds = time.perf_counter() - start
        self.status = done.returncode
        self.messages = done.stderr.decode("utf-8", "replace")
        self.notes = []
        try:
            everything = json.loads(done.stdout)["notes"]
        except ValueError:
            everything = None
        self.failed = everything is None
        for note in everything or []:
            if RETIRED not in note["tags"]:
                self.notes.append(note)
        self.retired = len(everything or []) - len(self.notes)

    def errors(self):
        return [line.replace(f"{self.folder}/", "") for line in self.messages.splitlines()
                if "error: " in line]


def keyed(notes, key):
    """GUIDs as tools without a memory make them: from a key, counted among equals."""
    seen, given = {}, []
    for note in notes:
        name = key(note)
        seen[name] = seen.get(name, 0) + 1
        given.append((name, seen[name]))
    return given


def front(note):
    return next(iter(note["fields"].values()))["text"]


RIVALS = {
    "hash of the front": front,
    "file and heading path": lambda note: (note["file"], tuple(note["path"]), front(note)),
    "front and deck": lambda note: (front(note), note["deck"]),
}
