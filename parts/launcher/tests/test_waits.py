"""Every wait has an end, or says here why not."""
from __future__ import annotations

import ast
import sys
import tempfile
import time
import unittest
from pathlib import Path
from typing import Iterator
from unittest import mock

from launcher import child, lock, step
from launcher.ledger import Ledger
from launcher.progress import Progress
from launcher.say import Trouble

HERE = Path(lock.__file__).parent
SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
#: Says that it is deaf, then does not hear when it is asked to end: a server whose database is gone.
DEAF = [sys.executable, "-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
                              "print('deaf', flush=True); time.sleep(60)"]


class Waits(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_no_call_waits_without_an_end(self) -> None:
        endless = [f"{file.name}:{call.lineno}" for file in sorted(HERE.glob("*.py")) for call in _endless(file)]
        self.assertEqual([], endless)

    def test_a_lock_that_is_never_freed_is_given_up_with_the_name_of_its_holder(self) -> None:
        file = self.folder / "build.lock"
        with lock.hold(file), mock.patch.object(lock, "WAITS_FOR", 0.1):
            with self.assertRaisesRegex(Trouble, "process [0-9]+ has been at it for 0.1 s"), lock.wait_for(file, "the build"):
                self.fail("two hold the lock")

    def test_a_build_that_says_nothing_any_more_is_ended(self) -> None:
        began = time.monotonic()
        with self.assertRaisesRegex(Trouble, "has said nothing for 0.2 s"):
            step.run_logged(SLEEPER, self.folder / "log", print, lambda: None, silent_for=0.2)
        self.assertLess(time.monotonic() - began, 10)

    def test_a_part_that_never_gets_ready_is_given_up_with_the_end_of_its_log(self) -> None:
        log = self.folder / "log"
        log.write_text("waiting for Godot\n")
        with self.assertRaisesRegex(Trouble, "(?s)Headscale has taken longer than .*Godot"):
            Progress("Headscale").require_within(-0.01, log)

    def test_in_a_hurry_those_without_data_have_a_second_in_all_and_the_database_its_time(self) -> None:
        ledger = Ledger(self.folder / "processes.json")
        slow = "import signal, sys, time; signal.signal(signal.SIGTERM, lambda *_: (time.sleep(1.6), sys.exit(0))); " \
               "print('deaf', flush=True); time.sleep(60)"
        database = ledger.add(child.start("db", [sys.executable, "-c", slow], self.folder / "db.log", cwd=Path("/"), keeps_data=True))
        deaf = [ledger.add(child.start(name, DEAF, self.folder / f"{name}.log", cwd=Path("/"))) for name in ("hs", "server")]
        for log in ("db.log", "hs.log", "server.log"):
            while not (self.folder / log).read_text():
                time.sleep(0.01)
        began = time.monotonic()
        ledger.stop_all(hurry=True)
        self.assertLess(time.monotonic() - began, 4.5)
        self.assertEqual([-9, -9], [part.popen.returncode for part in deaf])
        self.assertEqual(0, database.popen.returncode, "it was cut off")


def _endless(file: Path) -> Iterator[ast.Call]:
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        name, owner = call.func.attr, call.func.value
        bounded = any(word.arg in ("timeout", None) for word in call.keywords)
        if name == "wait" and not call.args and not bounded:
            yield call
        if isinstance(owner, ast.Name) and owner.id == "subprocess" and name in ("run", "check_output") and not bounded:
            yield call


if __name__ == "__main__":
    unittest.main()
