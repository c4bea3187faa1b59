# SPDX-License-Identifier: MIT
"""What is read, under which name, and in which order."""
import json
import os
import subprocess
import unicodedata

import pytest

from conftest import NOBODY, PROGRAM, awsml, environment, text_of


def write(path, front):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"# Title\n\n## {front}\n\ncontent of {front}\n")


def listed(*args, cwd, **more):
    """The files, in order, of a run that succeeds."""
    result = awsml(*args, "--list", cwd=cwd, **more)
    assert result.returncode == 0, text_of(result)
    return [line.split("\t")[3].rpartition(":")[0] for line in result.stdout.decode().splitlines()]


def test_list_has_rule_deck_front_and_place(notes):
    rows = [r.split("\t") for r in awsml("notes", "--list", cwd=notes).stdout.decode().splitlines()]
    assert [(r[0], r[2], r[3]) for r in rows if r[0] == "section"] == [
        ("section", "What is S3", "storage.md:3"), ("section", "What is EBS", "storage.md:7")]
    assert all(len(r) == 4 and r[1] for r in rows)


def test_list_shows_text_not_html(tmp_path):
    (tmp_path / "a.md").write_text("# T\n\n## A & B <c> \"d\" `e`\n\nf\n")
    fronts = [r.split("\t")[2] for r in awsml("a.md", "--list", cwd=tmp_path).stdout.decode().splitlines()]
    assert fronts[0].startswith("A & B") and "&amp;" not in fronts[0] and "<code>" not in fronts[0]


def test_stats_add_up(notes):
    text = awsml("notes", "--stats", cwd=notes).stdout.decode()
    head, rules, decks, changes = [part.splitlines() for part in text.rstrip("\n").split("\n\n")]
    count = {line.split()[1]: int(line.split()[0]) for line in head}
    assert count["documents"] == 1
    assert count["notes"] == len(awsml("notes", "--list", cwd=notes).stdout.splitlines())
    for table, title in ((rules, "rule"), (decks, "deck")):
        assert table[0].split() == ["notes", "cards", title]
        assert sum(int(row.split()[0]) for row in table[1:]) == count["notes"]
        assert sum(int(row.split()[1]) for row in table[1:]) == count["cards"]
    counted = [row.split() for row in changes if "\t" not in row]
    assert sum(int(number) for number, _ in counted) == count["notes"]


def test_standard_input(tmp_path):
    result = awsml("-", "--list", cwd=tmp_path, stdin=b"# A\n\n## B\n\nc\n")
    assert result.returncode == 0 and result.stdout.endswith(b"\tB\tstdin:3\n")
    assert awsml("-", "-", "--list", cwd=tmp_path, stdin=b"# A\n\n## B\n\nc\n").stdout == result.stdout


def test_standard_input_and_a_file(notes):
    result = awsml("-", "notes", "--list", cwd=notes, stdin=b"# A\n\n## B\n\nc\n")
    assert b"storage.md:3\n" in result.stdout and result.stdout.endswith(b"stdin:3\n")


def test_empty_standard_input(tmp_path):
    result = awsml("-", "--list", cwd=tmp_path)
    assert "[no-notes]" in text_of(result) and result.stdout == b""


def test_folders_are_walked(tmp_path):
    for name in ("a.md", "b/c.markdown", "b/d/e.MD", "b/f.txt", "g.Markdown"):
        write(tmp_path / "n" / name, name)
    assert listed("n", cwd=tmp_path) == ["a.md", "b/c.markdown", "b/d/e.MD", "g.Markdown"]


def test_natural_order(tmp_path):
    names = ["1.md", "2.md", "2a.md", "10.md", "10/x.md", "9/1.md", "9/2/0.md", "010.md", "b2.md",
             "b10.md", "B.md", "가.md", "나.md"]
    for name in names:
        write(tmp_path / "n" / name, name)
    assert listed("n", cwd=tmp_path) == [
        "1.md", "2.md", "2a.md", "9/1.md", "9/2/0.md", "10/x.md", "010.md", "10.md", "B.md",
        "b2.md", "b10.md", "가.md", "나.md"]


def test_what_is_passed_over(tmp_path):
    write(tmp_path / "n" / "a.md", "a")
    for name in (".b.md", ".md", ".c/d.md", "e.excalidraw.md", "f.md~", "g.mdx"):
        write(tmp_path / "n" / name, name)
    (tmp_path / "n" / "folder.md").mkdir()
    os.mkfifo(tmp_path / "n" / "pipe.md")
    assert listed("n", cwd=tmp_path) == ["a.md"]


def test_a_named_file_is_read_whatever_its_name(tmp_path):
    for name in (".md", "e.excalidraw.md", "g.txt"):
        write(tmp_path / name, name)
    assert listed(".md", cwd=tmp_path) == [".md"]
    result = awsml("g.txt", "e.excalidraw.md", "--list", cwd=tmp_path)
    assert text_of(result).count("[not-notes]") == 2 and result.stdout.count(b"\n") == 2


