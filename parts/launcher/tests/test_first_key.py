from __future__ import annotations

import contextlib
import io
import json
import tempfile
import threading
import unittest
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from launcher import first_key, ports
from launcher.say import Trouble, until

NOW = datetime(2026, 11, 25, 0, 30, tzinfo=timezone.utc)


class FirstKey(unittest.TestCase):
    def test_a_live_key_is_named_with_its_end_and_how_to_get_another(self) -> None:
        for instant in ("2026-11-25T23:45:00Z", "2026-11-25T23:45:00.123Z", "2026-11-25T23:45:00.123456Z"):
            said = first_key.still_live({"id": "01a2", "expiresAt": instant}, NOW)
            self.assertIn("still live, until 2026-11-25T23:45:00Z (in 23 h)", said)
            self.assertIn("./mesh key regenerate 01a2", said)
            self.assertLessEqual(max(map(len, said.splitlines())), 80)

    def test_how_far_an_instant_is_is_never_told_longer_than_it_is(self) -> None:
        for ahead, told in ((timedelta(minutes=59, seconds=59), "59 min"), (timedelta(hours=23, minutes=59), "23 h"),
                            (timedelta(hours=47), "47 h"), (timedelta(days=89, hours=23), "89 days"),
                            (timedelta(seconds=30), "0 min"), (timedelta(seconds=-1), "0 min")):
            self.assertIn(f"(in {told})", until(NOW + ahead, NOW))

    def test_a_mint_that_was_cut_off_is_left_to_the_server_and_up_goes_on(self) -> None:
        class Books(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                minting = "state=MINTING" in self.path and "tier=guest" in self.path
                body = json.dumps({"items": [{"id": "01a2"}] if minting else [], "next": None}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *words: object) -> None:
                pass

        with tempfile.TemporaryDirectory() as folder, HTTPServer(("127.0.0.1", 0), Books) as books:
            threading.Thread(target=books.serve_forever, daemon=True).start()
            token = Path(folder) / "token"
            token.write_text("mesh_x\n")
            said = io.StringIO()
            with contextlib.redirect_stderr(said):
                first_key.mint_or_keep(f"http://127.0.0.1:{books.server_port}", token,
                                       lambda *words: self.fail("asked for a key that is being made"))
            books.shutdown()
            self.assertIn("was cut off", said.getvalue())
            self.assertIn("./mesh key create --tier guest --subject first-guest", said.getvalue())

    def test_a_server_that_does_not_answer_is_named_and_no_key_is_minted(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            token = Path(folder) / "token"
            token.write_text("mesh_x\n")
            with self.assertRaisesRegex(Trouble, "does not tell whether first-guest has a live key"):
                first_key.mint_or_keep(f"http://127.0.0.1:{ports.free()}", token,
                                       lambda *words: self.fail("a key was minted blindly"))
