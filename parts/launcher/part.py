"""What a part is: a foreign program at a pinned version, built once and kept under the hash of what pins it."""
from __future__ import annotations

import hashlib
import os
import platform
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Iterable, Tuple

from . import lock, paths
from .say import Trouble


def machine() -> str:
    """The processor as Go and Debian call it."""
    name = platform.machine().lower()
    known = {"x86_64": "amd64", "amd64": "amd64", "aarch64": "arm64", "arm64": "arm64"}
    if name not in known:
        raise Trouble(f"This machine is a {name}. The parts are pinned for x86_64 and aarch64 only.")
    return known[name]


def key_of(files: Iterable[Path], *flags: str) -> str:
    """Same lock files and same flags: same key, on every machine. The order of the files counts, their place does not."""
    digest = hashlib.sha256()
    for file in files:
        data = file.read_bytes()
        digest.update(f"{file.name} {len(data)}\n".encode())
        digest.update(data)
    for flag in flags:
        digest.update(b"\0" + flag.encode())
    return digest.hexdigest()[:16]


@dataclass(frozen=True)
class Part:
    name: str
    version: str
    key: str
    programs: Tuple[str, ...]
    #: Builds into the folder given. It may leave anything behind if it fails: the folder is thrown away.
    build: Callable[["Part", Path], None]
    #: Resolves and pins again after a version change.
    relock: Callable[[], None]
    #: False: fetched only when another part turns out to need it.
    wanted: bool = True

    @property
    def folder(self) -> Path:
        return paths.cache() / "parts" / f"{self.name}-{self.version}-{self.key}"

    @property
    def built(self) -> bool:
        return self.folder.is_dir()

    def program(self, name: str) -> Path:
        return self.folder / "bin" / name

    def make(self) -> bool:
        """Builds if it is not there. True: this call built it. A half-built part is never seen under the final name."""
        if self.built:
            return False
        parent = self.folder.parent
        with lock.wait_for(paths.cache() / "locks" / f"{self.folder.name}.lock", f"{self.name} {self.version}"):
            if self.built:
                return False
            parent.mkdir(parents=True, exist_ok=True)
            fresh = parent / f".{self.folder.name}.building"
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir()
            try:
                self.build(self, fresh)
                for program in self.programs:
                    if not os.access(fresh / "bin" / program, os.X_OK):
                        raise Trouble(f"{self.name} {self.version} was built, but has no program bin/{program}.")
                fresh.rename(self.folder)
            finally:
                shutil.rmtree(fresh, ignore_errors=True)
        return True

    def log(self) -> Path:
        return paths.cache() / "log" / f"{self.folder.name}.log"
