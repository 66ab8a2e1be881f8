"""Parts written in Go: a module of our own pins the program, its go.sum pins everything below it."""
from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Callable, Dict, Iterator, List, Optional, Tuple

from . import paths
from .part import Part, key_of, machine
from .say import Trouble
from .step import run_step

#: -trimpath: the same binary wherever it is built. No cgo: it runs whatever C library is there.
FLAGS = ("-mod=readonly", "-trimpath")
SETTINGS = {"CGO_ENABLED": "0", "GOTOOLCHAIN": "local", "GOFLAGS": "", "GOWORK": "off"}

#: Tailscale writes its version at link time; without, it calls itself ERR-BuildInfo when built as a dependency.
STAMPS = {"tailscale": "-X tailscale.com/version.shortStamp={0} -X tailscale.com/version.longStamp={0}"}

Version = Tuple[int, ...]


def discover() -> Iterator[Part]:
    """Every folder below parts/ with a go.mod is a part, and its `tool` lines are the programs."""
    for mod in sorted(paths.PARTS.glob("*/go.mod")):
        text = mod.read_text(encoding="utf-8")
        pinned = re.search(r"^require (\S+) v(\S+)$", text, re.M)
        tools = tools_of(text)
        if not pinned or not tools:
            raise Trouble(f"{mod} has no single `require MODULE vVERSION` line or no `tool` line.")
        yield _part(mod, pinned.group(2), tuple(tools), version_of(text))


def tools_of(go_mod: str) -> List[str]:
    """The `tool` directives, alone on their line or in a block."""
    blocks = re.findall(r"^tool \(\n(.*?)^\)", go_mod, re.M | re.S)
    return re.findall(r"^tool ([^\s(]+)", go_mod, re.M) + [tool for block in blocks for tool in block.split()]


def version_of(go_mod: str) -> Version:
    found = re.search(r"^go (\d+(?:\.\d+)*)", go_mod, re.M)
    return numbers(found.group(1)) if found else (1,)


def numbers(version: str) -> Version:
    return tuple(int(n) for n in re.findall(r"\d+", version)[:3])


def _part(mod: Path, version: str, tools: Tuple[str, ...], needs: Version) -> Part:
    lock_files = [mod, mod.with_name("go.sum")]
    flags = [*FLAGS, "-ldflags=" + STAMPS.get(mod.parent.name, "").format(version)]
    # Not in the key: which Go builds it. A newer Go on the machine is no reason to build everything again.
    key = key_of(lock_files, *flags, *sorted(f"{k}={v}" for k, v in SETTINGS.items()), machine())

    def build(part: Part, into: Path) -> None:
        go = toolchain(needs, part.name)
        for tool in tools:
            run_step(f"{part.name} {version}: go build {tool.rsplit('/', 1)[1]}",
                     [go, "build", "-v", *flags, "-o", str(into / "bin" / tool.rsplit("/", 1)[1]), tool],
                     part.log(), cwd=mod.parent, env=_environment(), detail=_detail(),
                     advice="If it could not download: check the network, and the proxy in `go env GOPROXY`.")

    def relock() -> None:
        name = mod.parent.name
        with tempfile.TemporaryDirectory() as nowhere:
            run_step(f"{name}: resolving and pinning again",
                     [toolchain(needs, name), "build", "-v", "-mod=mod", "-trimpath", "-o", nowhere + "/", *tools],
                     paths.cache() / "log" / f"relock-{name}.log", cwd=mod.parent, env=_environment(), detail=_detail())

    return Part(mod.parent.name, version, key, tuple(t.rsplit("/", 1)[1] for t in tools), build, relock)


def _environment() -> Dict[str, str]:
    return {**os.environ, **SETTINGS}


def _detail() -> Callable[[str], Optional[str]]:
    def detail(line: str) -> Optional[str]:
        if line.startswith("go: downloading"):
            return "downloading " + line.split()[2]
        if line and " " not in line:
            return f"compiling {line}"
        return None

    return detail


def found_go() -> Iterator[Tuple[Version, str]]:
    for candidate in (shutil.which("go"), "/usr/local/go/bin/go", "/usr/lib/go/bin/go"):
        if candidate and os.access(candidate, os.X_OK):
            answer = subprocess.run([candidate, "env", "GOVERSION"], capture_output=True, text=True,
                                    env=_environment(), cwd="/", check=False, timeout=60)
            if answer.returncode == 0 and answer.stdout.startswith("go"):
                yield numbers(answer.stdout), candidate


def toolchain(needs: Version, for_whom: str) -> str:
    """A Go that is new enough: the machine's own, else the pinned one."""
    for version, go in found_go():
        if version >= needs:
            return go
    from .catalogue import part_named  # the catalogue lists us: asked late

    pinned = part_named("go")
    if numbers(pinned.version) < needs:
        raise Trouble(f"{for_whom} needs Go {'.'.join(map(str, needs))}, the pinned Go is {pinned.version}. "
                      "Change the version in parts/go/requirements.txt, then `./mesh parts --relock go`.")
    pinned.make()
    return str(pinned.program("go"))
