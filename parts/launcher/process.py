"""Who a process is. A pid alone is not enough: it is given again. Pid, start time and boot together are never reused."""
from __future__ import annotations

import os
import select
import signal
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Iterator, List, Optional


@dataclass(frozen=True)
class Identity:
    name: str
    pid: int
    started: int  # clock ticks since boot, as /proc/<pid>/stat has it
    boot: str
    command: List[str]

    def alive(self) -> bool:
        """False also if the pid now belongs to somebody else."""
        return identify(self.name, self.pid) == self

    def as_json(self) -> dict:
        return asdict(self)


def identify(name: str, pid: int) -> Optional[Identity]:
    """None if there is no such process, or only what is left of one (a zombie)."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return None
    state, *rest = stat[stat.rindex(")") + 2:].split()
    return None if state in "ZX" else Identity(name, pid, int(rest[18]), boot, command_of(pid))


def command_of(pid: int) -> List[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").rstrip("\0").split("\0")
    except OSError:
        return []


def running_in(folder: Path, program: str) -> Iterator[int]:
    """Processes of that program whose current folder is the one given: how PostgreSQL's own children are known."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if os.path.basename(os.readlink(entry / "exe")) == program and os.readlink(entry / "cwd") == str(folder):
                    yield int(entry.name)
            except OSError:
                continue  # ended meanwhile, or not ours to look at


def end(who: Identity, how: int = signal.SIGTERM, patience: float = 10.0) -> None:
    """Asks it to end, and kills it when it has not done so in time. Nothing happens if it is no longer that process."""
    for what, seconds in ((how, patience), (signal.SIGKILL, 5.0)):
        if not who.alive():
            return
        try:
            os.kill(who.pid, what)
        except ProcessLookupError:
            return
        if wait_until_gone(who, seconds):
            return


def wait_until_gone(who: Identity, seconds: float) -> bool:
    try:
        descriptor = os.pidfd_open(who.pid)
    except OSError:
        return True
    try:
        deadline = time.monotonic() + seconds
        while who.alive():
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            select.select([descriptor], [], [], left)
        return True
    finally:
        os.close(descriptor)
