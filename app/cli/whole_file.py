"""Write a file so that there is the whole of it or none."""

from __future__ import annotations

from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """UTF-8; an earlier file of that name is replaced in one step."""
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
