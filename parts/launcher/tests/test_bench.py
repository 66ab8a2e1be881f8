from __future__ import annotations

import contextlib
import io
import json
import signal
import tempfile
import threading
import time
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import List
from unittest import mock

from launcher import app, bench_command, bench_gate, bench_policy, host, jdk, paths, server, stopwatch
from launcher.postgres import Database
from launcher.say import Trouble


class BenchCommand(unittest.TestCase):
    def test_alone_and_with_help_it_says_what_there_is(self) -> None:
        for arguments in ([], ["--help"]):
            with self.assertRaises(SystemExit) as end, contextlib.redirect_stdout(io.StringIO()) as said:
                bench_command.run(arguments)
            self.assertEqual(end.exception.code, 0)
            self.assertIn("mint", said.getvalue())

    def test_the_figures_go_to_the_checkout_or_below_the_callers_folder(self) -> None:
        self.assertEqual(bench_command._parse(["mint"]).json, paths.ROOT / "docs" / "benchmarks" / "mint.json")
        self.assertEqual(bench_command._parse(["mint", "--json", "a/b.json"]).json, Path.cwd() / "a" / "b.json")

    def test_calls_are_a_number_from_1(self) -> None:
        self.assertEqual(bench_command._parse(["mint", "--calls", "7"]).calls, 7)
        for calls in ("0", "-3", "many"):
            with self.assertRaises(SystemExit), contextlib.redirect_stderr(io.StringIO()) as said:
                bench_command._parse(["mint", f"--calls={calls}"])
            self.assertIn("is no number of calls", said.getvalue())

    def test_the_policys_figures_go_beside_the_mints(self) -> None:
        policy = bench_command._parse(["policy"])
        self.assertEqual((policy.json, policy.quick), (paths.ROOT / "docs" / "benchmarks" / "policy.json", False))
        self.assertEqual(bench_command._parse(["policy", "--quick", "--json", "a.json"]).json, Path.cwd() / "a.json")

    def test_quick_figures_are_not_committed_by_mistake(self) -> None:
        with self.assertRaises(SystemExit) as end, contextlib.redirect_stderr(io.StringIO()) as said:
            bench_command._parse(["policy", "--quick"])
        self.assertEqual(end.exception.code, 2)
        self.assertIn("--json", said.getvalue())

    def test_the_versions_measured_with_are_those_of_the_build(self) -> None:
        versions = bench_policy.versions_in((paths.ROOT / "pom.xml").read_text())
        self.assertEqual(set(versions), {"jmh", "jcasbin"})
        self.assertRegex(versions["jcasbin"], r"^\d+\.\d+")

    def test_the_kept_figures_have_every_step_of_a_proof_at_both_sizes(self) -> None:
        proofs = json.loads((bench_command.FIGURES / "policy.json").read_text())["proofs"]
        sizes = [(100, 1000), (10000, 100000)]
        self.assertEqual([(size["services"], size["nodes"]) for size in proofs["sizes"]], sizes)
        steps = ["read", "compile", "parse", "index", "alone", "whole", "changed", "widened"]
        self.assertEqual([(it["step"], it["services"], it["nodes"]) for it in proofs["figures"]],
                         [(step, *size) for step in steps for size in sizes])
        for figure in proofs["figures"]:
            self.assertGreater(figure["p50_ns"], 0)
            self.assertGreater(figure["allocated_bytes"], 0)
        for size in proofs["sizes"]:
            self.assertGreater(size["proof_kb"], 0)

    def test_the_help_tells_of_the_proof(self) -> None:
        with self.assertRaises(SystemExit), contextlib.redirect_stdout(io.StringIO()) as said:
            bench_command._parse(["policy", "--help"])
        self.assertIn("proof", said.getvalue())

    def test_settings_meant_for_a_real_server_do_not_reach_this_one(self) -> None:
        environment = {"MESH_HEADSCALE_URL": "https://hs.example", "HEADSCALE_LOG_LEVEL": "debug", "PATH": "/bin",
                       "QUARKUS_HTTP_PORT": "1", "MESH_CACHE": "/cache"}
        bench_command.forget_settings(environment)
        self.assertEqual(environment, {"PATH": "/bin", "MESH_CACHE": "/cache"})

    def test_the_limits_are_off_in_its_settings(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            settings = server.Settings(1, 2, Database("jdbc:x", "mesh", "secret", "18"), "http://x", Path("/key"), bench_command.NO_LIMITS)
            self.assertIn("mesh.identity.limits.per-token=0\n", settings.write(Path(folder)).read_text())

    def test_a_place_that_cannot_be_written_is_told_before_anything_starts(self) -> None:
        with self.assertRaisesRegex(Trouble, "--json"):
            bench_command._prepare(Path("/proc/none/mint.json"))

    def test_a_failure_leaves_nothing_behind(self) -> None:
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()):
            state = Path(folder) / "bench"
            with self.assertRaises(Trouble), _signals_kept():
                bench_command._mint(state, Path("/proc/none/mint.json"), 1)
            self.assertFalse(state.exists())


