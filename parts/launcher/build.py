"""Builds the server when its sources have changed since the last build, and only then."""
from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path
from typing import Optional

from . import jdk, lock, ownership, paths
from .step import run_step

BUILT = paths.ROOT / "target" / "quarkus-app"
#: Nobody who wants to run a change has to format it first. `./mesh test` checks the format too.
FOR_RUNNING = ["-B", "package", "-Dmaven.test.skip=true", "-Dspotless.check.skip=true"]


def source_hash(root: Path) -> str:
    """Over names and contents, not times: a fresh clone or a switch of branches there and back builds nothing."""
    digest = hashlib.sha256()
    for file in [root / "pom.xml", *sorted((root / "src" / "main").rglob("*"))]:
        if file.is_file():
            data = file.read_bytes()
            digest.update(f"{file.relative_to(root)} {len(data)}\n".encode())
            digest.update(data)
    return digest.hexdigest()


def installed(root: Path, state: Path) -> Path:
    """Where the application built from the present sources is, or would be."""
    return state / "app" / source_hash(root)[:16] / "quarkus-run.jar"


def ensure() -> Path:
    """The jar to run. A copy of our own: a build or a test that rewrites target/ does not pull it from under a server."""
    jar = installed(paths.ROOT, paths.state())
    if not jar.is_file():
        ownership.require_own(paths.state())
        paths.make_private(paths.state())
        with lock.wait_for(paths.state() / "build.lock", "the build"):
            if not jar.is_file():
                _build()
                install(jar.parent)
    return jar


def install(folder: Path) -> None:
    forming = folder.with_name(folder.name + ".forming")
    shutil.rmtree(forming, ignore_errors=True)
    shutil.copytree(BUILT, forming)
    forming.rename(folder)


def forget_older(jar: Path) -> None:
    """Only for who holds up.lock: no other server runs from them."""
    for other in jar.parent.parent.iterdir():
        if other != jar.parent:
            shutil.rmtree(other, ignore_errors=True)


def _build() -> None:
    jdk.home()  # before Maven is asked for: it is what is missing more often
    log = paths.state() / "log" / "build.log"
    log.unlink(missing_ok=True)
    run_step("building the server", [str(jdk.maven()), *FOR_RUNNING], log, cwd=paths.ROOT, env=jdk.environment(),
             detail=maven_detail)


def maven_detail(line: str) -> Optional[str]:
    """What Maven is at. Downloads without the address they come from."""
    plugin = re.search(r"--- (?:maven-)?([\w-]+?)(?:-maven)?(?:-plugin)?:[\w.]+:([\w-]+)", line)
    if plugin:
        return f"{plugin.group(1)} {plugin.group(2)}"
    download = re.search(r"Downloading from \S+ \S*/([^/]+)$", line)
    return f"downloading {download.group(1)}" if download else None
