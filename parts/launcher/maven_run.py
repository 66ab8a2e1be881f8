"""One run of Maven's tests, its output made readable: a line for each test class, everything in the log."""
from __future__ import annotations

import os
import re
import time
from typing import List

from . import build, catalogue, jdk, paths
from .progress import Progress
from .step import run_logged

#: A test class is silent until it is done.
LONGEST_TEST = 3600.0
LOG = "test.log"
#: A run of seconds ends before the JVM's second compiler has paid off.
_QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
_CLASS = re.compile(r"Tests run: (\d+), Failures: (\d+), Errors: (\d+), Skipped: (\d+), Time elapsed: ([\d.,]+) s.*?-- in (\S+)")


class MavenRun:
    def __init__(self, goals: List[str], arguments: List[str], long: bool = False,
                 quick: bool = False) -> None:
        self.downloads = 0.0
        self._packages = "verify" in goals
        self._arguments = ["-B", "-Dstyle.color=never", *goals, *([f"-DargLine={_QUICK}"] if quick else []), *arguments]
        self._settings = {"MESH_TEST_LONG": "true"} if long else {}
        if quick:
            self._settings["MAVEN_OPTS"] = f"{_QUICK} {os.environ.get('MAVEN_OPTS', '')}".strip()
        self._log = paths.state() / "log" / LOG
        self._progress = Progress("mvn " + goals[-1].rsplit(":", 1)[-1])
        self._now = ""
        self._last, self._downloading = time.monotonic(), False

    def run(self) -> int:
        self._log.unlink(missing_ok=True)
        sources = build.installed(paths.ROOT, paths.state())
        code = run_logged([str(jdk.maven()), *self._arguments], self._log, self._line,
                          lambda: self._progress.tick(self._now), cwd=paths.ROOT, silent_for=LONGEST_TEST,
                          env={**jdk.environment(), "MESH_PARTS_BIN": str(catalogue.bin_view()), **self._settings})
        # Only what this run has packaged is of these sources: the next `./mesh up` need not build it again.
        if code == 0 and self._packages and not sources.exists() and (build.BUILT / "quarkus-run.jar").exists():
            build.install(sources.parent)
        self._progress.done() if code == 0 else self._progress.failed()
        return code

    def _line(self, line: str) -> None:
        self._time_download(line)
        done = _CLASS.search(line)
        if done:
            self._progress.line(class_line(*done.groups()))
        elif line.startswith("[ERROR]") and ("COMPILATION" in line or ".java" in line):
            self._progress.line("  " + line)
        elif line.startswith("[WARNING]") and ".java:[" in line:  # a warning fails the build
            self._progress.line("  " + line)
        elif "PIT >>" in line:
            self._now = "faults tried, one by one"
        elif "Running " in line and "[INFO]" in line:
            self._now = line.rsplit(".", 1)[-1]
        else:
            self._now = build.maven_detail(line) or self._now

    def _time_download(self, line: str) -> None:
        now = time.monotonic()
        if self._downloading or "Downloaded from" in line:
            self.downloads += now - self._last
        self._last, self._downloading = now, "Downloading from" in line


def class_line(ran: str, failures: str, errors: str, skipped: str, took: str, name: str) -> str:
    bad = int(failures) + int(errors)
    passed = int(ran) - bad - int(skipped)
    notes = (f", {bad} FAILED" if bad else "") + (f", {skipped} skipped" if int(skipped) else "")
    return f"  {'FAIL' if bad else 'ok  '} {name.rsplit('.', 1)[-1]}: {passed} passed{notes} ({took} s)"
