"""What the launcher tells the person in front of it. All of it goes to stderr: stdout is for results."""
from __future__ import annotations

import sys
import time
from typing import Optional


class Trouble(Exception):
    """Something that a person has to put right. The text says what is wrong and what to do next."""

    def __init__(self, text: str, exit_code: int = 1) -> None:
        super().__init__(text)
        self.exit_code = exit_code


def say(text: str = "") -> None:
    print(text, file=sys.stderr, flush=True)


def seconds(elapsed: float) -> str:
    if elapsed < 10:
        return f"{elapsed:.1f} s"
    if elapsed < 60:
        return f"{elapsed:.0f} s"
    return f"{int(elapsed) // 60} min {int(elapsed) % 60:02d} s"


class Progress:
    """One long step. On a terminal a line that moves; in a log a line every 15 seconds, so that it is never mute."""

    LOG_EVERY = 15.0

    def __init__(self, title: str) -> None:
        self.title = title
        self.began = time.monotonic()
        self._last_line = self.began
        self._moving = sys.stderr.isatty()

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.began

    def tick(self, detail: str = "") -> None:
        text = f"{self.title}: {detail}" if detail else self.title
        if self._moving:
            sys.stderr.write(f"\r\033[K  {text[:90]}  {seconds(self.elapsed)}")
            sys.stderr.flush()
        elif time.monotonic() - self._last_line >= self.LOG_EVERY:
            self._last_line = time.monotonic()
            say(f"  {text}  {seconds(self.elapsed)}")

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
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
