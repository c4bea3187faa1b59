# SPDX-License-Identifier: MIT
"""Diagnostics: their form, --explain, JSON, -Werror, -Wno-, colour, quiet and verbose."""
import json
import os
import pty
import re

import pytest

from conftest import MESSAGES, PROGRAM, awsml, environment, text_of

# an empty heading in line 5, column 1, and content for a note
WARNS = "# Title\n\ntext\n\n##\n\n- an item, which is no title\n\n## Topic\n\ncontent\n"


@pytest.fixture
def warning(tmp_path):
    (tmp_path / "a.md").write_text(WARNS)
    return tmp_path


def test_the_form_of_a_message(warning):
    result = awsml("a.md", "--list", cwd=warning)
    assert result.returncode == 0
    lines = text_of(result).splitlines()
    assert re.fullmatch(r"a\.md:5:1: warning: .+ \[empty-heading\]", lines[0]), lines
    assert lines[1] == "    5 | ##"
    assert re.fullmatch(r"      \| \^+", lines[2])
    assert all(line.startswith("   hint: ") for line in lines[3:-1])
    assert re.fullmatch(r"\d+ notes? \(\d+ cards?\) from 1 file, 1 warning", lines[-1])


def test_the_path_is_as_it_was_named(warning):
    named = str(warning / "a.md")
    assert text_of(awsml(named, "--list")).startswith(named + ":5:1: ")
    assert text_of(awsml("./a.md", "--list", cwd=warning)).startswith("./a.md:5:1: ")
    assert text_of(awsml(".", "--list", cwd=warning)).startswith("./a.md:5:1: ")


def test_the_place_of_a_bad_byte(tmp_path):
    (tmp_path / "a.md").write_bytes("# 가나\n다라".encode() + b"\xff\n")
    result = awsml("a.md", "--list", cwd=tmp_path)
    assert result.returncode == 1
    assert text_of(result).startswith("a.md:2:3: error: ") and "[not-utf8]" in text_of(result)


@pytest.mark.parametrize("slug", MESSAGES)
def test_explain(slug):
    result = awsml("--explain", slug)
    severity, summary = MESSAGES[slug]
    assert (result.returncode, result.stderr) == (0, b"")
    head, _, body = result.stdout.decode().partition("\n\n")
    assert head == f"{slug} ({severity}): {summary}"
    assert len(body) > 20 and max(map(len, body.splitlines())) <= 80
    assert (f"-Wno-{slug}" in body) == (severity != "error")


def test_json_is_one_object_a_line_and_nothing_else(warning):
    (warning / "b.md").write_bytes(b"# x\n\xff\n")
    result = awsml("a.md", "b.md", "gone.md", "--list", "--diagnostics=json", "-v", cwd=warning)
    assert result.returncode == 1
    rows = [json.loads(line) for line in result.stderr.splitlines()]
    keys = {"severity", "slug", "path", "line", "column", "width", "message", "hint", "source_line"}
    assert all(set(row) == keys for row in rows)
    found = {row["slug"]: row for row in rows}
    assert set(found) == {"empty-heading", "not-utf8", "cannot-read"}
    row = found["empty-heading"]
    assert (row["severity"], row["path"], row["line"], row["column"]) == ("warning", "a.md", 5, 1)
    assert row["source_line"] == "##" and row["width"] >= 1
    assert (found["cannot-read"]["severity"], found["cannot-read"]["line"]) == ("error", None)


def test_json_for_wrong_usage():
    row = json.loads(awsml("--diagnostics=json", "--lsit").stderr)
    assert (row["slug"], row["severity"], row["path"]) == ("usage", "error", None)
    assert row["hint"] == "did you mean '--list'?"


def test_json_is_utf8_whatever_the_file_name(tmp_path):
    name = os.fsencode(tmp_path) + b'/a\xff"\\\n\x1b.md'
    with open(name, "wb") as file:
        file.write(b"\xff")
    result = awsml(name.decode(errors="surrogateescape"), "--list", "--diagnostics=json")
    row = json.loads(result.stderr.decode().splitlines()[0])
    assert row["path"].endswith('/a\ufffd"\\\n\x1b.md')


def test_no_control_character_reaches_the_terminal(tmp_path):
    name = os.fsencode(tmp_path) + b"/a\x1b[2J\r.md"
    with open(name, "wb") as file:
        file.write(b"# T\n\n##\n\n- \x1b[31m\x07\n\n## \x1b]0;x\x07\n\n\xc2\x9bx\n")
    result = awsml(name.decode(), "--list")
    assert result.returncode == 0
    shown = result.stderr.decode() + result.stdout.decode()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f]", shown)


