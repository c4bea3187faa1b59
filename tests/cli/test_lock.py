# SPDX-License-Identifier: MIT
"""awsml.lock as a file: when it is made, found, refused and written; with Make.

What it knows is test_lock_notes.py; what Git makes of it test_lock_merge.py; and what Anki makes of
the packages tests/anki/test_identity.py.
"""
import errno
import json
import os
import re
import shutil
import signal
import subprocess

import pytest

from conftest import awsml, text_of
from locks import (ALL, CHANGES, FILES, START, STORAGE, about, as_nobody, build, by_front, deck_of,
                   edit, fill, lock_of, read_lock, slugs, state)


@pytest.fixture
def folder(tmp_path):
    """A folder with notes in three files; its lock is not made yet."""
    fill(tmp_path)
    return tmp_path


@pytest.fixture
def built(folder):
    """The same, built once."""
    build(folder)
    return folder


@pytest.fixture
def shared(open_folder):
    """Notes that everybody may read, in a folder where everybody may write."""
    (open_folder / "notes/storage.md").unlink()
    fill(open_folder)
    open_folder.chmod(0o777)
    return open_folder


# --- which file it is, and when it is made ---

def test_the_first_run_makes_it_and_says_so_in_one_line(folder):
    text = build(folder)
    assert slugs(text) == ["lock-made"] and text.startswith("notes/awsml.lock: note: ")
    assert set(by_front(lock_of(folder))) == set(deck_of(folder))
    assert {note["guid"] for note in deck_of(folder).values()} == set(lock_of(folder))
    assert not re.search(r"<p>|<li>", (folder / "notes/awsml.lock").read_text()), "HTML"
    assert not build(folder, "-q")


def test_a_quiet_first_run_is_quiet(folder):
    assert build(folder, "-q") == "" and (folder / "notes/awsml.lock").exists()


@pytest.mark.parametrize("at", [START, START + 99999, None])
def test_a_run_without_changes_leaves_everything_as_it_is(at, built):
    lock = state(built / "notes")
    outputs = {name: (built / name).read_bytes() for name in FILES}
    assert slugs(build(built, at=at)) == []
    assert state(built / "notes") == lock
    assert {name: (built / name).read_bytes() for name in FILES} == outputs


@pytest.mark.parametrize("how", [
    {"env": {"TZ": "Asia/Seoul", "LC_ALL": "tr_TR.UTF-8"}}, {"args": ["-j", "7"]},
    {"inputs": ["notes/sub", "notes/storage.md"]},
    {"inputs": ["notes/storage.md", "notes/sub/network.md", "notes/sub/deep"]}], ids=str)
def test_neither_do_other_ways_to_run_it(how, built):
    args = how.get("inputs", ["notes"])
    for names in (args, args[::-1]):
        root = ["--root=notes"] if len(args) > 1 else []
        for name in FILES:
            os.utime(built / name, (1, 1))
        before = {name: text for name, (text, *_) in state(built).items()}
        env = {"SOURCE_DATE_EPOCH": str(START + 5), **how.get("env", {})}
        result = awsml(*names, *ALL, *root, *how.get("args", []), cwd=built, env=env)
        assert result.returncode == 0, text_of(result)
        assert {name: text for name, (text, *_) in state(built).items()} == before
        assert (built / "deck.apkg").stat().st_mtime > 1, "it was written"


def test_no_lock(folder, built):
    shutil.rmtree(folder / "notes")
    fill(folder)
    assert slugs(build(folder, "--no-lock")) == []
    assert not (folder / "notes/awsml.lock").exists()
    build(folder)
    edit(folder, "storage.md", "raw device", "plain device")
    lock = state(folder / "notes")
    build(folder, "--no-lock")
    assert state(folder / "notes") == lock


def test_a_lock_that_is_named(folder):
    (folder / "etc").mkdir()
    text = build(folder, "--lock=etc/my.lock")
    assert slugs(text) == ["lock-made"] and "etc/my.lock" in text
    assert not (folder / "notes/awsml.lock").exists()
    assert len(read_lock(folder / "etc/my.lock")) == 7
    before = state(folder / "etc")
    assert slugs(build(folder, "--lock=etc/my.lock")) == []
    assert state(folder / "etc") == before
    edit(folder, "storage.md", "## Block store", "## Block storage")
    guids = by_front(read_lock(folder / "etc/my.lock"))
    build(folder, "--lock=etc/my.lock")
    assert deck_of(folder)["Block storage"]["guid"] == guids["Block store"]


def test_a_lock_in_a_folder_that_is_missing(folder):
    text = build(folder, "--lock=gone/my.lock", status=1)
    assert len(slugs(text)) == 1 and slugs(text)[0] in ("cannot-read", "cannot-write")
    assert "gone/my.lock" in text and not any((folder / name).exists() for name in FILES)


def test_it_is_made_in_the_common_folder(folder):
    build(folder, inputs=["notes/sub/network.md", "notes/sub/deep"])
    assert [path.relative_to(folder).as_posix() for path in folder.rglob("awsml.lock")] == \
        ["notes/sub/awsml.lock"]
    files = {row["file"] for row in read_lock(folder / "notes/sub/awsml.lock").values()}
    assert files == {"network.md", "deep/db.md"}


