"""Import decisions from a CSV file: all of them, or none and each bad line named."""

from __future__ import annotations

from pathlib import Path

from app.domain import User
from app.services.deps import Deps


def import_decisions(deps: Deps, user: User, path: Path) -> int:
    """Stores every line as a decision of stage imported and returns how many.  Admins.

    Columns: path or sha256; question; label or verdict; reviewer; optional reasons (separated by ;), note, decided_at.
    Paths are relative to the file's folder.  Raises BadImport naming each bad line; then nothing was stored.
    """
    raise NotImplementedError
