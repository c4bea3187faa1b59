# SPDX-License-Identifier: MIT
"""Outputs are written whole or not at all, whatever happens."""
import contextlib
import errno
import os
import pathlib
import resource
import signal
import stat
import subprocess

import pytest

from conftest import NOBODY, PROGRAM, awsml, environment, text_of

OLD = b"what was there before\n"
ALL = ["--apkg=d.apkg", "--csv=d.csv", "--json=d.json", "--depfile=d.d"]
FILES = ["d.apkg", "d.csv", "d.json", "d.d"]


def leftovers(folder):
    return sorted(p.name for p in folder.iterdir() if p.name not in FILES + ["notes", "mark"])


@pytest.fixture
def expected(notes):
    """What an undisturbed run writes; the old outputs are put back afterwards."""
    assert awsml("notes", *ALL, cwd=notes).returncode == 0
    new = {name: (notes / name).read_bytes() for name in FILES}
    put_old(notes)
    return new


def put_old(folder):
    for name in FILES:
        (folder / name).write_bytes(OLD)


def test_all_outputs_in_one_run(notes):
    result = awsml("notes", *ALL, cwd=notes)
    assert result.returncode == 0, text_of(result)
    assert (notes / "d.apkg").read_bytes().startswith(b"PK")
    assert (notes / "d.csv").read_bytes().startswith(b"#separator:")
    assert (notes / "d.json").read_bytes().startswith(b"{")
    assert (notes / "d.d").read_bytes().startswith(b"d.apkg d.csv d.json:")
    assert leftovers(notes) == []


@pytest.mark.parametrize("option, name", [("--apkg", "d.apkg"), ("--csv", "d.csv"),
                                          ("--json", "d.json")])
def test_standard_output_has_the_same_bytes(option, name, expected, notes):
    assert awsml("notes", f"{option}=-", cwd=notes).stdout == expected[name]


# --- targets ---

def test_a_new_file_has_the_mode_of_the_umask(notes):
    for mask in (0o022, 0o077, 0o002):
        awsml("notes", "--csv=d.csv", cwd=notes, umask=mask)
        assert stat.S_IMODE((notes / "d.csv").stat().st_mode) == 0o666 & ~mask
        (notes / "d.csv").unlink()


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o666, 0o755])
def test_an_old_file_keeps_its_mode_and_owner(mode, notes):
    (notes / "d.csv").write_bytes(OLD)
    (notes / "d.csv").chmod(mode)
    os.chown(notes / "d.csv", NOBODY, NOBODY)
    assert awsml("notes", "--csv=d.csv", cwd=notes).returncode == 0
    st = (notes / "d.csv").stat()
    assert (stat.S_IMODE(st.st_mode), st.st_uid, st.st_gid) == (mode, NOBODY, NOBODY)


def test_a_link_is_written_through(notes):
    (notes / "elsewhere").mkdir()
    (notes / "elsewhere/real.csv").write_bytes(OLD)
    (notes / "one").symlink_to("elsewhere/two")
    (notes / "elsewhere/two").symlink_to("real.csv")
    assert awsml("notes", "--csv=one", cwd=notes).returncode == 0
    assert (notes / "one").is_symlink() and (notes / "elsewhere/two").is_symlink()
    assert (notes / "elsewhere/real.csv").read_bytes().startswith(b"#separator:")


def test_a_link_that_leads_nowhere_yet(notes):
    (notes / "elsewhere").mkdir()
    (notes / "link").symlink_to("elsewhere/new.csv")
    assert awsml("notes", "--csv=link", cwd=notes).returncode == 0
    assert (notes / "link").is_symlink() and (notes / "elsewhere/new.csv").is_file()


def test_links_in_a_circle(notes):
    (notes / "a").symlink_to("b")
    (notes / "b").symlink_to("a")
    result = awsml("notes", "--csv=a", cwd=notes)
    assert result.returncode == 1 and "[cannot-write]" in text_of(result)


@pytest.mark.parametrize("target", ["folder", "folder/", "link"])
def test_a_target_that_is_a_folder(target, notes):
    (notes / "folder").mkdir()
    (notes / "link").symlink_to("folder")
    result = awsml("notes", f"--csv={target}", cwd=notes)
    assert result.returncode == 1
    assert f"{target}: error: cannot write it: Is a directory [cannot-write]" in text_of(result)
    assert list((notes / "folder").iterdir()) == []


def test_a_folder_that_is_missing(notes):
    result = awsml("notes", "--csv=out/d.csv", cwd=notes)
    assert result.returncode == 1
    assert "out/d.csv: error: " in text_of(result) and "No such file or directory" in text_of(result)
    assert "hint: make its folder first" in text_of(result)


