#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The peer to compare with: genanki and mistune, a card a heading, as a short script does it.

    peers.py DIR --apkg FILE
"""

import argparse
import os
import warnings

import genanki
import mistune

MODEL = genanki.Model(
    1607392319, "Peer",
    fields=[{"name": "Front"}, {"name": "Back"}, {"name": "Source"}],
    templates=[{"name": "Forward", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr>{{Back}}"}])


def sections(text):
    """Yield (line number, heading, body) of each section that has a body."""
    lines = text.split("\n")
    first = lines.index("---", 1) + 1 if lines[0] == "---" else 0
    heading, number, start, fenced = None, 0, first, False
    for index in range(first, len(lines) + 1):
        line = lines[index] if index < len(lines) else "#"
        if line.startswith("```"):
            fenced = not fenced
        if not line.startswith("#") or fenced:
            continue
        body = "\n".join(lines[start:index]).strip().removeprefix("---").removesuffix("---").strip()
        if heading and body:
            yield number, heading, body
        heading, number, start = line.strip("# "), index + 1, index + 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--apkg", required=True)
    args = parser.parse_args()
    warnings.filterwarnings("ignore")  # genanki takes an escaped "<" for a broken tag
    render = mistune.create_markdown(plugins=["table", "strikethrough", "task_lists"])
    decks = []
    for folder, folders, names in os.walk(args.folder):
        folders.sort()
        for name in sorted(name for name in names if name.endswith(".md")):
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8") as file:
                text = file.read()
            deck = genanki.Deck(1700000000 + len(decks), name[:-3])
            for number, heading, body in sections(text):
                deck.add_note(genanki.Note(MODEL, [heading, render(body), f"{name}:{number}"]))
            decks.append(deck)
    genanki.Package(decks).write_to_file(args.apkg)


if __name__ == "__main__":
    main()
