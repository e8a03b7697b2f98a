"""Decisions: stored once, never changed; what replaces one is a later row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.domain import Decision, Stage, Verdict
from app.store.engine import Session


@dataclass(frozen=True)
class NewDecision:
    """A decision to be stored.  request_id: unique, chosen by whoever asks, so that asking twice stores once.

    score_id: the score that was shown, or None.  model_version, probability, suggestion: what stood then, shown or not.
    drawn_by: why the photo came up.  now: the server's time; decided_at may be earlier for imported decisions.
    """

    request_id: str
    photo_id: str
    question: str
    verdict: Verdict | None
    label: str | None
    claim: str | None
    stage: Stage
    reviewer_id: str
    decided_at: datetime
    now: datetime
    shown_at: datetime | None = None
    reasons: tuple[str, ...] = ()
    note: str | None = None
    score_id: str | None = None
    model_version: str | None = None
    probability: float | None = None
    suggestion: str | None = None
    supersedes: str | None = None
    lease_id: str | None = None
    drawn_by: str | None = None


@dataclass(frozen=True)
class Recorded:
    """repeated: the same request came before; decision is the one stored then."""

    decision: Decision
    repeated: bool


def record(session: Session, new: NewDecision) -> Recorded:
    """Appends to the chain in the caller's transaction, once per request_id.

    Raises RequestReused (same request_id, other content), AlreadyDecided (what it supersedes was superseded before), PhotoNotFound.
    """
    raise NotImplementedError


def get(session: Session, decision_id: str) -> Decision | None:
    raise NotImplementedError


def by_request(session: Session, request_id: str) -> Decision | None:
    raise NotImplementedError


def of_photo(session: Session, photo_id: str, question: str) -> list[Decision]:
    """All decisions on a photo, oldest first, superseded ones too."""
    raise NotImplementedError


def standing(session: Session, photo_id: str, question: str) -> list[Decision]:
    """Decisions on a photo that were not superseded and are no withdrawal, oldest first."""
    raise NotImplementedError


def last_own(session: Session, reviewer_id: str, question: str, limit: int = 1) -> list[Decision]:
    """The reviewer's latest standing decisions, newest first: what can be undone."""
    raise NotImplementedError


def judged_since(session: Session, reviewer_id: str, question: str | None, since: datetime) -> int:
    """How many verdicts the reviewer gave since then, superseded ones and withdrawals left out; exact to the UTC day of since."""
    raise NotImplementedError


def labelled(session: Session, question: str) -> Iterator[Decision]:
    """Standing decisions that name a label, oldest first, streamed: what may be learnt from (see labels policy)."""
    raise NotImplementedError