def test_a_folder_that_cannot_be_written(open_folder):
    (open_folder / "d.csv").write_bytes(OLD)
    (open_folder / "d.csv").chmod(0o666)
    result = awsml("notes", "--csv=d.csv", cwd=open_folder, user=NOBODY)
    assert result.returncode == 1 and "Permission denied [cannot-write]" in text_of(result)
    assert (open_folder / "d.csv").read_bytes() == OLD


def test_a_file_that_is_read_only(open_folder):
    open_folder.chmod(0o777)
    (open_folder / "d.csv").write_bytes(OLD)
    (open_folder / "d.csv").chmod(0o444)
    result = awsml("notes", "--csv=d.csv", cwd=open_folder, user=NOBODY)
    assert result.returncode == 1 and "Permission denied [cannot-write]" in text_of(result)
    assert (open_folder / "d.csv").read_bytes() == OLD


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_standard_output_by_its_name(name, expected, notes):
    assert awsml("notes", f"--csv={name}", cwd=notes).stdout == expected["d.csv"]
    with open(notes / "mark", "wb") as file:
        file.write(b"before\n")
        file.flush()
        subprocess.run([PROGRAM, "notes", "-q", f"--csv={name}"], cwd=notes, stdout=file,
                       env=environment(), check=True)
    assert (notes / "mark").read_bytes() == b"before\n" + expected["d.csv"]


def test_a_device_is_written_directly(notes):
    assert awsml("notes", "--csv=/dev/null", cwd=notes).returncode == 0
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_a_pipe_is_written_directly(expected, notes):
    os.mkfifo(notes / "pipe")
    reader = subprocess.Popen(["cat", notes / "pipe"], stdout=subprocess.PIPE)
    assert awsml("notes", "--csv=pipe", cwd=notes).returncode == 0
    assert reader.communicate(timeout=30)[0] == expected["d.csv"]
    assert stat.S_ISFIFO((notes / "pipe").stat().st_mode)


@pytest.mark.parametrize("args", [["--csv=/dev/full"], ["--csv=-"], ["--list"], ["--stats"]])
def test_a_device_that_is_full(args, notes):
    with open("/dev/full", "wb") as full:
        result = subprocess.run([PROGRAM, "notes", *args], cwd=notes, stdout=full,
                                stderr=subprocess.PIPE, env=environment())
    assert result.returncode == 1
    assert b"No space left on device [cannot-write]" in result.stderr


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["--generate=man"],
                                  ["--explain=usage"]])
def test_texts_that_cannot_be_written(args):
    with open("/dev/full", "wb") as full:
        result = subprocess.run([PROGRAM, *args], stdout=full, stderr=subprocess.PIPE,
                                env=environment())
    assert result.returncode == 1 and b"[cannot-write]" in result.stderr


# --- names that Anki takes for a whole collection ---

@pytest.mark.parametrize("name", ["collection.apkg", "Collection.APKG", "./COLLECTION.apkg",
                                  "out/collection.apkg", "backup-1.apkg", "Backup-x.Apkg",
                                  "a.colpkg", "x/A.ColPkg", ".colpkg"])
@pytest.mark.parametrize("option", ["--apkg", "--csv", "--json", "--depfile"])
def test_names_of_collections_are_refused_before_any_work(option, name, notes):
    result = awsml("gone.md", f"{option}={name}", "--csv=d.csv" if option != "--csv" else "--list",
                   cwd=notes)
    assert result.returncode == 2
    assert text_of(result).startswith(f"{name}: error: ") and "[collection-name]" in text_of(result)
    assert "cannot-read" not in text_of(result)
    assert leftovers(notes) == [] and not (notes / "d.csv").exists()


@pytest.mark.parametrize("name", ["my collection.apkg", "collection.apkg.zip", "backup.apkg",
                                  "collection/a.apkg", "colpkg"])
def test_other_names_are_not_refused(name, notes):
    (notes / "collection").mkdir()
    assert awsml("notes", f"--apkg={name}", cwd=notes).returncode == 0


# --- calls that fail ---

CALLS = [("write", errno.ENOSPC), ("fsync", errno.EIO), ("close", errno.EDQUOT),
         ("rename", errno.EACCES)]


def failing_runs(inject, notes, call, **how):
    """Lets the first, second, … call fail, on the old files each time, until none is left."""
    for at in range(1, 100):
        put_old(notes)
        mark = notes / "mark"
        mark.unlink(missing_ok=True)
        result = awsml("notes", *ALL, cwd=notes, env=inject(call, at, mark, **how))
        if not mark.exists():
            assert result.returncode == 0 and at > 1
            return
        yield at, result


