"""`./mesh test --mutate`: PIT breaks the code in small ways and runs the plain unit tests against each; what they miss is told."""
from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, List

from . import features, jdk, lock, paths
from .features import PACKAGE, Feature
from .maven_run import LOG, MavenRun
from .say import Trouble, say

DEFAULT = ("key", "audit", "tier")
REPORT = Path("target") / "pit-reports"
_GOALS = ["test-compile", "org.pitest:pitest-maven:mutationCoverage"]
_FOUND = ("KILLED", "TIMED_OUT", "MEMORY_ERROR", "RUN_ERROR")


def run(names: List[str], maven_arguments: List[str]) -> int:
    known = features.all_features()
    if not names:
        names = [name for name in DEFAULT if name in known and known[name].plain_units()]
        left_out = [name for name in DEFAULT if name not in names]
        if left_out:
            say(f"  Left out: {', '.join(left_out)} has no plain unit test in this checkout.")
    chosen = features.chosen(names)
    tests = [test for one in chosen for test in one.plain_units()]
    for one in chosen:
        if not one.plain_units():
            raise Trouble(f"{one.name} has no unit test that PIT could run: those that start a server take too long for each fault.", 2)
    jdk.home()
    shutil.rmtree(paths.ROOT / REPORT, ignore_errors=True)
    maven = MavenRun(_GOALS, [*selection(chosen, tests), *maven_arguments])
    with lock.wait_for(paths.make_private(paths.state()) / "build.lock", "a build"):
        code = maven.run()
    if code != 0:
        say(f"PIT did not end well (exit {code}). The whole output: .mesh/log/{LOG}")
        return 1
    print(told(score(paths.ROOT / REPORT / "mutations.xml")), flush=True)
    say(f"Line by line: {REPORT / 'index.html'}")
    return 0


def selection(chosen: List[Feature], tests: List[str]) -> List[str]:
    return ["-DtargetClasses=" + ",".join(f"{PACKAGE}.{one.name}.*" for one in chosen), "-DtargetTests=" + ",".join(tests)]


@dataclass
class Score:
    found: int = 0
    survived: int = 0
    #: Line numbers, by place and fault.
    places: Dict[str, List[str]] = field(default_factory=dict)
    #: By class: code that no plain unit test enters. Tests with a server or real parts may.
    unreached: Dict[str, int] = field(default_factory=dict)


def score(file: Path) -> Dict[str, Score]:
    """By feature."""
    scores: Dict[str, Score] = {}
    for mutation in ElementTree.parse(file).getroot().iter("mutation"):
        name = mutation.findtext("mutatedClass", "?")[len(PACKAGE) + 1:]
        feature, _, short = name.partition(".")
        of = scores.setdefault(feature, Score())
        if mutation.get("status") in _FOUND:
            of.found += 1
        elif mutation.get("status") == "NO_COVERAGE":
            of.unreached[short] = of.unreached.get(short, 0) + 1
        else:
            of.survived += 1
            lines = of.places.setdefault(f"{short}.{mutation.findtext('mutatedMethod')}: "
                                         f"{_brief(mutation.findtext('description', ''))}", [])
            if mutation.findtext("lineNumber", "?") not in lines:
                lines.append(mutation.findtext("lineNumber", "?"))
    return scores


def _brief(description: str) -> str:
    """Names without their packages."""
    return re.sub(r"\b[\w/$]+/(?=\w)", "", description)


def told(scores: Dict[str, Score]) -> str:
    lines = []
    for name, of in sorted(scores.items()):
        reached = of.found + of.survived
        percent = f"{100 * of.found // reached} %" if reached else "-"
        lines.append(f"{name}: {of.found} of {reached} faults found ({percent}), "
                     f"{sum(of.unreached.values())} more in code that no plain unit test enters")
        lines += [f"  survived {place} (line {', '.join(at)})" for place, at in of.places.items()]
        if of.unreached:
            most = sorted(of.unreached.items(), key=lambda item: -item[1])
            lines.append("  not entered: " + ", ".join(f"{short} ({count})" for short, count in most))
    return "\n".join(lines)
