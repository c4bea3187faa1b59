# SPDX-License-Identifier: MIT
"""The project's own files, and C text without its comments and literals."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]

_TOKEN = re.compile(
    r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)


def _blank(match, keep_strings):
    text = match.group()
    if text[0] != "/" and keep_strings:
        return text
    return re.sub(r"[^\n]", " ", text)


def c_code(text):
    """Without comments and literals; every line stays where it is."""
    includes = re.compile(r'^([ \t]*#[ \t]*include[ \t]*)"([^"\n]*)"', re.MULTILINE)
    return _TOKEN.sub(lambda m: _blank(m, False), includes.sub(r"\1<\2>", text))


def c_without_comments(text):
    """Without comments, literals kept."""
    return _TOKEN.sub(lambda m: _blank(m, True), text)


def files(*suffixes, below=("src", "include"), root=ROOT):
    """The files with these endings, sorted, as paths relative to the root."""
    found = []
    for folder in below:
        for path in (root / folder).rglob("*"):
            if path.is_file() and path.suffix in suffixes and "__pycache__" not in path.parts:
                found.append(path.relative_to(root))
    return sorted(found)


def read(path, root=ROOT):
    return (root / path).read_text(encoding="utf-8")
