# SPDX-License-Identifier: MIT
"""What awsml.lock knows of the notes: parts, retired notes, ids, GUIDs, times, and what is told.

What an import into Anki makes of it is tests/anki/test_identity.py.
"""
import json
import re
import shutil

import pytest

from conftest import ROOT, awsml, text_of
from locks import (ALL, CHANGES, FILES, NETWORK, START, STORAGE, about, as_nobody, build, by_front,
                   changes, deck_of, dry_run, edit, fill, lock_of, read_lock, slugs, state)


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


# --- parts ---

@pytest.mark.parametrize("inputs", [["notes/sub"], ["notes/sub/network.md"], ["notes/storage.md"],
                                    ["notes/sub/deep", "notes/storage.md"]], ids=str)
def test_a_build_of_a_part(inputs, built):
    """The others keep their lines and are left out; and nothing is retired."""
    before = lock_of(built)
    read = {path.relative_to(built / "notes").as_posix() for name in inputs
            for path in [built / name, *(built / name).rglob("*.md")] if path.suffix == ".md"}
    for name in read:
        edit(built, name, "\n## ", "\n## X ")
    assert "retired" not in slugs(build(built, inputs=inputs, at=START + 1))
    after = lock_of(built)
    assert set(before) == set(after)
    assert {guid for guid in before if before[guid] == after[guid]} == \
        {guid for guid in before if before[guid]["file"] not in read}
    assert {note["guid"] for note in deck_of(built).values()} == \
        {guid for guid in before if before[guid]["file"] in read}
    build(built, at=START + 2)
    assert set(lock_of(built)) == set(before)


def test_a_part_has_the_identity_of_the_whole_with_root(built):
    first = lock_of(built)
    (built / "notes/awsml.lock").unlink()
    build(built, "--root=notes", inputs=["notes/sub/network.md"])
    assert set(lock_of(built)) < set(first)
    build(built)
    assert set(lock_of(built)) == set(first)


def broken(folder, how):
    """Makes a file unreadable in this way; returns its name."""
    path = folder / "notes/sub/network.md"
    if how == "not-utf8":
        path.write_bytes(path.read_bytes()[:60] + b"\xff\xfe\n")
    if how == "folder":
        path.parent.chmod(0o700)
    if how == "file":
        path.chmod(0o600)
    if how == "link":
        path.unlink()
        path.symlink_to("nowhere.md")


@pytest.mark.parametrize("how", ["not-utf8", "file", "folder", "link"])
def test_a_file_with_an_error(how, shared):
    """Nothing of it is retired; its notes are exported as last known."""
    build(shared)
    lock, deck = lock_of(shared), deck_of(shared)
    (shared / "notes/awsml.lock").chmod(0o666)
    (shared / "notes").chmod(0o777)
    for name in FILES:
        (shared / name).unlink()
    broken(shared, how)
    edit(shared, *CHANGES["reworded"])
    result = as_nobody(shared, *ALL)
    assert result.returncode == 1
    assert slugs(text_of(result)) == ["not-utf8" if how == "not-utf8" else "cannot-read"]
    now = lock_of(shared)
    assert set(now) == set(lock) and {row["state"] for row in now.values()} == {"living"}
    assert {lock[guid]["front"] for guid in lock if now[guid] != lock[guid]} == \
        {"Block store", "Snapshots"}
    for front in ("보안 그룹", "라우팅 테이블"):
        old, new = deck[front], deck_of(shared)[front]
        for key in ("guid", "id", "mod", "deck", "tags", "markdown", "path", "file"):
            assert new[key] == old[key], key
        assert new["fields"]["Back"] == old["fields"]["Back"]


@pytest.mark.parametrize("rest", [[], ["notes/sub"]], ids=["alone", "with others"])
def test_a_named_file_that_is_gone(rest, built):
    (built / "notes/storage.md").unlink()
    before = state(built / "notes")
    text = build(built, "--root=notes", inputs=["notes/storage.md", *rest], status=1)
    assert "cannot-read" in slugs(text) and "retired" not in slugs(text)
    assert state(built / "notes") == before


