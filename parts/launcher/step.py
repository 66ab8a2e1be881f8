"""Runs one long command with progress, its whole output in a log, and the log's end shown if it fails."""
from __future__ import annotations

import os
import selectors
import subprocess
from pathlib import Path
from typing import Callable, Dict, Optional, Sequence

from .progress import Progress
from .say import Trouble, seconds

#: Takes one line of output; answers what the command is at, or None if the line does not tell.
Detail = Callable[[str], Optional[str]]


def tail(log: Path, lines: int = 20) -> str:
    try:
        text = log.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return "    (no log)"
    return "\n".join("    " + line for line in text.splitlines()[-lines:]) or "    (the log is empty)"


def run_logged(argv: Sequence[str], log: Path, on_line: Callable[[str], None], on_tick: Callable[[], None], *,
               cwd: Optional[Path] = None, env: Optional[Dict[str, str]] = None) -> int:
    """Its exit code. Every line goes to the log and to on_line; on_tick comes a few times each second."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out, selectors.DefaultSelector() as ready:
        child = subprocess.Popen(argv, cwd=cwd, env=env, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert child.stdout is not None
        try:
            ready.register(child.stdout, selectors.EVENT_READ)
            rest = b""
            while True:
                if ready.select(timeout=0.25):
                    chunk = os.read(child.stdout.fileno(), 65536)
                    if not chunk:
                        return child.wait()
                    out.write(chunk)
                    *whole, rest = (rest + chunk).split(b"\n")
                    for line in whole:
                        on_line(line.decode("utf-8", errors="replace").rstrip())
                on_tick()
        except BaseException:
            child.terminate()
            child.wait()
            raise
        finally:
            child.stdout.close()


def run_step(title: str, argv: Sequence[str], log: Path, *, cwd: Optional[Path] = None,
             env: Optional[Dict[str, str]] = None, detail: Detail = lambda line: None, advice: str = "") -> None:
    """Raises Trouble, with the end of the log, unless the command exits with 0."""
    progress = Progress(title)
    now = ""

    def on_line(line: str) -> None:
        nonlocal now
        now = detail(line) or now

    code = run_logged(argv, log, on_line, lambda: progress.tick(now), cwd=cwd, env=env)
    if code != 0:
        progress.failed()
        raise Trouble(f"{title} failed (exit {code}, after {seconds(progress.elapsed)}). The end of {log}:\n{tail(log)}"
                      + (f"\n{advice}" if advice else ""))
    progress.done()
