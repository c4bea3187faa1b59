# SPDX-License-Identifier: MIT
"""Data flows one way: no stage includes or links a later one. And the check itself can fail."""

import pathlib

import layers
import pytest

BUILD = {
    "base": """base_lib = static_library('base', 'str.c', dependencies: [libyaml])
base_dep = declare_dependency(link_with: base_lib)
""",
    "source": """source_lib = static_library('source', 'source.c', dependencies: base_dep)
source_dep = declare_dependency(link_with: source_lib, dependencies: base_dep)
""",
    "deck": """deck_lib = static_library('deck', 'deck.c', card_css, dependencies: [base_dep])
deck_dep = declare_dependency(link_with: deck_lib, dependencies: [base_dep])
deck_build_lib = static_library('deck-build',
  'build.c',
  dependencies: [source_dep, deck_dep])
deck_build_dep = declare_dependency(link_with: deck_build_lib, dependencies: [deck_dep])
""",
    "write": """write_lib = static_library('write', 'csv.c', dependencies: [deck_dep, source_dep])
write_dep = declare_dependency(link_with: write_lib, dependencies: [deck_dep, source_dep])
""",
    "api": """awsml_lib = library('awsml', 'export.c', dependencies: [write_dep, deck_build_dep])
awsml_dep = declare_dependency(link_with: awsml_lib)
""",
    "cli": """awsml_export = executable('awsml-export', 'main.c', dependencies: [awsml_dep, threads])
""",
}
SOURCES = {
    "base/str.h": "",
    "base/str.c": '#include "base/str.h"\n',
    "source/source.h": '#include "base/str.h"\n',
    "source/source.c": '#include "source/source.h"\n',
    "deck/deck.h": '#include "base/str.h"\n',
    "deck/deck.c": '#include "deck/deck.h"\n',
    "deck/build.h": '#include "deck/deck.h"\n',
    "deck/build.c": '#include "deck/build.h"\n#include "source/source.h"\n',
    "write/csv.c": '#include "deck/deck.h"\n#include "source/source.h"\n',
    "api/export.c": '#include "deck/build.h"\n',
    "cli/main.c": "#include <awsml/deck.h>\n",
}


@pytest.fixture
def tree(tmp_path):
    """A small project that keeps the law."""
    for folder, text in BUILD.items():
        write(tmp_path, f"{folder}/meson.build", text)
    for name, text in SOURCES.items():
        write(tmp_path, name, text)
    return tmp_path


def write(root: pathlib.Path, name, text):
    path = root / "src" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_no_stage_uses_a_later_one():
    assert layers.problems() == []


def test_a_tree_that_keeps_the_law_passes(tree):
    assert layers.problems(tree) == []


@pytest.mark.parametrize("name, include, complaint", [
    ("base/str.c", "source/source.h", "the stage 'base' must not include source/source.h"),
    ("source/source.h", "deck/deck.h", "the stage 'source' must not include deck/deck.h"),
    ("write/csv.c", "deck/build.h", "the stage 'write' must not include deck/build.h"),
    ("deck/deck.h", "source/source.h", "the stage 'deck' must not include source/source.h"),
    ("cli/main.c", "base/str.h", "the stage 'cli' must not include base/str.h"),
])
def test_a_later_header_is_found(tree, name, include, complaint):
    write(tree, name, SOURCES[name] + f'  #  include "{include}"\n')
    found = layers.problems(tree)
    assert len(found) == 1 and complaint in found[0]


def test_a_header_in_a_comment_is_none(tree):
    write(tree, "base/str.c", '/*\n#include "deck/deck.h"\n*/\n// #include "deck/deck.h"\n')
    assert layers.problems(tree) == []


@pytest.mark.parametrize("folder, old, new, complaint", [
    ("base", "[libyaml]", "[libyaml, source_dep]", "the stage 'base' must not link 'source'"),
    ("source", "'source.c', dependencies: base_dep", "'source.c', link_with: deck_lib",
     "the stage 'source' must not link 'deck'"),
    ("write", "'csv.c', dependencies: [deck_dep, source_dep]",
     "'csv.c', dependencies: [deck_build_dep]", "the stage 'write' must not link 'deck-build'"),
    ("cli", "[awsml_dep, threads]", "[awsml_dep, base_dep]", "the stage 'cli' must not link 'base'"),
])
def test_a_later_library_is_found(tree, folder, old, new, complaint):
    assert old in BUILD[folder]
    write(tree, f"{folder}/meson.build", BUILD[folder].replace(old, new))
    assert complaint in layers.problems(tree)


def test_a_library_behind_another_is_found(tree):
    # base names only a dependency whose own dependency is the later stage
    write(tree, "base/meson.build", BUILD["base"].replace("[libyaml]", "[extra_dep]")
          + "extra_dep = declare_dependency(dependencies: [write_dep])\n")
    assert "the stage 'base' must not link 'write'" in layers.problems(tree)


def test_a_new_folder_needs_a_place(tree):
    write(tree, "extra/thing.c", "")
    assert any("the folder is no stage" in line for line in layers.problems(tree))


def test_a_file_that_nothing_builds_is_found(tree):
    write(tree, "base/forgotten.c", "")
    assert any("forgotten.c: no target builds it" in line for line in layers.problems(tree))
