"""Runs the launcher's own tests in a process of their own: `python3 -m launcher.own_tests tests|whole [test_name]`."""
from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import List, Sequence

from . import paths
from .reports import Results


#: Builds the server, which the others then find. After it two go side by side: a bench holds the lock of a build all the
#: while, and `./mesh up`, which takes the longest, has a folder of its own.
FIRST = ["test_command_line"]
BESIDE = ["test_bench_gate", "test_bench_policy", "test_large_mesh"]


def run(folder: str) -> Results:
    """Called by `./mesh test`: `tests` are quick and need nothing, `whole` starts everything for real."""
    if folder == "tests":
        return _run(folder)
    others = [it for it in names(folder) if it not in FIRST + BESIDE]
    results = _one_after_the_other(folder, FIRST)
    with ThreadPoolExecutor() as lanes:
        for done in lanes.map(lambda lane: _one_after_the_other(folder, lane), [others, BESIDE]):
            results.add(done)
    return results


def names(folder: str) -> List[str]:
    return sorted(it.stem for it in (Path(__file__).parent / folder).glob("test_*.py"))


def _one_after_the_other(folder: str, modules: Sequence[str]) -> Results:
    results = Results()
    for module in modules:
        results.add(_run(folder, module))
    return results


def _run(*what: str) -> Results:
    began = time.monotonic()
    answer = subprocess.run([sys.executable, "-m", "launcher.own_tests", *what], cwd=paths.PARTS, capture_output=True,
                            text=True, check=False, timeout=1800, env={**os.environ, "PYTHONPATH": str(paths.PARTS)})
    name = "launcher " + " ".join(it.replace("test_", "").replace("_", " ") for it in what)
    try:
        return Results(**json.loads(answer.stdout.splitlines()[-1]), took={name: time.monotonic() - began})
    except (IndexError, ValueError, TypeError):
        return Results(failed=1, failures=[f"{name} did not run:\n{answer.stdout}{answer.stderr}"])


def main(folder: str, pattern: str = "test_*") -> int:
    suite = unittest.defaultTestLoader.discover(str(Path(__file__).parent / folder), f"{pattern}.py", str(paths.PARTS))
    done = unittest.TextTestRunner(stream=sys.stderr, verbosity=1).run(suite)
    bad = [(f"launcher: {test}", text) for test, text in [*done.failures, *done.errors]]
    print(json.dumps({"passed": done.testsRun - len(bad) - len(done.skipped), "failed": len(bad),
                      "skipped": len(done.skipped), "failures": [f"{name}\n{text}" for name, text in bad],
                      "skips": [f"launcher: {test}: {reason}" for test, reason in done.skipped]}))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
