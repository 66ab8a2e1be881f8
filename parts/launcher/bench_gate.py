"""`./mesh bench gate`: what the gate's answer costs, beside an empty route in the same JVM and nginx's `return 200`."""
from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import statistics
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, List, Sequence

from . import app, bench_policy, build, child, host, jdk, lock, paths, ports, supervisor, system
from .ledger import Ledger
from .say import Trouble, say, tail
from .step import run_step

LOAD = paths.ROOT / "src" / "bench" / "wrk" / "gate.lua"
CONNECTIONS = 16
#: Of a row without nodes of its own: the load is then the same as for the row that the goals are about.
NODES = 1000
STARTS_WITHIN = 60.0
#: Seconds to warm up, seconds of a round, and how many rounds. The second compiler is done with the whole path after
#: some 20 s of load. Many short rounds: the pace of a machine that others share changes within seconds.
QUICK = (14, 1, 5)
FULL = (25, 3, 11)
NGINX = """\
worker_processes 1;
daemon off;
pid {state}/nginx.pid;
error_log stderr;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  keepalive_requests 1000000000;
  client_body_temp_path {state}/body;
  proxy_temp_path {state}/proxy;
  fastcgi_temp_path {state}/fastcgi;
  uwsgi_temp_path {state}/uwsgi;
  scgi_temp_path {state}/scgi;
  server {{
    listen 127.0.0.1:{port};
    return 200;
  }}
}}
"""


@dataclass
class Row:
    name: str
    nodes: int = NODES
    #: Of the JVM beyond those of the server; none for nginx.
    flags: Sequence[str] = ()
    running: "child.Child | None" = None
    port: int = 0
    rounds: List[Dict[str, float]] = field(default_factory=list)

    def median(self, what: str) -> float:
        return statistics.median(it[what] for it in self.rounds)

    def beside(self, other: "Row", what: str) -> float:
        """The median of the rounds' own ratios: what the machine did meanwhile fell on both."""
        return statistics.median(mine[what] / its[what] for mine, its in zip(self.rounds, other.rounds))

    def figures(self) -> Dict[str, object]:
        return {"name": self.name, "mode": "keep-alive", "connections": CONNECTIONS, "rps": round(self.median("rps")),
                "p50_us": round(self.median("p50_us")), "p99_us": round(self.median("p99_us")),
                "cpu_us": round(self.median("cpu_us"), 2)}


def rows() -> List[Row]:
    return [Row("empty"), Row("nginx"), Row("ours-10", 10), Row("ours-1000", 1000), Row("ours-100000", 100000)]


def compilers() -> List[Row]:
    """The gate of 1,000 nodes with the JVM's first compiler alone, and with the second behind it. The server's flags
    (app.SERVER) follow from these two."""
    return [Row("first", flags=["-XX:TieredStopAtLevel=1"]), Row("both", flags=["-XX:TieredStopAtLevel=4"])]


def run(state: Path, figures: Path, quick: bool) -> int:
    require_tools()
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        raise Trouble("The gate's bench takes two cores: one for the server, one for the load. Here is one.")
    ledger = Ledger(state / "processes.json")
    supervisor.listen()
    try:
        ledger.end_leftovers()
        shutil.rmtree(state, ignore_errors=True)
        paths.make_private(state)
        with lock.wait_for(paths.make_private(paths.state()) / "build.lock", "a build"):
            _build()
            report = _measure(state, ledger, quick, cores[0], cores[1])
        figures.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
        return 0
    except supervisor.Stop:
        say("\nmesh: stopped, nothing was measured.")
        return 130
    finally:
        supervisor.stop(ledger)
        shutil.rmtree(state, ignore_errors=True)


def require_tools() -> None:
    absent = system.missing("bench")
    if absent:
        raise Trouble("Missing for the bench: " + ", ".join(f"{p.command} ({p.purpose})" for p in absent) + ".\n"
                      + system.how_to_get(p.debian for p in absent))


def _build() -> None:
    log = paths.state() / "log" / "bench.log"
    log.unlink(missing_ok=True)
    run_step("building the bench", [str(jdk.maven()), *bench_policy.GOALS], log, cwd=paths.ROOT, env=jdk.environment(),
             detail=build.maven_detail)


def _measure(state: Path, ledger: Ledger, quick: bool, server_core: int, load_core: int) -> Dict[str, object]:
    warm_up, lasts, rounds = QUICK if quick else FULL
    machine = f"{host.describe()}, load {os.getloadavg()[0]:.1f} at the begin"
    print(f"Machine: {machine}.\n", flush=True)
    say("  the decision alone, under JMH")
    decisions = _decisions()
    all_rows = rows() + compilers()
    for row in all_rows:
        _start(row, state, ledger, server_core)
    for row in all_rows:
        say(f"  warming up {row.name}")
        _load(row, warm_up, load_core)
    # One after the other, and again: whatever else the machine does falls on all of them alike.
    for number in range(1, rounds + 1):
        for row in all_rows:
            row.rounds.append(_load(row, lasts, load_core))
            say(f"  round {number}, {row.name}: {row.rounds[-1]['rps']:,.0f}/s, {row.rounds[-1]['cpu_us']:.2f} µs")
    print(table(all_rows), flush=True)
    return {"date": datetime.date.today().isoformat(), "machine": machine, "versions": _versions(),
            "runs": [row.figures() for row in all_rows[:-2]], "compilers": [row.figures() for row in all_rows[-2:]],
            "decisions": decisions, "traefik": []}


