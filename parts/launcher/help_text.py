"""Help and completion of every command, from files: nothing is built or started for them."""
from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import List, Optional

from . import paths
from .say import Trouble

#: Written by HelpTextsTest from the commands themselves, which also finds them stale.
HELP = paths.PARTS / "launcher" / "help"
COMPLETION = paths.PARTS / "launcher" / "completion"
SHELLS = {"bash": "mesh.bash", "zsh": "mesh.bash", "fish": "mesh.fish"}
COMPLETION_HELP = """\
Usage: ./mesh completion bash|zsh|fish
Print what the shell completes ./mesh by.

Examples:
  source <(./mesh completion bash)        # this shell; ~/.bashrc for all
  source <(./mesh completion zsh)         # after compinit; ~/.zshrc for all
  ./mesh completion fish | source         # ~/.config/fish/config.fish for all
"""


def answer(arguments: List[str]) -> Optional[int]:
    """The exit code if this was a question for help about one of the application's commands."""
    words: List[str] = []
    for argument in arguments:
        if argument.startswith("-") or not (HELP / ("-".join([*words, argument]) + ".txt")).is_file():
            break
        words.append(argument)
    if not words:
        return None
    text = (HELP / ("-".join(words) + ".txt")).read_bytes()
    options = arguments[:arguments.index("--")] if "--" in arguments else arguments
    if "-h" in options or "--help" in options:
        return write(text)
    is_group = any(HELP.glob("-".join(words) + "-*.txt"))
    if is_group and words == arguments:
        write(text, sys.stderr.fileno())
        return 2
    return None


def completion(arguments: List[str]) -> int:
    if "-h" in arguments or "--help" in arguments:
        return write(COMPLETION_HELP.encode())
    if len(arguments) != 1 or arguments[0] not in SHELLS:
        raise Trouble("Write ./mesh completion bash, zsh or fish.", 2)
    return write((COMPLETION / SHELLS[arguments[0]]).read_bytes())


def write(text: bytes, descriptor: int = 1) -> int:
    """Whatever the locale says; and a reader that has seen enough is no trouble."""
    try:
        while text:
            text = text[os.write(descriptor, text):]
    except BrokenPipeError:
        pass
    return 0
