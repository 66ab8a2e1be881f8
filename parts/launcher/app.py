"""How the packaged application is run, as the server and as a command that should answer at once."""
from __future__ import annotations

import hashlib
from pathlib import Path
from typing import List, Optional

from . import jdk

#: One collector thread and a small heap: the server's own work is small, its neighbours' is not.
COMMON = ["-XX:+UseSerialGC", "-Xshare:auto", "-Xlog:disable", "-Xlog:all=error:stderr"]
SERVER = ["-Xmx256m"]
#: A command is over before the second compiler would pay.
COMMAND = ["-Xmx256m", "-XX:TieredStopAtLevel=1"]


def cache_file(jar: Path, kind: str) -> Path:
    """The ahead-of-time cache for exactly this jar and this JDK: with any other the JVM would not take it."""
    key = hashlib.sha256((jdk.home() / "release").read_bytes()).hexdigest()[:16]
    return jar.with_name(f"{kind}-{key}.aot")


def command_line(jar: Path, kind: str, config: Optional[Path], record: Optional[Path] = None) -> List[str]:
    """record: run to learn what the cache should hold, and write it at the end."""
    cache = cache_file(jar, kind)
    options = [*COMMON, *(SERVER if kind == "server" else COMMAND)]
    if record:
        options.append(f"-XX:AOTCacheOutput={record}")
    elif cache.exists():
        options.append(f"-XX:AOTCache={cache}")
    if config:
        options.append(f"-Dquarkus.config.locations={config.as_uri()}")
    return [str(jdk.java()), *options, "-jar", str(jar)]
