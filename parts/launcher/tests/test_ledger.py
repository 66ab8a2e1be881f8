from __future__ import annotations

import json
import os
import select
import signal
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from launcher import child, process
from launcher.ledger import Ledger
from launcher.say import Trouble

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]

#: Starts a child, writes its pid, and waits to be killed.
SUPERVISOR = """
import sys, time
from pathlib import Path
from launcher import child
from launcher.ledger import Ledger
folder = Path(sys.argv[1])
started = Ledger(folder / "processes.json").add(child.start("sleeper", sys.argv[2:], folder / "log", cwd=folder))
print(started.popen.pid, flush=True)
time.sleep(60)
"""


class Leftovers(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.ledger = Ledger(self.folder / "processes.json")

    def start(self) -> child.Child:
        started = child.start("sleeper", SLEEPER, self.folder / "log", cwd=self.folder)
        self.addCleanup(started.popen.wait)
        self.addCleanup(started.popen.kill)
        return self.ledger.add(started)

    def test_what_an_earlier_run_left_is_ended(self) -> None:
        left = self.start()
        Ledger(self.folder / "processes.json").end_leftovers()
        self.assertEqual(left.popen.wait(), -signal.SIGTERM)
        self.assertFalse((self.folder / "processes.json").exists())

    def test_a_pid_that_was_given_again_is_left_alone(self) -> None:
        other = self.start()
        file = self.folder / "processes.json"
        entries = json.loads(file.read_text())
        entries[0]["started"] -= 1
        file.write_text(json.dumps(entries))
        Ledger(file).end_leftovers()
        self.assertIsNone(other.popen.poll())

    def test_a_file_cut_short_ends_nothing_and_does_not_fail(self) -> None:
        other = self.start()
        file = self.folder / "processes.json"
        file.write_text(file.read_text()[:40])
        Ledger(file).end_leftovers()
        self.assertIsNone(other.popen.poll())

    def test_the_ledger_and_the_logs_are_the_owners_alone(self) -> None:
        self.start()
        for name in ("processes.json", "log"):
            self.assertEqual(stat.S_IMODE((self.folder / name).stat().st_mode), 0o600, name)

    def test_whoever_waits_for_one_learns_that_another_has_ended(self) -> None:
        for name in ("database", "server"):
            self.ledger.add(child.start(name, SLEEPER, self.folder / f"{name}.log", cwd=Path("/")))
        self.ledger.require_alive()
        self.ledger.children[0].popen.kill()
        self.ledger.children[0].popen.wait(10)
        with self.assertRaisesRegex(Trouble, "database was ended by SIGKILL"):
            self.ledger.require_alive()
        self.ledger.stop_all(hurry=True)

    def test_the_last_started_is_stopped_first(self) -> None:
        order = []
        for name in ("first", "second"):
            started = self.start()
            started.name = name
            stop = started.stop
            started.stop = lambda patience, name=name, stop=stop: (order.append(name), stop(patience))  # type: ignore[method-assign]
        self.ledger.stop_all()
        self.assertEqual(order, ["second", "first"])

    def test_a_child_dies_with_a_supervisor_that_is_killed(self) -> None:
        parts = str(Path(child.__file__).parents[1])
        supervisor = subprocess.Popen([sys.executable, "-c", SUPERVISOR, str(self.folder), *SLEEPER],
                                      stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": parts})
        assert supervisor.stdout is not None
        with supervisor.stdout:
            pid = int(supervisor.stdout.readline())
        descriptor = os.pidfd_open(pid)
        self.addCleanup(os.close, descriptor)
        supervisor.kill()
        supervisor.wait()
        ended, _, _ = select.select([descriptor], [], [], 10)
        self.assertTrue(ended, "the child outlived its supervisor")
        self.assertIsNone(process.identify("sleeper", pid))

    def test_each_start_has_a_log_of_its_own(self) -> None:
        log = self.folder / "log"
        for text in ("one", "two", "three"):
            child._rotate(log)
            log.write_text(text)
        self.assertEqual([file.read_text() for file in sorted(self.folder.glob("log*"))], ["three", "two", "one"])
