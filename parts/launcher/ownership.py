"""Whose the files are. After one `sudo ./mesh up` some of them are root's, and nothing works as before."""
from __future__ import annotations

import errno
import os
import pwd
import shlex
from pathlib import Path
from typing import Iterator, Optional

from . import paths
from .say import Trouble

_DISK = {errno.ENOSPC: "there is no space left", errno.EDQUOT: "your quota is used up", errno.EROFS: "it is mounted read-only"}


def require_own(folder: Path) -> None:
    """Raises Trouble that names the file and the chown. Root is refused too: what it wrote would be lost to the owner."""
    foreign = next(_foreign(folder), None)
    if foreign:
        raise Trouble(_belongs(foreign, folder))


def advice(failure: OSError) -> Optional[str]:
    """None: not a matter of whose a file is, or of its disk."""
    where = Path(str(failure.filename)) if failure.filename else None
    if failure.errno in _DISK:
        return f"{where or 'The disk'} cannot be written: {_DISK[failure.errno]}."
    if failure.errno not in (errno.EACCES, errno.EPERM) or not where:
        return None
    for root in (paths.state(), paths.cache()):
        if where == root or root in where.parents:
            foreign = next((found for found in (root, *reversed(where.parents), where)
                            if (found == root or root in found.parents) and _is_foreign(found)), None)
            if foreign:
                return _belongs(foreign, root)
    return f"{where}: permission denied. You are {_name(os.geteuid())}."


def _foreign(folder: Path) -> Iterator[Path]:
    """Two levels are enough: below them only PostgreSQL and Headscale write, as whoever owns their folder."""
    for path in (folder, *_inside(folder)):
        if _is_foreign(path):
            yield path
        elif path != folder and path.is_dir():
            yield from filter(_is_foreign, _inside(path))


def _inside(folder: Path) -> Iterator[Path]:
    try:
        yield from folder.iterdir()
    except OSError:
        return  # not there, or not ours to look into, which the folder itself has shown


def _is_foreign(path: Path) -> bool:
    try:
        return path.lstat().st_uid != os.geteuid()
    except OSError:
        return False


def _belongs(path: Path, root: Path) -> str:
    me = _name(os.geteuid())
    sudo = "" if os.geteuid() == 0 else "sudo "
    return (f"{path} belongs to {_name(path.lstat().st_uid)}, and you are {me}. "
            f"If it should be yours: {sudo}chown -R {me} {shlex.quote(str(root))}")


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
