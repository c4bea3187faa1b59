# SPDX-License-Identifier: MIT
"""README.md is true: its commands, examples, program and tables are tried as they stand there.

AWSML_BUILD names the build folder, AWSML_EXPORT the program. AWSML_CFLAGS: for what links to a
sanitized library.
"""

import os
import pathlib
import re
import shlex
import subprocess
import zipfile

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ["AWSML_BUILD"]).resolve()
PROGRAM = pathlib.Path(os.environ["AWSML_EXPORT"]).resolve()
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.M | re.S)
MANAGERS = {"Fedora": "dnf", "Arch": "pacman", "Alpine": "apk", "macOS": "brew"}


def blocks(language):
    return [text for name, text in BLOCKS if name == language]


@pytest.fixture
def notes(tmp_path):
    """A folder with the notes that the examples are about, and the program on the path."""
    (example,) = blocks("markdown")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "storage.md").write_text(example)
    (tmp_path / "queues.md").write_text("# Queues\n\n## Amazon SQS\n\nA queue.\n\n##\n\n- an item\n")
    return tmp_path


def run(command, folder, **environment):
    path = f"{PROGRAM.parent}:{os.environ['PATH']}"
    return subprocess.run(["sh", "-c", command], cwd=folder, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False,
                          env={**os.environ, "PATH": path, **environment})


def test_the_first_two_blocks_are_the_two_commands():
    assert [text for _, text in BLOCKS[:2]] == ["tools/build\n", "tools/test\n"]
    for name in ("tools/build", "tools/test"):
        assert os.access(ROOT / name, os.X_OK)


def test_the_integration_runs_the_second_command():
    assert (ROOT / ".ci/run").read_text().splitlines()[-1] == "exec tools/test"


@pytest.mark.parametrize("number", range(len(blocks("console"))))
def test_a_session_goes_as_shown(number, notes):
    command, _, expected = blocks("console")[number].partition("\n")
    assert command.startswith("$ ")
    assert run(command[2:], notes).stdout == expected


@pytest.mark.parametrize("name, tool", [("make", "make"), ("ninja", "ninja")])
def test_a_build_rule_works(name, tool, notes):
    (rule,) = blocks(name)
    (notes / {"make": "Makefile", "ninja": "build.ninja"}[tool]).write_text(rule)
    deck = notes / "deck.apkg"
    for changed in (True, False):
        before = deck.stat().st_mtime_ns if deck.exists() else None
        done = run(tool, notes)
        assert done.returncode == 0, done.stdout
        assert (deck.stat().st_mtime_ns != before) == changed


def test_the_c_program_builds_against_the_installed_library(notes):
    (source,) = blocks("c")
    (command,) = (text for text in blocks("sh") if "pkg-config" in text)
    lines = source.splitlines()
    assert 1 < len([line for line in lines if line.strip()]) <= 20
    (notes / "example.c").write_text(source)
    place = notes / "installed"
    subprocess.run(["meson", "install", "--no-rebuild", "--quiet", "-C", BUILD, "--destdir", place],
                   check=True)
    (configuration,) = place.rglob("awsml.pc")
    library = configuration.parents[1]

    flags = os.environ.get("AWSML_CFLAGS", "")
    strict = f"cc {flags} -std=c11 -Wall -Wextra -Werror -Wno-unused-command-line-argument "
    built = run(command.replace("cc ", strict, 1), notes, PKG_CONFIG_PATH=str(configuration.parent),
                PKG_CONFIG_SYSROOT_DIR=str(place))
    assert built.returncode == 0, built.stdout
    ran = run("./example notes", notes, LD_LIBRARY_PATH=str(library))
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "collection.anki2" in zipfile.ZipFile(notes / "notes.apkg").namelist()
    assert run("./example nowhere", notes, LD_LIBRARY_PATH=str(library)).returncode == 1


def test_every_installed_header_is_there(tmp_path):
    subprocess.run(["meson", "install", "--no-rebuild", "--quiet", "-C", BUILD, "--destdir",
                    tmp_path], check=True)
    (folder,) = (path.parent for path in tmp_path.rglob("awsml/version.h"))
    ours = {path.name for path in (ROOT / "include/awsml").iterdir()}
    assert {path.name for path in folder.iterdir()} == ours
    assert [path.name for path in tmp_path.rglob("awsml-export.1")] == ["awsml-export.1"]


def packages(kind, manager):
    names = ["kind", "probe", "apt", *MANAGERS.values()]
    rows = (line.split() for line in (ROOT / "tools/packages.txt").read_text().splitlines()
            if line and not line.startswith("#"))
    table = [dict(zip(names, row, strict=True)) for row in rows]
    return [row[manager] for row in table if row["kind"] == kind and row[manager] != "-"]


@pytest.mark.parametrize("system, manager", MANAGERS.items())
def test_the_packages_of_other_systems_are_those_of_the_table(system, manager):
    (command,) = re.findall(rf"^\| {system} \| `(.*)` \|$", README, re.M)
    words = shlex.split(command)
    assert words[0] == manager and words[2:] == packages("build", manager)


def test_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
