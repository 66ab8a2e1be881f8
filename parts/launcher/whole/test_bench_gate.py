from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from launcher import paths, system


class BenchGate(unittest.TestCase):
    def test_every_row_answers_and_the_figures_are_written_in_three_minutes(self) -> None:
        if system.missing("bench"):
            self.skipTest("wrk or nginx is not installed")
        with tempfile.TemporaryDirectory() as folder:
            figures = Path(folder) / "gate.json"
            began = time.monotonic()
            done = subprocess.run([sys.executable, str(paths.ROOT / "mesh"), "bench", "gate", "--quick", "--json", str(figures)],
                                  capture_output=True, text=True, check=False, timeout=600)
            took = time.monotonic() - began
            self.assertEqual(done.returncode, 0, done.stderr)
            report = json.loads(figures.read_text())
        self.assertEqual([row["name"] for row in report["runs"]], ["empty", "nginx", "ours-10", "ours-1000", "ours-100000"])
        for row in report["runs"] + report["compilers"]:
            self.assertGreater(row["rps"], 0)
            self.assertGreater(row["cpu_us"], 0)
        self.assertLess(took, 240)  # of which a first build may be one
