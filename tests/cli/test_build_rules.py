# SPDX-License-Identifier: MIT
"""--depfile with the real Make and the real Ninja, and the times of outputs."""
import os
import subprocess
import time

import pytest

from conftest import NOTES, PROGRAM, awsml, environment, text_of

MAKEFILE = """\
out/deck.apkg:
\t@echo BUILT; '{program}' -q {inputs} --apkg $@ --depfile out/deck.d
-include out/deck.d
"""
NINJA = """\
rule deck
  command = echo BUILT; '{program}' -q {inputs} --apkg $out --depfile out/deck.d
  depfile = out/deck.d
{deps}build out/deck.apkg: deck
"""


class Builder:
    def __init__(self, tool, folder, inputs="notes"):
        self.folder, self.command = folder, [tool.split()[0]]
        (folder / "out").mkdir()
        deps = "  deps = gcc\n" if tool == "ninja deps" else ""
        name, text = ("Makefile", MAKEFILE) if tool == "make" else ("build.ninja", NINJA)
        (folder / name).write_text(text.format(program=PROGRAM, inputs=inputs, deps=deps))

    def run(self):
        result = subprocess.run(self.command, cwd=self.folder, capture_output=True, text=True,
                                env=environment())
        return result.returncode, "BUILT" in result.stdout, result.stdout + result.stderr

    def builds(self):
        code, built, text = self.run()
        assert code == 0 and built, text

    def rests(self):
        code, built, text = self.run()
        assert code == 0 and not built, text


@pytest.fixture(params=["make", "ninja", "ninja deps"])
def builder(request, notes):
    return Builder(request.param, notes)


def later():
    """Lets a tick of the clock that file times are taken from pass."""
    time.sleep(0.02)


def test_nothing_changed(builder):
    builder.builds()
    builder.rests()
    later()
    builder.rests()


def test_a_changed_note(builder, notes):
    builder.builds()
    later()
    (notes / "notes/storage.md").write_text(NOTES + "\n## More\n\ntext\n")
    builder.builds()
    builder.rests()


def test_a_new_note(builder, notes):
    builder.builds()
    later()
    (notes / "notes/new.md").write_text("# New\n\n## Note\n\ntext\n")
    builder.builds()
    builder.rests()
    later()
    (notes / "notes/new.md").write_text("# New\n\n## Note\n\nother text\n")
    builder.builds()
    builder.rests()


def test_a_new_note_in_a_new_folder(builder, notes):
    builder.builds()
    later()
    (notes / "notes/sub/deep").mkdir(parents=True)
    builder.builds()
    builder.rests()
    later()
    (notes / "notes/sub/deep/new.md").write_text("# New\n\n## Note\n\ntext\n")
    builder.builds()
    builder.rests()


def test_a_removed_note(builder, notes):
    (notes / "notes/second.md").write_text("# Second\n\n## Note\n\ntext\n")
    builder.builds()
    later()
    (notes / "notes/second.md").unlink()
    builder.builds()
    builder.rests()


def test_a_removed_folder(builder, notes):
    (notes / "notes/sub").mkdir()
    (notes / "notes/sub/second.md").write_text("# Second\n\n## Note\n\ntext\n")
    builder.builds()
    later()
    (notes / "notes/sub/second.md").unlink()
    (notes / "notes/sub").rmdir()
    builder.builds()
    builder.rests()


def test_a_renamed_note(builder, notes):
    builder.builds()
    later()
    (notes / "notes/storage.md").rename(notes / "notes/disk.md")
    builder.builds()
    builder.rests()


def test_a_failed_build_is_tried_again(builder, notes):
    bad = notes / "notes/bad.md"
    bad.write_bytes(b"\xff")
    for _ in range(2):
        code, built, text = builder.run()
        assert code != 0 and built and "[not-utf8]" in text
    bad.write_bytes(b"# Good\n\n## Note\n\ntext\n")
    builder.builds()
    builder.rests()


# what both tools have a spelling for
NAMES = ["a b.md", "#a.md", "a#b.md", "a$b.md", "$(X).md", "100%.md", "a%b%c.md", "a\\b.md",
         "a\\ b.md", "a:b.md", "[x] y.md", "가 나.md", "~x.md", "a=b.md", "(a) b.md", "a,b.md",
         "!.md", "@x.md", "+.md", "{a}.md", "😀 x.md", "-x.md"]
# what Ninja cannot read: it builds more often than it must, Make does not
FOR_MAKE = ["it's.md", 'say "x".md', "a & b.md", "a*b.md", "a?b.md", "a<b>.md", "a^b.md",
            "a`b.md", "a|b.md", "a\\#b.md"]


@pytest.mark.parametrize("name", NAMES)
def test_names_that_make_and_ninja_read(name, builder, notes):
    note = notes / "notes" / name
    note.write_text("# Odd\n\n## Name\n\ntext\n")
    builder.builds()
    builder.rests()
    later()
    note.write_text("# Odd\n\n## Name\n\nother text\n")
    builder.builds()
    builder.rests()
    if "=" in name:  # a target that Make has no spelling for: its removal needs a `rm deck.d`
        return
    later()
    note.unlink()
    builder.builds()
    builder.rests()


@pytest.mark.parametrize("name", FOR_MAKE)
def test_names_that_make_reads(name, notes):
    builder = Builder("make", notes)
    note = notes / "notes" / name
    note.write_text("# Odd\n\n## Name\n\ntext\n")
    builder.builds()
    builder.rests()
    later()
    note.write_text("# Odd\n\n## Name\n\nother text\n")
    builder.builds()
    builder.rests()


