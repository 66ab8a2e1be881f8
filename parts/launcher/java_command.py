"""Every other command is the application's own: `./mesh key ...`, `token`, `audit`, `config`."""
from __future__ import annotations

import os
from typing import Dict, List, Mapping

from . import app, build, paths


def run(arguments: List[str]) -> int:
    jar = build.ensure()
    config = paths.state() / "server.properties"
    argv = [*app.command_line(jar, "command", config if config.exists() else None), *arguments]
    os.execve(argv[0], argv, environment(os.environ))


def environment(callers: Mapping[str, str]) -> Dict[str, str]:
    """The caller's, and where run.json is: a command stays in the caller's folder, so that relative paths mean what
    they mean there. Whoever has set the variable already keeps their choice."""
    return {"MESH_RUN_FILE": str(paths.state() / "run.json"), **callers}
