"""What we have started, on disk: after a kill -9 the next start ends what is left, and nothing else."""
from __future__ import annotations

import json
import time
from pathlib import Path
from typing import List

from . import paths, process
from .child import Child
from .say import say

HURRY = 0.7
STOPS_WITHIN = 15.0


class Ledger:
    def __init__(self, file: Path) -> None:
        self._file = file
        self.children: List[Child] = []

    def add(self, child: Child) -> Child:
        """Two that start after each other stop in the opposite order."""
        self.children.append(child)
        self._write()
        return child

    def require_alive(self) -> None:
        """Raises Trouble if any of them has ended: whoever waits for one waits in vain when another is gone."""
        for child in self.children:
            child.require_alive()

    def stop_all(self, hurry: bool = False) -> None:
        """hurry: those that keep their data elsewhere, or in a file that bears being cut off, are asked at once and have
        less than a second in all. A server whose database is dead would wait for it much longer."""
        quick = [child for child in self.children if hurry and not child.keeps_data]
        for child in quick:
            child.ask_to_stop()
        deadline = time.monotonic() + HURRY
        for child in reversed(self.children):
            child.stop(max(deadline - time.monotonic(), 0) if child in quick else STOPS_WITHIN)
        self.children.clear()
        self._file.unlink(missing_ok=True)

    def stop(self, child: Child) -> None:
        child.stop(STOPS_WITHIN)
        self.children.remove(child)
        self._write()

    def end_leftovers(self) -> None:
        """Each is known by pid, start time, boot and command line. Whoever has the pid now is left alone."""
        for who in reversed(self._read()):
            if who.alive():
                say(f"  {who.name} (process {who.pid}) was left over from an earlier run: ending it")
                process.end(who)
        self._file.unlink(missing_ok=True)

    def _write(self) -> None:
        paths.write_private(self._file, json.dumps([child.identity.as_json() for child in self.children], indent=1))

    def _read(self) -> List[process.Identity]:
        try:
            return [process.Identity(**entry) for entry in json.loads(self._file.read_text(encoding="utf-8"))]
        except (OSError, ValueError, TypeError):
            return []  # no earlier run, or a file that is not ours to trust
