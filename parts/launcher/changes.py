"""What the work in this checkout has touched: for `./mesh test --changed`."""
from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional, Set, Tuple

from . import features, paths
from .say import Trouble

#: Packages of the tests that all others stand on.
_UNDER_ALL = ("lab", "support")


@dataclass(frozen=True)
class Changes:
    """features: those touched. of_all: files that belong to none of them, so that all tests are meant."""
    compared_with: str
    features: List[str]
    of_all: List[str]


def look(root: Path = paths.ROOT) -> Changes:
    base, compared_with = _base(root)
    files = _git(root, "diff", "--name-only", "--no-renames", "-z", base).split("\0")
    files += _git(root, "ls-files", "--others", "--exclude-standard", "-z").split("\0")
    return sort({file for file in files if file}, compared_with, root)


def sort(files: Set[str], compared_with: str, root: Path) -> Changes:
    known = features.all_features(root)
    touched: Set[str] = set()
    of_all = []
    for file in sorted(files):
        names = _features(file)
        if names and all(name in known and name not in _UNDER_ALL for name in names):
            touched.update(names)
        else:
            of_all.append(file)
    return Changes(compared_with, sorted(touched), of_all)


def _features(file: str) -> List[str]:
    path = Path(file)
    for top in (features.MAIN, features.TESTS):
        if top in path.parents and path.parent != top:
            return [path.relative_to(top).parts[0]]
    if file.startswith(("parts/launcher/help/", "parts/launcher/completion/")):
        return [features.LAUNCHER, "cli"]  # written from the commands, and compared with them there
    # The README's commands are tried by the launcher's tests; no other text is looked at by any.
    return [features.LAUNCHER] if file == "mesh" or file.startswith("parts/launcher/") or path.suffix == ".md" else []


def _base(root: Path) -> Tuple[str, str]:
    """The commit from which what is not pushed went its own way, and what to call it."""
    for pushed in ("@{upstream}", "origin/main"):
        found = subprocess.run(["git", "merge-base", "HEAD", pushed], cwd=root, capture_output=True, text=True, check=False,
                               timeout=60)
        if found.returncode == 0:
            commit = found.stdout.strip()
            count = int(_git(root, "rev-list", "--count", f"{commit}..HEAD"))
            name = _git(root, "rev-parse", "--abbrev-ref", pushed).strip()
            return commit, f"{name} ({count} commit{'' if count == 1 else 's'} not pushed, and what is not committed)"
    return "HEAD", "the last commit alone: there is no origin/main and no upstream"


def _git(root: Path, *arguments: str) -> str:
    try:
        ran = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False, timeout=60)
    except FileNotFoundError:
        raise Trouble("--changed asks git, which is missing: apt install git.") from None
    if ran.returncode != 0:
        raise Trouble(f"--changed asks git, which says: {ran.stderr.strip()}")
    return ran.stdout
