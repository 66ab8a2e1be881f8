from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any, Dict, List

from launcher import build, paths

NODES = 100_000
SERVERS = 100
TRUTH = """\
tiers:
  admin: {reaches: everything-but-guests}
  infra: {reaches: itself}
  guest: {reaches: allowlist}
hosts:
%s
services:
%s
"""


def addresses(number: int) -> List[str]:
    at = number + 20
    return [f"100.{64 + (at >> 16)}.{at >> 8 & 255}.{at & 255}", f"fd7a:115c:a1e0::{at >> 16}:{at & 65535:x}"]


def node(number: int) -> Dict[str, Any]:
    """As Headscale 0.29.3 answers, with all that nobody here reads: about a kilobyte."""
    server = number < SERVERS
    return {"id": str(number + 1), "machineKey": "mkey:" + "a" * 64, "nodeKey": "nodekey:" + "b" * 64,
            "discoKey": "discokey:" + "c" * 64, "ipAddresses": addresses(number), "name": f"n{number}",
            "user": {"id": "2147455555", "name": "tagged-devices", "createdAt": None, "displayName": "", "email": "",
                     "providerId": "", "provider": "", "profilePicUrl": ""},
            "lastSeen": "2026-11-25T01:22:24.123456789Z", "expiry": None,
            "preAuthKey": {"user": None, "id": "1", "key": "", "reusable": False, "ephemeral": False, "used": True,
                           "expiration": "2026-11-26T01:22:24Z", "createdAt": "2026-11-25T01:22:24Z",
                           "aclTags": ["tag:guest"]},
            "createdAt": "2026-11-25T01:22:24.1Z", "registerMethod": "REGISTER_METHOD_AUTH_KEY",
            "givenName": f"server{number}" if server else f"laptop{number}", "online": False, "approvedRoutes": [],
            "availableRoutes": [], "subnetRoutes": [], "tags": ["tag:infra" if server else "tag:guest"]}


class LargeMesh(unittest.TestCase):
    """100,000 nodes, 10,000 services, in the heap that a command has."""

    folder: "tempfile.TemporaryDirectory[str]"

    @classmethod
    def setUpClass(cls) -> None:
        build.ensure()
        cls.folder = tempfile.TemporaryDirectory()
        cls.at = Path(cls.folder.name)
        hosts = "\n".join(f"  server{i}: {{tag: infra, address: {json.dumps(addresses(i))}}}" for i in range(SERVERS))
        services = "\n".join(f"  - {{name: s{i}, on: server{i % SERVERS}, port: {1000 + i // SERVERS}, tiers: [guest]}}"
                             for i in range(10_000))
        (cls.at / "mesh.yaml").write_text(TRUTH % (hosts, services))
        with (cls.at / "nodes.json").open("w") as out:
            out.write('{"nodes":[' + ",".join(json.dumps(node(i)) for i in range(NODES)) + "]}")
        asked = [{"src": addresses(SERVERS + i % 50_000)[0], "dst": f"{addresses(i % SERVERS)[0]}:{1000 + i // SERVERS % 200}",
                  "proto": "tcp"} for i in range(100_000)]
        (cls.at / "questions.json").write_text(json.dumps(asked))

    @classmethod
    def tearDownClass(cls) -> None:
        cls.folder.cleanup()

    def policy(self, *words: str, nodes: str = "nodes.json") -> "subprocess.CompletedProcess[str]":
        with (self.at / nodes).open() as stdin:
            return subprocess.run([sys.executable, str(paths.ROOT / "mesh"), "policy", *words], stdin=stdin, cwd=self.at,
                                  capture_output=True, text=True, check=False, timeout=60)

    def test_a_hundred_thousand_questions_are_answered_from_a_file_and_from_a_pipe(self) -> None:
        made = self.policy("render", "--truth", "mesh.yaml")
        self.assertEqual(made.returncode, 0, made.stderr)
        for nodes in ("nodes.json", "-"):
            done = self.policy("eval", "--policy", "policy.hujson", "--nodes", nodes, "--queries", "questions.json", "-o", "json")
            self.assertEqual(done.returncode, 0, done.stderr)
            answers = json.loads(done.stdout)
            # Of 200 ports that are asked for, a server has services on the first 100.
            self.assertEqual([it["allowed"] for it in answers], [i // SERVERS % 200 < 100 for i in range(100_000)])

    def test_everybody_who_reaches_a_server_is_told_by_kind(self) -> None:
        done = self.policy("explain", "--truth", "mesh.yaml", "--nodes", "nodes.json", "--to", "server5:1000")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("server0 and 99 more (infra) reach server5:1000", done.stdout)
        self.assertIn("laptop100 and 99899 more (guest) reach server5:1000", done.stdout)


if __name__ == "__main__":
    unittest.main()
