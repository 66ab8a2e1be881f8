from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from launcher import paths


class BenchPolicy(unittest.TestCase):
    def test_it_is_built_both_agree_and_the_figures_are_written(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            figures = Path(folder) / "policy.json"
            done = subprocess.run([sys.executable, str(paths.ROOT / "mesh"), "bench", "policy", "--quick", "--json", str(figures)],
                                  capture_output=True, text=True, check=False, timeout=600)
            self.assertEqual(done.returncode, 0, done.stderr)
            report = json.loads(figures.read_text())
        self.assertIn("both agree on 4,096 questions", done.stderr)
        self.assertEqual([(it["name"], it["services"]) for it in report["decisions"]],
                         [(name, size) for name in ("addresses", "texts", "jcasbin") for size in (10, 100)])
        for decision in report["decisions"]:
            self.assertGreater(decision["p50_ns"], 0)
            self.assertGreater(decision["per_s"], 0)
        self.assertEqual(set(report["versions"]), {"java", "jmh", "jcasbin"})
        self.assertTrue(all(len(line) <= 80 for line in done.stdout.splitlines() if line.startswith("|")))
