"""`./mesh bench policy`: how long one decision of a policy takes, beside another evaluator in the same run, and a proof of it."""
from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Dict, List

from . import build, host, jdk, lock, paths
from .say import Trouble
from .step import run_step

#: What the profile adds is in no other build: see pom.xml.
GOALS = ["-B", "-Pbench", "-Dspotless.check.skip=true", "process-classes", "compiler:testCompile@bench",
         "dependency:build-classpath@bench"]
TARGET = paths.ROOT / "target"
MEASURED_WITH = ("jmh", "jcasbin")


def run(figures: Path, quick: bool) -> int:
    with lock.wait_for(paths.make_private(paths.state()) / "build.lock", "a build"):
        log = paths.state() / "log" / "bench.log"
        log.unlink(missing_ok=True)
        run_step("building the bench", [str(jdk.maven()), *GOALS], log, cwd=paths.ROOT, env=jdk.environment(),
                 detail=build.maven_detail)
        machine = f"{host.describe()}, load {os.getloadavg()[0]:.1f} at the begin"
        print(f"Machine: {machine}.\n", flush=True)
        # Still under the lock: another build would take the classes away.
        try:
            return subprocess.run(command_line(figures, quick, machine), cwd=paths.ROOT, check=False,
                                  timeout=1800).returncode
        except subprocess.TimeoutExpired:
            raise Trouble("The bench was not done after half an hour, and was stopped. What else runs here?") from None


def command_line(figures: Path, quick: bool, machine: str) -> List[str]:
    class_path = [str(TARGET / "bench"), str(TARGET / "classes"), (TARGET / "bench.classpath").read_text().strip()]
    versions = {"java": jdk.full_version(jdk.home()) or "unknown", **versions_in((paths.ROOT / "pom.xml").read_text())}
    # Serial may leave a twentieth of the heap where it lies: what was let go of would then seem to hold nothing.
    return [str(jdk.java()), "-XX:+UseSerialGC", "-XX:MarkSweepDeadRatio=0", "-Xmx512m", "--sun-misc-unsafe-memory-access=allow",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "--class-path", os.pathsep.join(class_path), "org.veilor.mesh.bench.PolicyBench",
            "--json", str(figures), "--machine", machine,
            *(f"--version={name}={version}" for name, version in versions.items()), *(["--quick"] if quick else [])]


def versions_in(pom: str) -> Dict[str, str]:
    found = {name: re.search(rf"<{name}\.version>(.+?)</", pom) for name in MEASURED_WITH}
    return {name: match.group(1) for name, match in found.items() if match}
