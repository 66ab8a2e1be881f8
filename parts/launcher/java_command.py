"""Every other command is the application's own: `./mesh key ...`, `token`, `audit`, `config`."""
from __future__ import annotations

import os
import sys
from typing import Dict, List, Mapping, Optional

from . import app, build, paths
from .say import Trouble


def run(arguments: List[str]) -> int:
    words = [os.fsencode(argument) for argument in arguments]
    require_utf8(words)
    jar = build.ensure()
    config = paths.state() / "server.properties"
    argv = app.command_line(jar, "command", config if config.exists() else None)
    os.execve(argv[0], [*(os.fsencode(word) for word in argv), *words],
              {**environment(os.environ), **screen(terminal_width())})


def require_utf8(words: List[bytes]) -> None:
    """Two names that cannot be read would become one and the same."""
    for word in words:
        try:
            word.decode("utf-8")
        except UnicodeDecodeError:
            raise Trouble(f"{word.decode('utf-8', 'backslashreplace')} is not UTF-8: set the terminal to UTF-8.",
                          2) from None


def environment(callers: Mapping[str, str]) -> Dict[str, str]:
    """The caller's, and where run.json is: a command stays in the caller's folder, so that relative paths mean what
    they mean there. Whoever has set the variable already keeps their choice. The JVM reads arguments and names of files
    as its locale says, which in LC_ALL=C makes one of all letters beyond ASCII: so it is told UTF-8."""
    return {"MESH_RUN_FILE": str(paths.state() / "run.json"), **callers, "LC_ALL": "C.UTF-8"}


def screen(width: Optional[int]) -> Dict[str, str]:
    """Empty, not left out, without a terminal: the caller's own must not count."""
    return {"MESH_WIDTH": str(width) if width else ""}


def terminal_width() -> Optional[int]:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except (OSError, ValueError):
        return None
