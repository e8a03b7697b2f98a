"""Collect photographs from what a command line names: files, folders, and manifests."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain import Origin
from app.errors import BadManifest

PHOTO_ENDINGS = frozenset({".jpg", ".jpeg", ".jpe", ".mpo", ".png", ".webp", ".heic", ".heif"})
ORIGIN_COLUMNS = ("subject", "group", "batch", "reference", "source")


@dataclass(frozen=True)
class Listed:
    """One photograph to read.  name: the path as the user wrote it; origin: what a manifest says about it."""

    path: Path
    name: str
    origin: Origin = Origin()


def collect_photos(paths: Sequence[Path], question: str) -> list[Listed]:
    """Files as they are, folders with everything in them that is named like a photograph, a .csv as a manifest with a column path.

    Rows of a manifest that name another question are left out.  A file that is not there is listed: whoever reads it says so.
    Raises BadManifest, also when there is nothing at all.
    """
    found = [listed for path in paths for listed in _expand(path, question)]
    if not found:
        raise BadManifest(f"There are no photographs in {', '.join(str(path) for path in paths)}.")
    return found


def _expand(path: Path, question: str) -> Iterator[Listed]:
    if path.is_dir():
        for inner in sorted(path.rglob("*")):
            if inner.suffix.lower() in PHOTO_ENDINGS and inner.is_file():
                yield Listed(inner, str(inner))
    elif path.suffix.lower() == ".csv":
        yield from _manifest(path, question)
    else:
        yield Listed(path, str(path))


def _manifest(path: Path, question: str) -> Iterator[Listed]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            if "path" not in (reader.fieldnames or ()):
                raise BadManifest(f"{path.name} has no column path.")
            for row in reader:
                if (row.get("question") or question).strip() != question:
                    continue
                name = (row["path"] or "").strip()
                if not name:
                    raise BadManifest(f"{path.name}: line {reader.line_num} names no path.")
                origin = Origin(**{column: (row.get(column) or "").strip() or None for column in ORIGIN_COLUMNS})
                yield Listed(path.parent / name, name, origin)
    except OSError as error:
        raise BadManifest(f"{path} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadManifest(f"{path.name} is not a CSV file in UTF-8.") from error
