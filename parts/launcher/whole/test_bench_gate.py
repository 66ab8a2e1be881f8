from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from launcher import paths, system


class BenchGate(unittest.TestCase):
    def test_every_row_answers_and_the_figures_are_written(self) -> None:
        if system.missing("bench"):
            self.skipTest("wrk or nginx is not installed")
        with tempfile.TemporaryDirectory() as folder:
            figures = Path(folder) / "gate.json"
            # One round of a second: it is to run, not to measure.
            code = ("import sys; from pathlib import Path; from launcher import bench_gate; bench_gate.QUICK = (1, 1, 1); "
                    f"sys.exit(bench_gate.run(Path({folder!r}) / 'state', Path({str(figures)!r}), True))")
            done = subprocess.run([sys.executable, "-c", code], cwd=paths.ROOT / "parts",
                                  capture_output=True, text=True, check=False, timeout=600)
            self.assertEqual(done.returncode, 0, done.stderr)
            report = json.loads(figures.read_text())
        self.assertEqual([row["name"] for row in report["runs"]], ["empty", "nginx", "ours-10", "ours-1000", "ours-100000"])
        for row in report["runs"] + report["compilers"]:
            self.assertGreater(row["rps"], 0)
            self.assertGreater(row["cpu_us"], 0)
