"""`./mesh up` as a person meets it: real PostgreSQL, real Headscale, the server, a second terminal, and bad days."""
from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from typing import Dict, List

from launcher import app, paths, ports, process, server

STARTS_WITHIN = 180.0
ENDS_WITHIN = 20.0
#: Two seconds on a machine that does nothing else.
ENDS_AFTER_POSTGRES = 4.0


class UpForReal(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.state = Path(tempfile.mkdtemp(prefix="mesh-whole-"))
        built = paths.state() / "app"
        if built.is_dir():
            shutil.copytree(built, cls.state / "app")  # what the tests before this one have built
        cls.environment = {**os.environ, "MESH_STATE": str(cls.state)}
        cls.ports = [str(ports.free()) for _ in range(4)]
        cls.ended_after: Dict[str, float] = {}
        cls.ups: List[subprocess.Popen] = []

    @classmethod
    def tearDownClass(cls) -> None:
        for up in cls.ups:
            if up.poll() is None:
                up.kill()
                up.wait(ENDS_WITHIN)
        shutil.rmtree(cls.state, ignore_errors=True)

    def test_a_night(self) -> None:
        self._first_evening()
        self._a_part_is_killed()
        self._the_launcher_is_killed()
        self._down()
        self._ctrl_c()
        self._the_server_without_its_database()

    def _first_evening(self) -> None:
        self.up = self._starts()
        text = self._said()
        key = re.search(r"^key +(hskey-auth-\S{77})$", text, re.M)
        self.assertTrue(key, text)
        self.assertIn("will hold a key", text)
        own = [line for line in text.splitlines() if line.startswith("  ")]
        self.assertEqual([], [line for line in own if len(line) > 80], "they wrap on a terminal of 80 columns")
        self.first_guest = re.search(r"^id +(\S+)$", text, re.M).group(1)
        self.assertIn(f"--login-server=http://127.0.0.1:{self.ports[1]} --auth-key={key.group(1)}", text)
        self.assertEqual(0o700, self.state.stat().st_mode & 0o777)
        self.assertEqual(0o600, (self.state / "local-token").stat().st_mode & 0o777)

        made = self._mesh("key", "create", "--tier", "guest", "--subject", "alice", "-o", "json")
        self.alice = json.loads(made.stdout)
        self.assertEqual(["tag:guest"], self.alice["tags"])
        again = self._mesh("key", "create", "--tier", "guest", "--subject", "alice")
        self.assertEqual((1, ""), (again.returncode, again.stdout))
        self.assertIn("already has a live guest key", again.stderr)
        self._other_commands()
        run = json.loads((self.state / "run.json").read_text(encoding="utf-8"))
        self.assertEqual(f"http://127.0.0.1:{self.ports[2]}", run["management"])
        self.assertEqual(200, server.readiness(run["management"])[0])
        status, body = server.readiness(run["url"])
        self.assertEqual((404, 404), (status, json.loads(body)["status"]), "the public port says nothing of health")
        second = self._mesh("up")
        self.assertNotEqual(0, second.returncode)
        self.assertIn(str(self.up.pid), second.stdout + second.stderr)

    def _other_commands(self) -> None:
        bob = json.loads(self._mesh("key", "create", "--tier", "infra", "--subject", "bob", "--ttl", "2h", "-o", "json").stdout)
        new = json.loads(self._mesh("key", "regenerate", bob["id"], "-o", "json").stdout)
        self.assertNotEqual(bob["key"], new["key"])
        self.assertEqual("REVOKED", json.loads(self._mesh("key", "show", bob["id"], "-o", "json").stdout)["state"])
        self.assertEqual(0, self._mesh("key", "revoke", new["id"]).returncode)
        self.assertEqual(1, self._mesh("key", "revoke", new["id"]).returncode)
        listed = json.loads(self._mesh("key", "list", "--subject", "bob", "-o", "json").stdout)["items"]
        self.assertEqual([new["id"], bob["id"]], [key["id"] for key in listed])

        token = json.loads(self._mesh("token", "create", "--name", "bot", "--scope", "keys:read", "-o", "json").stdout)
        self.assertIn(token["id"], self._mesh("token", "list").stdout)
        self.assertEqual(0, self._mesh("token", "revoke", token["id"]).returncode)
        self.assertEqual(0, self._mesh("audit", "verify").returncode)
        self.assertIn("key.mint", self._mesh("audit", "list").stdout)
        self.assertRegex(self._mesh("config", "print").stdout, r"mesh\.ops\.database\.password +server\.properties:\d+ +\(secret\)")

    def _a_part_is_killed(self) -> None:
        """Each in turn: it is named, everything else ends, and the next start has the same data."""
        for part in ("veilor-mesh", "Headscale", "PostgreSQL"):
            pid, began = self._pid(part), time.monotonic()
            os.kill(pid, signal.SIGKILL)
            self.assertNotEqual(0, self.up.wait(ENDS_AFTER_POSTGRES if part == "PostgreSQL" else ENDS_WITHIN), part)
            self.ended_after[part] = round(time.monotonic() - began, 1)
            self.assertIn(part, self._said())
            self.up = self._starts()
            self._alice_is_live(part)
            self._the_first_key_is_kept()

    def _the_first_key_is_kept(self) -> None:
        text = self._said()
        self.assertRegex(text, r"first-guest is still live, until \S+Z \(in 23 h\)")
        self.assertIn(f"./mesh key regenerate {self.first_guest}", text)
        self.assertNotIn("hskey-auth-", text)
        self.assertEqual("LIVE", json.loads(self._mesh("key", "show", self.first_guest, "-o", "json").stdout)["state"])

    def _down(self) -> None:
        """From a second terminal. A first key that was ended meanwhile is followed by another."""
        self.assertEqual(0, self._mesh("key", "revoke", self.first_guest).returncode)
        children = self._children()
        down = self._mesh("down")
        self.assertEqual(0, down.returncode, down.stderr)
        self.assertEqual(0, self.up.wait(1), "down answers when all has ended")
        self.assertFalse(any(child.alive() for child in children))
        self.assertIn("Nothing runs here", self._mesh("stop").stderr)
        self.up = self._starts()
        self.assertRegex(self._said(), r"(?m)^for +first-guest")
        self._alice_is_live("down")

    def _the_server_without_its_database(self) -> None:
        jar = next((self.state / "app").glob("*/quarkus-run.jar"))
        ran = subprocess.run([*app.command_line(jar, "server", self.state / "server.properties"), "serve"], cwd="/",
                             env=self.environment, capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual((3, 1), (ran.returncode, (ran.stdout + ran.stderr).count("\n")), ran.stdout + ran.stderr)
        self.assertIn("The database cannot be used: Connection to 127.0.0.1:", ran.stderr)

    def _the_launcher_is_killed(self) -> None:
        children = self._children()
        self.up.kill()
        self.up.wait(ENDS_WITHIN)
        self._wait_for(lambda: not any(child.alive() for child in children), "its children end with it")
        self.up = self._starts()
        self._alice_is_live("the launcher")

    def _ctrl_c(self) -> None:
        children = self._children()
        self.up.send_signal(signal.SIGINT)
        self.assertEqual(0, self.up.wait(ENDS_WITHIN))
        self.assertFalse(any(child.alive() for child in children))
        self.assertFalse((self.state / "run.json").exists())
        asked = self._mesh("key", "list")
        self.assertEqual(3, asked.returncode)
        self.assertIn("./mesh up", asked.stderr)
        shown = paths.ROOT / "target" / "shown"
        shown.mkdir(parents=True, exist_ok=True)
        (shown / "mesh-up.json").write_text(json.dumps({
            "part": "./mesh up", "shown": "a killed part or launcher: the next start has the same data and first key; down and Ctrl-C leave "
                                          f"nothing; ended {self.ended_after['PostgreSQL']} s after PostgreSQL was killed"}))

    def _alice_is_live(self, after: str) -> None:
        found = self._mesh("key", "show", self.alice["id"], "-o", "json")
        self.assertEqual(0, found.returncode, found.stderr)
        self.assertEqual("LIVE", json.loads(found.stdout)["state"], f"after the end of {after}")

    def _starts(self) -> subprocess.Popen:
        self.log = self.state / f"up-{len(self.ups)}.txt"
        with self.log.open("wb") as out:
            up = subprocess.Popen(
                [sys.executable, str(paths.ROOT / "mesh"), "up", "--port", self.ports[0], "--headscale-port", self.ports[1],
                 "--management-port", self.ports[2], "--gate-port", self.ports[3]],
                stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=self.environment, start_new_session=True)
        self.ups.append(up)
        self._wait_for(lambda: up.poll() is not None or "Ctrl-C here stops" in self._said(), "up", STARTS_WITHIN)
        self.assertIsNone(up.poll(), self._said())
        return up

    def _said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def _children(self) -> List[process.Identity]:
        entries = json.loads((self.state / "processes.json").read_text(encoding="utf-8"))
        return [process.Identity(**entry) for entry in entries]

    def _pid(self, part: str) -> int:
        return next(child.pid for child in self._children() if part.lower() in child.name.lower())

    def _mesh(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([sys.executable, str(paths.ROOT / "mesh"), *words], env=self.environment, cwd="/",
                              capture_output=True, text=True, timeout=120, check=False)

    def _wait_for(self, met: "callable", what: str, patience: float = ENDS_WITHIN) -> None:
        deadline = time.monotonic() + patience
        while not met():
            self.assertLess(time.monotonic(), deadline, what)
            time.sleep(0.05)


if __name__ == "__main__":
    unittest.main()
