# SPDX-License-Identifier: MIT
"""Counts the results of tests: summary.py [--total] RESULT...

A result is RESULT.xml (JUnit's form, from Meson or pytest), RESULT.status (the exit status and the
seconds) and RESULT.log (the output). Prints a line a result; with --total the failed logs, then
`N passed, N failed`, and the exit status is 1 unless everything passed. What is skipped or missing,
and a result without a test, counts as failed.
"""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

BAD = ("failure", "error", "skipped")


def count(result):
    """Passed, failed, seconds and what is wrong besides."""
    status_file, xml_file = Path(f"{result}.status"), Path(f"{result}.xml")
    status, seconds = status_file.read_text().split() if status_file.is_file() else ("none", "0")
    try:
        cases = list(ElementTree.parse(xml_file).iter("testcase"))
    except (OSError, ElementTree.ParseError) as error:
        return 0, 1, seconds, f"no results: {error}"
    bad = sum(any(case.find(kind) is not None for kind in BAD) for case in cases)
    skipped = sum(case.find("skipped") is not None for case in cases)
    if not cases:
        return 0, 1, seconds, "it ran no test"
    if bad == 0 and status != "0":
        return len(cases), 1, seconds, f"exit status {status}"
    return len(cases) - bad, bad, seconds, f"{skipped} skipped" if skipped else ""


def main():
    total = sys.argv[1] == "--total"
    all_passed = all_failed = 0
    for result in map(Path, sys.argv[2:] if total else sys.argv[1:]):
        passed, failed, seconds, remark = count(result)
        all_passed, all_failed = all_passed + passed, all_failed + failed
        if not total:
            print(f"{result.name:24} {passed:6} passed {failed:6} failed {seconds:>6} s  {remark}",
                  flush=True)
        elif failed:
            print(f"---- {result.name} {remark}")
            print(Path(f"{result}.log").read_text(errors="replace"))
    if total:
        print(f"{all_passed} passed, {all_failed} failed")
        sys.exit(0 if all_passed and not all_failed else 1)


if __name__ == "__main__":
    main()
