"""`./mesh up`: everything that is needed, started here, with nothing to configure."""
from __future__ import annotations

import argparse
import os
import subprocess
import textwrap
import time
from pathlib import Path
from typing import Any, List, Optional

from . import (aot, app, build, catalogue, first_key, first_run, headscale, java_command, lock, ownership, paths, ports,
               postgres, run_file, server, supervisor)
from .ledger import Ledger
from .say import Trouble, say, seconds


def run(arguments: List[str]) -> int:
    options = _parse(arguments)
    began = time.monotonic()
    ownership.require_own(paths.state())
    state = paths.make_private(paths.state())
    try:
        with lock.hold(state / "up.lock"):
            return _run_locked(options, state, began)
    except lock.Taken as taken:
        running = run_file.read(state)
        where = f" on {running.url}" if running else ", and is not ready yet"
        raise Trouble(f"It is running already (process {taken.holder}){where}.\n"
                      "  Use it from here: ./mesh key create --tier guest --subject alice\n"
                      "  Stop it: Ctrl-C in its terminal, or ./mesh down") from None


def _parse(arguments: List[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./mesh up", description=__doc__, epilog=(
        "MESH_HEADSCALE_URL and MESH_HEADSCALE_API_KEY_FILE: use a Headscale that you have. "
        "Ctrl-C stops everything that was started here, and nothing else."))
    parser.add_argument("--port", type=_port, default=8085, help="API and pages (default: %(default)s)")
    parser.add_argument("--management-port", type=_port, default=9085, help="health and metrics (default: %(default)s)")
    parser.add_argument("--gate-port", type=_port, default=8087, help="the gate, for a reverse proxy (default: %(default)s)")
    parser.add_argument("--headscale-port", type=_port, default=8089, help="Headscale (default: %(default)s)")
    parser.add_argument("--no-key", action="store_true", help="mint no first key")
    options = parser.parse_args(arguments)
    for option, others in (("--management-port", [options.port]), ("--gate-port", [options.port, options.management_port]),
                           ("--headscale-port", [options.port, options.management_port, options.gate_port])):
        chosen = getattr(options, option[2:].replace("-", "_"))
        if chosen in others:
            parser.error(f"{option}: port {chosen} is meant for another part already")
    return options


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: 1 to 65535")
    return int(text)


def _run_locked(options: argparse.Namespace, state: Path, began: float) -> int:
    own = headscale.own(os.environ)
    ledger = Ledger(state / "processes.json")
    supervisor.listen()
    code, hurry = 0, False
    try:
        run_file.forget(state)
        ledger.end_leftovers()
        ports.require_free(options.port, "the server", "--port")
        ports.require_free(options.management_port, "health and metrics", "--management-port")
        ports.require_free(options.gate_port, "the gate", "--gate-port")
        if not own:
            ports.require_free(options.headscale_port, "Headscale", "--headscale-port")
        first_run.prepare(not own, [options.port, options.management_port, options.gate_port, *([] if own else [options.headscale_port])])
        catalogue.make(["postgres", *([] if own else ["headscale"])])
        jar = build.ensure()
        build.forget_older(jar)

        database = postgres.start(catalogue.part_named("postgres"), state, ledger)
        url, key_file = own or headscale.start(catalogue.part_named("headscale"), state, options.headscale_port, ledger)
        settings = server.Settings(options.port, options.management_port, database, url, key_file, gate_port=options.gate_port)
        config = settings.write(state)
        trouble = server.start(jar, config, settings, state, ledger)
        run_file.Run(settings.url, settings.management, url, str(state / "local-token"), str(config), os.getpid(), settings.gate).write(state)

        aot.ensure(jar, "command", config, state / "log" / "aot.log",
                   lambda watch: _command(jar, config, watch, "key", "list", stdout=subprocess.DEVNULL))
        _where(settings, url)
        if trouble:
            # The command on a line of its own, so that it can be copied.
            words, run, command = trouble.partition(" run: ")
            say("\n" + textwrap.fill(words + run.rstrip(), 80, break_long_words=False, break_on_hyphens=False))
            say(f"  {command}" if command else "")
        elif not options.no_key:
            first_key.mint_or_keep(settings.url, state / "local-token",
                                   lambda *words: _command(jar, config, None, *words).returncode)
        _what_next(began, trouble)
        supervisor.watch(ledger)
    except supervisor.Stop:
        say()
    except BrokenPipeError:
        code = 141  # nobody reads what it says: its terminal is gone
    except Trouble as trouble:
        hurry = True
        say(f"\nmesh: {trouble}")
        code = trouble.exit_code
    finally:
        run_file.forget(state)
        supervisor.stop(ledger, hurry)
    return code


def _command(jar: Path, config: Path, watch: Optional[List[str]], *words: str, **options: Any
             ) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([*app.command_line(jar, "command", config, watch), *words],
                          env=java_command.environment(os.environ), check=False, timeout=60, **options)


def _where(settings: server.Settings, headscale_url: str) -> None:
    """Before the key: so that its QR code and its text are the last on the screen."""
    say(f"\n  API          {settings.url}/api/v1/keys")
    say(f"  OpenAPI      {settings.url}/q/openapi")
    say(f"  Health       {settings.management}/q/health/ready")
    say(f"  Metrics      {settings.management}/q/metrics")
    say(f"  Gate         {settings.gate}")
    say("  Traefik      providers.file.directory: acl/traefik, and in each entry point\n"
        "               http: { middlewares: [\"no-guest@file\"] }   see docs/gate.md")
    say(f"  Headscale    {headscale_url}")
    say("  Logs         .mesh/log/")


def _what_next(began: float, trouble: str) -> None:
    if trouble:
        say("\n  It goes on by itself once that is put right, from a second terminal.\n"
            "  Ctrl-C here stops all of it, and so does ./mesh down.")
        return
    say(f"\n  Up in {seconds(time.monotonic() - began)}. Another key, from a second terminal:"
        "\n    ./mesh key create --tier guest --subject alice\n  Ctrl-C here stops all of it, and so does ./mesh down.")
