"""Which tests run, and by what: Maven's goal and selection, and the launcher's own two folders."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional

from . import changes, features, paths
from .features import PACKAGE, Feature
from .say import Trouble
from .test_arguments import Arguments

#: What any change of the server's sources could break.
_RULES = [f"{PACKAGE}.HouseRulesTest", f"{PACKAGE}.FileLengthTest"]
#: Comes last by itself, whichever others were chosen.
_LAST = "SecretSearchIT"


@dataclass(frozen=True)
class Plan:
    """goal: `verify` packages the server for those that start it, `test` does not, None: no test of the server runs."""
    goal: Optional[str]
    selection: List[str]
    own: List[str]
    said: List[str]

    @property
    def real_parts(self) -> bool:
        return self.goal == "verify" or "whole" in self.own


def make(asked: Arguments, root: Path = paths.ROOT) -> Plan:
    unit = asked.unit or asked.coverage
    if asked.changed:
        return _changed(changes.look(root), unit, root)
    if asked.features:
        return _of(features.chosen(asked.features, root), unit, [], [])
    if asked.maven_chooses:
        return Plan("test" if unit else "verify", [], ["tests"], [])
    return _all(unit, [])


def _all(unit: bool, said: List[str]) -> Plan:
    return Plan("test" if unit else "verify", [], ["tests"] if unit else ["tests", "whole"], said)


def _changed(found: changes.Changes, unit: bool, root: Path) -> Plan:
    said = [f"Compared with {found.compared_with}."]
    if found.of_all:
        more = f" and {len(found.of_all) - 3} more" if len(found.of_all) > 3 else ""
        return _all(unit, [*said, f"All tests: {', '.join(found.of_all[:3])}{more} belong to no one feature."])
    if not found.features:
        return Plan(None, [], [], [*said, "Nothing has changed."])
    users = features.users_of(found.features, root)
    if users:
        said.append(f"Not run, though they use what changed: ./mesh test {' '.join(users)}")
    server = found.features != [features.LAUNCHER]
    return _of(features.chosen(found.features, root), unit, _RULES if server else [],
               [*said, f"Changed: {', '.join(found.features)}."])


def _of(chosen: List[Feature], unit: bool, rules: List[str], said: List[str]) -> Plan:
    server = [one for one in chosen if one.name != features.LAUNCHER]
    units = [*rules, *(name for one in server for name in one.names(one.units))]
    its = [] if unit else [name for one in server for name in one.names(one.its) if not name.endswith("." + _LAST)]
    own = [] if len(server) == len(chosen) else ["tests"] if unit else ["tests", "whole"]
    if not (units or its or own):
        raise Trouble(f"No {'unit ' if unit else ''}test is in {', '.join(one.name for one in chosen)}. "
                      "./mesh test --list tells where there are some.", 2)
    if not (units or its):
        return Plan(None, [], own, said)
    selection = ["-Dtest=" + (",".join(units) or "none"), "-Dsurefire.failIfNoSpecifiedTests=false"]
    if not its:
        return Plan("test", selection, own, said)
    return Plan("verify", [*selection, "-Dit.test=" + ",".join(its), "-Dfailsafe.failIfNoSpecifiedTests=false"], own, said)
