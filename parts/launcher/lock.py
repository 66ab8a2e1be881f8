"""A file lock, so that two launchers at once wait for each other instead of building the same thing twice."""
from __future__ import annotations

import contextlib
import fcntl
import os
import time
from pathlib import Path
from typing import Iterator, Optional

from .progress import Progress
from .say import Trouble, seconds

#: Longer than the longest build on a small machine.
WAITS_FOR = 3600.0


class Taken(Exception):
    """Somebody else holds the lock."""

    def __init__(self, holder: Optional[int]) -> None:
        super().__init__(f"held by process {holder}")
        self.holder = holder


@contextlib.contextmanager
def hold(file: Path) -> Iterator[None]:
    """Holds the lock, or raises Taken at once. The kernel frees it however this process ends."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+", encoding="ascii") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            holder = handle.read().strip()
            raise Taken(int(holder) if holder.isdigit() else None) from None
        handle.seek(0)
        handle.truncate()
        handle.write(str(os.getpid()))
        handle.flush()
        yield


@contextlib.contextmanager
def wait_for(file: Path, what: str) -> Iterator[None]:
    """Holds the lock, waiting for whoever has it now, and saying so."""
    progress: Optional[Progress] = None
    with contextlib.ExitStack() as stack:
        while True:
            try:
                stack.enter_context(hold(file))
                break
            except Taken as taken:
                progress = progress or Progress(f"{what}: process {taken.holder} is at it, waiting")
                progress.tick()
                if progress.elapsed > WAITS_FOR:
                    progress.failed()
                    raise Trouble(f"{what}: process {taken.holder} has been at it for {seconds(WAITS_FOR)}. Look at what it does "
                                  f"(ps -fp {taken.holder}), or end it: kill {taken.holder}") from None
                time.sleep(0.2)
        if progress:
            progress.done("it is done")
        yield
