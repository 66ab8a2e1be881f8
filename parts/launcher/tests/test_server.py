from __future__ import annotations

import json
import unittest

from launcher import server

SENTENCE = "Another Headscale answers (mkey:2) than the one these keys are known to (mkey:1), or run: ./mesh headscale adopt x"


class Readiness(unittest.TestCase):
    def test_only_what_no_waiting_mends_is_for_the_admin(self) -> None:
        self.assertEqual(SENTENCE, server.for_the_admin(self.answer(SENTENCE)))
        self.assertEqual("", server.for_the_admin(self.answer("nobody has looked yet which one answers")))
        self.assertEqual("", server.for_the_admin(json.dumps({"checks": [{"name": "headscale of record", "status": "UP"}]})))
        self.assertEqual("", server.for_the_admin(self.answer("that of the file is about to be.")))
        policy = "No policy was published yet. To put it in its place, run: ./mesh policy publish --reason first"
        self.assertEqual(policy, server.for_the_admin(self.answer(policy, "policy")))
        for body in ("", "<h1>Bad gateway</h1>", "[]", '{"checks": 1}'):
            self.assertEqual("", server.for_the_admin(body))

    @staticmethod
    def answer(trouble: str, check: str = "headscale of record") -> str:
        return json.dumps({"status": "DOWN", "checks": [
            {"name": "headscale", "status": "UP"},
            {"name": check, "status": "DOWN", "data": {"trouble": trouble}}]})
