"""What `./mesh test` was asked for."""
from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from typing import Iterable, List

from .say import Trouble

#: --unit and --long say how much of what was chosen; the others each choose something.
FLAGS = ("long", "unit", "changed", "list", "mutate", "coverage")


@dataclass(frozen=True)
class Arguments:
    features: List[str]
    maven: List[str]
    long: bool = False
    unit: bool = False
    changed: bool = False
    list: bool = False
    mutate: bool = False
    coverage: bool = False

    @property
    def maven_chooses(self) -> bool:
        """Whoever asks Maven for certain tests wants just those."""
        return any(argument.startswith(("-Dtest=", "-Dit.test=")) for argument in self.maven)


def parse(words: List[str]) -> Arguments:
    """A word is a feature; what begins with - and is not ours is Maven's, as is all behind --."""
    ours, behind = (words[:words.index("--")], words[words.index("--") + 1:]) if "--" in words else (words, [])
    found = Arguments([word for word in ours if not word.startswith("-")],
                      [word for word in ours if word.startswith("-") and word[2:] not in FLAGS] + behind)
    _refuse_misspelt(word for word in ours if word.startswith("--") and word[2:] not in FLAGS)
    found = replace(found, **{word[2:]: True for word in ours if word.startswith("--") and word[2:] in FLAGS})
    _require_one_choice(found)
    return found


def _refuse_misspelt(words: Iterable[str]) -> None:
    """Maven has long options too: only what is nearly one of ours is taken for a slip."""
    for word in words:
        for near in difflib.get_close_matches(word[2:], FLAGS, 1, 0.75):
            raise Trouble(f"There is no option {word}. Did you mean --{near}?", 2)


def _require_one_choice(found: Arguments) -> None:
    choices = [flag for flag in ("changed", "list", "mutate", "coverage") if getattr(found, flag)]
    if len(choices) > 1:
        raise Trouble(f"--{choices[0]} or --{choices[1]}: one at a time.", 2)
    if found.changed and found.features:
        raise Trouble(f"--changed finds the features itself: leave out {' '.join(found.features)}, or --changed.", 2)
    if found.maven_chooses and (found.features or choices):
        raise Trouble(f"-Dtest and -Dit.test choose tests, and so does {(found.features or ['--' + choices[0]])[0]}: "
                      "one of the two.", 2)
    if found.mutate and (found.unit or found.long):
        raise Trouble("--mutate runs plain unit tests: leave out --unit and --long.", 2)
    if found.coverage and found.long:
        raise Trouble("--coverage counts what unit tests reach: leave out --long.", 2)
