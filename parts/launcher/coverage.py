"""`./mesh test --coverage`: JaCoCo's figures, a line for each feature. There is no threshold: it shows where to look."""
from __future__ import annotations

import csv
from pathlib import Path
from typing import Dict, List, Tuple

from . import paths
from .features import PACKAGE

PROFILE = ["-Pcoverage"]
CSV = Path("target") / "jacoco-report" / "jacoco.csv"
_COLUMNS = ("LINE", "BRANCH")


def forget() -> None:
    """The figures of the run before: the agent adds to the file that it finds."""
    for file in (paths.ROOT / "target" / "jacoco-quarkus.exec", paths.ROOT / CSV):
        file.unlink(missing_ok=True)


def table(file: Path, names: List[str]) -> str:
    """Lines and branches reached, in percent, by feature: those named, or all."""
    if not file.is_file():
        return "  (no report: did the tests run?)"
    sums: Dict[str, Dict[str, Tuple[int, int]]] = {}
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            name = row["PACKAGE"][len(PACKAGE) + 1:].split(".")[0]
            if names and name not in names:
                continue
            of = sums.setdefault(name, {column: (0, 0) for column in _COLUMNS})
            for column in _COLUMNS:
                missed, covered = of[column]
                of[column] = (missed + int(row[column + "_MISSED"]), covered + int(row[column + "_COVERED"]))
    width = max(map(len, sums), default=0)
    lines = [f"  {''.ljust(width)}   lines  branches"]
    lines += [f"  {name.ljust(width)}  {_percent(of['LINE']):>6}  {_percent(of['BRANCH']):>8}" for name, of in sorted(sums.items())]
    return "\n".join(lines)


def _percent(counted: Tuple[int, int]) -> str:
    missed, covered = counted
    return f"{100 * covered // (missed + covered)} %" if missed + covered else "-"
