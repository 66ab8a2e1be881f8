"""One long step, told while it lasts."""
from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Optional

from .say import Trouble, say, seconds, tail, write


class Progress:
    """On a terminal one line that is written again and again, and never wraps. In a log a line now and then, so that it
    is never mute: after 15 seconds, and after twice as long each time, so that no night fills a log."""

    FIRST_IN_LOG = 15.0

    def __init__(self, title: str) -> None:
        self.title = title
        self.began = time.monotonic()
        self._next_in_log = self.FIRST_IN_LOG
        self._moving = sys.stderr.isatty()

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.began

    def tick(self, detail: str = "") -> None:
        text = f"{self.title}: {detail}" if detail else self.title
        if self._moving:
            write(f"\r\033[K{fitted('  ' + text, '  ' + seconds(self.elapsed), _columns())}")
        elif self.elapsed >= self._next_in_log:
            self._next_in_log *= 2
            say(f"  {text}  {seconds(self.elapsed)}")

    def require_within(self, patience: float, log: Path) -> None:
        """Raises Trouble, with the end of the log, once the step takes longer than it may."""
        if self.elapsed > patience:
            self.failed()
            raise Trouble(f"{self.title} has taken longer than {seconds(patience)}. The end of {log}:\n{tail(log)}")

    def line(self, text: str) -> None:
        """A line that stays, above the moving one."""
        self._clear()
        say(text)

    def done(self, result: Optional[str] = None) -> None:
        self._clear()
        say(f"  {self.title}: {result or 'done'} ({seconds(self.elapsed)})")

    def failed(self) -> None:
        self._clear()
        say(f"  {self.title}: FAILED after {seconds(self.elapsed)}")

    def _clear(self) -> None:
        if self._moving:
            write("\r\033[K")


def _columns() -> int:
    """Asked each time: a window is made narrower while one waits."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except OSError:
        return 80


def fitted(text: str, end: str, columns: int) -> str:
    """The end is kept whole. One column stays free: some terminals wrap when the last one is written to."""
    room = max(columns - 1 - len(end), 0)
    if len(text) > room:
        text = text[:max(room - 3, 0)] + "..."[:room]
    return (text + end)[:max(columns - 1, 0)]
