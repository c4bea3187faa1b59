# SPDX-License-Identifier: MIT
"""One table of options: help, man page, completions and README say the same; the parser's manners."""
import re
import subprocess

import pytest

from conftest import MESSAGES, OPTIONS, PROGRAM, ROOT, awsml, environment, text_of

SILENCEABLE = [slug for slug, (severity, _) in MESSAGES.items() if severity != "error"]
LONG = sorted(o.long for o in OPTIONS if o.long)


def generated(what):
    result = awsml("--generate", what)
    assert (result.returncode, result.stderr) == (0, b"")
    return result.stdout.decode()


def plain_manual():
    page = generated("man")
    shown = subprocess.run(["mandoc", "-T", "utf8", "-O", "width=200"], input=page.encode(),
                           capture_output=True, check=True).stdout.decode()
    return re.sub(".\b", "", shown)


# --- the table ---

@pytest.mark.parametrize("group", sorted({o.group for o in OPTIONS}))
def test_rows_are_sorted_in_their_group(group):
    names = [o.long or "w" for o in OPTIONS if o.group == group]
    assert names == sorted(names)


def test_every_row_has_a_short_phrase_of_help():
    for option in OPTIONS:
        assert 0 < len(option.help) <= 50 and not option.help.endswith("."), option.names()


def test_names_are_used_once():
    assert len(LONG) == len(set(LONG))
    short = [o.short for o in OPTIONS if o.short and o.long]
    assert len(short) == len(set(short))


# --- what is made of it ---

def test_help_has_every_option_and_no_other():
    text = awsml("--help").stdout.decode()
    lines = re.findall(r"^  +(-\S.*?)  +(\S.*)$", text, re.M)
    assert lines == [(o.names(), o.help) for o in OPTIONS]
    assert max(map(len, text.splitlines())) <= 80


def test_short_help_is_help():
    assert awsml("-h").stdout == awsml("--help").stdout


def test_manual_has_every_option_and_no_other():
    source = generated("man").split(".SH OPTIONS")[1].split(".SH ENVIRONMENT")[0]
    tags = re.findall(r"^\.TP\n\.B (.*)$", source.replace("\\-", "-"), re.M)
    assert tags == [o.names() for o in OPTIONS]
    flat = " ".join(plain_manual().split())
    for option in OPTIONS:
        assert option.help[1:] + "." in flat, option.names()


def test_manual_has_every_message_and_the_exit_statuses():
    text = plain_manual()
    part = text.split("\nDIAGNOSTICS\n")[1]
    for slug, (severity, _) in MESSAGES.items():
        assert re.search(rf"^\s+{re.escape(slug)}\s", part, re.M), slug
        assert f"({severity})" in part
    part = text.split("\nEXIT STATUS\n")[1].split("\nDIAGNOSTICS\n")[0]
    assert re.findall(r"^\s+([0-9])\s", part, re.M) == ["0", "1", "2"]


def test_manual_is_clean_for_mandoc():
    result = subprocess.run(["mandoc", "-T", "lint", "-W", "warning"], capture_output=True,
                            input=generated("man").encode())
    complaints = [line for line in result.stdout.decode().splitlines() if "missing date" not in line]
    assert complaints == []


def test_bash_completion_offers_every_option():
    words = complete_bash("awsml-export", "-")
    expected = {f"--{name}" for name in LONG}
    expected |= {f"-{o.short}" for o in OPTIONS if o.short and o.long}
    expected |= {"-Werror"} | {f"-Wno-{slug}" for slug in SILENCEABLE}
    assert set(words) == expected


def complete_bash(*words):
    script = f"""{generated("bash")}
COMP_WORDS=({" ".join(f"'{w}'" for w in words)}); COMP_CWORD={len(words) - 1}
_awsml_export; printf '%s\\n' "${{COMPREPLY[@]}}" """
    return subprocess.run(["bash", "-c", script], capture_output=True, text=True,
                          check=True).stdout.split()


@pytest.mark.parametrize("option", [o for o in OPTIONS if o.choices], ids=lambda o: o.long)
def test_bash_completion_offers_the_choices(option):
    assert complete_bash("awsml-export", f"--{option.long}", "") == option.choices
    assert complete_bash("awsml-export", f"--{option.long}", "=", "") == option.choices


def test_bash_completion_offers_messages():
    assert set(complete_bash("awsml-export", "--explain", "")) == set(MESSAGES)


def test_bash_completion_offers_files(tmp_path):
    (tmp_path / "a file.md").touch()
    script = f"""{generated("bash")}
COMP_WORDS=(awsml-export 'a'); COMP_CWORD=1; _awsml_export; printf '%s\\n' "${{COMPREPLY[@]}}" """
    result = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert result.stdout == "a file.md\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_parse_their_completion(shell, tmp_path):
    (tmp_path / "completion").write_text(generated(shell))
    subprocess.run([shell, "-n", tmp_path / "completion"], check=True, env=environment())


