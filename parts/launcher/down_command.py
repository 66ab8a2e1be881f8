"""`./mesh down`, or `stop`: ends the `./mesh up` of this checkout, whichever terminal it runs in."""
from __future__ import annotations

import argparse
import os
import signal
from typing import List, Optional

from . import lock, paths, process
from .progress import Progress
from .say import Trouble, say

#: Each of three parts has 15 s to end before it is killed.
PATIENCE = 60.0


def run(arguments: List[str]) -> int:
    argparse.ArgumentParser(prog="./mesh down", description="Stops the `./mesh up` of this checkout, wherever it runs. "
                            "The data stays. `./mesh stop` is the same.").parse_args(arguments)
    file = paths.state() / "up.lock"
    if not file.exists():
        say("  Nothing runs here.")
        return 0
    try:
        with lock.hold(file):
            say("  Nothing runs here.")
            return 0
    except lock.Taken as taken:
        _end(taken.holder)
    return 0


def _end(holder: Optional[int]) -> None:
    # Who holds the lock wrote its pid there, and cannot have ended meanwhile: the kernel would have freed the lock.
    who = process.identify("./mesh up", holder) if holder else None
    if not who:
        raise Trouble("It runs, but its process cannot be seen from here: perhaps in a container. Stop it with Ctrl-C there.")
    progress = Progress(f"stopping ./mesh up (process {who.pid})")
    try:
        os.kill(who.pid, signal.SIGTERM)
    except ProcessLookupError:
        pass
    except PermissionError:
        raise Trouble(f"./mesh up is process {who.pid} of another user. Stop it as that user, or: sudo kill {who.pid}") from None
    while not process.wait_until_gone(who, 0.25):
        progress.tick()
        if progress.elapsed > PATIENCE:
            progress.failed()
            raise Trouble(f"It has not ended in {PATIENCE:.0f} s. Its log is .mesh/log/. Harder, and safe for the data: "
                          f"kill -9 {who.pid}")
    progress.done("stopped")
