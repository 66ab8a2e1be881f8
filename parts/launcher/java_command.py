"""Every other command is the application's own: `./mesh key ...`, `token`, `audit`, `config`, `bench`."""
from __future__ import annotations

import os
from typing import List

from . import app, build, paths


def run(arguments: List[str]) -> int:
    jar = build.ensure()
    config = paths.state() / "server.properties"
    argv = [*app.command_line(jar, "command", config if config.exists() else None), *arguments]
    os.chdir(paths.ROOT)  # where .mesh/run.json is looked for
    os.execv(argv[0], argv)
