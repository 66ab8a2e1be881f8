from __future__ import annotations

import unittest

from launcher import java_command, paths
from launcher.say import Trouble


class JavaCommand(unittest.TestCase):
    def test_a_command_learns_where_the_run_file_is_and_keeps_the_rest(self) -> None:
        self.assertEqual(java_command.environment({"PATH": "/bin"}),
                         {"PATH": "/bin", "MESH_RUN_FILE": str(paths.ROOT / ".mesh" / "run.json"), "LC_ALL": "C.UTF-8"})

    def test_a_run_file_that_the_caller_names_is_taken(self) -> None:
        self.assertEqual(java_command.environment({"MESH_RUN_FILE": "/other"})["MESH_RUN_FILE"], "/other")

    def test_the_jvm_reads_utf_8_whatever_the_callers_locale_is(self) -> None:
        for locale in ("C", "POSIX", "de_DE.ISO-8859-1"):
            self.assertEqual(java_command.environment({"LC_ALL": locale})["LC_ALL"], "C.UTF-8")

    def test_what_is_not_utf_8_is_refused_before_anything_is_built(self) -> None:
        java_command.require_utf8(["weiß".encode(), b"key"])
        with self.assertRaises(Trouble) as refused:
            java_command.require_utf8([b"wei\xdf"])
        self.assertEqual(refused.exception.exit_code, 2)
        self.assertIn("wei\\xdf", str(refused.exception))
