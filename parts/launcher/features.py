"""The features that `./mesh test` knows by name: a package of the server, or the launcher itself."""
from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterable, List

from . import paths
from .say import Trouble

PACKAGE = "org.veilor.mesh"
LAUNCHER = "launcher"
_UNDER = PACKAGE.replace(".", "/")
MAIN, TESTS = Path("src/main/java") / _UNDER, Path("src/test/java") / _UNDER
#: Starts the server inside the test's own JVM: no unit test that could run over and over.
_SERVER = re.compile(r"^@(QuarkusTest|QuarkusIntegrationTest|QuarkusMainTest)\b", re.MULTILINE)


@dataclass(frozen=True)
class Feature:
    """The sources of a package's tests: *Test.java are its unit tests, *IT.java those against real parts."""
    name: str
    units: List[Path]
    its: List[Path]

    def names(self, files: List[Path]) -> List[str]:
        """Full names of these test classes."""
        return [str(file.with_suffix("")).rpartition("/src/test/java/")[2].replace("/", ".") for file in files]

    def plain_units(self) -> List[str]:
        """Full names of the unit test classes that start no server."""
        return self.names([file for file in self.units if not _SERVER.search(file.read_text(encoding="utf-8"))])


def all_features(root: Path = paths.ROOT) -> Dict[str, Feature]:
    """By name, sorted. A package without a test is one too: naming it says so instead of `unknown`."""
    names = {folder.name for top in (MAIN, TESTS) if (root / top).is_dir() for folder in (root / top).iterdir()
             if folder.is_dir()}
    found = {name: Feature(name, sorted((root / TESTS / name).rglob("*Test.java")), sorted((root / TESTS / name).rglob("*IT.java")))
             for name in names}
    own = root / "parts" / "launcher"
    found[LAUNCHER] = Feature(LAUNCHER, sorted((own / "tests").glob("test_*.py")), sorted((own / "whole").glob("test_*.py")))
    return dict(sorted(found.items()))


def chosen(names: List[str], root: Path = paths.ROOT) -> List[Feature]:
    known = all_features(root)
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
            raise Trouble(f"There is no feature {name!r}. " + (f"Nearest: {', '.join(near)}. " if near else "")
                          + "./mesh test --list names all.", 2)
    return [known[name] for name in dict.fromkeys(names)]


def users_of(names: Iterable[str], root: Path = paths.ROOT) -> List[str]:
    """Other features whose sources import one of these."""
    changed = set(names)
    used = re.compile(r"^import (?:static )?" + re.escape(PACKAGE) + r"\.(" + "|".join(map(re.escape, changed)) + r")\.", re.MULTILINE)
    folders = sorted(folder for folder in (root / MAIN).iterdir() if folder.is_dir() and folder.name not in changed)
    return [folder.name for folder in folders
            if changed and any(used.search(file.read_text(encoding="utf-8")) for file in folder.rglob("*.java"))]


def table(known: Iterable[Feature]) -> str:
    rows = [("FEATURE", "UNIT", "IT"), *((one.name, str(len(one.units)), str(len(one.its))) for one in known)]
    width = max(len(row[0]) for row in rows)
    return "\n".join(f"{name.ljust(width)}  {units:>4}  {its:>3}" for name, units, its in rows)
