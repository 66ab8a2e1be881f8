"""`./mesh test`: every test there is, and at the end what was shown by which real part."""
from __future__ import annotations

import os
import re
import shutil
import time
from typing import List

from . import build, catalogue, jdk, lock, own_tests, paths, reports, system
from .progress import Progress
from .say import Trouble, say, seconds
from .step import run_logged

HELP = """\
./mesh test [--long] [MAVEN ARGUMENTS]
  All tests: the launcher's, the unit tests, and those against real parts,
  which are built first.
  --long     also the tests that take minutes (environment: MESH_TEST_LONG=true)
  Examples of Maven arguments: -Dtest=KeyPolicyTest  -Dit.test=LabIT  -o
  With CI=true in the environment a skipped test is a failure."""

#: A test class is silent until it is done.
LONGEST_TEST = 3600.0
_CLASS = re.compile(r"Tests run: (\d+), Failures: (\d+), Errors: (\d+), Skipped: (\d+), Time elapsed: ([\d.,]+) s.*?-- in (\S+)")


def run(arguments: List[str]) -> int:
    if "-h" in arguments or "--help" in arguments:
        print(HELP)
        return 0
    began = time.monotonic()
    in_ci = os.environ.get("CI") == "true"
    _require_packages(in_ci)
    jdk.home()

    parts_began = time.monotonic()
    built = catalogue.make()
    parts_took = time.monotonic() - parts_began if built else 0.0

    results = own_tests.run("tests")
    say(f"  launcher: {results.line}")
    for folder in ("shown", "evidence", "surefire-reports", "failsafe-reports"):
        shutil.rmtree(paths.ROOT / "target" / folder, ignore_errors=True)
    (paths.ROOT / "target" / "minted-key-texts.txt").unlink(missing_ok=True)
    maven = _Maven([argument for argument in arguments if argument != "--long"], "--long" in arguments)
    with lock.wait_for(paths.make_private(paths.state()) / "build.lock", "a build"):
        code = maven.run()
    found = reports.from_maven(paths.ROOT / "target")
    results.add(found)
    if code == 0 and not arguments_choose(arguments):
        say("  ./mesh up, for real: started, its parts killed, started again")
        results.add(own_tests.run("whole"))

    _tell(results)
    say(f"\nTook {seconds(time.monotonic() - began)}.")
    if built or maven.downloads > 1:
        say(f"Of that, {seconds(parts_took + maven.downloads)} are this first run's alone: "
            f"{seconds(parts_took)} built {', '.join(part.name for part in built) or 'no parts'}, "
            f"{seconds(maven.downloads)} downloaded libraries.")
    bad = _verdict(code, results, found, in_ci)
    print(results.line, flush=True)
    return 1 if bad else 0


def arguments_choose(arguments: List[str]) -> bool:
    """Whoever asks Maven for certain tests wants just those."""
    return any(argument.startswith(("-Dtest", "-Dit.test")) for argument in arguments)


def _require_packages(in_ci: bool) -> None:
    absent = system.missing("test")
    if absent:
        text = ("Missing for the tests: " + ", ".join(f"{p.debian} ({p.purpose})" for p in absent) + ".\n"
                + system.how_to_get(p.debian for p in absent))
        if in_ci or any(p.command == "mvn" for p in absent):
            raise Trouble(text)
        say(text + "\n  Going on: what cannot be shown without them is skipped, and named.\n")


def _tell(results: reports.Results) -> None:
    table = reports.shown_table(paths.ROOT / "target" / "shown")
    if table:
        say(f"\nShown by real parts:\n{table}")
    for skip in results.skips:
        say(f"\n  SKIPPED {skip}")
    for failure in results.failures:
        say(f"\n  FAILED {failure}")


def _verdict(code: int, results: reports.Results, found: reports.Results, in_ci: bool) -> bool:
    if code != 0 and not results.failed:
        say(f"The build failed (exit {code}) without a failed test. The whole output: .mesh/log/test.log")
    elif not found.passed and code == 0:
        say("No test of the server ran: that shows nothing, and counts as a failure.")
    elif in_ci and results.skipped:
        say("In CI a skipped test is a failure.")
    return bool(code or results.failed or not found.passed or (in_ci and results.skipped))


class _Maven:
    """One `mvn verify`, its output made readable: a line for each test class, everything in the log."""

    def __init__(self, arguments: List[str], long: bool) -> None:
        self.downloads = 0.0
        self._argv = [str(jdk.maven()), "-B", "-Dstyle.color=never", "verify", *arguments]
        self._env = {**jdk.environment(), "MESH_PARTS_BIN": str(catalogue.bin_view())}
        if long:
            self._env["MESH_TEST_LONG"] = "true"
        self._log = paths.state() / "log" / "test.log"
        self._progress = Progress("mvn verify")
        self._now = ""
        self._last, self._downloading = time.monotonic(), False

    def run(self) -> int:
        self._log.unlink(missing_ok=True)
        sources = build.installed(paths.ROOT, paths.state())
        code = run_logged(self._argv, self._log, self._line, lambda: self._progress.tick(self._now),
                          cwd=paths.ROOT, env=self._env, silent_for=LONGEST_TEST)
        if code == 0 and not sources.exists() and (build.BUILT / "quarkus-run.jar").exists():
            build.install(sources.parent)  # the next `./mesh up` need not build it again
        self._progress.done() if code == 0 else self._progress.failed()
        return code

    def _line(self, line: str) -> None:
        self._time_download(line)
        done = _CLASS.search(line)
        if done:
            self._progress.line(_class_line(*done.groups()))
        elif line.startswith("[ERROR]") and ("COMPILATION" in line or ".java" in line):
            self._progress.line("  " + line)
        elif "Running " in line and "[INFO]" in line:
            self._now = line.rsplit(".", 1)[-1]
        else:
            self._now = build.maven_detail(line) or self._now

    def _time_download(self, line: str) -> None:
        now = time.monotonic()
        if self._downloading or "Downloaded from" in line:
            self.downloads += now - self._last
        self._last, self._downloading = now, "Downloading from" in line


def _class_line(ran: str, failures: str, errors: str, skipped: str, took: str, name: str) -> str:
    bad = int(failures) + int(errors)
    passed = int(ran) - bad - int(skipped)
    notes = (f", {bad} FAILED" if bad else "") + (f", {skipped} skipped" if int(skipped) else "")
    return f"  {'FAIL' if bad else 'ok  '} {name.rsplit('.', 1)[-1]}: {passed} passed{notes} ({took} s)"
