"""All parts together, and one folder `bin` with links to all their programs."""
from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Iterable, List, Optional

from . import go_part, paths, postgres_part, python_part
from .part import Part
from .say import Trouble


def all_parts() -> List[Part]:
    return sorted([*go_part.discover(), *python_part.discover(), postgres_part.discover()], key=lambda part: part.name)


def part_named(name: str) -> Part:
    parts = all_parts()
    for part in parts:
        if part.name == name or name in part.programs:
            return part
    raise Trouble(f"There is no part {name!r}. There are: {', '.join(part.name for part in parts)}.", exit_code=2)


def make(names: Optional[Iterable[str]] = None) -> List[Part]:
    """Builds what is missing of those named (default: all that are wanted). Answers what had to be built."""
    chosen = [part_named(name) for name in names] if names else [part for part in all_parts() if part.wanted]
    return [part for part in chosen if part.make()]


def bin_view() -> Path:
    """A folder with a link for each program of each part that is built: what MESH_PARTS_BIN points to.

    Its name comes from what it holds, so that checkouts with other versions do not change it under a running test.
    """
    # Not Go: a test has no use for it. Not PostgreSQL: it finds its libraries by where it lies, and tests bring theirs.
    links = {program: part.program(program) for part in all_parts() if part.built and part.name not in ("go", "postgres")
             for program in part.programs}
    name = hashlib.sha256(repr(sorted(links.items())).encode()).hexdigest()[:16]
    folder = paths.cache() / "bin" / name
    folder.mkdir(parents=True, exist_ok=True)
    for program, target in links.items():
        if os.path.realpath(folder / program) != os.path.realpath(target):
            temporary = folder / f".{program}.{os.getpid()}"
            temporary.unlink(missing_ok=True)
            temporary.symlink_to(target)
            os.replace(temporary, folder / program)
    return folder