def test_a_file_that_is_gone_from_its_folder(built):
    (built / "notes/sub/network.md").unlink()
    assert sorted(slugs(build(built))) == ["retired", "retired"]


# --- retired ---

def test_an_emptied_folder(built):
    for path in (built / "notes").rglob("*.md"):
        path.unlink()
    before = state(built)
    text = build(built, status=1)
    assert "many-retired" in slugs(text) and "--allow-retire" in text and state(built) == before
    build(built, "--allow-retire")
    assert {row["state"] for row in lock_of(built).values()} == {"retired"}
    assert all("awsml::retired" in note["tags"] for note in deck_of(built).values())
    fill(built)
    before = lock_of(built)
    build(built)
    assert set(lock_of(built)) == set(before)
    assert {row["state"] for row in lock_of(built).values()} == {"living"}


def many(folder, count):
    text = "".join(f"## Heading {word}\n\nThe {word} text about {word * 2}.\n\n"
                   for word in (f"{chr(97 + n // 26)}{chr(97 + n % 26)}q" for n in range(count)))
    (folder / "notes/many.md").write_text(f"# Many\n\n{text}")


@pytest.mark.parametrize("before, after, fails", [
    (60, 29, True), (60, 30, False), (45, 22, True), (45, 23, False),
    (22, 1, True), (20, 1, False), (21, 1, False), (5, 1, False)])
def test_more_than_half_and_more_than_twenty(before, after, fails, tmp_path):
    """(22, 1): 21 of 22 are gone; (21, 1): 20 of 21."""
    (tmp_path / "notes").mkdir()
    many(tmp_path, before)
    build(tmp_path)
    many(tmp_path, after)
    unchanged = state(tmp_path)
    text = build(tmp_path, status=1 if fails else 0)
    assert ("many-retired" in slugs(text)) == fails
    if fails:
        assert state(tmp_path) == unchanged
        assert awsml("notes", "--dry-run", cwd=tmp_path).returncode == 1
        build(tmp_path, "--allow-retire")
    retired = [row for row in lock_of(tmp_path).values() if row["state"] == "retired"]
    assert len(retired) == before - after


def test_half_is_counted_among_what_was_looked_at(tmp_path):
    """Not among the notes of files outside this build."""
    (tmp_path / "notes").mkdir()
    fill(tmp_path)
    many(tmp_path, 30)
    build(tmp_path)
    many(tmp_path, 1)
    text = build(tmp_path, inputs=["notes/many.md"], status=1)
    assert "many-retired" in slugs(text)


def test_retired_notes_are_told_with_the_search_that_finds_them(built):
    edit(built, *CHANGES["retired"])
    (message,) = about(build(built, at=START + 7), "retired")
    note = deck_of(built)["라우팅 테이블"]
    assert "라우팅 테이블" in message and "network.md" in message
    assert f"nid:{note['id']}" in message and note["guid"] in message
    assert "awsml::retired" in note["tags"] and "net" in note["tags"]
    assert note["deck"].endswith("::Retired") and note["mod"] == START + 7
    assert note["deck"].split("::")[0] == "sub"
    assert "retired" not in slugs(build(built)), "told once"


def test_many_retired_notes_are_counted(tmp_path):
    (tmp_path / "notes").mkdir()
    many(tmp_path, 120)
    build(tmp_path)
    many(tmp_path, 70)
    messages = about(build(tmp_path), "retired")
    assert len(messages) < 30 and "tag:awsml::retired" in messages[-1]
    rest = int(re.search(r"(\d+) more", messages[-1])[1])
    assert len(messages) - 1 + rest == 50


def test_a_deck_of_all_is_the_top_of_the_retired_too(built):
    edit(built, *CHANGES["retired"])
    build(built, "--deck=시험")
    assert deck_of(built)["라우팅 테이블"]["deck"] == "시험::Retired"


