"""How the packaged application is run, as the server and as a command that should answer at once."""
from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import List, Optional, Sequence

from . import jdk
from .say import Trouble

#: One collector thread and a small heap: the server's own work is small, its neighbours' is not.
COMMON = ["-XX:+UseSerialGC", "-Xlog:disable", "-Xlog:all=error:stderr"]
#: A heap that begins small and grows only if it must: the JVM would begin with all 256 MB, and fill them once before it
#: first collects. Both compilers: the second costs the start 0.7 s and the server 30 MB, and halves what an answer of the
#: gate costs, which the server gives thousands of times a second (docs/benchmarks.md).
SERVER = ["-Xms48m", "-Xmn24m", "-Xmx256m"]
#: A command is over before the second compiler would pay.
COMMAND = ["-Xmx256m", "-XX:TieredStopAtLevel=1"]


def cache_file(jar: Path, kind: str) -> Path:
    """The ahead-of-time cache for exactly this jar, JDK and options: one made with others the JVM might not take."""
    made_with = [(jdk.home() / "release").read_bytes(), *(option.encode() for option in _options(kind))]
    key = hashlib.sha256(b"\0".join(made_with)).hexdigest()[:16]
    return jar.with_name(f"{kind}-{key}.aot")


def command_line(jar: Path, kind: str, config: Optional[Path], aot: Optional[Sequence[str]] = None) -> List[str]:
    """aot: the JVM's options about its cache. By default the cache is used if there is one."""
    options = [*_options(kind), *(_heap() if kind == "server" else [])]
    if aot is None:
        cache = cache_file(jar, kind)
        aot = [f"-XX:AOTCache={cache}"] if cache.exists() else []
    if config:
        options.append(f"-Dquarkus.config.locations={config.as_uri()}")
    return [str(jdk.java()), *options, *aot, "-jar", str(jar)]


def _heap() -> List[str]:
    """256 MB are enough for 30,000 machines. Not part of what a cache is made with: it fits any heap."""
    wanted = os.environ.get("MESH_HEAP", "")
    if wanted and not re.fullmatch(r"[1-9][0-9]{0,5}[mMgG]", wanted):
        raise Trouble(f'MESH_HEAP is a number and m or g, such as 1g; it is "{wanted}".')
    return [f"-Xmx{wanted}"] if wanted else []


def source_command_line(source: Path, jar: Path) -> List[str]:
    """A class that is not shipped, with the libraries of the jar."""
    return [str(jdk.java()), *_options("command"), "--class-path", f"{jar.parent}/lib/main/*", str(source)]


def _options(kind: str) -> List[str]:
    return [*COMMON, *(SERVER if kind == "server" else COMMAND)]
