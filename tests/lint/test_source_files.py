# SPDX-License-Identifier: MIT
"""How every file looks: its first lines, its size, nothing of one machine in it."""

import re

import project

BELOW = ("src", "include", "tests", "tools", "data")
C_FILES = project.files(".c", ".h", ".def", below=BELOW)
SCRIPTS = project.files(".py", ".sh", below=BELOW)
OTHERS = project.files(".build", ".yaml", ".css", below=BELOW)
TEXT = sorted({path for path in C_FILES + SCRIPTS + OTHERS if "corpus" not in path.parts}
              | {path.relative_to(project.ROOT) for name in ("*.build", "*.md", "src/*.md")
                 for path in project.ROOT.glob(name)})
MAX_LINES = 700
# Tables of data and generated lists are no code to be read from top to bottom.
ANY_SIZE = {"data/services.yaml", "tests/catalogue/not-studied.yaml"}


def c_opening(text):
    """The licence and the sentence that says what the file owns."""
    return re.match(r"/\* SPDX-License-Identifier: MIT \*/\n/\*[ \n]", text) is not None


def script_opening(text):
    opening = r"(#![^\n]*\n)?# SPDX-License-Identifier: MIT\n(#|\"\"\"|[rR]\"\"\")"
    return re.match(opening, text) is not None


def test_every_c_file_says_what_it_owns():
    assert [str(path) for path in C_FILES if not c_opening(project.read(path))] == []


def test_every_script_says_what_it_is():
    assert [str(path) for path in SCRIPTS if not script_opening(project.read(path))] == []


def test_an_opening_without_a_sentence_is_found():
    assert c_opening("/* SPDX-License-Identifier: MIT */\n/* Text. */\n")
    assert not c_opening("/* SPDX-License-Identifier: MIT */\n#include <stddef.h>\n")
    assert not script_opening("import os\n")


def test_no_file_is_too_long():
    long = {str(path): project.read(path).count("\n") for path in TEXT if str(path) not in ANY_SIZE}
    assert {path: lines for path, lines in long.items() if lines > MAX_LINES} == {}


def blanks(text):
    return [number for number, line in enumerate(text.split("\n"), 1)
            if line != line.rstrip(" \t") or "\t" in line]


def test_no_tabs_and_no_blanks_at_line_ends():
    found = {}
    for path in C_FILES + SCRIPTS + project.files(".build", below=BELOW):
        if blanks(project.read(path)):
            found[str(path)] = blanks(project.read(path))[:5]
    assert found == {}


def test_every_file_ends_in_one_line_end():
    assert [str(path) for path in TEXT
            if not project.read(path).endswith("\n") or project.read(path).endswith("\n\n")] == []


def machine_paths(text):
    """Absolute places where somebody works; the system's own (/usr, /dev, /tmp) are none."""
    homes = r"work|root|home/\w+|Users/\w+|tmp/build"
    return re.findall(rf"(?<![\w.~/-])/(?:{homes})(?:/[\w.-]+|\b)", text)


def test_no_path_of_one_machine():
    assert {str(path): machine_paths(project.read(path)) for path in TEXT
            if machine_paths(project.read(path)) and path.name != "test_source_files.py"} == {}


def test_such_a_path_is_found():
    assert machine_paths("see /" + "work/notes") and machine_paths("'/" + "home/kim/x'")
    assert not machine_paths("https://example.com/" + "work/x ./root a/work")


def test_included_headers_guard_themselves():
    for path in project.files(".h", below=("src",)):
        guard = "_".join(path.with_suffix("").parts[1:]).upper().replace("-", "_") + "_H"
        assert f"#ifndef {guard}\n#define {guard}\n" in project.read(path), path


def test_a_source_includes_its_own_header_first():
    for path in project.files(".c", below=("src",)):
        own = path.with_suffix(".h").relative_to("src").as_posix()
        if (project.ROOT / path.with_suffix(".h")).exists():
            includes = re.findall(r'^#include [<"]([^>"]+)[>"]', project.read(path), re.MULTILINE)
            assert includes[0] == own, path
