# SPDX-License-Identifier: MIT
"""Runs every example of the note syntax's specification, *.md beside this file, as its own test.

README.md says how an example is written. AWSML_EXPORT names the program. A test's name is its
place: `test_example[sections.md:42]`; `pytest -k sections.md:42` runs that one alone.
"""
import json
import os
import pathlib
import re
import subprocess

import pytest

PROGRAM = os.path.abspath(os.environ["AWSML_EXPORT"])
SPEC = pathlib.Path(__file__).resolve().parent
FENCE = "`" * 16
NAMED = {"NBSP": "\u00a0", "BOM": "\ufeff", "CR": "\r", "TAB": "\t", "SP": " ", "LF": "\n"}
KEYS = ("F", "B", "R", "P", "D", "L", "N", "T", "FH", "BH")


class Example:
    def __init__(self, place, options, files, notes, messages):
        self.place, self.options, self.files = place, options, files
        self.notes, self.messages = notes, messages


def invisible(text):
    """What `<NBSP>`, `<U+200B>` and `<REPEAT n>…</REPEAT>` stand for."""
    text = re.sub(r"<REPEAT (\d+)>(.*?)</REPEAT>", lambda m: m[2] * int(m[1]), text)
    text = re.sub(r"<U\+([0-9A-F]{2,6})>", lambda m: chr(int(m[1], 16)), text)
    text = re.sub("<(" + "|".join(NAMED) + ")>", lambda m: NAMED[m[1]], text)
    return re.sub(r"<EOF>\n\Z", "", text)


def read_files(lines, name):
    """The documents of an example: `@@ path` begins another one."""
    files = {}
    for line in lines:
        if line.startswith("@@ "):
            name = line[3:]
            files[name] = ""
        else:
            files[name] = files.get(name, "") + line + "\n"
    return {name: invisible(text) for name, text in files.items()}


def read_expected(lines, place):
    """The notes and the messages that an example expects."""
    notes, messages = [], []
    for line in lines:
        match = re.fullmatch(r"([A-Z]+):(?: (.*))?", line)
        assert match and match[1] in KEYS + ("W",), f"{place}: not an expectation: {line}"
        key, value = match[1], invisible(match[2] or "")
        if key == "W":
            messages.append(value)
        elif key == "F":
            notes.append({"F": value})
        else:
            assert notes and key not in notes[-1], f"{place}: {key} has no note"
            notes[-1][key] = value
    return notes, messages


def read_spec(path):
    examples, block, place, options = [], None, None, None
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if block is None and line.startswith(FENCE + " example"):
            block, place = [], f"{path.name}:{number}"
            options = [invisible(word) for word in line[len(FENCE + " example"):].split()]
        elif block is not None and line == FENCE:
            dot = len(block) - 1 - block[::-1].index(".")
            name = next((o[5:] for o in options if o.startswith("file=")), "note.md")
            examples.append(Example(place, [o for o in options if not o.startswith("file=")],
                                    read_files(block[:dot], name),
                                    *read_expected(block[dot + 1:], place)))
            block = None
        elif block is not None:
            block.append(line)
    assert block is None, f"{place}: never closed"
    return examples


EXAMPLES = [example for path in sorted(SPEC.glob("*.md")) if path.name != "README.md"
            for example in read_spec(path)]


def lines_of(text):
    """A field's lines with something in them, as an example writes them."""
    return " / ".join(line.strip() for line in text.split("\n") if line.strip())


def note_seen(note, keys):
    fields = note["fields"]
    values = {"F": lambda: lines_of(fields["Front"]["text"]),
              "B": lambda: lines_of(fields["Back"]["text"]),
              "R": lambda: lines_of(fields["Reverse"]["text"]) or "-",
              "P": lambda: " > ".join(note["path"]) or "-",
              "D": lambda: note["deck"],
              "L": lambda: str(note["line"]),
              "N": lambda: note["rule"],
              "T": lambda: " ".join(sorted(note["tags"])) or "-",
              "FH": lambda: fields["Front"]["html"],
              "BH": lambda: fields["Back"]["html"]}
    return {key: values[key]() for key in keys}


def convert(example, folder):
    for name, text in example.files.items():
        path = folder / "notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    run = subprocess.run([PROGRAM, "--json", "-", "--no-lock", "--diagnostics=json",
                          *example.options, "notes"], cwd=folder, capture_output=True, timeout=60,
                         env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"})
    messages = [json.loads(line) for line in run.stderr.decode().splitlines()
                if line.startswith("{")]
    assert run.returncode == 0, run.stderr.decode()
    return json.loads(run.stdout)["notes"], messages



@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.place)
def test_example(example, tmp_path):
    notes, messages = convert(example, tmp_path)
    keys = [list(note) for note in example.notes] + [["F", "B"]] * len(notes)
    seen = [note_seen(note, wanted) for note, wanted in zip(notes, keys)]
    assert seen == example.notes

    said = [f"{m['slug']} {m['line']}:{m['column']}" for m in messages if m["slug"] != "no-notes"]
    wanted = example.messages + [""] * len(said)
    said = [one if " " in want else one.split()[0] for one, want in zip(said, wanted)]
    assert said == example.messages


def test_every_file_holds_examples():
    for path in SPEC.glob("*.md"):
        assert path.name == "README.md" or any(
            example.place.startswith(path.name + ":") for example in EXAMPLES), path.name
