"""What the tests left behind: results (surefire's and failsafe's XML) and what was shown by which real part (JSON)."""
from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, List


@dataclass
class Results:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    failures: List[str] = field(default_factory=list)
    skips: List[str] = field(default_factory=list)
    #: Seconds, by test class.
    took: Dict[str, float] = field(default_factory=dict)

    def add(self, other: "Results") -> None:
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        self.failures += other.failures
        self.skips += other.skips
        self.took.update(other.took)

    @property
    def line(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def from_maven(target: Path) -> Results:
    results = Results()
    for folder in ("surefire-reports", "failsafe-reports"):
        for file in sorted((target / folder).glob("TEST-*.xml")):
            suite = ElementTree.parse(file).getroot()
            for case in suite.iter("testcase"):
                _count(case, results)
            name = suite.get("name", file.stem).rsplit(".", 1)[-1]
            results.took[name] = results.took.get(name, 0) + float(suite.get("time", "0").replace(",", ""))
    return results


def slowest(took: Dict[str, float], most: int = 10) -> str:
    """The slowest test classes, and what all of them take."""
    rows = sorted(took.items(), key=lambda item: -item[1])[:most]
    width = min(max((len(name) for name, _ in rows), default=0), 60)
    lines = [f"  {name[:width].ljust(width)}  {time:>7.1f} s" for name, time in rows]
    if len(took) > most:
        lines.append(f"  {f'all {len(took)}'.ljust(width)}  {sum(took.values()):>7.1f} s")
    return "\n".join(lines)


def _count(case: ElementTree.Element, results: Results) -> None:
    name = f"{case.get('classname', '?')}.{case.get('name', '?')}"
    for kind in ("failure", "error"):
        found = case.find(kind)
        if found is not None:
            results.failed += 1
            results.failures.append(f"{name}\n{_indented(found.text or found.get('message') or 'no message')}")
            return
    found = case.find("skipped")
    if found is not None:
        results.skipped += 1
        results.skips.append(f"{name}: {found.get('message') or 'no reason given'}")
    else:
        results.passed += 1


def _indented(text: str, lines: int = 12) -> str:
    return "\n".join("      " + line for line in text.strip().splitlines()[:lines])


def shown_table(folder: Path) -> str:
    """One block for each real part. Empty if no test has shown anything."""
    shown: Dict[str, List[str]] = {}
    for file in sorted(folder.glob("*.json")):
        entry = json.loads(file.read_text(encoding="utf-8"))
        sentence = entry["shown"] if "shown" in entry else f"NOT SHOWN: {entry['notShown']} ({entry['because']})"
        sentences = shown.setdefault(entry["part"], [])
        if sentence not in sentences:
            sentences.append(sentence)
    width = max(map(len, shown), default=0)
    rows = []
    for part in sorted(shown):
        for number, sentence in enumerate(sorted(shown[part])):
            rows.append(f"  {(part if number == 0 else '').ljust(width)}  {sentence}")
    return "\n".join(rows)
