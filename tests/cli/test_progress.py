# SPDX-License-Identifier: MIT
"""The progress bar: on a terminal, after half a second, and gone at the end."""
import os
import pty
import select
import signal
import subprocess
import time

import pytest

from conftest import NOTES, PROGRAM, awsml, environment

BAR = b"\rreading ["


def run_on_terminal(folder, *args, wait, env=None, stop=None):
    """Holds standard input open until `wait` is shown; the bytes that the terminal got."""
    master, slave = pty.openpty()
    run = subprocess.Popen([PROGRAM, "-", *args], cwd=folder, stdin=subprocess.PIPE,
                           stdout=subprocess.DEVNULL, stderr=slave, env=environment(**(env or {})))
    os.close(slave)
    shown = b""
    if wait:
        while wait not in shown and select.select([master], [], [], 30)[0]:
            shown += os.read(master, 4096)
        assert wait in shown
    if stop:
        run.send_signal(stop)
    else:
        run.stdin.write(NOTES.encode())
    run.stdin.close()
    try:
        while piece := os.read(master, 4096):
            shown += piece
    except OSError:
        pass
    os.close(master)
    return run.wait(), shown


def screen(shown):
    """What is left on the terminal: knows carriage return, line feed and "erase to the end"."""
    lines, column = [""], 0
    text = shown.decode()
    while text:
        if text.startswith("\x1b[K"):
            lines[-1] = lines[-1][:column]
            text = text[3:]
            continue
        c, text = text[0], text[1:]
        if c == "\r":
            column = 0
        elif c == "\n":
            lines.append("")
            column = 0
        else:
            lines[-1] = lines[-1][:column] + c + lines[-1][column + 1:]
            column += 1
    return lines


def test_a_bar_for_a_long_run_that_is_gone_at_the_end(tmp_path):
    code, shown = run_on_terminal(tmp_path, "--list", wait=BAR)
    assert code == 0 and shown.count(b"\r") > 1
    lines = screen(shown)
    assert len(lines) == 2 and lines[1] == "" and lines[0].startswith("2 notes ("), lines


def test_messages_stand_on_lines_of_their_own(tmp_path):
    code, shown = run_on_terminal(tmp_path, "gone.md", "--list", wait=BAR)
    assert code == 1
    lines = screen(shown)
    assert lines[0].startswith("gone.md: ") and "reading" not in "".join(lines)


def test_no_bar_for_a_short_run(notes):
    _, shown = run_on_terminal(notes, "notes", "--list", wait=None)
    assert b"[#" not in shown and b"[." not in shown


@pytest.mark.parametrize("args, env", [
    (["-q"], {}), (["--diagnostics=json"], {}), ([], {"TERM": "dumb"}), ([], {"TERM": None})])
def test_no_bar_where_none_is_wanted(args, env, tmp_path):
    master, slave = pty.openpty()
    run = subprocess.Popen([PROGRAM, "-", "--list", *args], cwd=tmp_path, stdin=subprocess.PIPE,
                           stdout=subprocess.DEVNULL, stderr=slave, env=environment(**env))
    os.close(slave)
    time.sleep(1)
    run.stdin.write(NOTES.encode())
    run.stdin.close()
    shown = b""
    try:
        while piece := os.read(master, 4096):
            shown += piece
    except OSError:
        pass
    os.close(master)
    assert run.wait() == 0 and b"reading" not in shown


def test_no_bar_on_a_pipe(tmp_path):
    run = subprocess.Popen([PROGRAM, "-", "--list"], cwd=tmp_path, stdin=subprocess.PIPE,
                           stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment())
    time.sleep(1)
    _, shown = run.communicate(NOTES.encode())
    assert run.returncode == 0 and b"\r" not in shown and b"\x1b" not in shown


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_erases_the_bar(number, tmp_path):
    code, shown = run_on_terminal(tmp_path, "--list", wait=BAR, stop=number)
    assert code == -number and screen(shown) == [""]
