"""Files that are whole and on the disk, or not there at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import DiskFull


@contextmanager
def disk_full_in_words() -> Iterator[None]:
    """Turns the system's "no space left" and "quota exceeded" into DiskFull."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull from error
        raise


def write_file(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Writes beside the path, syncs, and renames: a crash leaves the old file or the new one.  Raises DiskFull."""
    with disk_full_in_words():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            temporary.chmod(mode)
            move_in(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)


def move_in(temporary: Path, path: Path) -> None:
    """Syncs a finished file of the same disk and gives it its name; the name is on the disk when this returns.  Raises DiskFull."""
    with disk_full_in_words():
        sync(temporary)
        _make_folder(path.parent)
        os.replace(temporary, path)
        sync(path.parent)


def sync(path: Path) -> None:
    """fsync of a file or of a folder, whose names it makes durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _make_folder(folder: Path) -> None:
    # a new folder is only there after a power cut when its parent was synced too
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync(folder.parent)
