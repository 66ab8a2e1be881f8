from __future__ import annotations

import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from launcher import app, jdk
from launcher.say import Trouble


class App(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        (Path(folder.name) / "release").write_text('JAVA_VERSION="25.0.1"\n')
        self.jar = Path(folder.name) / "app.jar"
        home = mock.patch.object(jdk, "home", return_value=Path(folder.name))
        home.start()
        self.addCleanup(home.stop)

    def test_another_option_another_jdk_and_another_kind_have_caches_of_their_own(self) -> None:
        caches = {app.cache_file(self.jar, "server"), app.cache_file(self.jar, "command")}
        with mock.patch.object(app, "SERVER", [*app.SERVER, "-XX:+UseCompactObjectHeaders"]):
            caches.add(app.cache_file(self.jar, "server"))
        (jdk.home() / "release").write_text('JAVA_VERSION="25.0.2"\n')
        caches.add(app.cache_file(self.jar, "server"))
        self.assertEqual(len(caches), 4)

    def test_a_cache_is_used_once_it_is_there(self) -> None:
        self.assertNotIn("AOTCache", " ".join(app.command_line(self.jar, "server", None)))
        app.cache_file(self.jar, "server").touch()
        self.assertIn(f"-XX:AOTCache={app.cache_file(self.jar, 'server')}", app.command_line(self.jar, "server", None))

    def test_the_heap_can_be_chosen_and_the_cache_stays_the_same(self) -> None:
        cache = app.cache_file(self.jar, "server")
        with mock.patch.dict(os.environ, {"MESH_HEAP": "2g"}):
            argv = app.command_line(self.jar, "server", None)
            self.assertEqual([it for it in argv if it.startswith("-Xmx")][-1], "-Xmx2g")
            self.assertNotIn("-Xmx2g", app.command_line(self.jar, "command", None))
            self.assertEqual(app.cache_file(self.jar, "server"), cache)
        for bad in ("2", "g", "2 g", "0g", "2g -version"):
            with mock.patch.dict(os.environ, {"MESH_HEAP": bad}), self.assertRaisesRegex(Trouble, "MESH_HEAP"):
                app.command_line(self.jar, "server", None)
