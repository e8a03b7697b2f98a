"""A migrated SQLite file for each test, copied from one that was migrated once: running every migration takes half a second."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from app.store.migrate import upgrade


def migrated(url: str) -> None:
    """Lays a migrated, empty database down where the address says; the folder is made if it is not there.  url: of SQLite."""
    path = Path(url.removeprefix("sqlite:///"))
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_migrated_once(), path)


@cache
def _migrated_once() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="loupe-migrated-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    upgrade(f"sqlite:///{folder / 'loupe.db'}")
    return folder / "loupe.db"
