"""Runs one long command with progress, its whole output in a log, and the log's end shown if it fails."""
from __future__ import annotations

import os
import selectors
import subprocess
import time
from pathlib import Path
from typing import Callable, Dict, Optional, Sequence

from .child import wait_or_kill
from .progress import Progress
from .say import Trouble, seconds, tail

#: Takes one line of output; answers what the command is at, or None if the line does not tell.
Detail = Callable[[str], Optional[str]]
#: Go, Maven and pip tell of each thing they fetch or build. Silent for so long, they wait for a network that is not there.
SILENT_FOR = 900.0


def run_logged(argv: Sequence[str], log: Path, on_line: Callable[[str], None], on_tick: Callable[[], None], *,
               cwd: Optional[Path] = None, env: Optional[Dict[str, str]] = None, silent_for: float = SILENT_FOR) -> int:
    """Its exit code. Every line goes to the log and to on_line; on_tick comes a few times each second.

    Raises Trouble, having ended it, when it has not said a word for so many seconds.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out, selectors.DefaultSelector() as ready:
        child = subprocess.Popen(argv, cwd=cwd, env=env, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert child.stdout is not None
        try:
            ready.register(child.stdout, selectors.EVENT_READ)
            rest, heard = b"", time.monotonic()
            while True:
                if ready.select(timeout=0.25):
                    chunk = os.read(child.stdout.fileno(), 65536)
                    if not chunk:
                        return child.wait(silent_for)
                    heard = time.monotonic()
                    out.write(chunk)
                    *whole, rest = (rest + chunk).split(b"\n")
                    for line in whole:
                        on_line(line.decode("utf-8", errors="replace").rstrip())
                on_tick()
                if time.monotonic() - heard > silent_for:
                    raise Trouble(f"{os.path.basename(argv[0])} has said nothing for {seconds(silent_for)}, and was stopped. "
                                  f"Check the network, then try again. The end of {log}:\n{tail(log)}")
        except BaseException:
            child.terminate()
            wait_or_kill(child, 10)
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
