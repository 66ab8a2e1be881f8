"""PostgreSQL for this installation alone: loopback, a port and a password of its own, data kept between runs."""
from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import List

from . import child, paths, ports, process
from .ledger import Ledger
from .part import Part
from .progress import Progress
from .say import Trouble, say

DATABASE = USER = "mesh"
_ROOT = os.geteuid() == 0

#: After a power cut it reads its journal again, on a slow disk for minutes.
RECOVERS_WITHIN = 600.0

NO_NAMESPACE = """\
PostgreSQL refuses to run as root, and this kernel lets nobody open a user namespace (unshare -U), which is the way round it.
  Run ./mesh as an ordinary user, or allow it: sysctl user.max_user_namespaces=10000
  (on some kernels also: sysctl kernel.unprivileged_userns_clone=1; in Docker: --security-opt seccomp=unconfined)"""


@dataclass(frozen=True)
class Database:
    url: str
    user: str
    password: str
    version: str


def start(part: Part, state: Path, ledger: Ledger) -> Database:
    data = state / "postgres"
    password_file = state / "postgres-password"
    _clear_leftovers(data)
    progress = Progress(f"PostgreSQL {part.version}")
    fresh = not data.is_dir()
    if fresh:
        _create(part, data, password_file)
    if not password_file.exists():
        raise Trouble(f"{password_file} is gone, but the data in {data} needs it. Put it back from a backup.")
    port = ports.free()
    postmaster = ledger.add(child.start(
        "PostgreSQL", [str(part.program("postgres")), "-D", str(data), "-p", str(port), *_settings()],
        state / "log" / "postgres.log", cwd=state, stop_signal=signal.SIGINT, as_nobody=_ROOT, keeps_data=True))
    while not _ready(data, postmaster.popen.pid, port):
        postmaster.require_alive()
        progress.require_within(RECOVERS_WITHIN, postmaster.log)
        progress.tick("creating the database" if fresh else "")
        time.sleep(0.05)
    progress.done("ready, new database" if fresh else "ready, data of the last run")
    return Database(f"jdbc:postgresql://127.0.0.1:{port}/{DATABASE}", USER,
                    password_file.read_text(encoding="ascii").strip(), part.version)


def _settings() -> List[str]:
    # No Unix socket: its path would be too long in a deep checkout, and loopback with a password serves everybody.
    settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "shared_buffers": "32MB",
                "max_connections": "50", "log_line_prefix": "%m [%p] ", "log_statement": "none"}
    return [argument for name, value in settings.items() for argument in ("-c", f"{name}={value}")]


def _create(part: Part, data: Path, password_file: Path) -> None:
    """Under another name first: a data folder that exists is whole."""
    forming = data.with_name("postgres.forming")
    shutil.rmtree(forming, ignore_errors=True)
    password = secrets.token_urlsafe(32)
    paths.write_private(password_file, password + "\n")
    _run([str(part.program("initdb")), "-D", str(forming), "-U", "postgres", "-A", "scram-sha-256", "-E", "UTF8",
          "--locale=C.UTF-8", f"--pwfile={password_file}", "--no-instructions"], "")
    # Single-user mode is the one way to run SQL without a client program. One statement on each line.
    _run([str(part.program("postgres")), "--single", "-D", str(forming), "-c", "log_statement=none", "postgres"],
         f"CREATE ROLE {USER} LOGIN PASSWORD '{password}'\nCREATE DATABASE {DATABASE} OWNER {USER}\n")
    forming.rename(data)


def _run(argv: List[str], text: str) -> None:
    run = child.run_as_nobody if _ROOT else _run_plainly
    done = run(argv, input=text)
    if done.returncode == 126 and "unshare" in done.stderr:
        raise Trouble(NO_NAMESPACE)
    if done.returncode != 0 or "ERROR" in done.stderr:
        raise Trouble(f"{os.path.basename(argv[0])} failed (exit {done.returncode}):\n{done.stdout}{done.stderr}")


def _run_plainly(argv: List[str], **options) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(argv, capture_output=True, text=True, check=False, timeout=120, **options)


def _clear_leftovers(data: Path) -> None:
    """After kill -9 of the postmaster its children linger for a moment, and its pid file for ever."""
    for pid in list(process.running_in(data, "postgres")):
        who = process.identify("postgres", pid)
        if who:
            say(f"  a PostgreSQL process ({pid}) was left over in {data}: ending it")
            process.end(who, signal.SIGINT)
    # A stale one would stop the start if its pid had been given to somebody else meanwhile.
    (data / "postmaster.pid").unlink(missing_ok=True)


def _ready(data: Path, pid: int, port: int) -> bool:
    """What pg_ctl looks at: the last line of postmaster.pid. Then whether the port answers."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    if len(lines) < 8 or lines[0] != str(pid) or lines[7].strip() != "ready":
        return False
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
