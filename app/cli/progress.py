"""A progress bar on a terminal, nothing anywhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def watched(items: Iterable[Item], total: int | None, what: str) -> Iterator[Item]:
    """The same items, with a bar on standard error while they pass."""
    from tqdm import tqdm

    yield from tqdm(items, total=total, desc=what, unit="photo", disable=None, leave=False)
