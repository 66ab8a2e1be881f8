"""What `./mesh up` tells the other commands: .mesh/run.json, there while it runs."""
from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from . import paths


@dataclass(frozen=True)
class Run:
    url: str
    management: str
    headscale: str
    token_file: str
    server_config: str
    pid: int
    gate: Optional[str] = None

    def write(self, state: Path) -> None:
        paths.write_private(state / "run.json", json.dumps({
            "url": self.url, "management": self.management, "gate": self.gate, "headscale": self.headscale, "tokenFile": self.token_file,
            "serverConfig": self.server_config, "pid": self.pid}, indent=2) + "\n")


def read(state: Path) -> Optional[Run]:
    """None also for a file that makes no sense: the server, not the file, is the truth."""
    try:
        found = json.loads((state / "run.json").read_text(encoding="utf-8"))
        return Run(found["url"], found["management"], found["headscale"], found["tokenFile"], found["serverConfig"], found["pid"],
                   found.get("gate"))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget(state: Path) -> None:
    (state / "run.json").unlink(missing_ok=True)


def is_mine(state: Path) -> bool:
    run = read(state)
    return run is not None and run.pid == os.getpid()
