from __future__ import annotations

import os
import tempfile
import threading
import unittest
from pathlib import Path
from unittest import mock

from launcher import catalogue, go_part, part, system
from launcher.say import Trouble


class Keys(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.lock = self.folder / "go.sum"
        self.lock.write_text("one\n")

    def test_same_lock_file_same_key_wherever_it_is(self) -> None:
        elsewhere = self.folder / "elsewhere"
        elsewhere.mkdir()
        (elsewhere / "go.sum").write_text("one\n")
        self.assertEqual(part.key_of([self.lock], "-trimpath"), part.key_of([elsewhere / "go.sum"], "-trimpath"))

    def test_another_content_or_flag_another_key(self) -> None:
        before = part.key_of([self.lock], "-a", "-b")
        self.assertNotEqual(before, part.key_of([self.lock], "-a-b"))
        self.assertNotEqual(before, part.key_of([self.lock], "-a"))
        self.lock.write_text("two\n")
        self.assertNotEqual(before, part.key_of([self.lock], "-a", "-b"))


class Building(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.cache = Path(folder.name)
        patched = mock.patch.dict(os.environ, {"MESH_CACHE": folder.name})
        patched.start()
        self.addCleanup(patched.stop)
        silent = mock.patch("launcher.say.say")
        silent.start()
        self.addCleanup(silent.stop)
        self.builds = 0

    def make(self, body) -> part.Part:
        return part.Part("thing", "1.0", "key", ("thing",), body, lambda: None)

    def good(self, _: part.Part, into: Path) -> None:
        self.builds += 1
        (into / "bin").mkdir()
        (into / "bin" / "thing").touch(mode=0o755)

    def test_is_built_once(self) -> None:
        thing = self.make(self.good)
        self.assertTrue(thing.make())
        self.assertFalse(thing.make())
        self.assertEqual(self.builds, 1)
        self.assertTrue(os.access(thing.program("thing"), os.X_OK))

    def test_two_at_once_build_it_once(self) -> None:
        thing = self.make(self.good)
        both = [threading.Thread(target=thing.make) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        self.assertEqual(self.builds, 1)

    def test_a_failed_build_leaves_nothing_under_the_final_name(self) -> None:
        def broken(_: part.Part, into: Path) -> None:
            (into / "bin").mkdir()
            raise Trouble("no network")

        with self.assertRaisesRegex(Trouble, "no network"):
            self.make(broken).make()
        self.assertEqual(list((self.cache / "parts").iterdir()), [])
        self.assertTrue(self.make(self.good).make())

    def test_a_build_without_its_program_is_refused(self) -> None:
        with self.assertRaisesRegex(Trouble, "has no program bin/thing"):
            self.make(lambda _, into: None).make()

    def test_what_a_killed_build_left_is_in_nobodys_way(self) -> None:
        left = self.cache / "parts" / ".thing-1.0-key.building"
        (left / "bin").mkdir(parents=True)
        self.assertTrue(self.make(self.good).make())
        self.assertFalse(left.exists())


class Pinned(unittest.TestCase):
    """What is checked in."""

    def test_every_part_of_the_checkout_is_found_with_its_version(self) -> None:
        found = {p.name: p for p in catalogue.all_parts()}
        self.assertLessEqual({"headscale", "tailscale", "traefik", "postgres", "go"}, set(found))
        self.assertEqual(found["tailscale"].programs, ("tailscale", "tailscaled"))
        self.assertFalse(found["go"].wanted)

    def test_the_pinned_go_builds_every_go_part(self) -> None:
        pinned = go_part.numbers(catalogue.part_named("go").version)
        for mod in part.paths.PARTS.glob("*/go.mod"):
            self.assertGreaterEqual(pinned, go_part.version_of(mod.read_text()), mod)

    def test_tool_lines_alone_and_in_a_block(self) -> None:
        self.assertEqual(go_part.tools_of("tool example.org/cmd/a\n\ntool (\n\tx.org/cmd/b\n\tx.org/cmd/c\n)\n"),
                         ["example.org/cmd/a", "x.org/cmd/b", "x.org/cmd/c"])

    def test_go_versions_compare_as_numbers(self) -> None:
        self.assertGreater(go_part.numbers("go1.26.10"), go_part.numbers("1.26.5"))

    def test_an_unknown_part_is_refused_with_the_known_ones(self) -> None:
        with self.assertRaisesRegex(Trouble, "no part 'headscal'.*headscale"):
            catalogue.part_named("headscal")

    def test_what_the_system_lacks_comes_with_both_commands(self) -> None:
        text = system.how_to_get(["zbar-tools", "librsvg2-bin"])
        self.assertIn("apt-get install zbar-tools librsvg2-bin", text)
        self.assertIn("dnf install zbar librsvg2-tools", text)
