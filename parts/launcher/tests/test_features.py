from __future__ import annotations

import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import List

from launcher import changes, features, test_arguments, test_plan
from launcher.say import Trouble
from launcher.test_plan import Plan


class Checkout(unittest.TestCase):
    """A small one of our shape, in a git repository of its own."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name) / "ours"
        for file, text in {
            features.MAIN / "audit" / "Log.java": "package org.veilor.mesh.audit;",
            features.MAIN / "key" / "Keys.java": "import org.veilor.mesh.audit.Log;\n",
            features.MAIN / "page" / "Page.java": "",
            features.TESTS / "audit" / "LogTest.java": "class LogTest {}",
            features.TESTS / "audit" / "ServedTest.java": "@QuarkusTest\nclass ServedTest {}",
            features.TESTS / "key" / "KeysTest.java": "", features.TESTS / "key" / "JoinIT.java": "",
            features.TESTS / "lab" / "LabIT.java": "", features.TESTS / "lab" / "SecretSearchIT.java": "",
            Path("parts/launcher/tests/test_say.py"): "", Path("README.md"): "", Path("pom.xml"): "",
        }.items():
            self.write(str(file), text)
        self.git("init", "-q", "-b", "main")
        self.commit()

    def write(self, file: str, text: str = "changed") -> None:
        (self.root / file).parent.mkdir(parents=True, exist_ok=True)
        (self.root / file).write_text(text, encoding="utf-8")

    def git(self, *words: str) -> None:
        subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *words], cwd=self.root, check=True,
                       capture_output=True, timeout=60)

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", "x")

    def plan(self, *words: str) -> Plan:
        return test_plan.make(test_arguments.parse(list(words)), self.root)


class Named(Checkout):
    def test_the_list_counts_classes(self) -> None:
        self.assertEqual(features.table(features.all_features(self.root).values()).splitlines(), [
            "FEATURE   UNIT   IT", "audit        2    0", "key          1    1", "lab          0    2",
            "launcher     1    0", "page         0    0"])

    def test_an_unknown_one_is_refused_with_the_nearest(self) -> None:
        with self.assertRaisesRegex(Trouble, r"'audti'. Nearest: audit\..* --list") as refused:
            self.plan("key", "audti")
        self.assertEqual(refused.exception.exit_code, 2)

    def test_all_is_what_it_was(self) -> None:
        self.assertEqual(self.plan(), Plan("verify", [], ["tests", "whole"], []))
        self.assertEqual(self.plan("-X", "-Dtest=A"), Plan("verify", [], ["tests"], []))

    def test_unit_tests_need_no_part_and_no_package(self) -> None:
        plan = self.plan("--unit", "key", "audit")
        self.assertEqual(plan.goal, "test")
        self.assertIn("-Dtest=org.veilor.mesh.key.KeysTest,org.veilor.mesh.audit.LogTest,org.veilor.mesh.audit.ServedTest",
                      plan.selection)
        self.assertFalse(plan.real_parts)
        self.assertFalse(self.plan("--unit").real_parts)
        self.assertFalse(self.plan("audit").real_parts)

    def test_those_against_real_parts_come_too_and_get_the_package(self) -> None:
        plan = self.plan("key")
        self.assertTrue(plan.real_parts)
        self.assertEqual(plan.goal, "verify")
        self.assertIn("-Dit.test=org.veilor.mesh.key.JoinIT", plan.selection)

    def test_without_unit_tests_none_of_others_run_and_the_secret_search_comes_last_by_itself(self) -> None:
        self.assertIn("-Dtest=none", self.plan("lab").selection)
        self.assertIn("-Dit.test=org.veilor.mesh.lab.LabIT", self.plan("lab").selection)

    def test_the_launchers_alone_are_without_maven(self) -> None:
        self.assertEqual(self.plan("--unit", "launcher"), Plan(None, [], ["tests"], []))
        self.assertEqual(self.plan("launcher").own, ["tests", "whole"])

    def test_a_feature_without_tests_is_told(self) -> None:
        for words in (["page"], ["--unit", "lab"]):
            with self.assertRaisesRegex(Trouble, "No .*test is in"):
                self.plan(*words)

    def test_plain_unit_tests_start_no_server(self) -> None:
        self.assertEqual(features.all_features(self.root)["audit"].plain_units(), ["org.veilor.mesh.audit.LogTest"])

    def test_words_that_choose_twice_are_refused(self) -> None:
        for words in (["--changed", "key"], ["key", "-Dtest=A"], ["--changed", "--mutate"], ["--mutate", "--unit"],
                      ["--mutate", "-Dtest=A"], ["--coverage", "--long"]):
            with self.assertRaises(Trouble, msg=words):
                test_arguments.parse(words)

    def test_what_is_not_ours_is_mavens(self) -> None:
        asked = test_arguments.parse(["key", "-o", "--long", "--offline", "--", "-P", "mine"])
        self.assertEqual((asked.features, asked.maven, asked.long), (["key"], ["-o", "--offline", "-P", "mine"], True))


class Changed(Checkout):
    def changed(self, *files: str) -> Plan:
        for file in files:
            self.write(file)
        return self.plan("--changed", "--unit")

    def test_nothing(self) -> None:
        plan = self.changed()
        self.assertEqual((plan.goal, plan.own), (None, []))
        self.assertEqual(plan.said, ["Compared with the last commit alone: there is no origin/main and no upstream.",
                                     "Nothing has changed."])

    def test_an_edited_and_a_new_file_and_the_house_rules_come_too(self) -> None:
        plan = self.changed(f"{features.MAIN}/audit/Log.java", f"{features.TESTS}/key/New.java")
        self.assertEqual("-Dtest=org.veilor.mesh.HouseRulesTest,org.veilor.mesh.FileLengthTest,org.veilor.mesh.audit.LogTest,"
                         "org.veilor.mesh.audit.ServedTest,org.veilor.mesh.key.KeysTest", plan.selection[0])

    def test_who_uses_the_changed_is_named_and_not_run(self) -> None:
        plan = self.changed(f"{features.MAIN}/audit/Log.java")
        self.assertIn("Not run, though they use what changed: ./mesh test key", plan.said)
        self.assertNotIn("KeysTest", plan.selection[0])

    def test_what_belongs_to_no_feature_means_all_and_says_so(self) -> None:
        for file in ("pom.xml", f"{features.TESTS}/lab/Lab.java", f"{features.TESTS}/HouseRulesTest.java", "src/main/resources/x.sql"):
            plan = self.changed(file)
            self.assertEqual((plan.goal, plan.selection, plan.own), ("test", [], ["tests"]), file)
            self.assertIn("belong to no one feature", plan.said[-1])
            self.assertIn(file, plan.said[-1])
            self.commit()

    def test_a_package_that_went_means_all(self) -> None:
        (self.root / features.MAIN / "page" / "Page.java").unlink()
        (self.root / features.MAIN / "page").rmdir()
        self.assertIn("page/Page.java", self.changed().said[-1])

    def test_a_text_and_the_launcher_are_the_launchers_alone(self) -> None:
        self.assertEqual((self.changed("README.md", "mesh").goal, self.changed().own), (None, ["tests"]))

    def test_help_texts_are_the_commands_too(self) -> None:
        self.write(f"{features.TESTS}/cli/HelpTextsTest.java")
        self.commit()
        self.assertIn("cli.HelpTextsTest", self.changed("parts/launcher/help/key.txt").selection[0])

    def test_with_a_remote_it_is_all_that_is_not_pushed(self) -> None:
        theirs = self.root.parent / "theirs"
        self.git("clone", "-q", "--bare", str(self.root), str(theirs))
        self.git("remote", "add", "origin", str(theirs))
        self.git("fetch", "-q", "origin")
        self.write(f"{features.MAIN}/key/Keys.java")
        self.commit()
        plan = self.changed(f"{features.MAIN}/audit/Log.java")
        self.assertEqual(plan.said[0], "Compared with origin/main (1 commit not pushed, and what is not committed).")
        self.assertEqual(plan.said[-1], "Changed: audit, key.")

    def test_outside_git_it_says_so(self) -> None:
        with tempfile.TemporaryDirectory() as elsewhere, self.assertRaisesRegex(Trouble, "--changed asks git, which says"):
            changes.look(Path(elsewhere))


if __name__ == "__main__":
    unittest.main()
