"""The veilor-mesh server as a child: its configuration, its cache, its readiness."""
from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, List, Mapping, Optional

from . import aot, app, child, paths
from .ledger import Ledger
from .postgres import Database
from .progress import Progress
from .say import Trouble, tail


#: It writes down at its end what it has seen, which takes ten seconds on two cores.
TRAINED_WITHIN = 300.0


@dataclass(frozen=True)
class Settings:
    port: int
    management_port: int
    database: Database
    headscale_url: str
    headscale_key_file: Path
    #: Further keys and their values.
    others: Mapping[str, str] = field(default_factory=dict)
    #: Where the reverse proxy asks who may have what.
    gate_port: int = 8087

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def management(self) -> str:
        """Where health and metrics are."""
        return f"http://127.0.0.1:{self.management_port}"

    @property
    def gate(self) -> str:
        return f"http://127.0.0.1:{self.gate_port}/authz/traefik"

    def write(self, state: Path) -> Path:
        values: Dict[str, str] = {
            "mesh.ops.http-host": "127.0.0.1",
            "mesh.ops.http-port": str(self.port),
            "mesh.ops.management-host": "127.0.0.1",
            "mesh.ops.management-port": str(self.management_port),
            "mesh.gate.host": "127.0.0.1",
            "mesh.gate.port": str(self.gate_port),
            "mesh.ops.json-log": "false",
            "mesh.ops.database.url": self.database.url,
            "mesh.ops.database.username": self.database.user,
            "mesh.ops.database.password": self.database.password,
            "mesh.identity.local-token-file": str(state / "local-token"),
            "mesh.headscale.url": self.headscale_url,
            "mesh.headscale.api-key-file": str(self.headscale_key_file),
            **self.others,
        }
        file = state / "server.properties"
        lines = ["# Written by ./mesh up at every start: changes here are lost. "
                 "What stands here beats the environment; any other key may be set there (MESH_...)."]
        paths.write_private(file, "\n".join([*lines, *(f"{k}={escaped(v)}" for k, v in values.items())]) + "\n")
        return file


def escaped(value: str) -> str:
    """A value that means itself: neither a properties escape nor an expression such as ${x}."""
    return value.replace("\\", "\\\\").replace("${", "\\\\${")


def start(jar: Path, config: Path, settings: Settings, state: Path, ledger: Ledger) -> str:
    """Answers what is in the way of keys although it runs, for the admin; usually nothing."""
    train(jar, config, settings.management, state, ledger)
    progress = Progress("veilor-mesh")
    running = ledger.add(launch(jar, config, state))
    trouble = _wait_until_ready(running, settings.management, ledger, progress)
    progress.done(f"on {settings.url}, but NOT READY" if trouble else f"ready on {settings.url}")
    return trouble


def train(jar: Path, config: Path, management: str, state: Path, ledger: Ledger) -> None:
    """Makes its cache, unless there is one."""
    def watched(options: List[str]) -> None:
        progress = Progress("first start, watched to make later ones quick")
        trainee = ledger.add(launch(jar, config, state, options))
        _wait_until_ready(trainee, management, ledger, progress)
        trainee.popen.terminate()
        while trainee.popen.poll() is None:
            progress.tick("stopping")
            progress.require_within(TRAINED_WITHIN, trainee.log)
            time.sleep(0.05)
        ledger.stop(trainee)
        progress.done()

    aot.ensure(jar, "server", config, state / "log" / "aot.log", watched)


def launch(jar: Path, config: Path, state: Path, options: Optional[List[str]] = None) -> child.Child:
    """options: as for app.command_line. Answers before it is ready."""
    return child.start("veilor-mesh", [*app.command_line(jar, "server", config, options), "serve"],
                       state / "log" / "server.log", cwd=paths.ROOT)


def _wait_until_ready(running: child.Child, management: str, ledger: Ledger, progress: Progress,
                      patience: float = 120) -> str:
    """Answers what only an admin can put right, with the server running; usually nothing."""
    waiting_for = ""
    while True:
        ledger.require_alive()
        status, body = readiness(management)
        if status == 200:
            return ""
        trouble = for_the_admin(body)
        if trouble:
            return trouble
        waiting_for = "starting" if status == 0 else f"not ready yet (HTTP {status})"
        if progress.elapsed > patience:
            raise Trouble(f"veilor-mesh is not ready after {patience:.0f} s, {waiting_for}.\n{body[:600]}\n"
                          f"The end of {running.log}:\n{tail(running.log)}")
        progress.tick(waiting_for)
        time.sleep(0.05)


def for_the_admin(body: str) -> str:
    """The sentence of a readiness answer that no waiting mends: it ends in the command that does. Usually nothing."""
    try:
        said = [str(check["data"]["trouble"]) for check in json.loads(body)["checks"]
                if check["status"] == "DOWN" and "trouble" in check.get("data", {})]
    except (ValueError, KeyError, TypeError):
        return ""
    return next((sentence for sentence in said if " run: ./mesh " in sentence), "")


def readiness(management: str) -> "tuple[int, str]":
    """HTTP status of its readiness check, 0 if it does not answer."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(management + "/q/health/ready", timeout=5) as answer:
            return answer.status, answer.read().decode(errors="replace")
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode(errors="replace")
    except OSError:
        return 0, ""
