"""The decision log: filtered and paged on the server, never loaded whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain import Stage, User, Verdict
from app.services.deps import Deps


@dataclass(frozen=True)
class Filters:
    """What to show; None means no filter.  since is included, until is not.  text: part of a photo's name, reference or note.

    superseded: False hides decisions that a later one replaced.
    """

    question: str | None = None
    verdict: Verdict | None = None
    label: str | None = None
    reviewer: str | None = None  # a user's name
    reason: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str | None = None
    model_version: str | None = None
    batch: str | None = None
    stage: Stage | None = None
    superseded: bool = True


@dataclass(frozen=True)
class LogRow:
    """One decision as people read it.  seconds: between shown and decided, None where not known; probability: of the second label.

    score_seen: a score was on screen.  agreed: the verdict's label equals the suggestion; None where either names none.
    """

    seq: int
    decision_id: str
    photo_id: str
    photo: str
    sha256: str
    question: str
    label: str | None
    verdict: Verdict
    reasons: tuple[str, ...]
    note: str | None
    reviewer: str
    decided_at: datetime
    seconds: float | None
    stage: Stage
    model_version: str | None
    probability: float | None
    suggestion: str | None
    score_seen: bool
    agreed: bool | None
    supersedes: str | None
    superseded: bool
    subject: str | None
    batch: str | None
    reference: str | None


@dataclass(frozen=True)
class Page:
    """rows: newest first; next_cursor: hand it to `page` for the following rows, None at the end; total: rows that pass the filters."""

    rows: tuple[LogRow, ...]
    next_cursor: str | None
    total: int


def page(deps: Deps, user: User, filters: Filters, after: str | None = None, limit: int = 50) -> Page:
    """One page of the log.  Reviewers see their own decisions only, leads all.  Raises BadFilter."""
    raise NotImplementedError
