"""What only the system's package manager can supply. We name it and its command; we never install it."""
from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import Dict, Iterable, List

from . import paths


@dataclass(frozen=True)
class Package:
    debian: str
    fedora: str
    command: str
    needed_by: str
    purpose: str

    @property
    def present(self) -> bool:
        if self.command == "pip:":
            return subprocess.run([sys.executable, "-c", "import pip"], capture_output=True, check=False, timeout=60).returncode == 0
        # sbin is not on an ordinary user's path everywhere, and holds ip and iptables.
        return any(shutil.which(self.command, path=path) for path in (None, "/usr/sbin:/sbin"))


def packages() -> List[Package]:
    lines = (paths.PARTS / "debian.txt").read_text(encoding="utf-8").splitlines()
    return [Package(*line.split(None, 4)) for line in lines if line.strip() and not line.startswith("#")]


def missing(needed_by: str) -> List[Package]:
    return [package for package in packages() if needed_by in package.needed_by.split(",") and not package.present]


def how_to_get(debian_names: Iterable[str]) -> str:
    """The two commands, one for each family of systems."""
    known: Dict[str, str] = {package.debian: package.fedora for package in packages()}
    names = list(debian_names)
    return (f"  Debian: apt-get install {' '.join(names)}\n"
            f"  Fedora: dnf install {' '.join(known.get(name, name) for name in names)}")
