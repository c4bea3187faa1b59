# SPDX-License-Identifier: MIT
"""awsml.lock in Git: two branches that both added and edited notes, merged by Git itself."""
import re
import subprocess

import pytest

from conftest import awsml, text_of

BASE = {
    "storage.md": "# Storage\n\n## Object store\n\nKeeps objects below a key, durable.\n\n"
                  "## Block store\n\nA raw device that one machine mounts in a zone.\n",
    "queue.md": "# 대기열\n\n## 순서\n\n그룹마다 보낸 순서대로 도착한다.\n",
}
GITATTRIBUTES = "awsml.lock merge=union linguist-generated\n"


def git(folder, *args, ok=True):
    result = subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false",
         "-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null", *args],
        cwd=folder, capture_output=True, timeout=60)
    assert not ok or result.returncode == 0, result.stderr.decode() + result.stdout.decode()
    return result


def build(folder, time, ok=True):
    result = awsml(".", "--json=../deck.json", cwd=folder, env={"SOURCE_DATE_EPOCH": str(time)})
    assert (result.returncode == 0) == ok, text_of(result)
    return result


def rows(folder):
    """GUID -> the columns of its line; no GUID and no id twice."""
    lines = [line.split("\t") for line in (folder / "awsml.lock").read_text().split("\n")
             if line.startswith("note\t")]
    found = {line[1]: line for line in lines}
    assert len(found) == len(lines) == len({line[3] for line in lines})
    return found


def guid_of(folder, front):
    [guid] = [guid for guid, line in rows(folder).items() if line[11] == front]
    return guid