@pytest.mark.parametrize("name", FOR_MAKE)
@pytest.mark.parametrize("tool", ["ninja", "ninja deps"])
def test_names_that_ninja_cannot_read_never_leave_it_stale(name, tool, notes):
    builder = Builder(tool, notes)
    note = notes / "notes" / name
    note.write_text("# Odd\n\n## Name\n\ntext\n")
    builder.builds()
    later()
    note.write_text("# Odd\n\n## Name\n\nother text\n")
    builder.builds()


@pytest.mark.parametrize("name", ["x y", "it (old)", "a%b", "(x)"])
def test_names_of_folders(name, builder, notes):
    (notes / "notes" / name).mkdir()
    (notes / "notes" / name / "a.md").write_text("# A\n\n## B\n\nc\n")
    builder.builds()
    builder.rests()
    later()
    (notes / "notes" / name / "b.md").write_text("# B\n\n## C\n\nd\n")
    builder.builds()
    builder.rests()


@pytest.mark.parametrize("name", ["a;b.md", "a; touch owned ;.md", "a\nb.md", "a\n\ttouch owned.md",
                                  "a\tb.md"])
def test_names_that_make_would_run_are_left_out(name, notes):
    (notes / "notes" / name).write_text("# A\n\n## B\n\nc\n")
    builder = Builder("make", notes)
    code, built, text = builder.run()
    assert code == 0 and built
    builder.rests()
    assert not (notes / "owned").exists()
    result = awsml("notes", "--csv=x.csv", "--depfile=x.d", cwd=notes)
    assert result.returncode == 0 and text_of(result).count("[depfile-name]") == 1
    assert awsml("notes", "--csv=x.csv", "--depfile=x.d", "-Werror", cwd=notes).returncode == 1
    quiet = awsml("notes", "--csv=x.csv", "--depfile=x.d", "-Wno-depfile-name", "-Werror", cwd=notes)
    assert quiet.returncode == 0 and "depfile-name" not in text_of(quiet)


def test_a_single_file_whose_name_looks_like_an_assignment(notes):
    (notes / "a=b.md").write_text("# A\n\n## B\n\nc\n")
    builder = Builder("make", notes, inputs="a=b.md")
    builder.builds()
    builder.rests()
    later()
    (notes / "a=b.md").write_text("# A\n\n## B\n\nother\n")
    builder.builds()


@pytest.mark.parametrize("target", ["a b.apkg", "a$b.apkg", "a#b.apkg", "50%.apkg"])
def test_names_of_targets(target, notes):
    assert awsml("notes", "--apkg", target, "--depfile=d.d", cwd=notes).returncode == 0
    later()
    (notes / "notes/storage.md").touch()
    result = subprocess.run(["make", "-rR", "--debug=v", "-f", "d.d", target], cwd=notes,
                            capture_output=True, text=True)
    assert result.returncode == 0
    assert f"Prerequisite 'notes/storage.md' is newer than target '{target}'" in result.stdout


def test_all_outputs_are_targets_and_all_inputs_prerequisites(notes):
    (notes / "more").mkdir()
    (notes / "more/x.md").write_text("# A\n\n## B\n\nc\n")
    (notes / "y.md").write_text("# A\n\n## B\n\nc\n")
    result = awsml("notes", "more", "y.md", "-", "--apkg=d.apkg", "--csv=d.csv", "--json=-",
                   "--depfile=d.d", cwd=notes, stdin=b"# A\n\n## B\n\nc\n")
    assert result.returncode == 0, text_of(result)
    rule = (notes / "d.d").read_text().replace("\\\n", "").split("\n")[0]
    targets, prerequisites = rule.split(":")
    assert targets.split() == ["d.apkg", "d.csv"]
    assert set(prerequisites.split()) == {"notes", "notes/storage.md", "more", "more/x.md", "y.md",
                                          f"{notes}/awsml.lock"}


def test_outputs_in_the_folder_of_notes_for_make(notes):
    (notes / "Makefile").write_text(
        f"deck.apkg:\n\t@echo BUILT; '{PROGRAM}' -q . --apkg $@ --depfile deck.d\n-include deck.d\n")
    run = lambda: subprocess.run(["make"], cwd=notes, capture_output=True, text=True,
                                 env=environment()).stdout
    assert "BUILT" in run()
    assert "BUILT" not in run()


def test_outputs_are_newer_than_what_was_read(notes):
    assert awsml("notes", "--apkg=notes/d.apkg", "--csv=d.csv", cwd=notes).returncode == 0
    read = max(p.stat().st_mtime_ns for p in (notes / "notes", notes / "notes/storage.md"))
    assert (notes / "notes/d.apkg").stat().st_mtime_ns >= read
    assert (notes / "d.csv").stat().st_mtime_ns >= read


def test_a_note_saved_during_the_run_is_newer_than_the_outputs(notes):
    """The program waits for its standard input while the note is saved."""
    with subprocess.Popen([PROGRAM, "-", "notes", "-q", "--csv=d.csv"], cwd=notes,
                          stdin=subprocess.PIPE, env=environment()) as run:
        later()
        time.sleep(0.2)
        (notes / "notes/storage.md").write_text(NOTES)
        later()
        run.stdin.write(b"# A\n\n## B\n\nc\n")
    assert run.returncode == 0
    assert (notes / "d.csv").stat().st_mtime_ns < (notes / "notes/storage.md").stat().st_mtime_ns


def test_source_date_epoch_does_not_date_the_outputs(notes):
    awsml("notes", "--csv=d.csv", cwd=notes, env={"SOURCE_DATE_EPOCH": "1"})
    assert (notes / "d.csv").stat().st_mtime > 1_500_000_000
