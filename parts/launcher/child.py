"""A process that we start. It dies with us (also when we are killed), and Ctrl-C reaches us alone, not it."""
from __future__ import annotations

import ctypes
import os
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Optional, Sequence

from . import process
from .say import Trouble, say, tail

_KEPT_LOGS = 5
_DIES_WITHIN = 5.0
_PR_SET_PDEATHSIG = 1
_CLONE_NEWUSER = 0x10000000
# Loaded before any fork: nothing may be loaded between fork and exec.
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass
class Child:
    name: str
    popen: "subprocess.Popen[bytes]"
    identity: process.Identity
    log: Path
    stop_signal: int
    #: Killed, it has to recover at its next start: so it is given the time to end.
    keeps_data: bool = False
    _asked: bool = False

    def ask_to_stop(self) -> None:
        """Once: a second signal means something else to some programs."""
        if not self._asked and self.popen.poll() is None:
            self._asked = True
            self.popen.send_signal(self.stop_signal)

    def stop(self, patience: float) -> None:
        self.ask_to_stop()
        wait_or_kill(self.popen, patience)

    def require_alive(self) -> None:
        """Raises Trouble, with the end of its log, if it has ended."""
        if self.popen.poll() is not None:
            raise Trouble(self.obituary())

    def obituary(self) -> str:
        code = self.popen.returncode
        how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"
        return f"{self.name} {how}. The end of {self.log}:\n{tail(self.log)}"


def start(name: str, argv: Sequence[str], log: Path, *, cwd: Path, env: Optional[Dict[str, str]] = None,
          stop_signal: int = signal.SIGTERM, as_nobody: bool = False, keeps_data: bool = False) -> Child:
    """as_nobody: in a user namespace without a mapping, so that a program which refuses to run as root will run."""
    _rotate(log)
    parent = os.getpid()

    def between_fork_and_exec() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        if as_nobody and _libc.unshare(_CLONE_NEWUSER) != 0:
            os.write(2, b"unshare: not permitted\n")
            os._exit(126)
        _libc.prctl(_PR_SET_PDEATHSIG, stop_signal, 0, 0, 0)  # after unshare, which clears it
        if os.getppid() != parent:
            os._exit(125)

    with log.open("ab") as out:
        popen = subprocess.Popen(argv, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                 start_new_session=True, preexec_fn=between_fork_and_exec)
    identity = process.identify(name, popen.pid)
    if identity is None:
        wait_or_kill(popen, _DIES_WITHIN)
        raise Trouble(f"{name} ended at once (exit {popen.returncode}). The end of {log}:\n{tail(log)}")
    return Child(name, popen, identity, log, stop_signal, keeps_data)


def wait_or_kill(popen: "subprocess.Popen[bytes]", patience: float) -> None:
    try:
        popen.wait(patience)
    except subprocess.TimeoutExpired:
        popen.kill()
        try:
            popen.wait(_DIES_WITHIN)
        except subprocess.TimeoutExpired:  # stuck in the kernel, on a disk that does not answer: it goes when that does
            say(f"  process {popen.pid} does not die")


def run_as_nobody(argv: List[str], **options) -> "subprocess.CompletedProcess[str]":
    """A short run in the same kind of namespace. Exit code 126 with `unshare` in stderr: the kernel forbids it."""
    def enter() -> None:
        if _libc.unshare(_CLONE_NEWUSER) != 0:
            os.write(2, b"unshare: not permitted\n")
            os._exit(126)

    return subprocess.run(argv, preexec_fn=enter, capture_output=True, text=True, check=False,
                          timeout=120, **options)


def _rotate(log: Path) -> None:
    """log -> log.1 -> log.2 ...: each start has a log of its own."""
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for number in range(_KEPT_LOGS, 0, -1):
        older = log if number == 1 else log.with_name(f"{log.name}.{number - 1}")
        if older.exists():
            os.replace(older, log.with_name(f"{log.name}.{number}"))
    log.touch(mode=0o600)
