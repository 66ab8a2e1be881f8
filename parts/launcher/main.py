"""Which command was meant."""
from __future__ import annotations

import os
import subprocess
import sys
from typing import List, TextIO

from . import help_text, ownership
from .say import Trouble, say, to_nobody

HELP = """\
veilor-mesh: hands out one mesh key each, and keeps what it reaches to what was
allowed.

  ./mesh up            start everything here, print one guest key
  ./mesh key create --tier guest --subject alice
  ./mesh key list      (from a second terminal, while `up` runs)
  ./mesh down          stop it, from any terminal (the data stays)
  ./mesh version       of this checkout, Headscale and PostgreSQL
  ./mesh test          all tests, and what was shown by which real part
  ./mesh parts         Headscale, Tailscale, PostgreSQL, ...: list, build
  ./mesh bench mint    how long a mint takes, beside a bare call to Headscale
  ./mesh bench policy  how long a decision of the policy takes, and its proof
  ./mesh bench gate    what the gate's answer costs, beside nginx

Help: ./mesh COMMAND --help for up, down, version, parts, test, bench,
      completion, key, node, policy, gate, token, audit, headscale, config
State is kept in .mesh/, built parts in ~/.cache/veilor-mesh (or MESH_CACHE)."""


def main(arguments: List[str]) -> int:
    try:
        return _said(arguments)
    except BrokenPipeError:
        # Nobody reads on, as in `./mesh --help | head -3`: that is no fault. The exit code is the shell's for it.
        for stream in (sys.stdout, sys.stderr):
            _let_go(stream)
        return 141


def _said(arguments: List[str]) -> int:
    try:
        try:
            return _dispatch(arguments)
        finally:
            sys.stdout.flush()
    except Trouble as trouble:
        say(f"mesh: {trouble}")
        return trouble.exit_code
    except subprocess.TimeoutExpired as late:
        say(f"mesh: {os.path.basename(str(late.cmd[0]))} has not ended in {late.timeout:.0f} s, and was stopped. Try again; "
            "is the machine very busy?")
        return 1
    except KeyboardInterrupt:
        say("\nmesh: stopped.")
        return 130
    except BrokenPipeError:
        raise
    except OSError as failure:
        advice = ownership.advice(failure)
        if not advice:
            raise
        say(f"mesh: {advice}")
        return 1


def _let_go(stream: TextIO) -> None:
    """What could not be written would be tried again, and complained of, at the very end."""
    try:
        stream.flush()
    except BrokenPipeError:
        to_nobody(stream.fileno())


def _dispatch(arguments: List[str]) -> int:
    if arguments[:1] == ["help"] and len(arguments) > 1:
        arguments = [*arguments[1:], "--help"]
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        return help_text.write(HELP.encode() + b"\n")
    answered = help_text.answer(arguments)
    if answered is not None:
        return answered
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
    if command == "completion":
        return help_text.completion(rest)
    from . import java_command
    return java_command.run(arguments)
