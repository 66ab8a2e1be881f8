from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from launcher import first_run, paths, ports

MESH = [sys.executable, str(paths.ROOT / "mesh")]


class FirstRun(unittest.TestCase):
    def test_time_disk_and_ports_are_told_within_80_columns(self) -> None:
        for with_headscale, chosen in ((True, [8085, 9085, 8089]), (True, [65535, 65534, 65533]), (False, [65535])):
            said = first_run.lines(with_headscale, chosen)
            self.assertLessEqual(max(map(len, said)), 80)
            for what in ("minutes", "GB of disk", str(chosen[-1])):
                self.assertIn(what, "\n".join(said))

    def test_a_bare_machine_is_told_all_that_is_missing_at_once_and_before_anything_is_built(self) -> None:
        with tempfile.TemporaryDirectory() as bare:
            ran = self._up(bare, PATH="/nowhere", JAVA_HOME="/nowhere")
            self.assertEqual(1, ran.returncode, ran.stderr)
            self.assertIn("maven (builds the server)", ran.stderr)
            self.assertIn("apt-get install maven", ran.stderr)
            self.assertNotIn("Traceback", ran.stderr)
            self.assertFalse((Path(bare) / "cache" / "parts").exists(), "something was built")

    def _up(self, folder: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*MESH, "up", "--port", str(ports.free()), "--management-port", str(ports.free()),
             "--gate-port", str(ports.free()), "--headscale-port", str(ports.free())],
            capture_output=True, text=True, timeout=60, check=False,
            env={**os.environ, **environment, "MESH_STATE": folder + "/state", "MESH_CACHE": folder + "/cache", "HOME": folder})
