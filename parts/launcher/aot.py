"""The JVM's ahead-of-time cache: one start is watched, and what it loaded and linked is kept for every later one."""
from __future__ import annotations

from pathlib import Path
from typing import Callable, List, Sequence

from . import app
from .say import Trouble, say
from .step import run_step


def ensure(jar: Path, kind: str, config: Path, log: Path, watched: Callable[[List[str]], None]) -> None:
    """Once for each build and JDK. watched: runs the application with the options given, from start to orderly end.

    Nothing hangs on the cache but speed: where it cannot be made, that is said, and all goes on without.
    """
    cache = app.cache_file(jar, kind)
    if cache.exists():
        return
    seen, forming = cache.with_suffix(".seen"), cache.with_suffix(".forming")
    for left in (seen, forming):
        left.unlink(missing_ok=True)
    watched(["-XX:AOTMode=record", f"-XX:AOTConfiguration={seen}"])
    try:
        run_step(f"cache for quick starts of the {kind} (once for each build)",
                 app.command_line(jar, kind, config, _create(seen, forming)), log)
        forming.rename(cache)
    except (Trouble, OSError) as trouble:
        say(f"  Going on without a cache for the {kind}: {trouble}")
    finally:
        seen.unlink(missing_ok=True)


def _create(seen: Path, forming: Path) -> Sequence[str]:
    return ["-XX:AOTMode=create", f"-XX:AOTConfiguration={seen}", f"-XX:AOTCache={forming}"]