def test_forget(built):
    edit(built, *CHANGES["retired"])
    build(built)
    guid = by_front(lock_of(built))["라우팅 테이블"]
    before = state(built)
    wrong = guid[:-1] + ("a" if guid[-1] != "a" else "b")
    for other in (wrong, "nonsense", by_front(lock_of(built))["Block store"]):
        text = build(built, "--forget", other, status=1)
        assert slugs(text) == ["forget"] and other in text and "hint: " in text
        assert state(built) == before
    build(built, "--forget", guid)
    assert guid not in lock_of(built) and "라우팅 테이블" not in deck_of(built)


def test_forget_all(built):
    (built / "notes/sub/network.md").unlink()
    edit(built, "storage.md", STORAGE[STORAGE.index("### Snap"):], "")
    build(built)
    assert len([row for row in lock_of(built).values() if row["state"] == "retired"]) == 3
    build(built, "--forget=all")
    assert {row["state"] for row in lock_of(built).values()} == {"living"}
    assert len(deck_of(built)) == 4


RICH = """---
tags: [a, 나]
---

# 문서 [title]

앞글이다, with **bold** and `code`.

## Amazon Polly

Amazon Polly는 글을 말로 바꾼다. [Polly][1]의 목소리는 많다.

| 열 | column |
| --- | ---: |
| `a|b` | $x^2$ |

## Questions

- 무엇을 묻는가? 답은 이것이다.
- *둘째* 항목

> 왜 인용문에 물음이 있는가? 사람들이 그렇게 쓰기 때문이다.

What is a ledger? A book of *entries*.
And another line.

```sh
echo "## no heading" # comment
```

$$
\\sum_{i=1}^n i = \\frac{n(n+1)}{2}
$$

## Amazon Lex와 Amazon Connect

Amazon Lex는 챗봇이다.

1. 하나
2. 둘

   ```c
   int x;
   ```

Amazon Connect는 콜센터이다<br>두 줄.

## `code` & <b>HTML</b> *heading*

<details><summary>더</summary>

안의 글이다.

</details>

- [x] done
- [ ] open

### 아래

Text with a trailing backslash\\
and a ~~struck~~ word, ==mark==, https://example.com/?a=1&b=2.

[1]: https://example.com/polly "title"
"""


def all_notes(folder):
    """GUID -> note, all but its place: a source names the file alone once the note is gone."""
    notes = json.loads((folder / "deck.json").read_text())["notes"]
    for note in notes:
        assert note["fields"].pop("Source")["text"].startswith(note["file"])
    return {note["guid"]: note for note in notes}


@pytest.mark.parametrize("breaks", ["auto", "always", "never"])
@pytest.mark.parametrize("which", ["rich", "input"])
def test_retired_notes_keep_their_content(which, breaks, tmp_path):
    """Made from the lock alone, each has the fields that its file gave it."""
    (tmp_path / "notes").mkdir()
    texts = [path.read_text() for path in (ROOT / "input").glob("*.md")]
    for number, text in enumerate([RICH] if which == "rich" else texts):
        (tmp_path / f"notes/{number}.md").write_text(text)
    build(tmp_path, f"--breaks={breaks}")
    before = all_notes(tmp_path)
    for path in (tmp_path / "notes").glob("*.md"):
        path.unlink()
    build(tmp_path, "--allow-retire", f"--breaks={breaks}")
    after = all_notes(tmp_path)
    assert set(after) == set(before) and len(before) > 8
    for guid, note in before.items():
        assert after[guid]["fields"] == note["fields"], note["rule"]
        assert after[guid]["tags"] == sorted([*note["tags"], "awsml::retired"])
        for key in ("id", "rule", "note_type", "markdown", "path", "file", "cards"):
            assert after[guid][key] == note[key]


# --- what is told ---

