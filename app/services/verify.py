"""Verify the decision log: every row against its hash, the chain against the heads that were anchored outside the database."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.domain import Role, User
from app.errors import ChainBroken
from app.services.access import require
from app.services.deps import Deps
from app.store import chain
from app.store.anchor import read_heads


@dataclass(frozen=True)
class Verified:
    """rows: decisions checked; head: the last one's hash, None for an empty log."""

    rows: int
    head: str | None


def verify_log(deps: Deps, user: User, against: Path | None = None) -> Verified:
    """Checks the whole log against the desk's own anchor, and against another anchor file if one is given.

    Leads.  Raises ChainBroken naming the first bad row, OSError if the file cannot be read.
    """
    require(user, Role.LEAD)
    heads = deps.anchor.heads() + (read_heads(against) if against else [])
    with deps.database.read() as session:
        report = chain.verify(session, heads)
    if report.trouble is not None:
        raise ChainBroken(report.trouble)
    return Verified(report.rows, report.head.hash if report.rows else None)
