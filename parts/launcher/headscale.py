"""The real Headscale, for this installation alone: SQLite, embedded DERP, loopback, no use of the internet."""
from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Mapping, Optional, Tuple

from . import child, paths, ports
from .ledger import Ledger
from .part import Part
from .progress import Progress
from .say import Trouble

#: Headscale's own default is 90 days. A key is made anew well before it runs out.
KEY_LIFE_DAYS, KEY_RENEWED_AFTER_DAYS = 90, 30
STARTS_WITHIN = 120.0

# Paths are relative to the folder it runs in: the socket's would be too long in a deep checkout (108 bytes at most).
CONFIG = """\
# Written by ./mesh up at every start: changes here are lost.
server_url: {url}
listen_addr: 127.0.0.1:{port}
metrics_listen_addr: ""
grpc_listen_addr: 127.0.0.1:{grpc}
grpc_allow_insecure: false
noise: {{ private_key_path: ./noise.key }}
prefixes: {{ v4: 100.64.0.0/10, v6: "fd7a:115c:a1e0::/48" }}
derp:
  urls: []
  paths: []
  auto_update_enabled: false
  server:
    enabled: true
    region_id: 999
    region_code: here
    region_name: here
    verify_clients: false
    stun_listen_addr: "127.0.0.1:{stun}"
    private_key_path: ./derp.key
    automatically_add_embedded_derp_region: true
    ipv4: 127.0.0.1
database: {{ type: sqlite, sqlite: {{ path: ./db.sqlite }} }}
policy: {{ mode: database }}
dns:
  magic_dns: true
  base_domain: mesh.veilor
  override_local_dns: false
  # An empty list: names below .veilor are answered by Headscale's own records.
  nameservers: {{ global: [], split: {{ veilor: [] }} }}
  extra_records_path: ./extra-records.json
disable_check_updates: true
logtail: {{ enabled: false }}
log: {{ level: info, format: text }}
unix_socket: ./headscale.sock
unix_socket_permission: "0700"
"""


def start(part: Part, state: Path, port: int, ledger: Ledger) -> Tuple[str, Path]:
    """Answers its URL and the file with the key to its API."""
    folder = paths.make_private(state / "headscale")
    url = f"http://127.0.0.1:{port}"
    progress = Progress(f"Headscale {part.version}")
    paths.write_private(folder / "config.yaml", CONFIG.format(
        url=url, port=port, grpc=ports.free(), stun=ports.free(kind=socket.SOCK_DGRAM)))
    if not (folder / "extra-records.json").exists():
        paths.write_private(folder / "extra-records.json", "[]\n")
    program = part.program("headscale")
    running = ledger.add(child.start("Headscale", [str(program), "serve", "-c", "config.yaml"],
                                     state / "log" / "headscale.log", cwd=folder))
    while _get(url + "/health", None)[0] != 200:
        ledger.require_alive()
        progress.require_within(STARTS_WITHIN, running.log)
        progress.tick()
        time.sleep(0.05)
    key_file = _api_key(program, folder, url, state / "headscale-api-key")
    progress.done(f"ready on {url}")
    return url, key_file


def _api_key(program: Path, folder: Path, url: str, file: Path) -> Path:
    """The key kept from an earlier run if Headscale still takes it, else a new one."""
    if file.exists():
        young = time.time() - file.stat().st_mtime < KEY_RENEWED_AFTER_DAYS * 86400
        status, _ = _get(url + "/api/v1/health", file)
        if status == 200 and young:
            return file
    made = subprocess.run([str(program), "-c", "config.yaml", "apikeys", "create", "-e", f"{KEY_LIFE_DAYS}d"],
                          cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    text = made.stdout.strip().splitlines()[-1:] or [""]
    if made.returncode != 0 or not text[0].startswith("hskey-api-"):
        raise Trouble(f"Headscale made no key for its API (exit {made.returncode}): {made.stderr.strip()[-300:]}")
    paths.write_private(file, text[0] + "\n")
    return file


def _get(url: str, key_file: Optional[Path]) -> Tuple[int, str]:
    """Status 0: no answer."""
    request = urllib.request.Request(url)
    if key_file:
        request.add_header("Authorization", "Bearer " + key_file.read_text(encoding="ascii").strip())
    # A proxy from the environment has no business on the way to loopback.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode(errors="replace")
    except OSError:
        return 0, ""


def own(environment: Mapping[str, str]) -> Optional[Tuple[str, Path]]:
    """The Headscale that somebody has already: both variables, or neither."""
    url, file = environment.get("MESH_HEADSCALE_URL"), environment.get("MESH_HEADSCALE_API_KEY_FILE")
    if not url and not file:
        return None
    if not url or not file:
        raise Trouble("MESH_HEADSCALE_URL and MESH_HEADSCALE_API_KEY_FILE go together: set both or neither.", 2)
    key_file = Path(file).expanduser().absolute()
    if not os.access(key_file, os.R_OK):
        raise Trouble(f"MESH_HEADSCALE_API_KEY_FILE is {key_file}, which cannot be read.")
    return url.rstrip("/"), key_file
