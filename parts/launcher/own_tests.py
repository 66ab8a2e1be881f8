"""Runs the launcher's own tests in a process of their own: `python3 -m launcher.own_tests tests|whole`."""
from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import unittest
from pathlib import Path

from . import paths
from .reports import Results


def run(folder: str) -> Results:
    """Called by `./mesh test`: `tests` are quick and need nothing, `whole` starts everything for real."""
    began = time.monotonic()
    answer = subprocess.run([sys.executable, "-m", "launcher.own_tests", folder], cwd=paths.PARTS, capture_output=True,
                            text=True, check=False, timeout=1800, env={**os.environ, "PYTHONPATH": str(paths.PARTS)})
    try:
        return Results(**json.loads(answer.stdout.splitlines()[-1]), took={f"launcher {folder}": time.monotonic() - began})
    except (IndexError, ValueError, TypeError):
        return Results(failed=1, failures=["launcher tests did not run:\n" + answer.stdout + answer.stderr])


def main(folder: str) -> int:
    suite = unittest.defaultTestLoader.discover(str(Path(__file__).parent / folder), top_level_dir=str(paths.PARTS))
    done = unittest.TextTestRunner(stream=sys.stderr, verbosity=1).run(suite)
    bad = [(f"launcher: {test}", text) for test, text in [*done.failures, *done.errors]]
    print(json.dumps({"passed": done.testsRun - len(bad) - len(done.skipped), "failed": len(bad),
                      "skipped": len(done.skipped), "failures": [f"{name}\n{text}" for name, text in bad],
                      "skips": [f"launcher: {test}: {reason}" for test, reason in done.skipped]}))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
