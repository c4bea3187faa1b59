# SPDX-License-Identifier: MIT
"""src/ARCHITECTURE.md says what is so: its stages, its libraries, its files."""

import re

import fences
import layers
import project

PAGE = project.read("src/ARCHITECTURE.md")


def section(title):
    """The text below a heading, up to the next of its level."""
    match = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert match, title
    return match.group(1)


def rows(title):
    """The table's rows as lists of cells, without its head."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_stages_are_those_of_the_law():
    order = list(layers.ALLOWED)
    told = {}
    for name, _, uses in rows("The stages"):
        told[re.match(r"`([\w-]+)`", name).group(1)] = uses
    assert list(told) == order
    for stage, uses in told.items():
        if uses in ("the C library", "the public headers"):
            assert layers.ALLOWED[stage] == set()
        elif uses == "all above":
            assert layers.ALLOWED[stage] <= set(order[:order.index(stage)])
        else:
            assert set(uses.split(", ")) == layers.ALLOWED[stage], stage


def test_the_libraries_are_those_behind_the_fences():
    told = {file for _, _, files, _ in rows("Libraries") for file in re.findall(r"`([^`]+)`", files)}
    assert told == {path.removeprefix("src/") for owners in fences.LIBRARIES.values()
                    for path in owners}


def named_files(text):
    return set(re.findall(r"`((?:[a-z]+/)+[\w.*-]+\.[a-z]+|[a-z]+/[a-z_*]+\.[a-z]+)`", text))


def test_every_file_that_is_named_exists():
    now = PAGE.replace(section("What is not there yet, and its room"), "")
    missing = [name for name in sorted(named_files(now))
               if "xyz" not in name and "_xx." not in name
               and not any(project.ROOT.glob(f"src/{name}")) and not any(project.ROOT.glob(name))]
    assert len(named_files(now)) > 40
    assert missing == []


def test_what_is_announced_is_not_there_yet():
    later = [name for name in named_files(section("What is not there yet, and its room"))
             if name in {"deck/media.c", "doc/sanitize.c", "write/html.c"}]
    assert len(later) == 3
    assert [name for name in later if (project.ROOT / "src" / name).exists()] == []
