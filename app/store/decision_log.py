"""The decision log: filters, pages by keyset, totals and a stream for exports, fast at a million rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from app.domain import Stage, Verdict
from app.store.engine import Session


@dataclass(frozen=True)
class LogFilters:
    """None means no filter.  since is included, until is not.  text: part of a photo's name, reference, subject or of the note.

    standing: only decisions that count, neither superseded nor a withdrawal.
    """

    question: str | None = None
    verdict: Verdict | None = None
    label: str | None = None
    reviewer_id: str | None = None
    reason: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str | None = None
    model_version: str | None = None
    batch: str | None = None
    stage: Stage | None = None
    standing: bool = False


class LogCursor(NamedTuple):
    """The last row of a page: the next one starts after it."""

    decided_at: datetime
    seq: int


class LogRow(NamedTuple):
    """One line of the log.  name, sha256, subject, batch, reference: None once erased.  seconds: from shown to decided, or None."""

    seq: int
    decision_id: str
    photo_id: str
    name: str | None
    sha256: str | None
    subject: str | None
    batch: str | None
    reference: str | None
    question: str
    label: str | None
    claim: str | None
    verdict: Verdict | None
    reasons: tuple[str, ...]
    note: str | None
    reviewer_id: str
    reviewer: str
    shown_at: datetime | None
    decided_at: datetime
    seconds: float | None
    stage: Stage
    model_version: str | None
    probability: float | None
    suggestion: str | None
    score_seen: bool
    drawn_by: str | None
    supersedes: str | None
    superseded: bool
    hash: str


class Total(NamedTuple):
    """exact: False when counting stopped at count, and there are more."""

    count: int
    exact: bool


def log_rows(session: Session, filters: LogFilters, after: LogCursor | None, limit: int) -> list[LogRow]:
    """A page, newest first by (decided_at, seq)."""
    raise NotImplementedError


def stream_rows(session: Session, filters: LogFilters) -> Iterator[LogRow]:
    """Every row that passes, newest first, from a cursor: constant memory."""
    raise NotImplementedError


def total(session: Session, filters: LogFilters, at_most: int = 10_000) -> Total:
    """How many rows pass: exact from daily totals where the filters allow it, else counted up to at_most."""
    raise NotImplementedError