def replace(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.fixture
def repository(tmp_path):
    """Notes with their lock, committed, on the branch `ours`."""
    folder = tmp_path / "notes"
    folder.mkdir()
    for name, text in BASE.items():
        (folder / name).write_text(text)
    build(folder, 1700000000)
    git(folder, "init", "--quiet")
    git(folder, "checkout", "--quiet", "-b", "ours")
    commit(folder)
    return folder


def commit(folder):
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=notes")


def two_branches(folder, same_time=False):
    """`ours` and `theirs`: both added a file of notes and edited the same note."""
    git(folder, "branch", "theirs")
    (folder / "ours.md").write_text("# Ours\n\n## Cache\n\nKept in memory, gone after a restart.\n")
    replace(folder / "storage.md", "durable.", "durable, eleven nines of it.")
    build(folder, 1700000100)
    commit(folder)
    ours = rows(folder)
    git(folder, "checkout", "--quiet", "theirs")
    (folder / "theirs.md").write_text("# Theirs\n\n## 색인\n\n찾기는 빨라지고 쓰기는 느려진다.\n")
    replace(folder / "storage.md", "## Block store", "## Block device")
    replace(folder / "storage.md", "Keeps objects", "Keeps many objects")
    build(folder, 1700000100 if same_time else 1700000200)
    commit(folder)
    theirs = rows(folder)
    git(folder, "checkout", "--quiet", "ours")
    return ours, theirs


def merge_notes(folder):
    """What a person makes of the conflict in the notes."""
    (folder / "storage.md").write_text(
        BASE["storage.md"].replace("durable.", "durable, eleven nines of it.")
        .replace("Keeps objects", "Keeps many objects")
        .replace("## Block store", "## Block device"))


def test_a_union_merge_keeps_every_note(repository):
    (repository / ".gitattributes").write_text(GITATTRIBUTES)
    commit(repository)
    before = {front: guid_of(repository, front) for front in ("Object store", "Block store", "순서")}
    ours, theirs = two_branches(repository)
    git(repository, "merge", "--quiet", "theirs", ok=False)
    merge_notes(repository)
    merged = (repository / "awsml.lock").read_text()
    # The merge is what it was meant to be: lines twice, and no marker.
    assert merged.count(f"\t{before['Object store']}\t"[1:]) == 2 and "<<<<" not in merged
    result = build(repository, 1700000300)
    assert "lock" not in text_of(result), text_of(result)
    after = rows(repository)
    assert set(after) == set(ours) | set(theirs)
    assert guid_of(repository, "Object store") == before["Object store"]
    assert guid_of(repository, "Block device") == before["Block store"]
    assert guid_of(repository, "순서") == before["순서"]
    assert after[before["순서"]] == ours[before["순서"]]
    assert {line[2] for line in after.values()} == {"living"}
    # Nothing of an edit is left behind in Anki: it is newer than what either side exported.
    assert int(after[before["Object store"]][4]) == 1700000300


def test_notes_of_both_branches_with_one_id_get_two(repository):
    """Both made their first new note at the same time."""
    (repository / ".gitattributes").write_text(GITATTRIBUTES)
    commit(repository)
    ours, theirs = two_branches(repository, same_time=True)
    [our_new], [their_new] = set(ours) - set(theirs), set(theirs) - set(ours)
    git(repository, "merge", "--quiet", "theirs", ok=False)
    merge_notes(repository)
    lock = repository / "awsml.lock"
    their_line = f"\t{their_new}\tliving\t{theirs[their_new][3]}\t"
    assert lock.read_text().count(their_line) == 1
    lock.write_text(lock.read_text().replace(
        their_line, f"\t{their_new}\tliving\t{ours[our_new][3]}\t"))
    build(repository, 1700000300)
    after = rows(repository)  # no id twice
    first, second = sorted([our_new, their_new], key=lambda guid: guid.encode())
    assert after[first][3] == ours[our_new][3] and int(after[second][3]) > int(after[first][3])


def test_the_order_of_the_sides_does_not_matter(repository, tmp_path):
    base = (repository / "awsml.lock").read_bytes()
    two_branches(repository, same_time=True)
    sides = {}
    for name in ("ours", "theirs"):
        sides[name] = git(repository, "show", f"{name}:awsml.lock").stdout
        (tmp_path / name).write_bytes(sides[name])
    (tmp_path / "base").write_bytes(base)
    results = []
    merge_notes(repository)
    (repository / "theirs.md").write_bytes(git(repository, "show", "theirs:theirs.md").stdout)
    for one, other in (("ours", "theirs"), ("theirs", "ours")):
        merged = git(tmp_path, "merge-file", "-p", "--union", one, "base", other).stdout
        assert merged not in (base, *sides.values())
        (repository / "awsml.lock").write_bytes(merged)
        build(repository, 1700000300)
        results.append((repository / "awsml.lock").read_bytes())
    assert results[0] == results[1]


def conflict(repository):
    """A merge without .gitattributes; returns the conflict's first line."""
    ours, theirs = two_branches(repository)
    git(repository, "merge", "--quiet", "theirs", ok=False)
    merge_notes(repository)
    lines = (repository / "awsml.lock").read_text().split("\n")
    return ours, theirs, lines.index("<<<<<<< HEAD") + 1


def test_conflict_markers_stop_the_build_at_their_line(repository, tmp_path):
    _, _, line = conflict(repository)
    lock = (repository / "awsml.lock").read_bytes()
    (tmp_path / "deck.json").write_bytes(b"as it was")
    result = build(repository, 1700000300, ok=False)
    assert re.search(rf"^\S*awsml\.lock:{line}:1: error: .*\[lock-conflict\]$", text_of(result),
                     re.M), text_of(result)
    assert "merge=union" in text_of(result)
    assert (repository / "awsml.lock").read_bytes() == lock
    assert (tmp_path / "deck.json").read_bytes() == b"as it was"


def test_without_its_markers_a_conflict_is_a_union(repository):
    ours, theirs, _ = conflict(repository)
    lock = repository / "awsml.lock"
    lock.write_text(re.sub(r"^(<<<<<<<|=======|>>>>>>>).*\n", "", lock.read_text(), flags=re.M))
    build(repository, 1700000300)
    assert set(rows(repository)) == set(ours) | set(theirs)


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_either_side_may_be_taken_whole(repository, side):
    known = {guid: line[11] for guid, line in rows(repository).items()}
    ours, theirs, _ = conflict(repository)
    git(repository, "checkout", f"--{side}", "awsml.lock")
    build(repository, 1700000300)
    after = rows(repository)
    # New notes of the other side get the GUIDs that they have there: a hash of where they stand.
    assert set(after) == set(ours) | set(theirs) and set(known) <= set(after)


def test_a_checkout_with_crlf_is_the_same_lock(repository):
    lock = repository / "awsml.lock"
    before = rows(repository)
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    result = awsml(".", "--json=../deck.json", cwd=repository)
    assert result.returncode == 0, text_of(result)
    assert {guid: line[:5] for guid, line in rows(repository).items()} == {
        guid: line[:5] for guid, line in before.items()}
