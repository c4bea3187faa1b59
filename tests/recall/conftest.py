# SPDX-License-Identifier: MIT
"""Notes and what comes back of them, by the program tests/support/recall_notes.c."""
import json
import os
import pathlib
import subprocess

PROGRAM = pathlib.Path(os.environ["AWSML_BUILD"]).resolve() / "tests/support/recall-notes"


def recall(documents, breaks):
    """For each document the pairs of a note and the note made again, as lists of texts."""
    data = "\0".join(text.replace("\0", "\ufffd") or "\n" for text in documents)
    result = subprocess.run([PROGRAM, breaks], input=data.encode(errors="replace"),
                            capture_output=True, timeout=300)
    assert result.returncode == 0, result.stderr.decode(errors="replace")
    pairs = json.loads(result.stdout)
    assert len(pairs) == len(documents)
    return pairs