def test_dry_run_lists_and_writes_nothing(built):
    for what in ("reworded", "changed", "new", "retired"):
        edit(built, *CHANGES[what])
    (built / "notes/moved").mkdir()
    section = STORAGE[STORAGE.index("## Object"):STORAGE.index("\n## Block")]
    edit(built, "storage.md", section, "")
    (built / "notes/moved/objects.md").write_text(f"# Storage\n\n{section}")
    before = state(built)
    result = awsml("notes", "--dry-run", "-v", *ALL, "--depfile=d.d", cwd=built)
    assert state(built) == before
    found = changes(result)
    assert {front: row[:2] for front, row in found.items()} == {
        "Block storage": ("reworded", "storage.md:4"),
        "索引": ("changed", "sub/deep/db.md:3"),
        "鍵": ("unchanged", "sub/deep/db.md:7"),
        "Gateways": ("new", "storage.md:8"),
        "Snapshots": ("moved", "storage.md:12"),
        "라우팅 테이블": ("retired", "sub/network.md"),
        "보안 그룹": ("unchanged", "sub/network.md:7"),
        "Object store": ("moved+deck", "moved/objects.md:3"),
    }
    assert any("Block store" in column for column in found["Block storage"][2])
    assert any("storage.md" in column for column in found["Object store"][2])
    counts = dict(reversed(line.split(None, 1)) for line in result.stdout.decode().splitlines()
                  if "\t" not in line)
    assert {what: counts[what] for what in
            ("new", "changed", "moved", "reworded", "retired", "unchanged")} == {
        "new": "1", "changed": "1", "moved": "2", "reworded": "1", "retired": "1", "unchanged": "2"}


def test_dry_run_before_the_first_run(folder):
    assert {row[0] for row in dry_run(folder).values()} == {"new"}
    assert not list(folder.rglob("awsml.lock"))


def test_stats_count_the_changes_too(built):
    edit(built, *CHANGES["new"])
    result = awsml("notes", "--stats", cwd=built)
    assert re.search(rb"^ *1 new$", result.stdout, re.MULTILINE), result.stdout


def test_a_changed_deck_is_told_with_the_search_and_the_deck(built):
    (built / "notes/new folder").mkdir()
    (built / "notes/storage.md").rename(built / "notes/new folder/storage.md")
    text = build(built, at=START + 9)
    ids = {str(note["id"]) for front, note in deck_of(built).items()
           if note["file"] == "new folder/storage.md"}
    (message,) = about(text, "deck-changed")
    assert len(ids) == 3 and set(re.search(r"nid:([\d,]+\d)", message)[1].split(",")) == ids
    assert "new folder::Storage" in message and slugs(text) == ["deck-changed"]
    assert {note["mod"] for note in deck_of(built).values()} == {START}
    assert slugs(build(built)) == [], "told once"


# --- explicit ids and ambiguity ---

def test_an_id_in_two_places_is_an_error_with_both(built):
    edit(built, "storage.md", "## Block store", "## Block store\n<!-- id: twice -->")
    edit(built, "sub/deep/db.md", "## 鍵", "## 鍵\n<!-- id: twice -->")
    before = lock_of(built)
    (message,) = about(build(built, status=1), "double-id")
    assert "notes/storage.md:8" in message and "notes/sub/deep/db.md:8" in message
    assert set(lock_of(built)) == set(before)


def test_ids_of_headings_count_within_their_file(built):
    edit(built, "storage.md", "## Block store", "## Block store {#same}")
    edit(built, "sub/deep/db.md", "## 鍵", "## 鍵 {#same}")
    assert slugs(build(built)) == []


def twins(folder, **texts):
    """Three files with a section that stays; some have the one that could be either's below it."""
    (folder / "notes").mkdir(exist_ok=True)
    for name in "abc":
        text = f"# {name}\n\n## Other {name}\n\nSomething else that stays in place, {name * 3}.\n\n"
        (folder / f"notes/{name}.md").write_text(text + texts.get(name, ""))


