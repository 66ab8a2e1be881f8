"""`./mesh parts`: what is there, what is not, and building the latter."""
from __future__ import annotations

import argparse
import json
import time
from typing import List

from . import catalogue, paths, system
from .part import Part
from .say import say, seconds


def run(arguments: List[str]) -> int:
    parser = argparse.ArgumentParser(prog="./mesh parts", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these parts (default: all that are needed)")
    parser.add_argument("--list", action="store_true", help="only list, build nothing")
    parser.add_argument("--relock", action="store_true", help="after a version change: resolve and pin the named parts again")
    parser.add_argument("-o", "--output", choices=["table", "json"], default="table")
    options = parser.parse_args(arguments)

    if options.relock:
        if not options.names:
            parser.error("--relock wants the name of the part")
        for name in options.names:
            catalogue.part_named(name).relock()
        return 0

    chosen = [catalogue.part_named(name) for name in options.names] or catalogue.all_parts()
    if not options.list:
        began = time.monotonic()
        made = catalogue.make(options.names or None)
        if made:
            say(f"Built {', '.join(part.name for part in made)} in {seconds(time.monotonic() - began)}, "
                f"kept in {paths.cache()}.\n")
    _print(chosen, options.output)
    return 0


def _print(parts: List[Part], output: str) -> None:
    absent = system.missing("test")
    if output == "json":
        print(json.dumps({
            "bin": str(catalogue.bin_view()),
            "parts": [{"name": part.name, "version": part.version, "state": _state(part),
                       "path": str(part.folder) if part.built else None} for part in parts],
            "missingPackages": [{"debian": p.debian, "fedora": p.fedora, "for": p.purpose} for p in absent],
        }, indent=2))
        return
    rows = [("PART", "VERSION", "STATE", "PATH"),
            *((part.name, part.version, _state(part), str(part.folder) if part.built else "-") for part in parts)]
    widths = [max(len(row[i]) for row in rows) for i in range(3)]
    for row in rows:
        print("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths)), row[3]]))
    print(f"\nPrograms, as MESH_PARTS_BIN for the tests: {catalogue.bin_view()}")
    if absent:
        print("\nNot here, and left to you (the tests need them):")
        for package in absent:
            print(f"  {package.debian}: {package.purpose}")
        print(system.how_to_get(package.debian for package in absent))


def _state(part: Part) -> str:
    if part.built:
        return "there"
    return "missing" if part.wanted else "on demand"
