# SPDX-License-Identifier: MIT
"""What all tests of the program share: running it, notes to run it on, the table of options.

AWSML_EXPORT names the program. Nothing is skipped: what a test needs (root for a small file system
and for another user, Make, Ninja, bash, zsh, fish, a C compiler) has to be there.
"""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile

import pytest

PROGRAM = os.path.abspath(os.environ["AWSML_EXPORT"])
ROOT = pathlib.Path(__file__).resolve().parents[2]
NOBODY = 65534

# Whoever runs the tests with nohup or in the background of a script has these ignored, and programs
# inherit that. Here they are as on a terminal.
for number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM):
    if signal.getsignal(number) == signal.SIG_IGN:
        signal.signal(number, signal.SIG_DFL)

NOTES = "# Storage\n\n## What is S3\n\nAn object store.\n\n## What is EBS\n\nA block store.\n"


def environment(**more):
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "SOURCE_DATE_EPOCH")}
    env.update(SOURCE_DATE_EPOCH="1700000000", TERM="xterm", ASAN_OPTIONS="verify_asan_link_order=0:"
               + env.get("ASAN_OPTIONS", ""))
    env.update(more)
    return {k: v for k, v in env.items() if v is not None}


def awsml(*args, cwd=None, env=None, stdin=b"", **more):
    """Runs the program; stdout and stderr are bytes."""
    return subprocess.run([PROGRAM, *map(os.fspath, args)], cwd=cwd, input=stdin,
                          capture_output=True, env=environment(**(env or {})), timeout=120, **more)


def text_of(result):
    return result.stderr.decode()


@pytest.fixture
def notes(tmp_path):
    """A folder with `notes/storage.md`; the working folder of most tests."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "storage.md").write_text(NOTES)
    return tmp_path


@pytest.fixture
def open_folder():
    """A folder that other users may enter, which pytest's own are not."""
    path = pathlib.Path(tempfile.mkdtemp(prefix="awsml-test-"))
    path.chmod(0o755)
    (path / "notes").mkdir()
    (path / "notes" / "storage.md").write_text(NOTES)
    yield path
    shutil.rmtree(path)


@pytest.fixture(scope="session")
def inject(tmp_path_factory):
    """The library that makes system calls fail, and a function that gives its environment."""
    library = tmp_path_factory.mktemp("inject") / "inject_io.so"
    subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-o", library,
                    ROOT / "tests/support/inject_io.c", "-ldl"], check=True)

    def env(call, at, mark, **more):
        settings = {"INJECT_" + key.upper(): str(value) for key, value in more.items()}
        return {"LD_PRELOAD": str(library), "INJECT_CALL": call, "INJECT_AT": str(at),
                "INJECT_MARK": str(mark), **settings}
    return env


class Option:
    def __init__(self, group, short, long, argument, kind, choices, help_text):
        self.group, self.kind, self.help = group, kind, help_text
        self.short = None if short == "0" else short.strip("'")
        self.long = None if long == "NULL" else long.strip('"')
        self.argument = None if argument == "NULL" else argument.strip('"')
        self.choices = [] if choices == "NULL" else choices.strip('"').split("|")

    def names(self):
        """As help, man page and README show it."""
        if not self.long:
            return f"-{self.short}{self.argument}"
        return ((f"-{self.short}, " if self.short else "") + f"--{self.long}"
                + (f" {self.argument}" if self.argument else ""))


def read_options():
    """The table, read by other means than the program's."""
    text = (ROOT / "src/cli/options.def").read_text()
    row = re.compile(r"""^OPTION\((\w+),\s*('.'|0),\s*("[^"]+"|NULL),\s*("[^"]+"|NULL),\s*(\w+),\s*
                         \w+,\s*("[^"]+"|NULL),\s*"([^"]*)",\s*"[^"]*"\)$""", re.X | re.M)
    options = [Option(*match.groups()) for match in row.finditer(text)]
    assert len(options) == text.count("\nOPTION(")
    return options


def read_messages():
    """Slug -> (severity, summary)."""
    text = (ROOT / "src/source/codes.def").read_text()
    row = re.compile(r'^DIAG\("([^"]+)",\s*\w+,\s*(\w+),\s*"([^"]*)"', re.M)
    messages = {m[1]: (m[2].lower(), m[3]) for m in row.finditer(text)}
    assert len(messages) == text.count("\nDIAG(")
    return messages


OPTIONS = read_options()
MESSAGES = read_messages()