def test_zsh_completion_has_every_option():
    text = generated("zsh")
    assert sorted(re.findall(r"(?:'\*?|,)--([a-z-]+)=?(?:\[|\}'\[)", text)) == LONG
    for option in OPTIONS:
        if option.long and option.short:
            assert f"'(-{option.short} --{option.long})'{{-{option.short}" in text
        if option.choices:
            assert f":({' '.join(option.choices)})'" in text
        if option.long:
            assert option.help.replace("[", "\\[").replace("]", "\\]") in text
    assert f":warning:(error {' '.join('no-' + slug for slug in SILENCEABLE)})'" in text


def test_zsh_accepts_the_specifications(tmp_path):
    """zsh itself takes the words apart: _arguments gets one for each option."""
    (tmp_path / "_awsml-export").write_text(generated("zsh"))
    script = ("_arguments() { for word in \"$@\"; do print -r -- \"$word\"; done }\n"
              f". {tmp_path}/_awsml-export")
    out = subprocess.run(["zsh", "-f", "-c", script], capture_output=True, text=True,
                         check=True).stdout
    specifications = [w for w in out.splitlines() if "[" in w]
    short = [o for o in OPTIONS if o.short and o.long]
    assert len(specifications) == len(LONG) + len(short) + 1  # and -W


def test_fish_completion_offers_every_option(tmp_path):
    offered = complete_fish(tmp_path, "awsml-export -")
    expected = {f"--{name}" for name in LONG} | {f"-{o.short}" for o in OPTIONS if o.short and o.long}
    expected |= {"-Werror"} | {f"-Wno-{slug}" for slug in SILENCEABLE}
    # with a dash alone fish offers the short and old-style ones, with two the long ones
    offered |= complete_fish(tmp_path, "awsml-export --")
    assert expected == offered


def complete_fish(tmp_path, line):
    (tmp_path / "awsml-export.fish").write_text(generated("fish"))
    script = f"source {tmp_path}/awsml-export.fish; complete -C '{line}'"
    out = subprocess.run(["fish", "--no-config", "-c", script], capture_output=True, text=True,
                         check=True, env=environment(HOME=str(tmp_path))).stdout
    return {entry.split("\t")[0] for entry in out.splitlines()}


@pytest.mark.parametrize("option", [o for o in OPTIONS if o.choices], ids=lambda o: o.long)
def test_fish_completion_offers_the_choices(option, tmp_path):
    assert complete_fish(tmp_path, f"awsml-export --{option.long} ") == set(option.choices)


def test_readme_table_is_the_table():
    rows = re.findall(r"^\| `(-.*?)` \| (.*) \|$", generated("readme"), re.M)
    expected = [(o.names(), o.help + (": " + ", ".join(f"`{c}`" for c in o.choices)
                                      if o.choices else "")) for o in OPTIONS]
    assert rows == expected


def test_readme_holds_the_generated_table():
    text = (ROOT / "README.md").read_text()
    block = text.split("<!-- options -->")[1].split("<!-- /options -->")[0]
    assert block.strip() == generated("readme").strip()


# --- the parser ---

def test_version():
    result = awsml("--version")
    assert re.fullmatch(rb"awsml-export \d+\.\d+\.\d+\n", result.stdout) and result.returncode == 0


@pytest.mark.parametrize("args", [
    ["--csv", "-", "notes"], ["--csv=-", "notes"], ["notes", "--csv", "-"],
    ["--csv=-", "--", "notes"], ["-qv", "--csv=-", "notes"], ["-j2", "--csv=-", "notes"],
    ["-j", "2", "--csv=-", "notes"], ["--jobs=2", "--csv=-", "notes"],
    ["-qj2", "--csv=-", "notes"], ["--csv=-", "--no-lock", "notes"],
])
def test_all_ways_to_write_options(args, notes):
    result = awsml(*args, cwd=notes)
    assert result.returncode == 0, text_of(result)
    assert result.stdout == awsml("notes", "--csv", "-", cwd=notes).stdout != b""


def test_after_two_dashes_all_are_inputs(notes):
    (notes / "--list").write_text("# A\n\n## B\n\nc\n")
    result = awsml("--csv=-", "-Wno-not-notes", "--", "--list", cwd=notes)
    assert result.returncode == 0 and b"B" in result.stdout


