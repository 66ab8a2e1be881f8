from __future__ import annotations

import unittest

from launcher import java_command, paths


class JavaCommand(unittest.TestCase):
    def test_a_command_learns_where_the_run_file_is_and_keeps_the_rest(self) -> None:
        self.assertEqual(java_command.environment({"PATH": "/bin"}),
                         {"PATH": "/bin", "MESH_RUN_FILE": str(paths.ROOT / ".mesh" / "run.json")})

    def test_a_run_file_that_the_caller_names_is_taken(self) -> None:
        self.assertEqual(java_command.environment({"MESH_RUN_FILE": "/other"}), {"MESH_RUN_FILE": "/other"})
