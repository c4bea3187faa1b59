# SPDX-License-Identifier: MIT
"""What JSON carries for identity, which is given when it is packed: read back, and without it."""
import json

import pytest

from conftest import awsml, text_of

IDENTITY = ("front_markdown", "markdown", "explicit_id", "id_is_unique", "service", "breaks", "own_tags",
            "tags")


@pytest.fixture
def data(tmp_path):
    """The JSON of a folder of notes; the test's working folder is its parent."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.md").write_text("---\ntags: [x, b]\n---\n# Storage\n\n## Amazon *S3* {#s3}\n\n"
                                 "Stores [objects][o].\n\n[o]: https://example.org\n\n"
                                 "## Other\n\n<!-- id: other -->\n\ntext\n")
    (folder / "empty.md").write_text("# Nothing\n")
    result = awsml("notes", "--no-lock", "--json", "-", cwd=tmp_path)
    assert result.returncode == 0, text_of(result)
    return json.loads(result.stdout)


def pack(tmp_path, data):
    (tmp_path / "in.json").write_text(json.dumps(data))
    result = awsml("in.json", "--no-lock", "--json", "-", cwd=tmp_path)
    assert result.returncode == 0, text_of(result)
    return json.loads(result.stdout)


def test_it_tells_what_identity_needs(data):
    first, second = data["notes"]
    assert first["front_markdown"] == "Amazon *S3*"
    assert first["markdown"] == "Stores [objects][o].\n\n[o]: https://example.org"
    assert (first["explicit_id"], first["id_is_unique"]) == ("s3", False)
    assert (second["explicit_id"], second["id_is_unique"]) == ("other", True)
    assert first["service"] == "amazon-s3" and "service" not in second
    assert first["own_tags"] == second["own_tags"] == ["b", "x"]
    assert first["tags"] == ["aws::storage::amazon-s3", "b", "x"]
    assert first["breaks"] == "keep"
    assert "retired" not in first


def test_it_survives_packing(tmp_path, data):
    packed = pack(tmp_path, data)
    for note, again in zip(data["notes"], packed["notes"], strict=True):
        assert [note.get(key) for key in IDENTITY] == [again.get(key) for key in IDENTITY]


def test_documents_without_notes_are_listed_too(tmp_path, data):
    assert data["documents"] == ["a.md", "empty.md"]
    assert pack(tmp_path, data)["documents"] == ["a.md", "empty.md"]


def test_retired_notes_are_passed_over(tmp_path, data):
    data["notes"][0]["retired"] = True
    data["notes"][0].pop("line")
    assert [note["front_markdown"] for note in pack(tmp_path, data)["notes"]] == ["Other"]


def test_json_of_earlier_versions_is_read(tmp_path, data):
    data.pop("documents")
    for note in data["notes"]:
        for key in IDENTITY:
            if key not in ("markdown", "tags"):
                note.pop(key, None)
    packed = pack(tmp_path, data)
    assert len(packed["notes"]) == 2 and packed["documents"] == []
    assert packed["notes"][0]["front_markdown"] == ""
    assert packed["notes"][0]["own_tags"] == []
