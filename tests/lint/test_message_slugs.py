# SPDX-License-Identifier: MIT
"""The table of messages: each row is raised somewhere, and no slug ever disappears."""

import re

import project

_ROW = re.compile(r'^DIAG\("([^"]+)",\s*(\w+),\s*(NOTE|WARNING|ERROR),\s*"([^"]*)",'
                  r'\s*"((?:[^"\\]|\\.)*)"\)', re.MULTILINE)


def rows():
    return _ROW.findall(project.read("src/source/codes.def"))


def listed():
    lines = project.read("tests/lint/slugs.txt").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_every_row_is_read():
    text = project.c_without_comments(project.read("src/source/codes.def"))
    assert len(rows()) == text.count("DIAG(") > 15


def test_a_slug_is_named_like_its_code():
    for slug, code, *_ in rows():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
        assert slug.replace("-", "_").upper() == code


def code(folder):
    paths = project.files(".c", below=(folder,))
    return "\n".join(project.c_without_comments(project.read(path)) for path in paths)


def test_every_message_is_raised_or_retired():
    words = set(re.findall(r"\bDIAG_\w+", code("src")))
    by_name = set(re.findall(r'"([a-z0-9-]+)"', code("src/cli")))  # a client knows slugs alone
    silent = [slug for slug, name, _, summary, _ in rows()
              if f"DIAG_{name}" not in words and slug not in by_name and "retired" not in summary]
    assert silent == []


def test_no_slug_disappears():
    # A new message adds its slug here; a line is never taken out, for people name slugs in
    # scripts (-Wno-SLUG) and a retired row keeps its explanation.
    assert sorted(slug for slug, *_ in rows()) == listed() == sorted(set(listed()))


def test_a_summary_is_a_phrase_and_an_explanation_is_sentences():
    for slug, _, _, summary, explanation in rows():
        assert summary and not summary.endswith("."), slug
        assert explanation.endswith(".") and explanation[0].isupper(), slug
        assert explanation.rstrip(".") != summary, slug
