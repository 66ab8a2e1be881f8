from __future__ import annotations

import json
import tempfile
import unittest
from pathlib import Path

from launcher import reports

XML = """<testsuite name="K"><testcase name="passes" classname="o.K"/>
<testcase name="fails" classname="o.K"><failure message="m">expected: 1
 but was: 2</failure></testcase>
<testcase name="breaks" classname="o.K"><error message="boom"/></testcase>
<testcase name="is_skipped" classname="o.K"><skipped message="no TUN here"/></testcase></testsuite>"""


class Reports(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.target = Path(folder.name)

    def test_counts_each_case_of_both_runners(self) -> None:
        for folder in ("surefire-reports", "failsafe-reports"):
            (self.target / folder).mkdir()
            (self.target / folder / "TEST-o.K.xml").write_text(XML)
        found = reports.from_maven(self.target)
        self.assertEqual(found.line, "2 passed, 4 failed, 2 skipped")
        self.assertIn("o.K.fails\n      expected: 1\n       but was: 2", found.failures)
        self.assertIn("o.K.breaks\n      boom", found.failures)
        self.assertEqual(found.skips, ["o.K.is_skipped: no TUN here"] * 2)

    def test_the_table_groups_by_part_says_a_thing_once_and_names_what_was_not_shown(self) -> None:
        entries = [{"part": "headscale 0.29.3", "shown": "a used key is refused"},
                   {"part": "headscale 0.29.3", "shown": "a used key is refused"},
                   {"part": "headscale 0.29.3", "shown": "a guest gets its tag"},
                   {"part": "traefik", "notShown": "the door", "because": "there is no traefik"}]
        for number, entry in enumerate(entries):
            (self.target / f"{number}.json").write_text(json.dumps(entry))
        self.assertEqual(reports.shown_table(self.target), "\n".join([
            "  headscale 0.29.3  a guest gets its tag",
            "                    a used key is refused",
            "  traefik           NOT SHOWN: the door (there is no traefik)"]))

    def test_no_reports_is_nothing_passed(self) -> None:
        self.assertEqual(reports.from_maven(self.target).line, "0 passed, 0 failed, 0 skipped")
        self.assertEqual(reports.shown_table(self.target), "")
