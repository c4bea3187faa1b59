# SPDX-License-Identifier: MIT
"""The rule `question` against the labelled documents beside this file.

before.txt was written before the rule, after.txt behind it; the rule is never tuned on the second.
tuning.txt came later, by another writer: the rule was measured on it once (precision 0.86, recall
0.92), then mended by its errors, so that it shows no more than that what was learnt stays. Only
after.txt tells how the rule does on notes that it does not know.

A document in them:

    === name
    Markdown, as it stands
    --- questions
    # a remark
    each front that it must give, one a line

AWSML_EXPORT names the program. With -v the wrong and the missed fronts are printed.
"""
import collections
import json
import os
import pathlib
import subprocess

import pytest

PROGRAM = os.path.abspath(os.environ["AWSML_EXPORT"])
HERE = pathlib.Path(__file__).resolve().parent
HALVES = ("before", "after")
TUNING = "tuning"
PRECISION, RECALL = 0.95, 0.85
DOCUMENTS = 200  # in both halves together


def on_one_line(text):
    return " ".join(text.split())


def read_half(name):
    """The documents of a half: name, Markdown, expected fronts."""
    documents, markdown, fronts = [], None, None
    for line in (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("=== "):
            markdown, fronts = [], None
            documents.append((line[4:], markdown, []))
        elif line == "--- questions" and fronts is None:
            fronts = documents[-1][2]
        elif fronts is None:
            markdown.append(line)
        elif line.strip() and not line.startswith("#"):
            fronts.append(on_one_line(line))
    assert len({name for name, _, _ in documents}) == len(documents), "a name occurs twice"
    return [(name, "\n".join(lines) + "\n", fronts) for name, lines, fronts in documents]


def run(documents, folder):
    """What the program asks, by document."""
    for name, markdown, _ in documents:
        (folder / f"{name}.md").write_text(markdown, encoding="utf-8")
    result = subprocess.run([PROGRAM, "--json", "-", folder], capture_output=True, timeout=120,
                            env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"})
    assert result.returncode == 0, result.stderr.decode()
    fronts = collections.defaultdict(list)
    for note in json.loads(result.stdout)["notes"]:
        if note["rule"] == "question":
            fronts[note["file"]].append(on_one_line(note["fields"]["Front"]["text"]))
    return fronts


def compare(documents, found):
    """Counts of right, wrong and missed fronts, and a line for each of the latter two."""
    right, wrong, missed, lines = 0, 0, 0, []
    for name, _, fronts in documents:
        expected = collections.Counter(fronts)
        given = collections.Counter(found[f"{name}.md"])
        right += (expected & given).total()
        wrong += (given - expected).total()
        missed += (expected - given).total()
        lines += [f"{name}: wrong: {front}" for front in (given - expected).elements()]
        lines += [f"{name}: missed: {front}" for front in (expected - given).elements()]
    return right, wrong, missed, lines


def check(half, tmp_path, request, capsys):
    documents = read_half(half)
    right, wrong, missed, lines = compare(documents, run(documents, tmp_path))
    precision, recall = right / (right + wrong), right / (right + missed)
    if request.config.getoption("verbose") > 0:
        with capsys.disabled():
            print(f"\n{half}: {len(documents)} documents, precision {precision:.3f}, "
                  f"recall {recall:.3f}", *lines, sep="\n  ")
    assert precision >= PRECISION and recall >= RECALL, f"{precision:.3f} / {recall:.3f}"


@pytest.mark.parametrize("half", HALVES)
def test_precision_and_recall(half, tmp_path, request, capsys):
    check(half, tmp_path, request, capsys)


def test_what_was_learnt_stays(tmp_path, request, capsys):
    check(TUNING, tmp_path, request, capsys)


def test_size():
    """Enough documents, and both kinds in each half: some that ask and some that do not."""
    halves = [read_half(half) for half in HALVES]
    assert sum(map(len, halves)) >= DOCUMENTS
    for documents in halves:
        asking = sum(bool(fronts) for _, _, fronts in documents)
        assert 0.2 < asking / len(documents) < 0.8
