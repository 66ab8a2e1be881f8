from __future__ import annotations

import os
import signal
import subprocess
import sys
import unittest
from dataclasses import replace

from launcher import process

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
#: Says when it is deaf: a signal that came before would end it.
DEAF = [sys.executable, "-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
                              "print('deaf', flush=True); time.sleep(60)"]


class Processes(unittest.TestCase):
    def setUp(self) -> None:
        self.child = subprocess.Popen(SLEEPER)
        self.addCleanup(self.child.wait)
        self.addCleanup(self.child.kill)
        # Between fork and exec it still bears our own command line.
        while process.command_of(self.child.pid) != SLEEPER:
            os.sched_yield()
        identity = process.identify("sleeper", self.child.pid)
        assert identity is not None
        self.identity = identity

    def test_is_recognised_while_it_runs_and_not_after(self) -> None:
        self.assertTrue(self.identity.alive())
        process.end(self.identity)
        self.assertFalse(self.identity.alive())
        self.assertEqual(self.child.wait(), -signal.SIGTERM)

    def test_the_same_pid_with_another_start_boot_or_command_is_somebody_else(self) -> None:
        for other in (replace(self.identity, started=self.identity.started - 1),
                      replace(self.identity, boot="00000000-0000-0000-0000-000000000000"),
                      replace(self.identity, command=["postgres"])):
            process.end(other, patience=0)
        self.assertIsNone(self.child.poll(), "a process that is not ours was ended")

    def test_one_that_does_not_listen_is_killed(self) -> None:
        with subprocess.Popen(DEAF, stdout=subprocess.PIPE) as deaf:
            assert deaf.stdout is not None
            deaf.stdout.readline()
            identity = process.identify("deaf", deaf.pid)
            assert identity is not None
            process.end(identity, patience=0.1)
            self.assertEqual(deaf.wait(), -signal.SIGKILL)

    def test_a_zombie_is_not_alive(self) -> None:
        self.child.kill()
        os.waitid(os.P_PID, self.child.pid, os.WEXITED | os.WNOWAIT)  # dead, and not yet buried
        self.assertFalse(self.identity.alive())

    def test_one_that_never_was_is_not_found(self) -> None:
        self.assertIsNone(process.identify("nobody", 2 ** 22 + 1))
