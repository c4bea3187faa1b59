# SPDX-License-Identifier: MIT
"""The public headers stand alone, say what they declare, and are exactly what is exported.

AWSML_BUILD names the build folder.
"""

import os
import pathlib
import re
import subprocess

import project
import pytest

HEADERS = project.files(".h", below=("include",))
BUILD = pathlib.Path(os.environ["AWSML_BUILD"])
LANGUAGES = [("gcc", "c", "c11"), ("clang", "c", "c11"), ("g++", "c++", "c++11"),
             ("clang++", "c++", "c++11")]

_DECLARATION = re.compile(r"AWSML_API\s+[^;()]*?\b(awsml_\w+)\s*\(")


def declared():
    names = set()
    for header in HEADERS:
        names |= set(_DECLARATION.findall(project.c_without_comments(project.read(header))))
    return names


@pytest.mark.parametrize("compiler, language, standard", LANGUAGES)
@pytest.mark.parametrize("header", HEADERS, ids=lambda path: path.name)
def test_a_header_compiles_alone(header, compiler, language, standard, tmp_path):
    name = header.relative_to("include").as_posix()
    source = tmp_path / "alone.c"
    source.write_text(f"#include <{name}>\n#include <{name}>\n", encoding="utf-8")
    run = subprocess.run(
        [compiler, "-x", language, f"-std={standard}", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
         "-fsyntax-only", "-I", project.ROOT / "include", source],
        capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("compiler, language, standard", LANGUAGES)
def test_the_initialisers_name_every_field(compiler, language, standard, tmp_path):
    # -Wextra holds -Wmissing-field-initializers, so a field that an initialiser forgot is an error
    source = tmp_path / "use.c"
    source.write_text(
        "#include <awsml/deck.h>\n#include <awsml/export.h>\n#include <awsml/output.h>\n"
        "int main(void)\n{\n"
        "    struct awsml_build_options build = AWSML_BUILD_OPTIONS_INIT;\n"
        "    struct awsml_export_options options = AWSML_EXPORT_OPTIONS_INIT;\n"
        "    return build.jobs == 1 && options.csv_style == AWSML_CSV_BASIC ? 0 : 1;\n}\n",
        encoding="utf-8")
    program = tmp_path / "use"
    run = subprocess.run(
        [compiler, "-x", language, f"-std={standard}", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
         "-I", project.ROOT / "include", "-o", program, source],
        capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert subprocess.run([program], check=False).returncode == 0


def test_exactly_the_declared_functions_are_exported():
    libraries = [path for path in BUILD.glob("src/api/libawsml.so*")
                 if path.is_file() and not path.is_symlink() and path.suffix != ".symbols"]
    assert len(libraries) == 1
    listing = subprocess.run(["nm", "-D", "--defined-only", libraries[0]], capture_output=True,
                             text=True, check=True).stdout
    exported = {line.split()[-1].split("@")[0] for line in listing.splitlines()}
    assert len(declared()) > 10
    assert exported == declared()


def undocumented(text):
    """Functions with no comment above them in their block: one may speak for several."""
    missing = []
    for block in re.split(r"\n[ \t]*\n", text):
        first = _DECLARATION.search(block)
        if first and "/*" not in block[:first.start()]:
            missing += _DECLARATION.findall(block)
    return missing


def test_every_public_function_is_documented():
    missing = {name for header in HEADERS for name in undocumented(project.read(header))}
    assert missing == set()


def test_a_function_without_a_word_is_found():
    assert undocumented("/* Says. */\nAWSML_API int awsml_a(void);\n\n"
                        "AWSML_API int awsml_b(void);\n") == ["awsml_b"]


def test_headers_use_one_guard_each():
    guards = [re.search(r"#ifndef (AWSML_\w+_H)\n#define \1\n", project.read(header))
              for header in HEADERS]
    assert all(guards)
    assert len({guard.group(1) for guard in guards}) == len(HEADERS)
