"""What the first `./mesh up` takes, said before it takes it. Measured on two cores, from nothing."""
from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import List, NamedTuple

from . import build, catalogue, go_part, jdk, paths, system
from .part import Part
from .say import Trouble, say


class Cost(NamedTuple):
    minutes: int
    download_gb: float
    disk_gb: float


#: Of the disk, 1.2 GB are the sources of Headscale and its libraries, 0.9 GB what Go keeps of the build,
#: 0.3 GB a Go, where the machine has none that is new enough.
WITH_HEADSCALE = Cost(6, 0.7, 3.3)
WITHOUT = Cost(2, 0.4, 0.9)


def prepare(with_headscale: bool, ports: List[int]) -> None:
    """Raises Trouble that names all that is missing, at once. Silent when everything is built."""
    parts = [catalogue.part_named(name) for name in ("postgres", *(["headscale"] if with_headscale else []))]
    unbuilt = [part for part in parts if not part.built]
    if not unbuilt and build.installed(paths.ROOT, paths.state()).is_file():
        return
    _require(unbuilt)
    if unbuilt:
        for line in lines(with_headscale, ports):
            say(line)
        _warn_of_little_room(WITH_HEADSCALE if with_headscale else WITHOUT)


def lines(with_headscale: bool, ports: List[int]) -> List[str]:
    cost = WITH_HEADSCALE if with_headscale else WITHOUT
    builds = "Headscale and the server" if with_headscale else "the server"
    return [f"  The first run builds {builds}: about {cost.minutes} minutes on two cores.",
            f"  It downloads {cost.download_gb} GB and needs {cost.disk_gb:.1f} GB of disk (~/.m2, .mesh, ~/.cache"
            + (", ~/go)." if with_headscale else ")."),
            f"  Its port{'s' if len(ports) > 1 else ''} on 127.0.0.1: {_listed(ports)}. "
            "Later runs take seconds.", ""]


def _listed(ports: List[int]) -> str:
    *first, last = map(str, ports)
    return f"{', '.join(first)} and {last}" if first else last


def _require(unbuilt: List[Part]) -> None:
    absent = [package for package in system.missing("up") if package.command != "pip:" or _pip_is_needed(unbuilt)]
    troubles = []
    if absent:
        troubles.append("Not installed: " + ", ".join(f"{p.debian} ({p.purpose})" for p in absent) + ".\n"
                        + system.how_to_get(p.debian for p in absent))
    try:
        jdk.home()
    except Trouble as trouble:
        troubles.append(str(trouble))
    if troubles:
        raise Trouble("\n".join(troubles))


def _pip_is_needed(unbuilt: List[Part]) -> bool:
    """Only to fetch a Go, where the machine has none that is new enough."""
    if not any(part.name == "headscale" for part in unbuilt) or catalogue.part_named("go").built:
        return False
    needs = go_part.version_of((paths.PARTS / "headscale" / "go.mod").read_text(encoding="utf-8"))
    return not any(version >= needs for version, _ in go_part.found_go())


def _warn_of_little_room(cost: Cost) -> None:
    for folder in {_existing(place) for place in (Path.home(), paths.state(), paths.cache())}:
        free = shutil.disk_usage(folder).free / 1e9
        if free < cost.disk_gb:
            say(f"  Only {free:.1f} GB are free in {folder}. It may not be enough.\n")
            return


def _existing(place: Path) -> Path:
    return next(folder for folder in (place, *place.parents) if os.path.isdir(folder))
