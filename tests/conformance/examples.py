# SPDX-License-Identifier: MIT
"""Reads the examples out of a specification's text."""

import re
from dataclasses import dataclass

FENCE = "`" * 32
HEADING = re.compile(r"#{1,6} (.*)")


@dataclass(frozen=True)
class Example:
    spec: str  # commonmark or gfm
    number: int  # counted through the whole text, as the specification's web page does
    section: str
    markdown: str
    html: str

    @property
    def name(self):
        return f"{self.spec}-{self.number}"


def read(spec, text):
    """An example is a fence, Markdown, a period, HTML, a fence; arrows stand for tabs."""
    examples, section, parts = [], "", None
    for line in text.splitlines(keepends=True):
        if parts is None:
            if line.startswith(FENCE + " example"):
                parts = [[]]
            elif heading := HEADING.match(line):
                section = heading[1].strip()
        elif line.rstrip("\n") == FENCE:
            markdown, html = ("".join(part).replace("→", "\t") for part in parts)
            examples.append(Example(spec, len(examples) + 1, section, markdown, html))
            parts = None
        elif line == ".\n" and len(parts) == 1:
            parts.append([])
        else:
            parts[-1].append(line)
    assert parts is None, "an example has no end"
    return examples
