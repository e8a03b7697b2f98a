"""Write a CSV table to a file or to standard output."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def table_out(path: Path | None, columns: Sequence[str]) -> Iterator[Callable[[Sequence[object]], None]]:
    """Writes the head line and gives a function that writes a row; None is an empty cell.  Without path: standard output."""
    if path is None:
        yield _head(csv.writer(sys.stdout, lineterminator="\n"), columns)
        sys.stdout.flush()
        return
    with path.open("w", newline="", encoding="utf-8") as file:
        yield _head(csv.writer(file, lineterminator="\n"), columns)


def _head(writer, columns: Sequence[str]) -> Callable[[Sequence[object]], None]:
    writer.writerow(columns)
    return writer.writerow
