# SPDX-License-Identifier: MIT
"""Runs the tests with the builds that tools/test made: run_suites.py [--fast] [SUITE...].

A line a suite and build; then what was printed by those that failed, and `N passed, N failed` over
all. What is skipped, breaks off, or holds no test counts as failed. Everything is left in
build/results/.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "build" / "results"
BAD = ("failure", "error", "skipped")
MESON = "meson"  # the tests in C; every other suite is a folder of tests/ for pytest
LONGEST = "conformance"
PROGRAMS = {
    "AWSML_EXPORT": "src/cli/awsml-export",
    "AWSML_FIXTURE_EXPORT": "tests/support/fixture-export",
    "AWSML_RENDER_MARKDOWN": "tests/support/render-markdown",
}
LIBRARIES = "src/api/libawsml.*"
# Valgrind cannot count a sanitized program's instructions.
LEFT_OUT = {("sanitize", "conformance"): ["-k", "not test_work_grows and not sees_a_square"]}
# A finding is a signal: as an exit status it could be one that a test expects.
SANITIZER = {
    "ASAN_OPTIONS": "abort_on_error=1",
    "UBSAN_OPTIONS": "abort_on_error=1:print_stacktrace=1",
    "AWSML_CFLAGS": "-fsanitize=address,undefined",
}


def environment(build, programs):
    """Copies of the programs, where other users can run them, and the names that tests know."""
    folder = ROOT / "build" / build
    for pattern in (*PROGRAMS.values(), LIBRARIES):
        for file in folder.glob(pattern):
            if file.is_file():
                target = programs / build / file.relative_to(folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(file, target)
    return {
        **os.environ,
        **(SANITIZER if build == "sanitize" else {}),
        **{name: str(programs / build / path) for name, path in PROGRAMS.items()},
        "AWSML_BUILD": str(folder),
        "AWSML_SPECS": str(ROOT / "build" / "specs"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def command(build, suite, xml, fast):
    if suite == MESON:
        only = ["--suite", "unit"] if fast else []
        return ["meson", "test", "-C", f"build/{build}", "--no-rebuild", "--logbase", "suite",
                "--timeout-multiplier", "4", *only]
    return [sys.executable, "-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider",
            f"--junit-xml={xml}", *LEFT_OUT.get((build, suite), []), f"tests/{suite}"]


def count(xml, status):
    """Passed, failed, and what is wrong besides."""
    try:
        cases = list(ElementTree.parse(xml).iter("testcase"))
    except (OSError, ElementTree.ParseError) as error:
        return 0, 1, f"no results: {error}"
    bad = sum(any(case.find(kind) is not None for kind in BAD) for case in cases)
    skipped = sum(case.find("skipped") is not None for case in cases)
    if not cases:
        return 0, 1, "no test"
    if status and not bad:
        return len(cases), 1, f"exit status {status}"
    return len(cases) - bad, bad, f"{skipped} skipped" if skipped else ""


def run(build, suite, fast, env):
    """Its name, what count() says, and its log."""
    name, begin = f"{build}-{suite}", time.monotonic()
    log, xml = RESULTS / f"{name}.log", RESULTS / f"{name}.xml"
    with log.open("wb") as output:
        status = subprocess.run(
            command(build, suite, xml, fast), cwd=ROOT, env=env, check=False,
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT).returncode
    if suite == MESON:
        xml = ROOT / "build" / build / "meson-logs" / "suite.junit.xml"
    passed, failed, remark = count(xml, status)
    print(f"{name:24}{passed:6} passed{failed:6} failed {time.monotonic() - begin:7.1f} s"
          f"  {remark}".rstrip(), flush=True)
    return name, passed, failed, remark, log


def run_all(builds, suites, fast):
    """The longest suite first, so that it is not the last to end."""
    order = sorted(suites, key=lambda suite: suite != LONGEST)
    with tempfile.TemporaryDirectory(prefix="awsml-programs-") as folder:
        programs = Path(folder)
        programs.chmod(0o755)
        environments = {build: environment(build, programs) for build in builds}
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            jobs = [pool.submit(run, build, suite, fast, environments[build])
                    for suite in order for build in builds]
            try:
                return [job.result() for job in jobs]
            finally:
                pool.shutdown(cancel_futures=True)  # when interrupted


def main():
    arguments = sys.argv[1:]
    fast = arguments[:1] == ["--fast"]
    known = [MESON, *sorted({path.parent.name for path in ROOT.glob("tests/*/test_*.py")})]
    suites = arguments[fast:] or ([MESON, "spec"] if fast else known)
    for suite in suites:
        if suite not in known:
            sys.exit(f"error: there is no suite '{suite}', only {' '.join(known)}")
    # Tests send these to programs, which would ignore them if we were started so.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)
    shutil.rmtree(RESULTS, ignore_errors=True)
    RESULTS.mkdir(parents=True)
    print(f"running {', '.join(suites)}", flush=True)
    results = run_all(["debug"] if fast else ["debug", "sanitize"], suites, fast)
    for name, _, failed, remark, log in results:
        if failed:
            print(f"\n==== {name} {remark}\n{log.read_text(errors='replace')}")
    passed, failed = sum(result[1] for result in results), sum(result[2] for result in results)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
