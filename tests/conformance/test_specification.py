# SPDX-License-Identifier: MIT
"""Every example of the CommonMark specification, and those of GFM's extensions that we have.

AWSML_RENDER_MARKDOWN names the program render_markdown; AWSML_SPECS the folder that fetch.py
filled, if it is not the default one. exceptions.yaml lists where we differ, what comes out
instead, and why.
"""

import os
import subprocess
from pathlib import Path

import pytest
import yaml
from examples import read
from fetch import DEFAULT
from same_html import normalise

HERE = Path(__file__).resolve().parent
FOLDER = Path(os.environ.get("AWSML_SPECS", DEFAULT))
EXTENSIONS = (
    "Tables (extension)", "Task list items (extension)", "Strikethrough (extension)",
    "Autolinks (extension)",
)


def load():
    texts = {spec: (FOLDER / f"{spec}.txt").read_text(encoding="utf-8")
             for spec in ("commonmark", "gfm")}
    gfm = [example for example in read("gfm", texts["gfm"]) if example.section in EXTENSIONS]
    return read("commonmark", texts["commonmark"]) + gfm


EXAMPLES = load()
EXCEPTIONS = yaml.safe_load((HERE / "exceptions.yaml").read_text(encoding="utf-8"))


def render(markdown):
    return subprocess.run(
        [os.environ["AWSML_RENDER_MARKDOWN"]], input=markdown.encode(), capture_output=True,
        check=True, timeout=60).stdout.decode()


def test_the_specifications_are_complete():
    assert sum(example.spec == "commonmark" for example in EXAMPLES) == 652
    assert sum(example.spec == "gfm" for example in EXAMPLES) == 8 + 2 + 2 + 11


def test_exceptions_are_few_and_argued():
    names = {example.name for example in EXAMPLES}
    assert len(EXCEPTIONS) <= 15
    for name, exception in EXCEPTIONS.items():
        assert name in names
        assert set(exception) == {"why", "html"}
        assert len(exception["why"]) > 40


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example(example):
    result = normalise(render(example.markdown))
    exception = EXCEPTIONS.get(example.name)
    if exception:
        assert result != normalise(example.html), "no exception any more: take it from the list"
        assert result == normalise(exception["html"])
    else:
        assert result == normalise(example.html), example