@pytest.mark.parametrize("name", [
    "a b.md", "가나.md", unicodedata.normalize("NFD", "각난.md"), "#1.md", "100%.md", "[x].md",
    "it's.md", 'say "hi".md', "😀.md", "$HOME.md", "a\\b.md", "-x.md", "*.md", "a:b.md", "é/ü.md",
    "a\tb.md"])
def test_any_file_name(name, tmp_path):
    write(tmp_path / "n" / name, "front")
    result = awsml("n", "--list", cwd=tmp_path)
    assert result.returncode == 0
    shown = unicodedata.normalize("NFC", name).replace("\t", " ")
    assert result.stdout.decode().endswith(f"\tfront\t{shown}:3\n")


def test_a_name_that_is_no_utf8(tmp_path):
    with open(os.fsencode(tmp_path) + b"/a\xff.md", "wb") as file:
        file.write(b"# A\n\n## B\n\nc\n")
    result = awsml(".", "--list", cwd=tmp_path)
    assert result.returncode == 0 and result.stdout.decode().endswith("\ta\ufffd.md:3\n")


def test_links_are_followed_inside_the_root_and_once(tmp_path):
    write(tmp_path / "n" / "a.md", "a")
    write(tmp_path / "n" / "sub" / "b.md", "b")
    write(tmp_path / "n" / ".store" / "c.md", "c")
    write(tmp_path / "outside.md", "outside")
    write(tmp_path / "out" / "d.md", "d")
    n = tmp_path / "n"
    (n / "again.md").symlink_to("a.md")
    (n / "loop").symlink_to(".")
    (n / "sub" / "up").symlink_to("..")
    (n / "store1").symlink_to(".store")
    (n / "store2").symlink_to(".store")
    (n / "c.md").symlink_to(".store/c.md")
    (n / "o.md").symlink_to("../outside.md")
    (n / "out").symlink_to("../out")
    result = awsml("n", "--list", cwd=tmp_path)
    files = [line.rpartition("\t")[2] for line in result.stdout.decode().splitlines()]
    assert files == ["a.md:3", "c.md:3", "sub/b.md:3"]
    assert text_of(result).count("[link-outside]") == 2
    assert "n/o.md: warning: " in text_of(result) and "n/out: warning: " in text_of(result)


def test_a_link_that_leads_nowhere(tmp_path):
    write(tmp_path / "n" / "a.md", "a")
    (tmp_path / "n" / "dead.md").symlink_to("gone.md")
    (tmp_path / "n" / "dead").symlink_to("gone")
    result = awsml("n", "--list", cwd=tmp_path)
    assert result.returncode == 1 and result.stdout.endswith(b"a.md:3\n")
    assert text_of(result).count("[cannot-read]") == 1 and "n/dead.md: error: " in text_of(result)


def test_a_link_to_the_root_itself(tmp_path):
    write(tmp_path / "n" / "a.md", "a")
    (tmp_path / "link").symlink_to("n")
    assert listed("link", cwd=tmp_path) == ["a.md"]
    assert listed("link", "n", cwd=tmp_path) == ["a.md"]


def test_hard_links_are_two_files(tmp_path):
    write(tmp_path / "n" / "a.md", "a")
    os.link(tmp_path / "n" / "a.md", tmp_path / "n" / "b.md")
    assert listed("n", cwd=tmp_path) == ["a.md", "b.md"]


def test_nothing_is_read_twice(tmp_path):
    for name in ("a.md", "sub/b.md"):
        write(tmp_path / "n" / name, name)
    once = ["a.md", "sub/b.md"]
    full = str(tmp_path / "n")
    for args in (["n", "n"], ["n", "./n/", full], ["n/a.md", "n"], ["n", "n/sub/b.md"],
                 ["n/sub", "n"], [full + "/sub", "n"], ["n", "n/../n/a.md"]):
        assert listed(*args, cwd=tmp_path) == once, args
    assert listed("n/a.md", "./n/a.md", full + "/a.md", cwd=tmp_path) == ["a.md"]


def test_the_root_of_a_file_is_its_folder(tmp_path):
    write(tmp_path / "n" / "sub" / "b.md", "b")
    assert listed("n/sub/b.md", cwd=tmp_path) == ["b.md"]
    assert listed("n", cwd=tmp_path) == ["sub/b.md"]


def test_the_order_of_the_arguments_does_not_matter(tmp_path):
    for name in ("x/1.md", "x/2.md", "y/3.md", "z.md"):
        write(tmp_path / name, name)
    expected = ["1.md", "2.md", "3.md", "z.md"]
    assert listed("x", "y", "z.md", cwd=tmp_path) == expected
    assert listed("z.md", "y", "x", cwd=tmp_path) == expected
    assert listed("./y", "z.md", tmp_path / "x", cwd=tmp_path) == expected


