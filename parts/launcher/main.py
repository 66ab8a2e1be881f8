"""Which command was meant."""
from __future__ import annotations

import sys
from typing import List

from .say import Trouble, say

HELP = """\
veilor-mesh: hands out one mesh key each, and keeps what it reaches to what was allowed.

  ./mesh up                        start everything here, print one guest key
  ./mesh key create --tier guest --subject alice
  ./mesh key list                  (from a second terminal, while `up` runs)
  ./mesh down                      stop it, from any terminal (the data stays)
  ./mesh version                   of this checkout, Headscale and PostgreSQL
  ./mesh test                      all tests, and what was shown by which real part
  ./mesh parts                     Headscale, Tailscale, PostgreSQL, ...: list, build what is missing
  ./mesh bench mint                how long a mint takes, beside a bare call to Headscale

More: ./mesh up --help, ./mesh parts --help, ./mesh test --help, ./mesh key --help,
      ./mesh token --help, ./mesh audit --help, ./mesh config print
State is kept in .mesh/, built parts in ~/.cache/veilor-mesh (MESH_CACHE elsewhere)."""


def main(arguments: List[str]) -> int:
    try:
        return _dispatch(arguments)
    except Trouble as trouble:
        say(f"mesh: {trouble}")
        return trouble.exit_code
    except KeyboardInterrupt:
        say("\nmesh: stopped.")
        return 130


def _dispatch(arguments: List[str]) -> int:
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(HELP)
        return 0
    if not sys.platform.startswith("linux"):
        raise Trouble("veilor-mesh runs on Linux; this is " + sys.platform + ".")
    command, rest = arguments[0], arguments[1:]
    if command == "parts":
        from . import parts_command
        return parts_command.run(rest)
    if command == "up":
        from . import up
        return up.run(rest)
    if command in ("down", "stop"):
        from . import down_command
        return down_command.run(rest)
    if command in ("version", "--version"):
        from . import version_command
        return version_command.run(rest)
    if command == "test":
        from . import test_command
        return test_command.run(rest)
    if command == "bench":
        from . import bench_command
        return bench_command.run(rest)
    from . import java_command
    return java_command.run(arguments)
