"""How long the server takes until it is ready."""
from __future__ import annotations

import http.client
import statistics
import time
from typing import Callable, List, Tuple
from urllib.parse import urlsplit

from . import child
from .ledger import Ledger
from .progress import Progress
from .say import Trouble

_EVERY = 0.005


def median_start(launch: Callable[[], child.Child], management: str, ledger: Ledger, starts: int) -> Tuple[child.Child, int]:
    """Starts it so many times. Answers the last one, which still runs, and the median in milliseconds."""
    took: List[float] = []
    while True:
        progress = Progress(f"start {len(took) + 1} of {starts}")
        began = time.monotonic()
        running = ledger.add(launch())
        took.append(1000 * (until_ready(management, running.require_alive) - began))
        progress.done(f"ready in {took[-1]:.0f} ms")
        if len(took) == starts:
            return running, round(statistics.median(took))
        ledger.stop(running)


def until_ready(management: str, require_alive: Callable[[], None], patience: float = 60) -> float:
    """When its readiness check first answered with 200, on the clock of time.monotonic().

    A bare connection each time: what asks takes as little as possible of the processor from what starts.
    """
    where = urlsplit(management)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=patience)
        try:
            connection.request("GET", "/q/health/ready")
            if connection.getresponse().status == 200:
                return time.monotonic()
        except (OSError, http.client.HTTPException):
            require_alive()
        finally:
            connection.close()
        time.sleep(_EVERY)
    raise Trouble(f"{management} is not ready after {patience:.0f} s.")
