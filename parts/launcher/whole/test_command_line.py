from __future__ import annotations

import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, Dict, List

from launcher import build, paths


class Recorder(BaseHTTPRequestHandler):
    """Takes down what a real command sends, and answers as if it knew no key."""

    bodies: List[Dict[str, Any]] = []

    def do_POST(self) -> None:
        self.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.answer(409, {"type": "urn:veilor-mesh:problem:key-in-flight", "detail": "Später: 新しい"})

    def do_GET(self) -> None:
        key = {"id": "01a20781-5aed-797e-9ef7-4ce29fab3998", "state": "USED", "tier": "guest", "subject": "weiß" * 30,
               "expiresAt": "2026-11-24T08:24:07.661575Z"}
        self.answer(200, {"items": [key] * 200, "next": None})

    def answer(self, status: int, body: Dict[str, Any]) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, format: str, *args: Any) -> None:
        pass


class CommandLine(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        build.ensure()
        cls.server = HTTPServer(("127.0.0.1", 0), Recorder)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.folder = tempfile.TemporaryDirectory()
        token = Path(cls.folder.name) / "token"
        token.write_text("mesh_text", encoding="utf-8")
        cls.environment = {**os.environ, "MESH_URL": f"http://127.0.0.1:{cls.server.server_port}",
                           "MESH_TOKEN_FILE": str(token)}

    @classmethod
    def tearDownClass(cls) -> None:
        cls.server.shutdown()
        cls.server.server_close()
        cls.folder.cleanup()

    def run_mesh(self, words: List[bytes], locale: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run([os.fsencode(sys.executable), os.fsencode(paths.ROOT / "mesh"), *words],
                              env={**self.environment, "LC_ALL": locale}, capture_output=True, check=False, timeout=60)

    def test_two_names_stay_two_whatever_the_locale_says(self) -> None:
        for locale in ("C", "POSIX", "C.UTF-8", "xx_XX"):
            for name in ("weiß", "weiü", "日本"):
                Recorder.bodies.clear()
                answer = self.run_mesh([b"key", b"create", b"--tier", b"guest", b"--subject", name.encode()], locale)
                self.assertEqual((answer.returncode, answer.stderr.decode()), (1, "Später: 新しい\n"), locale)
                self.assertEqual([body["subject"] for body in Recorder.bodies], [name], locale)
            self.assertIn("weiß".encode(), self.run_mesh([b"key", b"list"], locale).stdout, locale)

    def test_what_is_not_utf_8_is_sent_to_nobody(self) -> None:
        for name in (b"wei\xdf", "wei\ufffd".encode()):
            Recorder.bodies.clear()
            answer = self.run_mesh([b"key", b"create", b"--tier", b"guest", b"--subject", name], "C")
            self.assertEqual((answer.returncode, Recorder.bodies), (2, []), answer.stderr)
            self.assertNotIn(b"Traceback", answer.stderr)

    def test_a_reader_that_goes_away_is_met_with_silence(self) -> None:
        for words in ("key list", "key list -o json", "config print"):
            answer = subprocess.run(f"{sys.executable} {paths.ROOT}/mesh {words} | true", shell=True, check=False,
                                    env=self.environment, capture_output=True, timeout=60)
            self.assertEqual((answer.stdout, answer.stderr), (b"", b""), words)

    def test_a_table_keeps_to_the_terminal_and_to_80_in_a_pipe(self) -> None:
        command = [os.fsencode(sys.executable), os.fsencode(paths.ROOT / "mesh"), b"key", b"list"]
        for columns in (70, 132):
            reader, writer = pty.openpty()
            fcntl.ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
            running = subprocess.Popen(command, stdout=writer, env=self.environment)
            os.close(writer)
            shown = b""
            while True:
                try:
                    shown += os.read(reader, 65536)
                except OSError:  # what Linux answers once the other end is closed
                    break
            os.close(reader)
            self.assertEqual(running.wait(60), 0)
            self.assertEqual(max(len(line) for line in shown.decode().splitlines()), columns)
        piped = subprocess.run(command, env={**self.environment, "MESH_WIDTH": "132", "COLUMNS": "132"}, timeout=60,
                               capture_output=True, check=True)
        self.assertEqual(max(len(line) for line in piped.stdout.decode().splitlines()), 80)

    def test_without_a_database_one_sentence_says_so(self) -> None:
        # Not the state that there is: its server.properties may name a database that runs.
        (Path(self.folder.name) / "app").symlink_to(paths.state() / "app")
        environment = {**self.environment, "MESH_STATE": self.folder.name,
                       "MESH_OPS_DATABASE_URL": "jdbc:postgresql://127.0.0.1:1/none"}
        for words in (["token", "list"], ["audit", "verify"], ["audit", "list", "-o", "json"]):
            answer = subprocess.run([sys.executable, str(paths.ROOT / "mesh"), *words], env=environment,
                                    capture_output=True, check=False, timeout=60)
            self.assertEqual((answer.returncode, answer.stdout), (3, b""), answer.stderr)
            if "json" in words:
                self.assertIn("database-unavailable", json.loads(answer.stderr)["type"])
            else:
                self.assertRegex(answer.stderr.decode(), r"^The database cannot be reached[^\n]*\n$")

    def test_the_environment_is_refused_by_name(self) -> None:
        environment = {**self.environment, "MESH_URL": "mesh.example"}
        answer = subprocess.run([sys.executable, str(paths.ROOT / "mesh"), "key", "list"], env=environment,
                                capture_output=True, check=False, timeout=60)
        self.assertEqual((answer.returncode, answer.stdout), (2, b""))
        self.assertTrue(answer.stderr.startswith(b"MESH_URL lacks http://"), answer.stderr)
