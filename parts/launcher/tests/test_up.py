from __future__ import annotations

import contextlib
import io
import os
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from launcher import headscale, lock, paths, run_file, server, up
from launcher.postgres import Database
from launcher.say import Trouble


class Up(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_ports_out_of_range_are_refused(self) -> None:
        for port in ("0", "65536", "http", "-1"):
            with self.assertRaises(SystemExit), contextlib.redirect_stderr(io.StringIO()) as said:
                up._parse([f"--port={port}"])
            self.assertIn("is no port", said.getvalue())

    def test_one_port_is_not_for_two_parts(self) -> None:
        for arguments, option in ((["--port", "9085"], "--management-port"), (["--port=8089"], "--headscale-port"),
                                  (["--management-port=8089"], "--headscale-port"), (["--port=8087"], "--gate-port"),
                                  (["--gate-port=8089"], "--headscale-port")):
            with self.assertRaises(SystemExit) as end, contextlib.redirect_stderr(io.StringIO()) as said:
                up._parse(arguments)
            self.assertEqual(end.exception.code, 2)
            self.assertRegex(said.getvalue(), rf"{option}: port \d+ is meant for another part already")

    def test_health_and_metrics_are_shown_on_their_own_port(self) -> None:
        settings = server.Settings(8085, 9085, Database("jdbc:x", "mesh", "secret", "18"), "http://x", Path("/key"))
        with contextlib.redirect_stderr(io.StringIO()) as said, contextlib.redirect_stdout(said):
            up._where(settings, "http://127.0.0.1:8089")
        self.assertIn("http://127.0.0.1:9085/q/health/ready\n", said.getvalue())
        self.assertIn("http://127.0.0.1:9085/q/metrics\n", said.getvalue())

    def test_the_gate_is_shown_with_what_traefik_has_to_be_told(self) -> None:
        settings = server.Settings(8085, 9085, Database("jdbc:x", "mesh", "secret", "18"), "http://x", Path("/key"), gate_port=8187)
        with contextlib.redirect_stderr(io.StringIO()) as said, contextlib.redirect_stdout(said):
            up._where(settings, "http://127.0.0.1:8089")
        self.assertIn("http://127.0.0.1:8187/authz/traefik\n", said.getvalue())
        self.assertIn('middlewares: ["no-guest@file"]', said.getvalue())
        self.assertLessEqual(max(map(len, said.getvalue().splitlines())), 80)

    def test_an_own_headscale_needs_both_variables_and_a_key_that_can_be_read(self) -> None:
        key = self.folder / "key"
        key.write_text("hskey-api-x")
        self.assertIsNone(headscale.own({}))
        self.assertEqual(headscale.own({"MESH_HEADSCALE_URL": "https://hs.example/", "MESH_HEADSCALE_API_KEY_FILE": str(key)}),
                         ("https://hs.example", key))
        with self.assertRaisesRegex(Trouble, "go together"):
            headscale.own({"MESH_HEADSCALE_URL": "https://hs.example"})
        with self.assertRaisesRegex(Trouble, "cannot be read"):
            headscale.own({"MESH_HEADSCALE_URL": "https://hs.example", "MESH_HEADSCALE_API_KEY_FILE": str(key) + "x"})

    def test_the_servers_settings_are_the_owners_alone_and_survive_odd_paths(self) -> None:
        settings = server.Settings(8085, 9085, Database("jdbc:postgresql://127.0.0.1:1/mesh", "mesh", "secret", "18"),
                                   "http://127.0.0.1:8089", Path("/a b/$${c}\\d/key"))
        file = settings.write(self.folder)
        self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600)
        self.assertIn("mesh.ops.http-port=8085\n", file.read_text())
        self.assertIn("mesh.gate.port=8087\n", file.read_text())
        self.assertIn("mesh.ops.management-host=127.0.0.1\nmesh.ops.management-port=9085\n", file.read_text())
        self.assertIn("mesh.headscale.api-key-file=/a b/$\\\\${c}\\\\d/key\n", file.read_text())

    def test_there_is_no_way_without_a_headscale(self) -> None:
        with self.assertRaises(SystemExit) as end, contextlib.redirect_stderr(io.StringIO()) as said:
            up._parse(["--stand-in"])
        self.assertEqual(end.exception.code, 2)
        self.assertIn("unrecognized arguments: --stand-in", said.getvalue())

    def test_the_run_file_reads_back_and_a_broken_one_is_none(self) -> None:
        run = run_file.Run("http://127.0.0.1:8085", "http://127.0.0.1:9085", "http://127.0.0.1:8089", "/t", "/c", 7)
        run.write(self.folder)
        self.assertEqual(run_file.read(self.folder), run)
        self.assertEqual(stat.S_IMODE((self.folder / "run.json").stat().st_mode), 0o600)
        (self.folder / "run.json").write_text('{"url":')
        self.assertIsNone(run_file.read(self.folder))

    def test_a_lock_names_its_holder_and_goes_with_it(self) -> None:
        file = self.folder / "up.lock"
        holder = subprocess.Popen(
            [sys.executable, "-c", "import sys, time; from pathlib import Path; from launcher import lock\n"
             "with lock.hold(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)", str(file)],
            stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(paths.PARTS)})
        assert holder.stdout is not None
        with holder.stdout:
            holder.stdout.readline()
        with self.assertRaises(lock.Taken) as taken, lock.hold(file):
            self.fail("two hold the lock")
        self.assertEqual(taken.exception.holder, holder.pid)
        holder.kill()
        holder.wait()
        with lock.hold(file):
            pass
