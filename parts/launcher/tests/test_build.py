from __future__ import annotations

import os
import tempfile
import unittest
from pathlib import Path

from launcher import build


class SourceHash(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        (self.root / "pom.xml").write_text("<project/>")
        self.source = self.root / "src" / "main" / "java" / "A.java"
        self.source.parent.mkdir(parents=True)
        self.source.write_text("class A {}")
        self.before = build.source_hash(self.root)

    def test_a_later_time_stamp_is_no_change(self) -> None:
        os.utime(self.source, (1, 1))
        self.assertEqual(build.source_hash(self.root), self.before)

    def test_a_test_is_no_change(self) -> None:
        test = self.root / "src" / "test" / "java" / "ATest.java"
        test.parent.mkdir(parents=True)
        test.write_text("class ATest {}")
        self.assertEqual(build.source_hash(self.root), self.before)

    def test_content_name_and_pom_are_changes(self) -> None:
        seen = {self.before}
        self.source.write_text("class A { }")
        seen.add(build.source_hash(self.root))
        self.source.rename(self.source.with_name("B.java"))
        seen.add(build.source_hash(self.root))
        (self.root / "pom.xml").write_text("<project></project>")
        seen.add(build.source_hash(self.root))
        self.assertEqual(len(seen), 4)

    def test_maven_lines_tell_what_it_is_at_without_where_from(self) -> None:
        self.assertEqual(build.maven_detail("[INFO] --- maven-compiler-plugin:3.14.1:compile (default-compile) @ x ---"),
                         "compiler compile")
        self.assertEqual(build.maven_detail("[INFO] --- quarkus:3.34.1:build (default) @ x ---"), "quarkus build")
        self.assertEqual(build.maven_detail("Downloading from somewhere: https://example.org/a/b/c-1.0.jar"),
                         "downloading c-1.0.jar")
        self.assertIsNone(build.maven_detail("[INFO] BUILD SUCCESS"))
