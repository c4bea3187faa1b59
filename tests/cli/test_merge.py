# SPDX-License-Identifier: MIT
"""JSON is an input: a collection converted file by file is packed as if it were read whole."""
import json

import pytest

from conftest import awsml, text_of

NAMES = ["1. Storage.md", "2. Compute.md", "10. 네트워크.md", "sub/a b.md", "sub/deep/é.md"]


@pytest.fixture
def tree(tmp_path):
    for number, name in enumerate(NAMES):
        path = tmp_path / "notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# Title {number}\n\n## Amazon S3\n\nAmazon S3 stores *objects* {number} "
                        "& <more> at https://example.org/?a=1&b=2.\n\n## Why?\n\n- one\n- two\n\n"
                        "| a | b |\n|:-:|---|\n| 1 | `x` |\n\n3. three\n\n- [x] done\n")
    (tmp_path / "json").mkdir()
    return tmp_path


def convert_one_by_one(tree, *more):
    for name in NAMES:
        target = tree / "json" / (name[:-3] + ".json")
        target.parent.mkdir(parents=True, exist_ok=True)
        result = awsml("notes/" + name, "--json", target, *more, cwd=tree)
        assert result.returncode == 0, text_of(result)
    return sorted((tree / "json").rglob("*.json"))


def test_parts_with_a_root_are_the_whole(tree):
    parts = convert_one_by_one(tree, "--root", "notes")
    whole = awsml("notes", "--apkg", "whole.apkg", "--json", "whole.json", "--csv", "whole.csv",
                  cwd=tree)
    packed = awsml(*reversed(parts), "--apkg", "packed.apkg", "--json", "packed.json", "--csv",
                   "packed.csv", cwd=tree)
    assert (whole.returncode, packed.returncode) == (0, 0), text_of(whole) + text_of(packed)
    for kind in ("apkg", "json", "csv"):
        assert (tree / f"whole.{kind}").read_bytes() == (tree / f"packed.{kind}").read_bytes()


def test_a_folder_below_the_root_is_a_part_of_it(tree):
    awsml("notes", "--json", "whole.json", cwd=tree)
    result = awsml("notes/sub", "--root", "notes", "--json", "part.json", cwd=tree)
    assert result.returncode == 0, text_of(result)
    whole = json.loads((tree / "whole.json").read_text())["notes"]
    part = json.loads((tree / "part.json").read_text())["notes"]
    assert part and {n["guid"] for n in part} == \
        {n["guid"] for n in whole if n["file"].startswith("sub/")}


def test_without_a_root_a_file_counts_from_its_own_folder(tree):
    result = awsml("notes/sub/a b.md", "--json", "-", cwd=tree)
    assert {note["file"] for note in json.loads(result.stdout)["notes"]} == {"a b.md"}


def test_parts_that_overlap_are_told(tree):
    assert awsml("notes", "--json", "a.json", cwd=tree).returncode == 0
    (tree / "b.json").write_bytes((tree / "a.json").read_bytes())
    for inputs in (["a.json", "b.json"], ["a.json", "notes"]):
        result = awsml(*inputs, "--list", cwd=tree)
        assert "holds notes of '1. Storage.md', as 'a.json' does [same-name]" in text_of(result)
    for part, whole in (("sub", "sub.json"), ("1. Storage.md", "1.json")):
        awsml("notes/" + part, "--root", "notes", "--json", whole, cwd=tree)
    assert "[same-name]" not in text_of(awsml("sub.json", "1.json", "--list", cwd=tree))


def test_an_input_outside_the_root_keeps_its_own(tree):
    result = awsml("notes/sub/a b.md", "--root", "json", "--json", "-", cwd=tree)
    assert {note["file"] for note in json.loads(result.stdout)["notes"]} == {"a b.md"}


def test_a_root_that_is_not_there_is_an_error(tree):
    result = awsml("notes", "--root", "nowhere", "--json", "x.json", cwd=tree)
    assert result.returncode == 2 and "[usage]" in text_of(result)
    assert not (tree / "x.json").exists()


@pytest.mark.parametrize("change, said", [
    (lambda d: d.update(version=99), "version 99"),
    (lambda d: d.update(format="other"), "no file of notes"),
    (lambda d: d["notes"][0].pop("key"), "'key' should be a text"),
    (lambda d: d["notes"][0].update(tags="x"), "'tags' should be a list"),
    (lambda d: d["notes"][0].update(note_type="Basic"), "note type is unknown"),
    (lambda d: d["notes"][0]["fields"].pop("Back"), "'Back' is missing"),
    (lambda d: d["notes"][0]["fields"]["Front"].update(html=""), "first field is empty"),
    (lambda d: d["notes"][0].update(deck="::"), "must not be empty"),
] + [(lambda d, html=html: d["notes"][0]["fields"]["Back"].update(html=html), "does not write")
     for html in ["<script>alert(1)</script>", "<p onclick=\"x()\">a</p>", "<b>unclosed",
                  "<a href=\"javascript:x()\">a</a>", "<img src=\"x\" onerror=\"x()\">", "</p>",
                  "<p>a</strong>", "<iframe></iframe>", "<p", "<a href=x>a</a>", "<!-- c -->",
                  "<input type=\"image\">", "a\x1fb", "<P>a</P>", "<a href=\" https://x\">a</a>"]])
def test_a_strange_file_is_left_out_and_the_others_are_packed(tree, change, said):
    parts = convert_one_by_one(tree)
    data = json.loads(parts[0].read_text())
    change(data)
    parts[0].write_text(json.dumps(data))
    result = awsml(*parts, "--json", "-", cwd=tree)
    assert result.returncode == 1
    assert "[bad-json]" in text_of(result) and said in text_of(result)
    rest = {note["key"] for part in parts[1:] for note in json.loads(part.read_text())["notes"]}
    assert {note["key"] for note in json.loads(result.stdout)["notes"]} == rest


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", "{\"notes\":[]}", "\x00", "{\"a\":1,\"a\":2}"])
def test_what_is_no_json_of_ours_is_an_error(tree, text):
    (tree / "x.json").write_text(text)
    result = awsml("x.json", "--json", "out.json", cwd=tree)
    assert result.returncode == 1 and "[bad-json]" in text_of(result)
    assert not (tree / "out.json").exists()