@pytest.mark.parametrize("args, message, hint", [
    (["--apgk", "x"], "there is no option --apgk", "did you mean '--apkg'?"),
    (["--aplg=x"], "there is no option --aplg", "did you mean '--apkg'?"),
    (["--stat"], "there is no option --stat", "did you mean '--stats'?"),
    (["--csvstyle=basic"], "there is no option --csvstyle", "did you mean '--csv-style'?"),
    (["-list"], "there is no option -list", "did you mean '--list'?"),
    (["-Z"], "there is no option -Z", ""),
    (["--zzzzzz"], "there is no option --zzzzzz", ""),
    (["--csv-style", "bsic"], "--csv-style knows no 'bsic', only basic|anki|plain",
     "did you mean 'basic'?"),
    (["--breaks=nevre"], "--breaks knows no 'nevre', only auto|always|never",
     "did you mean 'never'?"),
    (["--generate=pdf"], "--generate knows no 'pdf', only man|bash|zsh|fish|readme", ""),
    (["-Wno-emtpy-heading"], "no message is called 'emtpy-heading'",
     "did you mean '-Wno-empty-heading'?"),
    (["-Weror"], "-W takes 'error' or 'no-SLUG', not 'eror'", "did you mean '-Werror'?"),
    (["-Wno-cannot-write"], "'cannot-write' is an error, and errors cannot be silenced", ""),
    (["--explain", "no-notse"], "no message is called 'no-notse'", "did you mean 'no-notes'?"),
    (["-j", "0"], "--jobs takes a number from 1 to 1024, not '0'", ""),
    (["-j", "2x"], "--jobs takes a number from 1 to 1024, not '2x'", ""),
    (["-j99999999999999999999"], "--jobs takes a number from 1 to 1024", ""),
    (["--apkg"], "--apkg needs a value: FILE", ""),
    (["--apkg", "--csv", "x"], "--apkg needs a value: FILE", "write --apkg=--csv"),
    (["--apkg="], "--apkg needs the name of a file", ""),
    (["--list=yes"], "--list takes no value", ""),
    (["--apkg", "a", "--apkg", "b"], "--apkg is given twice", ""),
])
def test_wrong_usage(args, message, hint, notes):
    result = awsml("notes", *args, cwd=notes)
    assert result.returncode == 2 and result.stdout == b""
    first, *rest = text_of(result).splitlines()
    assert first.startswith(f"awsml-export: error: {message}") and first.endswith(" [usage]")
    assert hint in "\n".join(rest)
    assert sorted(p.name for p in notes.iterdir()) == ["notes"]


def test_without_an_output_the_message_says_what_to_do(notes):
    result = awsml("notes", cwd=notes)
    assert result.returncode == 2
    assert "no output is named [usage]" in text_of(result)
    assert "--apkg deck.apkg" in text_of(result) and "--list" in text_of(result)


def test_without_an_input_the_folder_input_is_read(notes):
    (notes / "notes").rename(notes / "input")
    result = awsml("--list", cwd=notes)
    assert result.returncode == 0 and b"storage.md:3" in result.stdout


def test_without_an_input_and_its_folder(tmp_path):
    result = awsml("--list", cwd=tmp_path)
    assert result.returncode == 2
    assert "[no-input]" in text_of(result) and "awsml-export notes/" in text_of(result)


@pytest.mark.parametrize("args, message", [
    (["--csv=-", "--json=-"], "standard output can take one output only"),
    (["--csv=-", "--list"], "standard output can take one output only"),
    (["--depfile=x.d", "--list"], "--depfile needs an output that is a file"),
    (["--depfile=x.d", "--csv=-"], "--depfile needs an output that is a file"),
    (["--csv=x", "--json=x"], "--csv and --json would write the same file"),
    (["--csv=notes/storage.md"], "--csv would write notes"),
])
def test_outputs_that_make_no_sense(args, message, notes):
    result = awsml(*args, "notes", cwd=notes)
    assert result.returncode == 2 and message in text_of(result) and result.stdout == b""
    assert (notes / "notes/storage.md").read_text().startswith("# Storage")


def test_an_output_must_not_be_an_input(notes):
    (notes / "n.txt").write_text("# A\n\n## B\n\nc\n")
    (notes / "link").symlink_to("n.txt")
    for output in ("n.txt", "./n.txt", "link"):
        result = awsml("n.txt", "--csv", output, cwd=notes)
        assert result.returncode == 2 and "would replace an input" in text_of(result)
    assert (notes / "n.txt").read_text().startswith("# A")


@pytest.mark.parametrize("value", ["", "x", "-1", "+1", " 1", "1 ", "1.5", "0x10", "1e9",
                                   "99999999999999999999", "253402300800"])
def test_a_bad_source_date_epoch_is_wrong_usage(value, notes):
    result = awsml("notes", "--csv=-", cwd=notes, env={"SOURCE_DATE_EPOCH": value})
    assert result.returncode == 2 and "SOURCE_DATE_EPOCH" in text_of(result)
    assert result.stdout == b""


@pytest.mark.parametrize("value", ["0", "1700000000", "253402300799"])
def test_a_good_source_date_epoch(value, notes):
    assert awsml("notes", "--csv=-", cwd=notes, env={"SOURCE_DATE_EPOCH": value}).returncode == 0


def test_the_program_is_one_file_of_the_public_api():
    """The command line may only use the library's public headers."""
    for path in (ROOT / "src/cli").glob("*.[ch]"):
        own = re.findall(r'#include "([^"]+)"', path.read_text())
        assert all(name.startswith("cli/") for name in own), path