def test_werror(warning):
    result = awsml("a.md", "--csv", "a.csv", "-Werror", cwd=warning)
    assert result.returncode == 1
    assert re.search(r"error: .* \[empty-heading\]", text_of(result))
    assert (warning / "a.csv").stat().st_size > 0
    assert awsml("a.md", "--csv", "a.csv", "-Werror", "-Wno-error", cwd=warning).returncode == 0


@pytest.mark.parametrize("more", [[], ["-Werror"], ["-q", "-Werror"]])
def test_a_silenced_warning_is_gone(warning, more):
    result = awsml("a.md", "--list", "-Wno-empty-heading", *more, cwd=warning)
    assert result.returncode == 0 and "empty-heading" not in text_of(result)


def test_werror_counts_warnings_that_quiet_hides(warning):
    assert awsml("a.md", "--list", "-q", "-Werror", cwd=warning).returncode == 1


def test_quiet(warning):
    result = awsml("a.md", "--list", "-q", cwd=warning)
    assert (result.returncode, result.stderr) == (0, b"")
    assert b"[cannot-read]" in awsml("gone.md", "--list", "-q", cwd=warning).stderr


def test_verbose(warning):
    lines = text_of(awsml("a.md", "--csv=a.csv", "--json=a.json", "-v", cwd=warning)).splitlines()
    stages = [m[1] for line in lines if (m := re.match(r"  (\w+) +\d+\.\d ms", line))]
    assert stages == ["notes", "csv", "json", "write"]


def test_summary(notes):
    (notes / "notes/b.md").write_text("# B\n\n## C\n\nd\n")
    awsml("notes", "--apkg=d.apkg", cwd=notes)  # makes the lock, and says so
    result = awsml("notes", "--apkg=d.apkg", "--csv=d.csv", cwd=notes)
    count = len(awsml("notes", "--list", "-q", cwd=notes).stdout.splitlines())
    assert re.fullmatch(rf"{count} notes \(\d+ cards\) from 2 files -> d\.apkg, d\.csv\n",
                        text_of(result))
    one = awsml("notes/b.md", "--csv=-", cwd=notes)
    assert text_of(one) == "1 note (1 card) from 1 file -> standard output\n"


# --- exit status ---

def test_exit_0_with_warnings(warning):
    assert awsml("a.md", "--list", cwd=warning).returncode == 0


def test_exit_1_and_the_other_files_converted(warning):
    (warning / "b.md").write_bytes(b"\xff")
    result = awsml("a.md", "b.md", "--csv=a.csv", cwd=warning)
    assert result.returncode == 1 and b"Topic" in (warning / "a.csv").read_bytes()


def test_exit_1_if_nothing_can_be_read(tmp_path):
    result = awsml("gone.md", "--csv=a.csv", cwd=tmp_path)
    assert result.returncode == 1
    assert "gone.md: error: cannot open it: No such file or directory [cannot-read]" in text_of(result)


# --- colour ---

def stderr_on_terminal(args, cwd, **env):
    master, slave = pty.openpty()
    pid = os.fork()
    if pid == 0:
        os.chdir(cwd)
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        os.dup2(slave, 2)
        os.execve(PROGRAM, [PROGRAM, *args], environment(**env))
    os.close(slave)
    shown = b""
    try:
        while piece := os.read(master, 4096):
            shown += piece
    except OSError:
        pass
    os.close(master)
    os.waitpid(pid, 0)
    return shown


def test_colour_on_a_terminal_only(warning):
    assert b"\x1b[" not in awsml("a.md", "--list", cwd=warning).stderr
    assert b"\x1b[" in stderr_on_terminal(["a.md", "--list"], warning)


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": None}, {"TERM": ""}])
def test_the_environment_can_forbid_colour(warning, env):
    assert b"\x1b[" not in stderr_on_terminal(["a.md", "--list"], warning, **env)
    assert b"\x1b[" in stderr_on_terminal(["a.md", "--list", "--color=always"], warning, **env)


def test_an_empty_no_color_forbids_nothing(warning):
    assert b"\x1b[" in stderr_on_terminal(["a.md", "--list"], warning, NO_COLOR="")


def test_colour_on_demand(warning):
    assert b"\x1b[" in awsml("a.md", "--list", "--color=always", cwd=warning).stderr
    assert b"\x1b[" not in stderr_on_terminal(["a.md", "--list", "--color=never"], warning)
