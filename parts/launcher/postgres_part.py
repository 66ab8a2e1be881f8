"""PostgreSQL: the same binaries that the tests run, which come through Maven as an .xz archive inside a jar."""
from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tarfile
import tempfile
import zipfile
from pathlib import Path

from . import jdk, paths
from .part import Part, key_of, machine
from .say import Trouble
from .step import run_step

CHECKSUMS = paths.PARTS / "postgres" / "checksums.txt"
GROUP = "io.zonky.test.postgres"
FETCH = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
PLATFORMS = {"amd64": "linux-amd64", "arm64": "linux-arm64v8"}


def discover() -> Part:
    version = pinned_version()
    platform = PLATFORMS[machine()]
    return Part("postgres", version, key_of([CHECKSUMS], platform), ("postgres", "initdb", "pg_ctl"),
                lambda part, into: _build(part, into, platform), _relock)


def pinned_version() -> str:
    found = re.search(r"<postgres\.version>\s*([^<\s]+)\s*</postgres\.version>",
                      (paths.ROOT / "pom.xml").read_text(encoding="utf-8"))
    if not found:
        raise Trouble("pom.xml has no property postgres.version.")
    return found.group(1)


def _build(part: Part, into: Path, platform: str) -> None:
    jar = _fetch(part.version, platform, into / "download", part.log())
    wanted = _checksum(part.version, platform)
    if _sha256(jar) != wanted:
        raise Trouble(f"{jar.name} has another content than the one that was pinned in {CHECKSUMS}. Do not use it.")
    with zipfile.ZipFile(jar) as archive:
        inside = next(name for name in archive.namelist() if name.endswith(".txz"))
        archive.extract(inside, into)
    _unpack(into / inside, into)
    (into / inside).unlink()
    shutil.rmtree(into / "download")


def _fetch(version: str, platform: str, into: Path, log: Path) -> Path:
    artifact = f"embedded-postgres-binaries-{platform}"
    # Away from the checkout: its pom has nothing to say here.
    with tempfile.TemporaryDirectory() as elsewhere:
        run_step(f"postgres {version}: fetching it",
                 [str(jdk.maven()), "-B", "-ntp", FETCH, f"-Dartifact={GROUP}:{artifact}:{version}",
                  f"-DoutputDirectory={into}"],
                 log, cwd=Path(elsewhere), env=jdk.environment(),
                 advice="If it could not download: check the network and ~/.m2/settings.xml.")
    return into / f"{artifact}-{version}.jar"


def _unpack(archive: Path, into: Path) -> None:
    try:
        with tarfile.open(archive, "r:xz") as tar:
            tar.extractall(into)  # the archive was checked by its hash
    except tarfile.CompressionError:  # a Python that was built without lzma
        if not shutil.which("xz"):
            raise Trouble("Unpacking PostgreSQL needs xz.\n"
                          "  Debian: apt-get install xz-utils\n  Fedora: dnf install xz") from None
        subprocess.run(["tar", "-xJf", str(archive), "-C", str(into)], check=True, timeout=600)


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _checksum(version: str, platform: str) -> str:
    for line in CHECKSUMS.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{version} {platform} sha256:"):
            return line.split("sha256:")[1].strip()
    raise Trouble(f"{CHECKSUMS} has no line for {version} {platform}: run `./mesh parts --relock postgres`.")


def _relock() -> None:
    version = pinned_version()
    head = [line for line in CHECKSUMS.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    with tempfile.TemporaryDirectory() as folder:
        for platform in PLATFORMS.values():
            jar = _fetch(version, platform, Path(folder), paths.cache() / "log" / "relock-postgres.log")
            head.append(f"{version} {platform} sha256:{_sha256(jar)}")
    CHECKSUMS.write_text("\n".join(head) + "\n", encoding="utf-8")
