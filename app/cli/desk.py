"""Open the desk that the environment names, for the time of one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.config import Settings

if TYPE_CHECKING:
    from app.services.deps import Deps


@contextmanager
def open_desk() -> Iterator[Deps]:
    """Deps from the environment, closed afterwards.  Raises DatabaseTooOld, DatabaseTooNew, BadSetting."""
    from app.services.deps import build_deps

    deps = build_deps(Settings.from_environment())
    try:
        yield deps
    finally:
        deps.close()
