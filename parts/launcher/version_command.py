"""`./mesh version`: what somebody asks for who wants to help."""
from __future__ import annotations

import argparse
import re
import subprocess
from typing import List, Optional

from . import catalogue, paths


def run(arguments: List[str]) -> int:
    argparse.ArgumentParser(prog="./mesh version", description="The versions of this checkout and of its parts."
                            ).parse_args(arguments)
    commit = _commit()
    print(f"veilor-mesh  {_project()}" + (f" (commit {commit})" if commit else ""))
    for name, shown in (("headscale", "Headscale"), ("postgres", "PostgreSQL")):
        print(f"{shown:<11}  {catalogue.part_named(name).version}")
    return 0


def _project() -> str:
    pom = (paths.ROOT / "pom.xml").read_text(encoding="utf-8")
    found = re.search(r"<artifactId>veilor-mesh</artifactId>\s*<version>([^<]+)</version>", pom)
    return found.group(1) if found else "unknown"


def _commit() -> Optional[str]:
    """None where there is no git, or the sources came without it. `changed`: it is not quite that commit."""
    try:
        asked = subprocess.run(["git", "-C", str(paths.ROOT), "describe", "--always", "--dirty=, changed", "--abbrev=12"],
                               capture_output=True, text=True, check=False, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return asked.stdout.strip() or None if asked.returncode == 0 else None
