"""Verify the decision log: every row against its hash, the chain against the anchored head outside the database."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.domain import User
from app.services.deps import Deps


@dataclass(frozen=True)
class Verified:
    """rows: decisions checked; head: the last one's hash, None for an empty log."""

    rows: int
    head: str | None


def verify_log(deps: Deps, user: User, against: Path | None = None) -> Verified:
    """Checks the whole log.  against: another anchor file, for instance a copy kept elsewhere.  Leads.  Raises ChainBroken naming the first bad row."""
    raise NotImplementedError
