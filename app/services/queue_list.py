"""List what would be reviewed next, without taking a lease."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import User
from app.services.deps import Deps


@dataclass(frozen=True)
class QueueRow:
    """path: where the original bytes lie on this machine.  suggestion and confidence: None while not scored."""

    photo: str
    sha256: str
    path: str
    suggestion: str | None
    confidence: float | None


def list_queue(deps: Deps, user: User, question: str, limit: int, order: str = "uncertain", batch: str | None = None) -> list[QueueRow]:
    """The first photos of the queue in review order.  Leads.  Raises UnknownQuestion."""
    raise NotImplementedError
