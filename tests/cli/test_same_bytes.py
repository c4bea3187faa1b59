# SPDX-License-Identifier: MIT
"""The same notes give the same bytes, wherever and however the program runs."""
import os
import random
import shutil

import pytest

from conftest import awsml, text_of

NAMES = ["1. Storage.md", "2. Compute.md", "10. 네트워크.md", "sub/a b.md", "sub/deep/é.md",
         "other/z.markdown"]


@pytest.fixture
def tree(tmp_path):
    for number, name in enumerate(NAMES):
        path = tmp_path / "first" / "notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: T{number}\ntags: [b, a]\n---\n\n# Title {number}\n\n"
                        f"## Amazon S3\n\nAmazon S3 stores *objects* {number}.\n\n"
                        f"## What is topic {number}?\n\n- one\n- two\n\n```python\nx = 1\n```\n")
    return tmp_path / "first"


def outputs(*args, cwd, env=None, **more):
    """The bytes of all outputs of one run."""
    where = cwd / "out"
    where.mkdir()
    names = ["d.apkg", "d.csv", "d.json"]
    result = awsml(*args, *(f"--{name[2:]}={where / name}" for name in names), cwd=cwd,
                   env={"SOURCE_DATE_EPOCH": "1700000000", **(env or {})}, **more)
    assert result.returncode == 0, text_of(result)
    made = [(where / name).read_bytes() for name in names]
    shutil.rmtree(where)
    return made


@pytest.mark.parametrize("env", [
    {"TZ": "Asia/Seoul"}, {"TZ": "America/St_Johns"}, {"TZ": "XYZ-13:45"}, {"LANG": "ko_KR.UTF-8"},
    {"LC_ALL": "tr_TR.UTF-8"}, {"LC_ALL": "C"}, {"LC_ALL": None, "LANG": None, "TZ": None},
    {"HOME": "/nowhere", "USER": "somebody", "TMPDIR": "/nowhere"}], ids=str)
def test_another_environment(env, tree):
    assert outputs("notes", cwd=tree, env=env) == outputs("notes", cwd=tree)


def test_another_time_of_the_day(tree):
    """Two runs with the same SOURCE_DATE_EPOCH, at different seconds of the clock."""
    import time
    first = outputs("notes", cwd=tree)
    time.sleep(1.1)
    assert outputs("notes", cwd=tree) == first


def test_source_date_epoch_is_the_time_of_the_notes(tree):
    other = outputs("notes", "--no-lock", cwd=tree, env={"SOURCE_DATE_EPOCH": "1700000001"})
    assert other[0] != outputs("notes", "--no-lock", cwd=tree)[0]


def test_another_working_folder(tree):
    expected = outputs("notes", cwd=tree)
    assert outputs("../notes", cwd=tree / "notes/../other" if (tree / "other").exists()
                   else make(tree / "other")) == expected
    assert outputs(tree / "notes", cwd=make(tree / "third")) == expected
    assert outputs("./notes/", cwd=tree) == expected


def make(folder):
    folder.mkdir()
    return folder


def test_another_order_of_the_arguments(tree):
    args = ["notes/1. Storage.md", "notes/sub", "notes/other", "notes/10. 네트워크.md"]
    expected = outputs(*args, cwd=tree)
    for seed in range(3):
        random.Random(seed).shuffle(args)
        assert outputs(*args, cwd=tree) == expected
    assert outputs(*reversed(args), args[0], args[1], cwd=tree) == expected


def test_a_copy_with_other_inodes_order_and_times(tree, tmp_path):
    expected = outputs("notes", cwd=tree)
    for seed in range(3):
        copy = make(tmp_path / f"copy{seed}")
        names = list(NAMES)
        random.Random(seed).shuffle(names)
        for number, name in enumerate(names):
            target = copy / "notes" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            for other in range(number * 3):  # takes places in the folder
                (target.parent / f"gone{other}").touch()
            target.write_bytes((tree / "notes" / name).read_bytes())
            os.utime(target, (number * 10**8, number * 10**8))
            target.chmod(0o600)
        for path in copy.rglob("gone*"):
            path.unlink()
        assert outputs("notes", cwd=copy) == expected


@pytest.mark.parametrize("jobs", ["2", "3", "7", "64"])
def test_another_number_of_threads(jobs, tree):
    assert outputs("notes", "-j", jobs, cwd=tree) == outputs("notes", cwd=tree)


def test_messages_in_the_same_order_for_any_number_of_threads(tree):
    for name in NAMES[::2]:
        (tree / "notes" / name).write_bytes(b"# T\n\n## A\n\nb\n\xff\n")
    said = {awsml("notes", "--list", "-j", jobs, cwd=tree).stderr for jobs in ("1", "2", "7")}
    assert len(said) == 1 and said.pop().count(b"[not-utf8]") == 3


def test_another_umask_and_descriptors(tree):
    assert outputs("notes", cwd=tree, umask=0o077) == outputs("notes", cwd=tree)
