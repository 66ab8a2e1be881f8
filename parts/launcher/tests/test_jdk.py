from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

from launcher import jdk
from launcher.say import Trouble


class Jdk(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def install(self, name: str, version: str, compiler: bool = True) -> Path:
        home = self.folder / name
        (home / "bin").mkdir(parents=True)
        (home / "release").write_text(f'IMPLEMENTOR="Somebody"\nJAVA_VERSION="{version}"\n')
        if compiler:
            (home / "bin" / "javac").touch(mode=0o755)
        return home

    def test_java_home_wins_if_it_will_do(self) -> None:
        mine = self.install("mine", "26-ea")
        self.assertEqual(jdk.choose(str(mine), [self.install("other", "25.0.1")]), mine)

    def test_an_old_java_home_is_passed_over(self) -> None:
        able = self.install("able", "25.0.1")
        self.assertEqual(jdk.choose(str(self.install("old", "17.0.12")), [able]), able)

    def test_the_lowest_that_will_do_is_taken(self) -> None:
        homes = [self.install("a", "27-ea"), self.install("b", "21.0.4"), self.install("c", "25")]
        self.assertEqual(jdk.choose(None, homes), homes[2])

    def test_one_without_a_compiler_is_no_jdk(self) -> None:
        self.assertIsNone(jdk.major_version(self.install("jre", "25", compiler=False)))

    def test_none_says_what_to_install(self) -> None:
        with self.assertRaises(Trouble) as refused:
            jdk.choose(str(self.install("old", "17.0.12")), [self.folder / "nothing"])
        text = str(refused.exception)
        for word in ("No JDK 25", "old (version 17)", "Debian 12", "temurin-25-jdk", "dnf install java-25-openjdk-devel"):
            self.assertIn(word, text)
