"""`./mesh bench mint`: what a mint costs beyond Headscale's own part, measured on a stack that is thrown away after."""
from __future__ import annotations

import argparse
import os
import shutil
import subprocess
from pathlib import Path
from typing import List, MutableMapping

from . import (app, bench_gate, bench_policy, build, catalogue, headscale, host, jdk, lock, paths, ports, postgres, server, stopwatch,
               supervisor)
from .ledger import Ledger
from .say import Trouble, say

FIGURES = paths.ROOT / "docs" / "benchmarks"
#: 0 is off: here one token mints more than anybody may in earnest.
NO_LIMITS = {"mesh.identity.limits.per-token": "0", "mesh.identity.limits.per-subject": "0"}
STARTS = 3
MINT = paths.ROOT / "src" / "test" / "java" / "org" / "veilor" / "mesh" / "bench" / "MintBench.java"


def run(arguments: List[str]) -> int:
    options = _parse(arguments or ["--help"])
    forget_settings(os.environ)
    home = paths.make_private(paths.state())
    try:
        with lock.hold(home / "bench.lock"):
            if options.kind == "policy":
                _prepare(options.json)
                return bench_policy.run(options.json, options.quick)
            if options.kind == "gate":
                _prepare(options.json)
                return bench_gate.run(home / "bench-gate", options.json, options.quick)
            # Beside .mesh's own data, not in /tmp: that may be memory, where a commit to disk costs nothing.
            return _mint(home / "bench", options.json, options.calls)
    except lock.Taken as taken:
        raise Trouble(f"A bench is running already (process {taken.holder}). Two at once would measure each other.") from None


def _parse(arguments: List[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./mesh bench", description="Measures, on a stack of its own.")
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="COMMAND")
    mint = kinds.add_parser("mint", description=__doc__, help="a mint beside a bare call to Headscale", epilog=(
        "Starts PostgreSQL, Headscale and the server on free ports, and removes them afterwards: what `./mesh up` "
        "runs or keeps is not touched. Takes some minutes. Let nothing else run meanwhile."))
    _figures(mint, "mint.json")
    mint.add_argument("--calls", type=_count, default=200, metavar="N",
                      help="calls of each kind at each concurrency (default: %(default)s)")
    policy = kinds.add_parser("policy", description=bench_policy.__doc__, help="a decision of the policy beside jCasbin's, and its proof",
                              epilog=("Builds the bench with Maven, then takes about 8 minutes. Needs no server and "
                                      "touches none. Let nothing else run meanwhile."))
    _figures(policy, "policy.json")
    policy.add_argument("--quick", action="store_true", help="only see that it runs; the figures say nothing, so --json is needed too")
    gate = kinds.add_parser("gate", description=bench_gate.__doc__, help="the gate's answer beside an empty one and nginx's", epilog=(
        "Builds the bench with Maven, starts what is measured on free ports and one core, and loads it from another "
        "with wrk. Takes about 6 minutes. Let nothing else run meanwhile."))
    _figures(gate, "gate.json")
    gate.add_argument("--quick", action="store_true", help="in 3 minutes: shorter rounds, so more chance in the figures")
    options = parser.parse_args(arguments)
    if options.kind == "policy" and options.quick and options.json == FIGURES / "policy.json":
        parser.error("--quick measures nothing worth keeping: name another file with --json.")
    return options


def _figures(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument("--json", type=lambda text: Path(text).absolute(), default=FIGURES / name, metavar="FILE",
                        help=f"where the figures go (default: docs/benchmarks/{name} of this checkout)")


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of calls: 1 or more")
    return int(text)


def forget_settings(environment: MutableMapping[str, str]) -> None:
    """A variable goes before a settings file. One that was meant for a real server must not lead the load there."""
    for name in list(environment):
        if name.startswith(("MESH_", "QUARKUS_", "HEADSCALE_")) and name != "MESH_CACHE":
            del environment[name]


def _mint(state: Path, figures: Path, calls: int) -> int:
    ledger = Ledger(state / "processes.json")
    supervisor.listen()
    try:
        ledger.end_leftovers()  # of a bench that was killed
        shutil.rmtree(state, ignore_errors=True)
        paths.make_private(state)
        _prepare(figures)
        return _measure(state, ledger, figures, calls)
    except supervisor.Stop:
        say("\nmesh: stopped, nothing was measured.")
        return 130
    finally:
        supervisor.stop(ledger)
        shutil.rmtree(state, ignore_errors=True)


def load(jar: Path) -> List[str]:
    """How the load is run: from its source, beside the tests, which a JDK's java compiles by itself (JEP 458), with the
    libraries of the application that is measured. So what is shipped need not hold it, and no Maven is asked."""
    return app.source_command_line(MINT, jar)


def _prepare(figures: Path) -> None:
    """Better now than after minutes."""
    try:
        figures.parent.mkdir(parents=True, exist_ok=True)
        writable = os.access(figures if figures.exists() else figures.parent, os.W_OK) and not figures.is_dir()
    except OSError:
        writable = False
    if not writable:
        raise Trouble(f"{figures} cannot be written. Choose another place with --json.", 2)


def _measure(state: Path, ledger: Ledger, figures: Path, calls: int) -> int:
    catalogue.make(["postgres", "headscale"])
    # A copy, with a cache of its own: `./mesh up` may renew the original meanwhile.
    jar = state / "app" / build.ensure().name
    shutil.copytree(build.ensure().parent, jar.parent, ignore=shutil.ignore_patterns("*.aot"))
    database_part, headscale_part = catalogue.part_named("postgres"), catalogue.part_named("headscale")
    database = postgres.start(database_part, state, ledger)
    url, key_file = headscale.start(headscale_part, state, ports.free(), ledger)
    settings = server.Settings(ports.free(), ports.free(), database, url, key_file, NO_LIMITS)
    config = settings.write(state)
    server.train(jar, config, settings.management, state, ledger)
    running, ready_ms = stopwatch.median_start(
        lambda: server.launch(jar, config, state), settings.management, ledger, STARTS)

    print(f"Machine: {host.describe()}.\nHeadscale {headscale_part.version}, PostgreSQL {database_part.version}, "
          f"Java {jdk.full_version(jdk.home())}. {calls} calls of each kind, {STARTS} starts.\n", flush=True)
    return subprocess.run([
        *load(jar), "--url", settings.url,
        "--token-file", str(state / "local-token"), "--headscale-url", url, "--headscale-api-key-file", str(key_file),
        "--server-pid", str(running.popen.pid), "--ready-ms", str(ready_ms), "--calls", str(calls),
        "--json", str(figures)], cwd=state, check=False, timeout=3600).returncode