def test_what_could_be_either_is_told_and_settled_by_the_line_that_is_shown(tmp_path):
    """A section gone from its place, and two that were made from it, equally far from it."""
    section = "## Twin\n\nThe very same words here and there, almost all of them kept, {}.\n\n"
    twins(tmp_path, a=section.format("alone"))
    build(tmp_path)
    guid = by_front(lock_of(tmp_path))["Twin"]
    twins(tmp_path, b=section.format("onward"), c=section.format("upward"))
    shutil.copytree(tmp_path, tmp_path / "copy")
    (message,) = about(build(tmp_path), "ambiguous")
    assert "notes/b.md:7" in message and "notes/c.md:7" in message
    assert lock_of(tmp_path)[guid]["state"] == "retired"

    folder = tmp_path / "copy"
    comment = re.search(r"<!-- id: .*? -->", message)[0]
    edit(folder, "c.md", "## Twin\n", f"## Twin\n\n{comment}\n")
    assert "ambiguous" not in slugs(build(folder))
    assert lock_of(folder)[guid]["file"] == "c.md" and lock_of(folder)[guid]["state"] == "living"


def test_of_exact_copies_one_keeps_the_identity(tmp_path):
    """In its file the first, elsewhere the one that stayed; nothing is told of it."""
    section = "## Twin\n\nThe very same words here and there.\n\n"
    twins(tmp_path, b=section)
    build(tmp_path)
    guid = by_front(lock_of(tmp_path))["Twin"]
    twins(tmp_path, a=section, b=section * 2, c=section)
    assert slugs(build(tmp_path)) == []
    (note,) = [row for row in lock_of(tmp_path).values() if row["guid"] == guid]
    assert (note["file"], note["order"], note["state"]) == ("b.md", "0", "living")
    assert len([row for row in lock_of(tmp_path).values() if row["front"] == "Twin"]) == 4


# --- GUIDs ---

def test_two_people_get_the_same_guids(folder, tmp_path):
    build(folder)
    for place, at in [("elsewhere", START + 1), ("deep/down", None)]:
        other = tmp_path / "others" / place
        shutil.copytree(folder / "notes", other / "notes", ignore=lambda *_: ["awsml.lock"])
        build(other, at=at)
        assert set(lock_of(other)) == set(lock_of(folder))


def test_no_lock_gives_the_guids_of_a_first_run(folder):
    build(folder, "--no-lock")
    first = {front: note["guid"] for front, note in deck_of(folder).items()}
    build(folder)
    assert by_front(lock_of(folder)) == first


def test_a_guid_is_never_given_again(tmp_path):
    """A section that takes the place, heading and file of one that moved or is gone."""
    (tmp_path / "notes").mkdir()
    first = "## Overview\n\nHow a kettle boils water over an open flame.\n"
    second = "## Overview\n\nWhy tides follow the moon around our planet.\n"
    third = "## Overview\n\nWhere violins got their varnish in Cremona.\n"
    rest = "## Rest\n\nIt stays, and it always did.\n\n"

    def write(**files):
        for path in (tmp_path / "notes").glob("*.md"):
            path.unlink()
        for name, text in files.items():
            (tmp_path / f"notes/{name}.md").write_text(f"# Same\n\n{rest}{text}")
        build(tmp_path)
        return {row["markdown"]: row["guid"] for row in lock_of(tmp_path).values()
                if row["front"] == "Overview"}

    one = write(a=first)
    assert len(one) == 1
    two = write(b=first)  # it moved, with its GUID
    assert two == one
    three = write(b="")  # and is gone: retired
    assert three == one
    four = write(a=second)  # another in the place that gave it its GUID
    assert {text: four[text] for text in one} == one and len(set(four.values())) == 2
    five = write(a=second, b=first)  # it is back
    assert five == four
    six = write(a=third, b=first, c=second)  # a third one in that place
    assert {text: six[text] for text in four} == four and len(set(six.values())) == 3


