"""In a real pseudo-terminal, and in a log."""
from __future__ import annotations

import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unittest
from pathlib import Path

from launcher import paths
from launcher.progress import fitted

#: A build of more than a minute, with the longest names there are, without the waiting.
BUILD = """
import sys
from launcher.progress import Progress
build = Progress("headscale 0.29.3: go build headscale")
for second in range(0, 4000, 5):
    build.began -= 5
    build.tick("compiling github.com/juanfont/headscale/hscontrol/types/a/package/with/a/long/name/" + str(second))
build.done()
"""
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(paths.PARTS), "TERM": "xterm"}


class Steps(unittest.TestCase):
    def test_on_a_terminal_one_line_is_rewritten_and_never_wraps(self) -> None:
        for columns in (60, 80, 100):
            raw = self._in_a_terminal(columns)
            self.assertEqual(1, raw.count("\n"), f"one line stays, at {columns} columns")
            for written in re.split(r"\r\033\[K|\r\n", raw):
                self.assertLess(len(written), columns, written)
            self.assertIn("1 min 05 s", raw)

    def test_a_real_terminal_of_80_by_24_shows_one_line(self) -> None:
        if not shutil.which("tmux"):
            self.skipTest("tmux is missing (apt-get install tmux): progress in a whole terminal is not shown")
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder) / "build.py"
            program.write_text(BUILD.replace("build.done()", "import time; time.sleep(60)"))
            socket = str(Path(folder) / "tmux")
            tmux = ["tmux", "-S", socket, "-f", "/dev/null"]
            subprocess.run([*tmux, "new-session", "-d", "-x", "80", "-y", "24", f"{sys.executable} {program}"],
                           env=ENVIRONMENT, check=True, timeout=20)
            self.addCleanup(subprocess.run, [*tmux, "kill-server"], capture_output=True, check=False, timeout=20)
            deadline, lines = time.monotonic() + 20, []
            while not any(line.endswith("66 min 40 s") for line in lines):
                self.assertLess(time.monotonic(), deadline, lines)
                time.sleep(0.1)
                shown = subprocess.run([*tmux, "capture-pane", "-p"], capture_output=True, text=True, check=True, timeout=20)
                lines = [line for line in shown.stdout.splitlines() if line.strip()]
            self.assertEqual(1, len(lines), lines)
            subprocess.run([*tmux, "kill-server"], capture_output=True, check=False, timeout=20)

    def test_in_a_log_no_control_characters_and_few_lines(self) -> None:
        ran = subprocess.run([sys.executable, "-c", BUILD], env=ENVIRONMENT, capture_output=True, text=True, timeout=30, check=True)
        self.assertNotRegex(ran.stderr, r"[\r\033]")
        self.assertLessEqual(len(ran.stderr.splitlines()), 10, "an hour and more")
        self.assertIn("  15 s\n", ran.stderr)

    def test_the_time_is_kept_whole_however_narrow_it_is(self) -> None:
        self.assertEqual("  buil...  5 s", fitted("  building everything", "  5 s", 15))
        self.assertEqual("  x  5 s", fitted("  x", "  5 s", 80))
        for columns in range(12):
            self.assertLessEqual(len(fitted("  building", "  1 min 05 s", columns)), max(columns - 1, 0))

    def _in_a_terminal(self, columns: int) -> str:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        with subprocess.Popen([sys.executable, "-c", BUILD], env=ENVIRONMENT, stderr=theirs) as program:
            os.close(theirs)
            raw = b""
            while True:
                try:
                    chunk = os.read(ours, 65536)
                except OSError:  # how Linux says that the other side is closed
                    break
                if not chunk:
                    break
                raw += chunk
            os.close(ours)
            self.assertEqual(0, program.wait(30))
        return raw.decode()
