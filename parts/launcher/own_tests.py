"""Runs the launcher's own tests in a process of their own: `python3 -m launcher.own_tests RESULT.json`."""
from __future__ import annotations

import json
import os
import subprocess
import sys
import unittest
from pathlib import Path

from . import paths
from .reports import Results


def run() -> Results:
    """Called by `./mesh test`."""
    answer = subprocess.run([sys.executable, "-m", "launcher.own_tests"], cwd=paths.PARTS, capture_output=True,
                            text=True, check=False, env={**os.environ, "PYTHONPATH": str(paths.PARTS)})
    try:
        return Results(**json.loads(answer.stdout.splitlines()[-1]))
    except (IndexError, ValueError, TypeError):
        return Results(failed=1, failures=["launcher tests did not run:\n" + answer.stdout + answer.stderr])


def main() -> int:
    suite = unittest.defaultTestLoader.discover(str(Path(__file__).parent / "tests"), top_level_dir=str(paths.PARTS))
    done = unittest.TextTestRunner(stream=sys.stderr, verbosity=1).run(suite)
    bad = [(f"launcher: {test}", text) for test, text in [*done.failures, *done.errors]]
    print(json.dumps({"passed": done.testsRun - len(bad) - len(done.skipped), "failed": len(bad),
                      "skipped": len(done.skipped), "failures": [f"{name}\n{text}" for name, text in bad],
                      "skips": [f"launcher: {test}: {reason}" for test, reason in done.skipped]}))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