def test_the_nearest_one_upwards_is_used(built):
    (built / "awsml.lock").write_text("awsml.lock 1\n")
    before = state(built / "notes"), (built / "awsml.lock").read_bytes()
    for cwd, name in [(built, "notes/sub"), (built, "notes/sub/deep/db.md"),
                      (built / "notes/sub/deep", "."), (built / "notes/sub", "network.md")]:
        result = awsml(name, "--json=-", "--root", built / "notes", cwd=cwd)
        assert result.returncode == 0, text_of(result)
        guids = {note["guid"] for note in json.loads(result.stdout)["notes"]}
        assert guids < set(lock_of(built)) and guids
    assert (state(built / "notes"), (built / "awsml.lock").read_bytes()) == before


def test_standard_input_alone_has_none(folder):
    result = awsml("-", *ALL, cwd=folder, stdin=STORAGE.encode())
    assert result.returncode == 0, text_of(result)
    assert not list(folder.rglob("*.lock"))


def test_an_empty_file_says_where_the_lock_is_to_lie(folder):
    (folder / "awsml.lock").touch()
    build(folder)
    assert len(read_lock(folder / "awsml.lock")) == 7
    assert not (folder / "notes/awsml.lock").exists()


def test_outputs_are_no_reason_to_look_elsewhere(folder):
    (folder / "out").mkdir()
    assert awsml("notes", "--apkg=out/deck.apkg", cwd=folder).returncode == 0
    assert [path.parent.name for path in folder.rglob("awsml.lock")] == ["notes"]


@pytest.mark.parametrize("args", [["--list"], ["--stats"], ["--dry-run"]], ids=str)
def test_who_only_looks_makes_and_changes_none(args, folder):
    assert awsml("notes", *args, cwd=folder).returncode == 0
    assert not list(folder.rglob("awsml.lock"))
    build(folder)
    edit(folder, *CHANGES["new"])
    before = state(folder)
    assert awsml("notes", *args, cwd=folder).returncode == 0
    assert state(folder) == before


@pytest.mark.parametrize("args", [["--lock=deck.json"], ["--depfile=notes/awsml.lock"],
                                  ["--depfile=./notes/../notes/awsml.lock"]], ids=str)
def test_no_output_may_be_the_lock(args, folder):
    build(folder, *args, status=2)
    assert not any((folder / name).exists() for name in ["notes/awsml.lock", *FILES])
    build(folder)
    before = state(folder)
    (folder / "deck.json").rename(folder / "deck.old")
    build(folder, *args, status=2)
    (folder / "deck.old").rename(folder / "deck.json")
    assert state(folder) == before


# --- --locked ---

def test_locked_passes_without_changes(built):
    lock = state(built / "notes")
    assert slugs(build(built, "--locked", at=START + 5)) == []
    assert state(built / "notes") == lock


@pytest.mark.parametrize("what", CHANGES)
def test_locked_fails_with_any_change(what, built):
    name, old, new = CHANGES[what]
    edit(built, name, old, new)
    before = state(built)
    text = build(built, "--locked", status=1)
    assert "locked" in slugs(text) and state(built) == before
    front = {"reworded": "Block storage", "changed": "索引", "new": "Gateways",
             "retired": "라우팅 테이블", "tags": "보안 그룹"}[what]
    assert [part for part in about(text, "lock-change") if front in part and name in part]


def test_locked_fails_without_a_lock(folder):
    text = build(folder, "--locked", status=1)
    assert slugs(text) == ["no-lock-file"]
    assert not any((folder / name).exists() for name in ["notes/awsml.lock", *FILES])


# --- failures leave everything as it was ---

def test_an_output_that_cannot_be_written(built):
    edit(built, *CHANGES["reworded"])
    before = state(built)
    text = build(built, "--depfile=gone/deck.d", status=1)
    assert slugs(text) == ["cannot-write"] and state(built) == before