@pytest.mark.parametrize("call, code", CALLS, ids=[call for call, _ in CALLS])
def test_a_call_that_fails(call, code, inject, expected, notes):
    """Any of them: each file is old or new and whole, and nothing else is left."""
    runs = 0
    for at, result in failing_runs(inject, notes, call, errno=code, short=3000):
        runs += 1
        assert result.returncode == 1, at
        assert f"{os.strerror(code)} [cannot-write]" in text_of(result)
        assert leftovers(notes) == [], at
        now = {name: (notes / name).read_bytes() for name in FILES}
        assert all(now[name] in (OLD, expected[name]) for name in FILES), at
        if call in ("write", "close"):
            assert set(now.values()) == {OLD}, at
    assert runs >= 4


@pytest.mark.parametrize("call", ["write", "fsync", "close", "rename"])
def test_a_kill_at_any_call(call, inject, expected, notes):
    for at, result in failing_runs(inject, notes, call, signal=signal.SIGKILL, short=3000):
        assert result.returncode == -signal.SIGKILL
        for name in FILES:
            assert (notes / name).read_bytes() in (OLD, expected[name]), (at, name)
        for name in leftovers(notes):  # nobody could remove it; but no later run trips over it
            assert name.startswith(".awsml-")
    assert awsml("notes", *ALL, cwd=notes).returncode == 0
    assert {name: (notes / name).read_bytes() for name in FILES} == expected


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_leaves_no_temporary_file(number, inject, expected, notes):
    for call in ("write", "fsync", "rename"):
        for at, result in failing_runs(inject, notes, call, signal=number, short=3000):
            assert result.returncode == -number
            assert leftovers(notes) == [], (call, at)
            for name in FILES:
                assert (notes / name).read_bytes() in (OLD, expected[name]), (call, at)


def test_short_writes_are_continued(inject, expected, notes):
    env = inject("none", 0, notes / "mark", short=7)
    assert awsml("notes", *ALL, cwd=notes, env=env).returncode == 0
    assert {name: (notes / name).read_bytes() for name in FILES} == expected


def test_one_bad_output_leaves_the_others_alone(expected, notes):
    result = awsml("notes", *ALL[:2], "--json=gone/d.json", cwd=notes)
    assert result.returncode == 1 and "gone/d.json: error: " in text_of(result)
    assert all((notes / name).read_bytes() == OLD for name in FILES) and leftovers(notes) == []


def test_a_limit_on_file_sizes(expected, notes):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    result = awsml("notes", *ALL, cwd=notes, preexec_fn=limit)
    assert result.returncode == 1 and "File too large [cannot-write]" in text_of(result)
    assert all((notes / name).read_bytes() == OLD for name in FILES) and leftovers(notes) == []


@contextlib.contextmanager
def small_file_system(folder, size):
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_full_disk(notes):
    with small_file_system(notes / "disk", "64k") as disk:
        assert awsml("notes", "--apkg=disk/d.apkg", cwd=notes).returncode == 0
        old = (disk / "d.apkg").read_bytes()
        with contextlib.suppress(OSError), open(disk / "ballast", "wb", buffering=0) as file:
            while True:
                file.write(b"x" * 4096)
        (notes / "notes/more.md").write_text("# M\n\n## N\n\no\n")
        for _ in range(2):
            result = awsml("notes", "--apkg=disk/d.apkg", "--csv=d.csv", cwd=notes)
            assert result.returncode == 1
            assert "disk/d.apkg: error: " in text_of(result)
            assert "No space left on device [cannot-write]" in text_of(result)
            assert (disk / "d.apkg").read_bytes() == old
            assert sorted(p.name for p in disk.iterdir()) == ["ballast", "d.apkg"]
            assert not (notes / "d.csv").exists()
        (disk / "ballast").unlink()
        assert awsml("notes", "--apkg=disk/d.apkg", cwd=notes).returncode == 0
        assert (disk / "d.apkg").read_bytes() != old


def test_a_read_only_disk(notes):
    with small_file_system(notes / "disk", "64k") as disk:
        (disk / "d.csv").write_bytes(OLD)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        result = awsml("notes", "--csv=disk/d.csv", cwd=notes)
        assert result.returncode == 1 and "Read-only file system [cannot-write]" in text_of(result)
        assert (disk / "d.csv").read_bytes() == OLD


def test_a_reader_that_goes_away(notes):
    """As with every tool, SIGPIPE ends the program; files are in place by then."""
    result = subprocess.run(["bash", "-c", f'"{PROGRAM}" notes --list --csv=d.csv 2>&1 | true; '
                             "exit ${PIPESTATUS[0]}"], cwd=notes, env=environment())
    assert result.returncode in (0, 128 + signal.SIGPIPE)
    assert (notes / "d.csv").exists()
