"""Keeps what it started company: stops all of it on Ctrl-C, on a signal, or when one of it ends by itself."""
from __future__ import annotations

import os
import select
import signal
from types import FrameType
from typing import Optional

from .ledger import Ledger
from .say import Trouble, say

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop(BaseException):
    """Somebody asked us to stop. Not an Exception: nothing on the way may take it for an error."""


def listen() -> None:
    """From here on a signal raises Stop, once."""
    for number in _SIGNALS:
        signal.signal(number, _raise)


def _raise(number: int, frame: Optional[FrameType]) -> None:
    for other in _SIGNALS:
        signal.signal(other, _patience)
    raise Stop(signal.Signals(number).name)


def _patience(number: int, frame: Optional[FrameType]) -> None:
    os.write(2, b"\n  still stopping ...\n")


def watch(ledger: Ledger) -> None:
    """Returns never: raises Stop, or Trouble when a child has ended by itself."""
    waiting = select.poll()
    by_descriptor = {os.pidfd_open(child.popen.pid): child for child in ledger.children}
    for descriptor in by_descriptor:
        waiting.register(descriptor, select.POLLIN)
    while True:
        for descriptor, _ in waiting.poll():
            child = by_descriptor[descriptor]
            child.popen.wait(5)
            raise Trouble(child.obituary())


def stop(ledger: Ledger, hurry: bool = False) -> None:
    """hurry: something went wrong. What is left is not waited for as long as after Ctrl-C."""
    for number in _SIGNALS:
        signal.signal(number, _patience)
    try:
        if ledger.children:
            say("  stopping: " + ", ".join(child.name for child in reversed(ledger.children)))
    finally:  # also when nobody reads that any more
        ledger.stop_all(hurry)
