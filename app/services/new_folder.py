"""A folder to write into: whatever lies in one already stays as it is."""

from __future__ import annotations

from pathlib import Path

from app.errors import FolderNotEmpty


def refuse_full_folder(folder: Path) -> None:
    """Raises FolderNotEmpty where something is in the way, so that long work is not started for what may not be written."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderNotEmpty(f"{folder} is not empty, and nothing is ever overwritten; name a new or an empty folder.")
