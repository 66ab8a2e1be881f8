"""How the packaged application is run, as the server and as a command that should answer at once."""
from __future__ import annotations

import hashlib
from pathlib import Path
from typing import List, Optional, Sequence

from . import jdk

#: One collector thread and a small heap: the server's own work is small, its neighbours' is not.
COMMON = ["-XX:+UseSerialGC", "-Xlog:disable", "-Xlog:all=error:stderr"]
SERVER = ["-Xmx256m"]
#: A command is over before the second compiler would pay.
COMMAND = ["-Xmx256m", "-XX:TieredStopAtLevel=1"]


def cache_file(jar: Path, kind: str) -> Path:
    """The ahead-of-time cache for exactly this jar and this JDK: with any other the JVM would not take it."""
    key = hashlib.sha256((jdk.home() / "release").read_bytes()).hexdigest()[:16]
    return jar.with_name(f"{kind}-{key}.aot")


def command_line(jar: Path, kind: str, config: Optional[Path], aot: Optional[Sequence[str]] = None) -> List[str]:
    """aot: the JVM's options about its cache. By default the cache is used if there is one."""
    options = [*COMMON, *(SERVER if kind == "server" else COMMAND)]
    if aot is None:
        cache = cache_file(jar, kind)
        aot = [f"-XX:AOTCache={cache}"] if cache.exists() else []
    if config:
        options.append(f"-Dquarkus.config.locations={config.as_uri()}")
    return [str(jdk.java()), *options, *aot, "-jar", str(jar)]
