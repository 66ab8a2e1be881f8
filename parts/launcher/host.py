"""The machine that figures were measured on."""
from __future__ import annotations

import os
import platform
import re
from pathlib import Path


def describe() -> str:
    cores = len(os.sched_getaffinity(0))  # those we may use: a container may have fewer than the machine
    try:
        information = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        information = ""
    return f"{cores} core{'' if cores == 1 else 's'}, {processor(information) or platform.machine()}"


def processor(information: str) -> str:
    """Its name from /proc/cpuinfo. Empty where the kernel does not tell, as on most ARM machines."""
    found = re.search(r"^model name\s*:\s*(.+)$", information, re.M)
    return re.sub(r"\s+", " ", found.group(1)).strip() if found else ""
