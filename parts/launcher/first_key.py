"""The guest key that `./mesh up` mints, so that the first thing a person sees is a machine that can join.

It may have been handed out since: while it lives, it is left alone.
"""
from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request
from datetime import datetime, timezone
from pathlib import Path
from typing import Callable, Optional

from .say import Trouble, say, until

SUBJECT = "first-guest"
WORDS = ("key", "create", "--tier", "guest", "--subject", SUBJECT)


def mint_or_keep(url: str, token_file: Path, command: Callable[..., int]) -> None:
    """command: runs a command of the application's own and answers its exit code. What it prints, the README shows."""
    live = open_key(url, token_file, "LIVE")
    if live:
        say(f"\n{still_live(live, datetime.now(timezone.utc))}")
        return
    if open_key(url, token_file, "MINTING"):
        say(f"\n{cut_off()}")
        return
    if not sys.stdout.isatty():
        say("\n  The output, which is no terminal, will hold a key (without: --no-key).")
    say()
    code = command(*WORDS)
    if code not in (0, 141):  # 141: nobody reads what it prints, as in `./mesh up | true`
        raise Trouble(f"The first key was not minted (exit {code}, the reason is above). "
                      "The server's log is .mesh/log/server.log; --no-key starts without.")


def open_key(url: str, token_file: Path, state: str) -> Optional[dict]:
    """As the API shows it. A key that was used, ended or has expired is not live."""
    request = urllib.request.Request(f"{url}/api/v1/keys?tier=guest&state={state}&subject={SUBJECT}&limit=1", headers={
        "Authorization": "Bearer " + token_file.read_text(encoding="ascii").strip()})
    # A proxy from the environment has no business on the way to loopback.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=15) as answer:
            items = json.load(answer)["items"]
    except (OSError, ValueError, KeyError) as failure:
        raise Trouble(f"The server does not tell whether {SUBJECT} has a live key: {failure}. "
                      "Its log is .mesh/log/server.log; --no-key starts without.") from None
    return items[0] if items else None


def cut_off() -> str:
    return (f"  The mint of {SUBJECT}'s key was cut off at the last stop. The server clears that up\n"
            f"  within a minute; then: ./mesh {' '.join(WORDS)}")


def still_live(key: dict, now: datetime) -> str:
    expiry = datetime.fromisoformat(key["expiresAt"].replace("Z", "+00:00"))
    return (f"  The key of {SUBJECT} is still live, until {until(expiry, now)}.\n"
            f"  Its text was shown when it was minted. If it is lost:\n"
            f"    ./mesh key regenerate {key['id']}")
