"""Record a decision: once per request, behind the head of the chain, in the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from app.domain import Decision, Stage, Verdict
from app.errors import AlreadyDecided, PhotoNotFound, RequestReused
from app.store import chain, decisions
from app.store.column_types import json_text
from app.store.engine import Session
from app.store.ids import new_id
from app.store.tables import decision_notes, photos
from app.store.times import to_text


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
    before = chain.lock_head(session)  # first, so that a second transaction with the same request sees this one's row
    earlier = decisions.by_request(session, new.request_id)
    if earlier is not None:
        if not _same(earlier, new):
            raise RequestReused
        return Recorded(earlier, True)
    if new.supersedes is not None and decisions.superseded_by(session, new.supersedes) is not None:
        raise AlreadyDecided("That decision was already replaced by a later one.")
    decision_id, note_salt = new_id(), new_id()
    note_digest = None if new.note is None else chain.salted(note_salt, new.note)
    stored = _stored(new, decision_id, _photo_digest(session, new.photo_id), note_digest)
    chain.append(session, before, stored)
    if new.note is not None:
        session.execute(insert(decision_notes).values(decision_id=decision_id, salt=note_salt, text=new.note))
    recorded = decisions.get(session, decision_id)
    assert recorded is not None
    return Recorded(recorded, False)


def find_repeated(session: Session, new: NewDecision) -> Decision | None:
    """The decision that the same request stored before, without writing anything.  Raises RequestReused."""
    earlier = decisions.by_request(session, new.request_id)
    if earlier is not None and not _same(earlier, new):
        raise RequestReused
    return earlier


def _stored(new: NewDecision, decision_id: str, photo_digest: str, note_digest: str | None) -> dict[str, Any]:
    return {
        "id": decision_id, "request_id": new.request_id, "photo_id": new.photo_id, "photo_digest": photo_digest,
        "question": new.question, "verdict": None if new.verdict is None else new.verdict.value, "label": new.label,
        "claim": new.claim, "reasons": json_text(list(new.reasons)), "note_digest": note_digest, "stage": new.stage.value,
        "score_id": new.score_id, "model_version": new.model_version,
        "probability": None if new.probability is None else float(new.probability), "suggestion": new.suggestion,
        "supersedes": new.supersedes, "lease_id": new.lease_id, "drawn_by": new.drawn_by, "reviewer_id": new.reviewer_id,
        "shown_at": None if new.shown_at is None else to_text(new.shown_at), "decided_at": to_text(new.decided_at),
        "recorded_at": to_text(new.now),
    }


def _photo_digest(session: Session, photo_id: str) -> str:
    row = session.execute(select(photos.c.salt, photos.c.sha256).where(photos.c.id == photo_id)).one_or_none()
    if row is None or row.sha256 is None:
        raise PhotoNotFound
    return chain.salted(row.salt, row.sha256)


def _same(earlier: Decision, new: NewDecision) -> bool:
    # an erased note cannot be compared; times and stage may differ when a request is sent again
    return (earlier.photo_id, earlier.question, earlier.reviewer_id, earlier.verdict, earlier.label, earlier.reasons) == (
        new.photo_id, new.question, new.reviewer_id, new.verdict, new.label, new.reasons) and earlier.note in (None, new.note)
