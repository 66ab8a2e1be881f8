"""Where things are. Three roots, so that nothing we make is ever mixed with what is checked in."""
from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ROOT / "parts"


def cache() -> Path:
    """Built parts, shared by all checkouts of this user: $MESH_CACHE, else ~/.cache/veilor-mesh."""
    chosen = os.environ.get("MESH_CACHE")
    if chosen:
        return Path(chosen).expanduser().absolute()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "veilor-mesh"


def state() -> Path:
    """What one installation owns (database, keys, logs): $MESH_STATE, else .mesh. 0700: it holds secrets."""
    chosen = os.environ.get("MESH_STATE")
    return Path(chosen).expanduser().absolute() if chosen else ROOT / ".mesh"


def make_private(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def write_private(file: Path, text: str) -> None:
    """Writes a file that only its owner can read, whole or not at all."""
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    os.replace(temporary, file)
