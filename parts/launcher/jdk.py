"""Finds a JDK 25 and a Maven. The `java` on the path is often an older one, so it is asked last."""
from __future__ import annotations

import os
import re
import shutil
from functools import lru_cache
from pathlib import Path
from typing import Dict, Iterable, Iterator, Optional

from . import system
from .say import Trouble

NEEDED = 25
_FOLDERS = ("/usr/lib/jvm/*", "~/.sdkman/candidates/java/*", "~/.jdks/*", "/opt/*", "/usr/java/*", "/usr/local/*")

INSTALL = """\
  Debian 13: apt-get install openjdk-25-jdk-headless
  Debian 12: has none of its own; take Eclipse Temurin's package temurin-25-jdk (adoptium.net/installation/linux)
  Fedora:    dnf install java-25-openjdk-devel
  or unpack any JDK 25 and set JAVA_HOME to its folder"""


def major_version(home: Path) -> Optional[int]:
    """What its `release` file says: no process has to be started. None: no JDK (a JRE has no javac)."""
    if not os.access(home / "bin" / "javac", os.X_OK):
        return None
    version = full_version(home)
    found = re.match(r"\d+", version) if version else None
    return int(found.group()) if found else None


def full_version(home: Path) -> Optional[str]:
    """Such as 25.0.1, from the same file."""
    try:
        text = (home / "release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    found = re.search(r'^JAVA_VERSION="([^"]+)"', text, re.M)
    return found.group(1) if found else None


def candidates() -> Iterator[Path]:
    for folder in _FOLDERS:
        pattern = Path(folder).expanduser()
        yield from sorted(pattern.parent.glob(pattern.name))
    javac = shutil.which("javac")
    if javac:
        yield Path(javac).resolve().parents[1]


def choose(java_home: Optional[str], others: Iterable[Path]) -> Path:
    """JAVA_HOME if it will do; else the lowest version that will, so that an early-access JDK is not the first choice."""
    if java_home and (major_version(Path(java_home)) or 0) >= NEEDED:
        return Path(java_home)
    able = [(version, home) for home in others for version in [major_version(home)] if version and version >= NEEDED]
    if able:
        return min(able, key=lambda pair: (pair[0], str(pair[1])))[1]
    was = f"JAVA_HOME is {java_home} (version {major_version(Path(java_home)) or 'unknown'}). " if java_home else ""
    raise Trouble(f"No JDK {NEEDED} found. {was}\n{INSTALL}")


@lru_cache(maxsize=None)
def home() -> Path:
    return choose(os.environ.get("JAVA_HOME"), candidates())


def java() -> Path:
    return home() / "bin" / "java"


def environment() -> Dict[str, str]:
    return {**os.environ, "JAVA_HOME": str(home())}


def maven() -> Path:
    found = shutil.which("mvn")
    if not found:
        raise Trouble(f"Maven (mvn) is not installed. It builds the server.\n{system.how_to_get(['maven'])}")
    return Path(found)
