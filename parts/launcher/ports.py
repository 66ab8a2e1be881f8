"""Ports: whether one is free, and if not, who has it."""
from __future__ import annotations

import os
import pwd
import socket
from pathlib import Path
from typing import Dict, Optional, Set

from .process import command_of
from .say import Trouble

_LISTEN = "0A"


def free(host: str = "127.0.0.1", kind: int = socket.SOCK_STREAM) -> int:
    """A port that nobody has just now."""
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


def require_free(port: int, what: str, option: str, host: str = "127.0.0.1") -> None:
    """Raises Trouble that names the holder and the option that chooses another port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            return
        except PermissionError:
            reason = "is not open to you (below 1024 it takes root)"
        except OSError:
            reason = f"is taken by {holder(port) or 'a process that cannot be seen from here'}"
    raise Trouble(f"Port {port}, meant for {what}, {reason}. Stop that, or choose another port: "
                  f"./mesh up {option} {port + 10}")


def holder(port: int) -> Optional[str]:
    """Pid and command of who listens there, as far as this user may see it."""
    owners = _listening(port)
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and _has_one_of(entry / "fd", set(owners)):
            command = " ".join(command_of(int(entry.name)))
            return f"process {entry.name} ({command[:100] or 'unknown command'})"
    return f"a process of {_name(min(owners.values()))}" if owners else None


def _name(uid: int) -> str:
    try:
        return f"user {pwd.getpwuid(uid).pw_name}"
    except KeyError:
        return f"user id {uid}"


def _listening(port: int) -> Dict[str, int]:
    """The sockets (by inode) with their owners (by user id) that listen there, from the kernel's table (proc_net_tcp(5))."""
    found = {}
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            rows = Path(table).read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for row in rows:
            fields = row.split()
            if fields[3] == _LISTEN and int(fields[1].rsplit(":", 1)[1], 16) == port:
                found[f"socket:[{fields[9]}]"] = int(fields[7])
    return found


def _has_one_of(descriptors: Path, inodes: Set[str]) -> bool:
    try:
        return any(os.readlink(descriptors / name) in inodes for name in os.listdir(descriptors))
    except OSError:
        return False