def _decisions() -> List[Dict[str, float]]:
    """Time and allocation of one that lets somebody in, by number of nodes."""
    done = subprocess.run([str(jdk.java()), "--sun-misc-unsafe-memory-access=allow", *_class("AllowBenchmark")],
                          capture_output=True, text=True, check=False, timeout=300)
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        raise Trouble(f"The decision could not be measured:\n{(done.stdout + done.stderr).strip()}")
    return lines


def _start(row: Row, state: Path, ledger: Ledger, core: int) -> None:
    log = state / "log" / f"{row.name}.log"
    log.parent.mkdir(exist_ok=True)
    pinned = ["taskset", "-c", str(core)]
    if row.name == "nginx":
        row.port = ports.free()
        settings = state / "nginx.conf"
        settings.write_text(NGINX.format(state=state, port=row.port), encoding="utf-8")
        row.running = ledger.add(child.start(row.name, [*pinned, nginx(), "-p", str(state), "-c", str(settings)], log,
                                             cwd=state))
        return
    what = "empty" if row.name == "empty" else str(row.nodes)
    row.running = ledger.add(child.start(row.name, [*pinned, *jvm(row.flags), what], log, cwd=state))
    begun = time.monotonic()
    while not row.port:
        row.running.require_alive()
        said = re.search(r"^port (\d+)$", log.read_text(encoding="utf-8"), re.M)
        row.port = int(said.group(1)) if said else 0
        if time.monotonic() - begun > STARTS_WITHIN:
            raise Trouble(f"{row.name} did not start. The end of {log}:\n{tail(log)}")
        time.sleep(0.05)


def jvm(more: Sequence[str]) -> List[str]:
    """With the flags that the server has."""
    return [str(jdk.java()), *app.COMMON, *app.SERVER, *more, *_class("BenchedGate")]


def _class(name: str) -> List[str]:
    class_path = [str(bench_policy.TARGET / "bench"), str(bench_policy.TARGET / "classes"),
                  (bench_policy.TARGET / "bench.classpath").read_text().strip()]
    return ["-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "--class-path", os.pathsep.join(class_path),
            f"org.veilor.mesh.gate.{name}"]


def _load(row: Row, lasts: int, core: int) -> Dict[str, float]:
    assert row.running is not None
    pids = _family(row.running.popen.pid)
    before = _cpu_seconds(pids)
    done = subprocess.run(["taskset", "-c", str(core), "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{lasts}s", "-s", str(LOAD),
                           f"http://127.0.0.1:{row.port}", "--", str(row.nodes)],
                          capture_output=True, text=True, check=False, timeout=lasts + 60)
    cpu = _cpu_seconds(pids) - before
    row.running.require_alive()
    return outcome(row.name, done.stdout, cpu)


def outcome(name: str, said: str, cpu_seconds: float) -> Dict[str, float]:
    """What the load says in its last line. A figure of answers that were none would be a good one."""
    found = re.search(r"^\{.*\}$", said, re.M)
    counted = json.loads(found.group()) if found else {"requests": 0}
    if not counted["requests"] or counted["refused"] or counted["broken"]:
        raise Trouble(f"{name} did not answer every request with 200, so nothing was measured:\n{said.strip()}")
    return {"rps": counted["requests"] / counted["us"] * 1e6, "p50_us": counted["p50_us"], "p99_us": counted["p99_us"],
            "cpu_us": cpu_seconds / counted["requests"] * 1e6}


def _family(pid: int) -> List[int]:
    """nginx's worker is its child."""
    return [pid, *(int(it) for it in Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def _cpu_seconds(pids: List[int]) -> float:
    return sum(ticks(Path(f"/proc/{pid}/stat").read_text()) for pid in pids) / os.sysconf("SC_CLK_TCK")


def ticks(stat: str) -> int:
    """utime and stime. The name before them may hold spaces."""
    fields = stat.rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def nginx() -> str:
    """In sbin, which is not on everybody's path."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin") or "nginx"


def _versions() -> Dict[str, str]:
    def first(argv: List[str]) -> str:
        done = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=10)
        found = re.search(r"\d+\.\d+(\.\d+)?", done.stdout + done.stderr)
        return found.group() if found else "unknown"

    return {"java": jdk.full_version(jdk.home()) or "unknown", "nginx": first([nginx(), "-v"]), "wrk": first(["wrk", "-v"])}


def table(measured: List[Row]) -> str:
    """Markdown."""
    lines = ["| | requests/s | p50 µs | p99 µs | CPU µs a request |", "|---|---:|---:|---:|---:|"]
    for row in measured:
        it = row.figures()
        lines.append(f"| {it['name']} | {it['rps']:,} | {it['p50_us']} | {it['p99_us']} | {it['cpu_us']:.2f} |")
    by_name = {row.name: row for row in measured}
    ours = by_name["ours-1000"]
    for other in ("empty", "nginx"):
        lines.append(f"\nours-1000 beside {other}, round by round: CPU {ours.beside(by_name[other], 'cpu_us'):.2f} times, "
                     f"requests/s {ours.beside(by_name[other], 'rps'):.2f} times.")
    lines.append(f"\nours-100000 beside ours-10, round by round: CPU "
                 f"{by_name['ours-100000'].beside(by_name['ours-10'], 'cpu_us'):.2f} times.")
    return "\n".join([*lines, ""])