def test_notes_that_come_as_json(folder):
    """Converted file by file, packed in one step, which has the lock."""
    (folder / "parts").mkdir()

    def pack(at):
        for name in ("storage.md", "sub/network.md", "sub/deep/db.md"):
            result = awsml(f"notes/{name}", "--root=notes", "--no-lock",
                           f"--json=parts/{name.replace('/', '-')}.json", cwd=folder)
            assert result.returncode == 0, text_of(result)
        parts = sorted(f"parts/{path.name}" for path in (folder / "parts").glob("*.json"))
        return build(folder, inputs=parts, at=at)

    assert slugs(pack(START)) == ["lock-made"]
    lock = read_lock(folder / "parts/awsml.lock")
    build(folder)
    assert set(lock_of(folder)) == set(lock), "the keys are those of the whole"
    edit(folder, *CHANGES["reworded"])
    assert slugs(pack(START + 5)) == []
    assert set(read_lock(folder / "parts/awsml.lock")) == set(lock)
    assert deck_of(folder)["Block storage"]["guid"] == by_front(lock)["Block store"]
    assert mods(folder)["Block storage"] == START + 5 and mods(folder)["索引"] == START

# --- mod ---

def mods(folder):
    return {front: note["mod"] for front, note in deck_of(folder).items()}


RISES = {
    "content": ("storage.md", "raw device", "plain device", {"Block store"}),
    "heading": ("storage.md", "## Block store", "## Block storage", {"Block storage", "Snapshots"}),
    "path": ("storage.md", "# Storage", "# Stores", {"Object store", "Block store", "Snapshots"}),
    "tags": ("sub/network.md", "[net]", "[net, x]", {"보안 그룹", "라우팅 테이블"}),
}


@pytest.mark.parametrize("what", RISES)
@pytest.mark.parametrize("at, expected", [(START + 50, START + 50), (START, START + 1),
                                          (START - 9000, START + 1), (5, START + 1)])
def test_mod_rises_with_what_an_import_brings(what, at, expected, built):
    name, old, new, fronts = RISES[what]
    edit(built, name, old, new)
    build(built, at=at)
    assert mods(built) == {front: expected if front in fronts else START
                           for front in deck_of(built)}
    build(built, at=at + 500)
    assert set(mods(built).values()) <= {START, expected}


def test_mod_rises_with_the_breaks(built):
    edit(built, "storage.md", "that one machine mounts", "that\none machine mounts")
    build(built, at=START + 1)
    build(built, "--breaks=never", at=START + 2)
    assert mods(built)["Block store"] == START + 2


def unchanged_edits(folder):
    notes = folder / "notes"
    storage = notes / "storage.md"
    yield storage.write_text("\n\n" + STORAGE)
    yield storage.write_text(STORAGE.replace("\n", "  \n").replace("#  \n", "#\n"))
    yield storage.write_bytes(STORAGE.replace("\n", "\r\n").encode())
    yield storage.write_bytes(b"\xef\xbb\xbf" + STORAGE.encode())
    yield storage.write_text(STORAGE.replace("\n## ", "\n\n\n## "))
    yield storage.write_text(STORAGE.replace("## Block store", "## Block store ##"))
    yield storage.rename(notes / "elsewhere.md")
    yield (notes / "sub/deep/db.md").rename(notes / "other.md")
    yield (notes / "sub/network.md").write_text(
        NETWORK.replace("tags: [net]", "tags:\n  - net\nnav_order: 3"))


def test_mod_stays_with_all_else(built):
    for number, _ in enumerate(unchanged_edits(built), 1):
        build(built, at=START + number)
        assert set(mods(built).values()) == {START}, number
        assert len(lock_of(built)) == 7


def test_refresh_raises_all(built):
    build(built, "--refresh", at=START + 3)
    assert set(mods(built).values()) == {START + 3}
    build(built, "--refresh", at=START)
    assert set(mods(built).values()) == {START + 4}
