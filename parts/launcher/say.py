"""What the launcher tells the person in front of it. All of it goes to stderr: stdout is for results."""
from __future__ import annotations

import errno
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path


class Trouble(Exception):
    """Something that a person has to put right. The text says what is wrong and what to do next."""

    def __init__(self, text: str, exit_code: int = 1) -> None:
        super().__init__(text)
        self.exit_code = exit_code


def say(text: str = "") -> None:
    write(text + "\n")


def write(text: str) -> None:
    """Raises BrokenPipeError when nobody reads any more, once: who then tidies up may go on talking, to nobody."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError as failure:
        if failure.errno not in (errno.EPIPE, errno.EIO):  # EIO: the terminal is gone
            raise
        to_nobody(sys.stderr.fileno())
        raise BrokenPipeError(failure.errno, "nobody reads any more") from None


def to_nobody(descriptor: int) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def tail(log: Path, lines: int = 20) -> str:
    try:
        text = log.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return "    (no log)"
    return "\n".join("    " + line for line in text.splitlines()[-lines:]) or "    (the log is empty)"


def seconds(elapsed: float) -> str:
    if elapsed < 10:
        return f"{elapsed:.1f} s"
    if elapsed < 60:
        return f"{elapsed:.0f} s"
    return f"{int(elapsed) // 60} min {int(elapsed) % 60:02d} s"


def until(then: datetime, now: datetime) -> str:
    """The instant, and how far it is: never more than there is."""
    return f"{then:%Y-%m-%dT%H:%M:%SZ} (in {_coarse(then - now)})"


def _coarse(time: timedelta) -> str:
    minutes = int(time.total_seconds()) // 60
    if minutes >= 48 * 60:
        return f"{minutes // 60 // 24} days"
    return f"{minutes // 60} h" if minutes >= 60 else f"{max(minutes, 0)} min"
