"""`./mesh test`: every test there is, or those chosen, and at the end what was shown by which real part."""
from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from typing import List, Optional, Tuple

from . import (catalogue, coverage, features, jdk, lock, mutate, own_tests, paths, reports, system, test_arguments,
               test_plan)
from .maven_run import LOG, MavenRun
from .reports import Results
from .say import Trouble, say, seconds

HELP = """\
./mesh test [FEATURE...] [OPTIONS] [MAVEN ARGUMENTS]
  All tests: the launcher's, the unit tests, and those against real parts,
  which are built first. With features (audit, key, launcher, ...) only theirs;
  these too with those against real parts, unless you say --unit.
  --unit      unit tests alone: no real part, no packaged server
  --changed   of the features touched by what is not committed or not pushed,
              and the house rules; a change of pom.xml or of what all tests
              stand on means all. Of a feature that only uses a changed one,
              nothing runs (it is compiled against it): it is named.
  --list      name the features, and how many test classes each has
  --long      also tests that take minutes (environment: MESH_TEST_LONG=true)
  --coverage  unit tests, then how much of each feature they reach
  --mutate    break key, audit and tier (or the features named) line by line:
              which faults does no plain unit test find? Takes minutes
  Examples: ./mesh test key audit     ./mesh test --unit audit
            ./mesh test --changed     ./mesh test --mutate audit
  Maven arguments: -Dtest=KeyPolicyTest  -Dit.test=LabIT  -o; all behind --
  With CI=true in the environment a skipped test is a failure."""


def run(words: List[str]) -> int:
    if "-h" in words or "--help" in words:
        print(HELP)
        return 0
    asked = test_arguments.parse(words)
    if asked.list:
        print(features.table(features.all_features().values()))
        return 0
    if asked.mutate:
        return mutate.run(asked.features, asked.maven)
    plan = test_plan.make(asked)
    for sentence in plan.said:
        say("  " + sentence)
    if not plan.goal and not plan.own:
        return 0
    # Whoever is told to end ends Maven first: it would go on without us.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    return _Run(asked, plan).all()


def _forget_the_last_run() -> None:
    for folder in ("shown", "evidence", "surefire-reports", "failsafe-reports"):
        shutil.rmtree(paths.ROOT / "target" / folder, ignore_errors=True)
    (paths.ROOT / "target" / "minted-key-texts.txt").unlink(missing_ok=True)
    coverage.forget()


class _Run:
    def __init__(self, asked: test_arguments.Arguments, plan: test_plan.Plan) -> None:
        self._asked, self._plan = asked, plan
        self._in_ci = os.environ.get("CI") == "true"
        self._results = Results()
        self._nothing_of_the_server = False
        self._table = ""

    def all(self) -> int:
        began = time.monotonic()
        _require_packages(self._in_ci, self._plan)
        jdk.home()
        parts_began = time.monotonic()
        built = catalogue.make() if self._plan.real_parts else []
        parts_took = time.monotonic() - parts_began if built else 0.0

        if "tests" in self._plan.own:
            self._own("tests")
        maven = self._server()
        if "whole" in self._plan.own and not self._results.failed and not (maven and maven[0]):
            say("  ./mesh up, for real: started, its parts killed, started again")
            self._own("whole")
        self._tell()
        say(f"\nTook {seconds(time.monotonic() - began)}.")
        downloads = maven[1] if maven else 0.0
        if built or downloads > 1:
            say(f"Of that, {seconds(parts_took + downloads)} are this first run's alone: "
                f"{seconds(parts_took)} built {', '.join(part.name for part in built) or 'no parts'}, "
                f"{seconds(downloads)} downloaded libraries.")
        bad = verdict(maven[0] if maven else 0, self._results, self._nothing_of_the_server, self._in_ci)
        print(self._results.line, flush=True)
        return 1 if bad else 0

    def _own(self, folder: str) -> None:
        results = own_tests.run(folder)
        say(f"  launcher: {results.line}")
        self._results.add(results)

    def _server(self) -> Optional[Tuple[int, float]]:
        """Maven's exit code and its seconds of downloading; None if no test of the server is meant."""
        if not self._plan.goal:
            return None
        more = coverage.PROFILE if self._asked.coverage else []
        maven = MavenRun([self._plan.goal], [*self._plan.selection, *more, *self._asked.maven], self._asked.long,
                         quick=self._plan.goal == "test" and bool(self._plan.selection) and not self._asked.coverage)
        with lock.wait_for(paths.make_private(paths.state()) / "build.lock", "a build"):
            _forget_the_last_run()  # not before: another run of this checkout may be at work until now
            code = maven.run()
            found = reports.from_maven(paths.ROOT / "target")
            self._table = reports.shown_table(paths.ROOT / "target" / "shown")
        self._nothing_of_the_server = not found.passed
        self._results.add(found)
        return code, maven.downloads

    def _tell(self) -> None:
        if self._table:
            say(f"\nShown by real parts:\n{self._table}")
        if self._asked.coverage:
            say(f"\nReached by these tests:\n{coverage.table(paths.ROOT / coverage.CSV, self._asked.features)}\n"
                f"  Line by line: {coverage.CSV.parent / 'index.html'}")
        if self._results.took:
            say(f"\nSlowest:\n{reports.slowest(self._results.took)}")
        for skip in self._results.skips:
            say(f"\n  SKIPPED {skip}")
        for failure in self._results.failures:
            say(f"\n  FAILED {failure}")


def _require_packages(in_ci: bool, plan: test_plan.Plan) -> None:
    absent = [package for package in system.missing("test") if plan.real_parts or package.command == "mvn"]
    if absent:
        text = ("Missing for the tests: " + ", ".join(f"{p.debian} ({p.purpose})" for p in absent) + ".\n"
                + system.how_to_get(p.debian for p in absent))
        if in_ci or any(p.command == "mvn" for p in absent):
            raise Trouble(text)
        say(text + "\n  Going on: what cannot be shown without them is skipped, and named.\n")


def verdict(code: int, results: Results, nothing: bool, in_ci: bool) -> bool:
    """Whether it ended badly. nothing: tests of the server were meant to run, and none has."""
    if code != 0 and not results.failed:
        say(f"The build failed (exit {code}) without a failed test. The whole output: .mesh/log/{LOG}")
    elif nothing and code == 0:
        say("No test of the server ran: that shows nothing, and counts as a failure.")
    elif in_ci and results.skipped:
        say("In CI a skipped test is a failure.")
    return bool(code or results.failed or nothing or (in_ci and results.skipped))
