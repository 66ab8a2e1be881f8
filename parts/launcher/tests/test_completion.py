from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import tempfile
import time
import unittest

from launcher import help_text, paths


class Terminal:
    """A shell in a pseudo-terminal, typed into as a person would."""

    def __init__(self, *shell: str) -> None:
        self.home = tempfile.TemporaryDirectory()
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.chdir(paths.ROOT)
            os.execvpe(shell[0], shell, {**os.environ, "HOME": self.home.name, "TERM": "dumb", "PS1": "ready> "})

    def type(self, text: str, until: str) -> str:
        """What is shown from then on, up to the awaited."""
        os.write(self.descriptor, text.encode())
        shown, deadline = "", time.monotonic() + 20
        while not re.search(until, shown):
            if not select.select([self.descriptor], [], [], deadline - time.monotonic())[0]:
                raise AssertionError(f"{until!r} did not come after {text!r}: {shown!r}")
            shown += os.read(self.descriptor, 4096).decode(errors="replace")
        return shown

    def close(self) -> None:
        os.close(self.descriptor)
        os.waitpid(self.pid, 0)
        self.home.cleanup()


class Shells(unittest.TestCase):
    def require(self, shell: str) -> None:
        if shutil.which(shell) is None:
            self.skipTest(f"{shell} is missing: ./mesh parts --list says how to get it")

    def try_in(self, load: str, tabs: str, *shell: str) -> None:
        terminal = Terminal(*shell)
        try:
            terminal.type(f"{load}; echo load''ed\n", r"loaded[\s\S]*ready> ")
            shown = terminal.type(f"./mesh key {tabs}", "show")
            for command in ("create", "list", "regenerate", "revoke"):
                self.assertIn(command, shown)
            terminal.type("cr\t", "eate ")
            terminal.type("--tier gu\t", "est ")
        finally:
            terminal.close()

    def test_bash(self) -> None:
        self.require("bash")
        self.try_in("source <(./mesh completion bash)", "\t\t", "bash", "--norc", "--noprofile", "-i")

    def test_zsh(self) -> None:
        self.require("zsh")
        self.try_in("autoload -U compinit; compinit -u -D; source <(./mesh completion zsh)", "\t", "zsh", "-f", "-i")

    def test_fish(self) -> None:
        self.require("fish")
        for typed, offered in (("./mesh key cr", {"create"}), ("./mesh key create --tier gu", {"guest"}),
                               ("./mesh key revoke alice --out", {"--output"}), ("mesh up --no", {"--no-key"}),
                               ("./mesh completion ", {"bash", "zsh", "fish"})):
            script = f"source {help_text.COMPLETION / 'mesh.fish'}; complete -C '{typed}'"
            answer = subprocess.run(["fish", "--no-config", "-c", script], capture_output=True, text=True, check=True)
            self.assertEqual({line.split("\t")[0] for line in answer.stdout.splitlines()}, offered, typed)
