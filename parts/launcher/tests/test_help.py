from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
import unittest
from typing import List

from launcher import help_text, paths


def mesh(*words: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """As in a fresh clone: no state, so that a build would show, and no java or maven to build with."""
    with tempfile.TemporaryDirectory() as state:
        answer = subprocess.run([sys.executable, str(paths.ROOT / "mesh"), *words], capture_output=True, check=False,
                                env={"PATH": "/none", "MESH_STATE": state, **environment}, timeout=30)
        if os.listdir(state):
            raise AssertionError(f"{words} made {os.listdir(state)}")
        return answer


class Help(unittest.TestCase):
    def commands(self) -> List[List[str]]:
        found = [file.stem.split("-") for file in help_text.HELP.glob("*.txt")]
        self.assertGreater(len(found), 12)
        return found

    def test_every_commands_help_is_there_at_once_without_a_build(self) -> None:
        fastest = 9.9
        for words in [*self.commands(), ["up"], ["test"], ["parts"], ["bench"], ["completion"], []]:
            began = time.monotonic()
            answer = mesh(*words, "--help", LC_ALL="C")
            fastest = min(fastest, time.monotonic() - began)
            self.assertEqual((answer.returncode, answer.stderr), (0, b""), words)
            self.assertIn(b"./mesh " + " ".join(words).encode(), answer.stdout)
            self.assertLessEqual(max(len(line) for line in answer.stdout.splitlines()), 80, words)
            if words:
                self.assertEqual(mesh("help", *words).stdout, answer.stdout)
        self.assertLess(fastest, 0.3)

    def test_help_is_found_among_other_words_but_not_behind_two_dashes(self) -> None:
        whole = mesh("key", "create", "-h").stdout
        self.assertTrue(whole.startswith(b"Usage: ./mesh key create"))
        self.assertEqual(mesh("key", "create", "--tier", "guest", "--help").stdout, whole)
        self.assertIsNone(help_text.answer(["key", "show", "--", "--help"]))

    def test_a_group_alone_is_a_mistake_that_shows_its_commands(self) -> None:
        answer = mesh("token")
        self.assertEqual((answer.returncode, answer.stdout), (2, b""))
        self.assertIn(b"revoke", answer.stderr)

    def test_a_reader_that_goes_away_is_met_with_silence(self) -> None:
        for words in ("key --help", "--help", "completion bash"):
            answer = subprocess.run(f"{sys.executable} {paths.ROOT}/mesh {words} | true", shell=True, check=False,
                                    capture_output=True)
            self.assertEqual((answer.stdout, answer.stderr), (b"", b""))


class Completion(unittest.TestCase):
    def test_the_launchers_own_options_are_completed(self) -> None:
        script = mesh("completion", "fish").stdout.decode()
        for command in ("up", "test", "parts"):
            options = set(re.findall(r"--([a-z][a-z-]+)", mesh(command, "--help").stdout.decode())) - {"help"}
            self.assertTrue(options)
            for option in options:
                self.assertRegex(script, rf"__mesh_in {command}'.* -l {option} ")

    def test_an_unknown_shell_is_refused(self) -> None:
        for words in ([], ["tcsh"], ["bash", "zsh"]):
            self.assertEqual(mesh("completion", *words).returncode, 2)
