# SPDX-License-Identifier: MIT
"""What the tests of awsml.lock share: notes, edits, builds, reading the lock and the messages."""
import json
import re

from conftest import NOBODY, awsml, text_of

FILES = ["deck.apkg", "deck.csv", "deck.json"]
ALL = ["--apkg=deck.apkg", "--csv=deck.csv", "--json=deck.json"]
# As src/ident/lock.h says.
COLUMNS = ("kind guid state id mod type rule deck file path order front explicit_id service breaks "
           "tags hash adopted markdown").split()
STORAGE = """# Storage

## Object store

Keeps objects of any size below a key, eleven nines durable.

## Block store

A raw device that one machine mounts in a single zone.

### Snapshots

Copies of the changed blocks alone, kept in the object store.
"""
NETWORK = """---
tags: [net]
---

# 네트워크

## 보안 그룹

상태를 기억하므로 응답은 규칙이 없어도 들어온다.

## 라우팅 테이블

서브넷마다 하나이며, 가장 긴 접두사가 이긴다.
"""
DEEP = "# 深い\n\n## 索引\n\n検索を速くするが、書き込みが遅くなる。\n\n## 鍵\n\n行を一つに定める列である。\n"
START = 1700000000
CHANGES = {
    "reworded": ("storage.md", "## Block store", "## Block storage"),
    "changed": ("sub/deep/db.md", "書き込みが遅くなる", "更新が遅くなる"),
    "new": ("storage.md", "### Snapshots", "### Gateways\n\nBridges to tapes on the ground.\n\n"
            "### Snapshots"),
    "retired": ("sub/network.md", "## 라우팅 테이블\n\n서브넷마다 하나이며, 가장 긴 접두사가 이긴다.", ""),
    "tags": ("sub/network.md", "tags: [net]", "tags: [net, more]"),
}


def fill(folder):
    for name, text in [("storage.md", STORAGE), ("sub/network.md", NETWORK),
                       ("sub/deep/db.md", DEEP)]:
        path = folder / "notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def build(folder, *args, inputs=("notes",), status=0, at=START, **more):
    env = {"SOURCE_DATE_EPOCH": at and str(at)}
    result = awsml(*inputs, *ALL, *args, cwd=folder, env=env, **more)
    assert result.returncode == status, text_of(result)
    return text_of(result)


def edit(folder, name, old, new):
    path = folder / "notes" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def read_lock(path):
    """GUID -> columns."""
    lines = path.read_text().split("\n")
    assert lines[0] == "awsml.lock 1" and lines[-1] == ""
    rows = [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines
            if line.startswith("note\t")]
    assert [row["guid"] for row in rows] == sorted({row["guid"] for row in rows}, key=str.encode)
    return {row["guid"]: row for row in rows}


def lock_of(folder):
    return read_lock(folder / "notes/awsml.lock")


def by_front(rows, value="guid"):
    found = {}
    for row in rows.values():
        found.setdefault(row["front"], []).append(row[value])
    return {front: values[0] if len(values) == 1 else sorted(values)
            for front, values in found.items()}


def deck_of(folder):
    """Front -> note, of the JSON."""
    notes = json.loads((folder / "deck.json").read_text())["notes"]
    fronts = {note["fields"]["Front"]["text"]: note for note in notes}
    assert len(fronts) == len(notes)
    return fronts


def state(folder):
    """Everything below the folder: a run that must change nothing leaves this as it was."""
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns,
                                            path.stat().st_ino)
            for path in sorted(folder.rglob("*")) if path.is_file()}


def slugs(text):
    """Of each message, whatever its words."""
    return re.findall(r"^.*(?:error|warning|note): .* \[([a-z0-9-]+)\]$", text, re.MULTILINE)


def about(text, slug):
    """The messages of this kind, with the lines below them."""
    parts = re.split(r"^(?=\S.*(?:error|warning|note): )", text, flags=re.MULTILINE)
    return [part for part in parts if f"[{slug}]\n" in part]


def changes(result):
    """What --dry-run lists: front -> (what, place, the rest)."""
    assert result.returncode == 0, text_of(result)
    rows = [line.split("\t") for line in result.stdout.decode().splitlines() if "\t" in line]
    assert len({row[2] for row in rows}) == len(rows)
    return {row[2]: (row[0], row[1], row[3:]) for row in rows}


def dry_run(folder, *args):
    return changes(awsml("notes", "--dry-run", "-v", *args, cwd=folder))


def as_nobody(folder, *args, **env):
    """Runs as a user who owns nothing here."""
    return awsml("notes", *args, cwd=folder, user=NOBODY, group=NOBODY, extra_groups=[], env=env)