def test_an_output_on_a_full_device(built):
    edit(built, *CHANGES["new"])
    lock = state(built / "notes")
    with open("/dev/full", "wb") as full:
        result = subprocess.run([os.environ["AWSML_EXPORT"], "notes", "--json=-"], cwd=built,
                                stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert result.returncode == 1 and "cannot-write" in slugs(result.stderr.decode())
    assert state(built / "notes") == lock


def test_a_folder_that_cannot_be_written(shared):
    result = as_nobody(shared, "--apkg=deck.apkg")
    assert result.returncode == 1 and "cannot-write" in slugs(text_of(result))
    assert "notes/awsml.lock" in text_of(result)
    assert not (shared / "deck.apkg").exists() and not (shared / "notes/awsml.lock").exists()
    assert as_nobody(shared, "--apkg=deck.apkg", "--no-lock").returncode == 0


def test_a_folder_that_need_not_be_written(shared):
    build(shared)
    before = state(shared / "notes")
    result = as_nobody(shared, "--apkg=other.apkg")
    assert result.returncode == 0, text_of(result)
    assert (shared / "other.apkg").read_bytes() == (shared / "deck.apkg").read_bytes()
    assert state(shared / "notes") == before


def test_a_lock_that_cannot_be_read(shared):
    build(shared)
    (shared / "notes/awsml.lock").chmod(0o600)
    before = state(shared)
    result = as_nobody(shared, "--apkg=deck.apkg")
    assert result.returncode == 1 and slugs(text_of(result)) == ["cannot-read"]
    assert state(shared) == before


# --- interrupted ---

@pytest.fixture(scope="module")
def two_states(tmp_path_factory):
    """What a build leaves before an edit and after it: name -> bytes."""
    found = []
    folder = tmp_path_factory.mktemp("two")
    fill(folder)
    for at in (START, START + 100):
        build(folder, at=at)
        found.append({name: (folder / name).read_bytes() for name in [*FILES, "notes/awsml.lock"]})
        for what in ("reworded", "new", "retired"):
            if at == START:
                edit(folder, *CHANGES[what])
    return folder, *found


CALLS = {"write": errno.ENOSPC, "fsync": errno.EIO, "close": errno.EDQUOT, "rename": errno.EACCES}
INTERRUPTIONS = [(call, {"errno": code}) for call, code in CALLS.items()]
INTERRUPTIONS += [(call, {"signal": signal.SIGKILL}) for call in CALLS]


@pytest.mark.parametrize("call, how", INTERRUPTIONS,
                         ids=[f"{call} {next(iter(how))}" for call, how in INTERRUPTIONS])
def test_an_interruption_at_any_call(call, how, inject, two_states):
    folder, old, new = two_states
    names, runs = [*FILES, "notes/awsml.lock"], 0
    for at in range(1, 60):
        for name in names:
            (folder / name).write_bytes(old[name])
        mark = folder / "mark"
        mark.unlink(missing_ok=True)
        env = {"SOURCE_DATE_EPOCH": str(START + 100), **inject(call, at, mark, short=3000, **how)}
        result = awsml("notes", *ALL, cwd=folder, env=env)
        if not mark.exists():
            assert result.returncode == 0
            break
        runs += 1
        assert result.returncode == (1 if "errno" in how else -signal.SIGKILL)
        now = {name: (folder / name).read_bytes() for name in names}
        assert all(now[name] in (old[name], new[name]) for name in names), at
        if now["notes/awsml.lock"] == new["notes/awsml.lock"]:
            assert now == new, "the lock came before an output"
        build(folder, at=START + 100)
        assert {name: (folder / name).read_bytes() for name in names} == new, at
        for path in [*folder.rglob(".awsml-*")]:  # nobody could remove it
            assert "signal" in how
            path.unlink()
    assert runs >= 4 and at < 59


# --- with other tools ---

def test_the_depfile_names_the_lock_and_outputs_are_not_older(built):
    edit(built, *CHANGES["new"])
    build(built, "--depfile=deck.d")
    lock = built / "notes/awsml.lock"
    assert re.search(r"(^|\s)notes/awsml\.lock(\s|$)", (built / "deck.d").read_text())
    for name in FILES:
        assert (built / name).stat().st_mtime_ns >= lock.stat().st_mtime_ns


def test_make_does_not_build_again(folder):
    (folder / "Makefile").write_text(
        f"deck.apkg:\n\t@echo BUILT; '{os.environ['AWSML_EXPORT']}' -q notes --apkg $@ "
        "--depfile deck.d\n-include deck.d\n")

    def make():
        result = subprocess.run(["make"], cwd=folder, capture_output=True, text=True, timeout=60)
        assert result.returncode == 0, result.stderr
        return "BUILT" in result.stdout

    assert make() and not make()
    edit(folder, *CHANGES["reworded"])
    assert make() and not make()
    (folder / "notes/awsml.lock").unlink()
    assert make() and not make(), "a lock that is gone is made again"


@pytest.mark.parametrize("damage, slug, line", [
    (lambda text: text.replace("awsml.lock 1", "awsml.lock 2", 1), "lock-version", 1),
    (lambda text: text[: len(text) // 2], "bad-lock", None),
    (lambda text: text + "note\tx\n", "bad-lock", None),
    (lambda text: text.replace("\tliving\t", "\tsleeping\t", 1), "bad-lock", None),
    (lambda text: "{}\n", "bad-lock", 1),
    (lambda text: text.replace("Block", "Bl\udcffck", 1), "bad-lock", None)],
    ids=["newer", "cut", "short", "state", "other", "utf8"])
def test_a_lock_that_is_no_lock_is_refused_and_kept(damage, slug, line, built):
    path = built / "notes/awsml.lock"
    path.write_bytes(damage(path.read_text()).encode(errors="surrogateescape"))
    edit(built, *CHANGES["new"])
    before = state(built)
    text = build(built, status=1)
    assert slugs(text)[0] == slug and state(built) == before
    assert re.search(rf"^notes/awsml\.lock:{line or r'[0-9]+'}:", text, re.MULTILINE), text
