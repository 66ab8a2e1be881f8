"""What a person sees of the launcher as a whole: files that are not theirs, pipes that nobody reads."""
from __future__ import annotations

import os
import pwd
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Optional

from launcher import paths

MESH = [sys.executable, str(paths.ROOT / "mesh")]
NOBODY = pwd.getpwnam("nobody").pw_uid
#: Loaded as root, run as another: that user may not be let into the folder where this Python is.
AS_ANOTHER = """
import os, sys
from launcher import down_command, java_command, main, up
os.setgroups([])
os.setuid(int(sys.argv[1]))
sys.exit(main.main(sys.argv[2:]))
"""


@unittest.skipUnless(os.geteuid() == 0, "to be two users at once takes root")
class ForeignFiles(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        Path(folder.name).chmod(0o755)
        self.state = Path(folder.name) / ".mesh"
        self.state.mkdir(0o700)

    def test_a_state_folder_of_another_user_is_one_sentence_with_the_chown(self) -> None:
        for command in (["up"], ["key", "list"], ["down"]):
            (self.state / "up.lock").touch(0o600)
            self._is_one_sentence(self._mesh(*command, as_user=NOBODY), f"sudo chown -R nobody {self.state}")

    def test_so_are_files_inside_it_that_root_left(self) -> None:
        os.chown(self.state, NOBODY, -1)
        for name in ("up.lock", "log/server.log", "postgres/base"):
            left = self.state / name
            left.parent.mkdir(exist_ok=True)
            left.touch(0o600)
            self._is_one_sentence(self._mesh("up", as_user=NOBODY), f"sudo chown -R nobody {self.state}")
            left.unlink()
            if left.parent != self.state:
                left.parent.rmdir()

    def test_root_in_the_checkout_of_somebody_else_is_told_before_it_leaves_files_there(self) -> None:
        os.chown(self.state, NOBODY, -1)
        self._is_one_sentence(self._mesh("up"), f"belongs to nobody, and you are root. If it should be yours: chown -R root {self.state}")
        self.assertEqual([], list(self.state.iterdir()))

    def _is_one_sentence(self, ran: "subprocess.CompletedProcess[str]", holds: str) -> None:
        self.assertEqual((1, "", 1), (ran.returncode, ran.stdout, ran.stderr.count("\n")), ran.stderr)
        self.assertIn(holds, ran.stderr)

    def _mesh(self, *words: str, as_user: Optional[int] = None) -> "subprocess.CompletedProcess[str]":
        argv = MESH if as_user is None else [sys.executable, "-c", AS_ANOTHER, str(as_user)]
        return subprocess.run([*argv, *words], capture_output=True, text=True, timeout=60, check=False, cwd="/", env={
            **os.environ, "MESH_STATE": str(self.state), "HOME": "/nonexistent", "PYTHONPATH": str(paths.PARTS)})


class NobodyReads(unittest.TestCase):
    def test_silence(self) -> None:
        for command in ([], ["--help"], ["up", "--help"], ["parts", "--list"], ["parts", "--list", "-o", "json"], ["version"]):
            ours, theirs = os.pipe()
            os.close(ours)
            ran = subprocess.run([*MESH, *command], stdout=theirs, stderr=subprocess.PIPE, timeout=60, check=False)
            os.close(theirs)
            self.assertEqual(b"", ran.stderr, command)
            self.assertIn(ran.returncode, (0, 141), command)  # 0: argparse does not mind

    def test_silence_also_where_stderr_goes_the_same_way(self) -> None:
        with tempfile.TemporaryDirectory() as state:
            for command in (["down"], ["up", "--no-key", "--port", "x"], ["parts", "no-such-part"]):
                ours, theirs = os.pipe()
                os.close(ours)
                ran = subprocess.run([*MESH, *command], stdout=theirs, stderr=theirs, timeout=60, check=False,
                                     env={**os.environ, "MESH_STATE": state})
                os.close(theirs)
                self.assertIn(ran.returncode, (2, 141), command)  # argparse leaves with its own code


class ShortCommands(unittest.TestCase):
    def test_version_names_what_matters(self) -> None:
        said = subprocess.run([*MESH, "version"], capture_output=True, text=True, timeout=60, check=True).stdout
        self.assertRegex(said, r"(?m)^veilor-mesh +\d+\.\d+\.\d+\S*( \(commit [0-9a-f]{12}\S*.*\))?$")
        self.assertRegex(said, r"(?m)^Headscale +\d+\.\d+\.\d+$")
        self.assertRegex(said, r"(?m)^PostgreSQL +\d+\.\d+\.\d+$")

    def test_down_where_nothing_runs_says_so_and_leaves_nothing(self) -> None:
        with tempfile.TemporaryDirectory() as state:
            for command in ("down", "stop"):
                ran = subprocess.run([*MESH, command], capture_output=True, text=True, timeout=60, check=False,
                                     env={**os.environ, "MESH_STATE": state})
                self.assertEqual((0, "  Nothing runs here.\n"), (ran.returncode, ran.stderr))
            self.assertEqual([], os.listdir(state))


if __name__ == "__main__":
    unittest.main()