def test_two_files_of_one_name_are_reported(tmp_path):
    write(tmp_path / "x" / "a.md", "one")
    write(tmp_path / "y" / "a.md", "two")
    result = awsml("x", "y", "--list", cwd=tmp_path)
    assert result.returncode == 0 and result.stdout.count(b"\n") == 2
    assert text_of(result).count("[same-name]") == 1
    assert text_of(result).startswith("y/a.md: warning: ") and "'x/a.md'" in text_of(result)


def test_an_empty_folder_is_reported(tmp_path):
    (tmp_path / "n").mkdir()
    result = awsml("n", "--list", cwd=tmp_path)
    assert "n: warning: " in text_of(result) and "[empty-folder]" in text_of(result)


def test_a_file_that_cannot_be_opened(open_folder):
    secret = open_folder / "notes" / "secret.md"
    write(secret, "secret")
    secret.chmod(0)
    result = awsml("notes", "--list", cwd=open_folder, user=NOBODY)
    assert result.returncode == 1 and b"storage.md:3" in result.stdout
    assert "notes/secret.md: error: cannot open it: Permission denied [cannot-read]" in text_of(result)


def test_a_folder_that_cannot_be_listed(open_folder):
    write(open_folder / "notes" / "closed" / "a.md", "a")
    (open_folder / "notes" / "closed").chmod(0)
    result = awsml("notes", "--list", cwd=open_folder, user=NOBODY)
    assert result.returncode == 1 and b"storage.md:3" in result.stdout
    assert "notes/closed: error: cannot list it: Permission denied [cannot-read]" in text_of(result)


def test_a_file_that_is_too_large(tmp_path):
    with open(tmp_path / "a.md", "wb") as file:
        file.truncate((1 << 30) + 1)  # sparse: takes no room
    write(tmp_path / "b.md", "b")
    result = awsml(".", "--list", cwd=tmp_path)
    assert result.returncode == 1 and result.stdout.endswith(b"b.md:3\n")
    assert "./a.md: error: " in text_of(result) and "[too-large]" in text_of(result)


def test_a_pipe_can_be_named(tmp_path):
    result = subprocess.run(["bash", "-c", '"$0" <(printf "# A\\n\\n## B\\n\\nc\\n") --list', PROGRAM],
                            capture_output=True, env=environment())
    assert result.returncode == 0 and b"\tB\t" in result.stdout


def test_a_very_deep_tree_is_no_crash(open_folder):
    write(open_folder / "a.md", "a")
    here = os.open(open_folder, os.O_RDONLY)
    for _ in range(1500):  # deeper than a path can be long
        os.mkdir("ddd", dir_fd=here)
        below = os.open("ddd", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    try:
        result = awsml(".", "--list", cwd=open_folder)
    finally:
        subprocess.run(["rm", "-rf", open_folder / "ddd"], check=True)
    assert result.returncode == 1 and "[cannot-read]" in text_of(result)
    assert b"\ta.md:3\n" in result.stdout


# --- options that say what the notes become ---

def test_deck_puts_all_decks_below_it(notes):
    plain = awsml("notes", "--list", cwd=notes).stdout.decode().splitlines()
    below = awsml("notes", "--list", "--deck", "Study::AWS", cwd=notes).stdout.decode().splitlines()
    assert [row.split("\t")[1] for row in below] == [
        "Study::AWS::" + row.split("\t")[1] for row in plain]


def test_tags_are_given_to_every_note(notes):
    text = awsml("notes", "--json=-", "--tag", "exam::saa", "--tag=b c", cwd=notes).stdout
    rows = json.loads(text)["notes"]
    assert rows and all({"exam::saa", "b-c"} <= set(row["tags"]) for row in rows)


def test_breaks(tmp_path):
    (tmp_path / "a.md").write_text("# A\n\n## B\n\none\ntwo\n")
    def backs(mode):
        return awsml("a.md", f"--breaks={mode}", "--csv=-", cwd=tmp_path).stdout.decode()
    assert "one<br>" in backs("always") and "one<br>" not in backs("never")
    assert backs("auto") == awsml("a.md", "--csv=-", cwd=tmp_path).stdout.decode()


@pytest.mark.parametrize("style, first", [("basic", "#separator:"), ("anki", "#separator:"),
                                          ("plain", "")])
def test_csv_style(style, first, notes):
    text = awsml("notes", "--csv=-", "--csv-style", style, cwd=notes).stdout.decode()
    assert text.startswith(first) and ("#guid" in text) == (style == "anki")
    assert text.lstrip("\ufeff").startswith("#") == (style != "plain")