class BenchGate(unittest.TestCase):
    def test_its_figures_are_kept_with_quick_as_well(self) -> None:
        gate = bench_command._parse(["gate", "--quick"])
        self.assertEqual((gate.json, gate.quick), (bench_command.FIGURES / "gate.json", True))

    def test_what_is_missing_is_named_with_the_command_that_gets_it(self) -> None:
        with mock.patch.dict("os.environ", {"PATH": "/nowhere"}), \
                mock.patch("launcher.system.Package.present", False), self.assertRaises(Trouble) as trouble:
            bench_gate.require_tools()
        self.assertIn("wrk", str(trouble.exception))
        self.assertIn("apt-get install wrk nginx-light", str(trouble.exception))

    def test_cpu_time_is_read_behind_a_name_with_spaces(self) -> None:
        self.assertEqual(bench_gate.ticks("7 (a) b) S 1 1 1 0 -1 0 0 0 0 0 120 34 0 0 20 0 1 0"), 154)

    def test_a_refusal_among_the_answers_is_no_figure(self) -> None:
        said = '{"requests":100,"us":1000000,"p50_us":5,"p99_us":9,"refused":%d,"broken":0}'
        self.assertEqual(bench_gate.outcome("ours-10", "wrk\n" + said % 0 + "\n", 0.002),
                         {"rps": 100.0, "p50_us": 5, "p99_us": 9, "cpu_us": 20.0})
        for bad in (said % 1, "", "unable to connect"):
            with self.assertRaisesRegex(Trouble, "ours-10 did not answer"):
                bench_gate.outcome("ours-10", bad, 1)

    def test_the_rows_have_the_flags_of_the_server(self) -> None:
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(bench_policy, "TARGET", Path(folder)):
            (Path(folder) / "bench.classpath").write_text("a.jar\n")
            argv = bench_gate.jvm([])
        self.assertEqual(argv[1:1 + len(app.COMMON + app.SERVER)], app.COMMON + app.SERVER)

    def test_rows_are_compared_round_by_round(self) -> None:
        """On a machine that gets slower the row that comes later is not to seem dearer for that."""
        one, other = bench_gate.Row("ours-1000"), bench_gate.Row("empty")
        other.rounds = [{"cpu_us": it} for it in (5.0, 10.0, 40.0)]
        one.rounds = [{"cpu_us": it} for it in (5.5, 11.0, 20.0)]
        self.assertAlmostEqual(one.beside(other, "cpu_us"), 1.1)

    def test_the_kept_figures_have_every_row(self) -> None:
        kept = json.loads((bench_command.FIGURES / "gate.json").read_text())
        names = ["empty", "nginx", "ours-10", "ours-1000", "ours-100000"]
        self.assertEqual([row["name"] for row in kept["runs"] if row["mode"] == "keep-alive"][:5], names)
        for row in kept["runs"] + kept["compilers"]:
            self.assertEqual(set(row), {"name", "mode", "connections", "rps", "p50_us", "p99_us", "cpu_us"})
            self.assertGreater(row["cpu_us"], 0)


class Stopwatch(unittest.TestCase):
    def test_it_waits_for_200_and_not_for_any_answer(self) -> None:
        answers = [503, 503, 200]
        with _server(answers) as url:
            began = time.monotonic()
            ready = stopwatch.until_ready(url, lambda: self.fail("it answers"))
        self.assertEqual(answers, [])
        self.assertTrue(began < ready <= time.monotonic())

    def test_one_that_has_ended_is_not_waited_for(self) -> None:
        def ended() -> None:
            raise Trouble("it ended")

        with self.assertRaisesRegex(Trouble, "it ended"):
            stopwatch.until_ready("http://127.0.0.1:1", ended)

    def test_patience_ends(self) -> None:
        with self.assertRaisesRegex(Trouble, "not ready"):
            stopwatch.until_ready("http://127.0.0.1:1", lambda: None, patience=0.02)


class Host(unittest.TestCase):
    def test_the_processor_is_named_if_the_kernel_does(self) -> None:
        self.assertEqual(host.processor("processor\t: 0\nmodel name\t: Intel(R)  Xeon(R) CPU\nstepping : 1\n"), "Intel(R) Xeon(R) CPU")
        self.assertEqual(host.processor("processor\t: 0\nCPU part\t: 0xd0c\n"), "")
        self.assertRegex(host.describe(), r"^[1-9]\d* cores?, \S")

    def test_the_whole_version_of_java_is_told(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            self.assertIsNone(jdk.full_version(Path(folder)))
            (Path(folder) / "release").write_text('IMPLEMENTOR="x"\nJAVA_VERSION="25.0.1"\n')
            self.assertEqual(jdk.full_version(Path(folder)), "25.0.1")


@contextlib.contextmanager
def _server(answers: List[int]):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(answers.pop(0) if self.path == "/q/health/ready" else 404)
            self.end_headers()

        def log_message(self, *parts: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{running.server_port}"
        finally:
            running.shutdown()
            thread.join()


@contextlib.contextmanager
def _signals_kept():
    """_mint listens to signals: afterwards they mean again what they meant."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, meant in kept.items():
            signal.signal(number, meant)
