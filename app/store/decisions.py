"""Decisions: stored once, never changed; what replaces one is a later row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, insert, select

from app.domain import Decision, Stage, Verdict
from app.errors import AlreadyDecided, PhotoNotFound, RequestReused
from app.store import chain, log_search
from app.store.automatic import AUTOMATIC_ID
from app.store.column_types import json_text, storable
from app.store.engine import Session
from app.store.ids import new_id, new_id_in_time
from app.store.tables import decision_counts, decision_notes, decisions, photos
from app.store.times import to_text

LATER = decisions.alias("later")
SUPERSEDED = select(LATER.c.id).where(LATER.c.supersedes == decisions.c.id).exists()
STANDING = (~SUPERSEDED, decisions.c.stage != Stage.UNDONE.value)
NOT_GOLD = func.coalesce(decisions.c.drawn_by, "") != "gold"  # answers to gold photos measure reviewers; they settle and teach nothing
WITH_NOTE = select(decisions, decision_notes.c.text.label("note")).join(decision_notes, isouter=True)
_BY_REQUEST = WITH_NOTE.where(decisions.c.request_id == bindparam("request_id"))  # built once: that costs more than running them
_BY_SUPERSEDES = WITH_NOTE.where(decisions.c.supersedes == bindparam("supersedes"))
_OWN = WITH_NOTE.where(decisions.c.photo_id == bindparam("photo_id"), decisions.c.question == bindparam("question"),
                       decisions.c.reviewer_id == bindparam("reviewer_id")).order_by(decisions.c.seq.desc()).limit(1)
_OWN_STANDING = _OWN.where(*STANDING)
_DIGESTED = select(photos.c.salt, photos.c.sha256).where(photos.c.id == bindparam("photo_id"))


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
    earlier = by_request(session, new.request_id)
    if earlier is not None:
        if not _same(earlier, new):
            raise RequestReused
        return Recorded(earlier, True)
    if new.supersedes is not None and superseded_by(session, new.supersedes) is not None:
        raise AlreadyDecided("That decision was already replaced by a later one.")
    decision_id, note_salt = new_id_in_time(), new_id()
    note_digest = None if new.note is None else chain.salted(note_salt, storable(new.note))
    stored = _stored(new, decision_id, _photo_digest(session, new.photo_id), note_digest)
    head = chain.append(session, before, stored)
    if new.note is not None:
        session.execute(insert(decision_notes).values(decision_id=decision_id, salt=note_salt, text=new.note))
    log_search.add(session, head.seq)
    return Recorded(_as_stored(new, decision_id, before, head), False)


def get(session: Session, decision_id: str) -> Decision | None:
    return _one(session, WITH_NOTE.where(decisions.c.id == decision_id))


def by_request(session: Session, request_id: str) -> Decision | None:
    row = session.execute(_BY_REQUEST, {"request_id": request_id}).one_or_none()
    return None if row is None else decision_of(row)


def of_photo(session: Session, photo_id: str, question: str) -> list[Decision]:
    """All decisions on a photo, oldest first, superseded ones too."""
    return _all(session, _of(photo_id, question))


def standing(session: Session, photo_id: str, question: str) -> list[Decision]:
    """Decisions on a photo that were not superseded and are no withdrawal, oldest first; not those given while it was gold."""
    return _all(session, _of(photo_id, question).where(*STANDING, NOT_GOLD))


def own_standing(session: Session, photo_id: str, question: str, reviewer_id: str) -> Decision | None:
    """The reviewer's own answer to a photo, unless it was replaced or withdrawn."""
    row = session.execute(_OWN_STANDING, {"photo_id": photo_id, "question": question, "reviewer_id": reviewer_id}).one_or_none()
    return None if row is None else decision_of(row)


def ever_answered(session: Session, photo_id: str, question: str, reviewer_id: str) -> bool:
    """Whether the reviewer has any decision on a photo, replaced or withdrawn ones too."""
    return session.execute(_OWN, {"photo_id": photo_id, "question": question, "reviewer_id": reviewer_id}).first() is not None


def superseded_by(session: Session, decision_id: str) -> Decision | None:
    """The decision that replaced it, or None while it stands."""
    row = session.execute(_BY_SUPERSEDES, {"supersedes": decision_id}).one_or_none()
    return None if row is None else decision_of(row)


def last_own(session: Session, reviewer_id: str, question: str, limit: int = 1) -> list[Decision]:
    """The reviewer's latest standing decisions, newest first: what can be undone.  Imported and bulk ones are left out."""
    query = WITH_NOTE.where(decisions.c.reviewer_id == reviewer_id, decisions.c.question == question, *STANDING,
                            decisions.c.stage.not_in((Stage.IMPORTED.value, Stage.BULK.value)))
    return _all(session, query.order_by(decisions.c.decided_at.desc(), decisions.c.seq.desc()).limit(limit))


def has_decided(session: Session, reviewer_id: str, question: str) -> bool:
    """Whether the reviewer ever decided on a photo of the question."""
    query = select(decision_counts.c.count).where(decision_counts.c.question == question, decision_counts.c.reviewer_id == reviewer_id)
    return session.execute(query.limit(1)).first() is not None


def judged_since(session: Session, reviewer_id: str, question: str | None, since: datetime) -> int:
    """How many verdicts the reviewer gave since the UTC day of `since`; superseded ones and withdrawals are left out."""
    query = select(func.coalesce(func.sum(decision_counts.c.count - decision_counts.c.replaced), 0)).where(
        decision_counts.c.reviewer_id == reviewer_id, decision_counts.c.day >= to_text(since)[:10], decision_counts.c.verdict != "")
    if question is not None:
        query = query.where(decision_counts.c.question == question)
    return int(session.execute(query).scalar_one())


def read_twice(session: Session, question: str) -> Iterator[Decision]:
    """Standing decisions on the photos that had a second reader, oldest first, streamed."""
    read = select(decisions.c.photo_id).where(decisions.c.question == question, decisions.c.stage == Stage.SECOND.value)
    query = WITH_NOTE.where(decisions.c.question == question, decisions.c.photo_id.in_(read), *STANDING, NOT_GOLD).order_by(decisions.c.seq)
    return (decision_of(row) for row in session.execute(query, execution_options={"yield_per": 1000}))


def count_labelled(session: Session, question: str) -> dict[str, int]:
    """Label -> people's standing decisions that name it."""
    count = func.sum(decision_counts.c.count - decision_counts.c.replaced)
    query = select(decision_counts.c.label, count).where(decision_counts.c.question == question, decision_counts.c.label != "",
                                                         decision_counts.c.reviewer_id != AUTOMATIC_ID)
    return {label: int(number) for label, number in session.execute(query.group_by(decision_counts.c.label)) if number}


def decision_of(row: Row) -> Decision:
    """A row of decisions with its note as the record."""
    verdict = None if row.verdict is None else Verdict(row.verdict)
    return Decision(
        row.id, row.seq, row.photo_id, row.question, verdict, row.label, row.claim, tuple(row.reasons), Stage(row.stage), row.score_id,
        row.supersedes, row.lease_id, row.reviewer_id, row.shown_at, row.decided_at, row.previous_hash, row.hash, row.note)


def _of(photo_id: str, question: str) -> Select:
    return WITH_NOTE.where(decisions.c.photo_id == photo_id, decisions.c.question == question).order_by(decisions.c.seq)


def _one(session: Session, query: Select) -> Decision | None:
    row = session.execute(query).one_or_none()
    return None if row is None else decision_of(row)


def _all(session: Session, query: Select) -> list[Decision]:
    return [decision_of(row) for row in session.execute(query)]


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


def _as_stored(new: NewDecision, decision_id: str, before: chain.Head, head: chain.Head) -> Decision:
    return Decision(
        decision_id, head.seq, new.photo_id, new.question, new.verdict, new.label, new.claim, new.reasons, new.stage, new.score_id,
        new.supersedes, new.lease_id, new.reviewer_id, new.shown_at, new.decided_at, before.hash, head.hash,
        new.note and storable(new.note))


def _photo_digest(session: Session, photo_id: str) -> str:
    row = session.execute(_DIGESTED, {"photo_id": photo_id}).one_or_none()
    if row is None or row.sha256 is None:
        raise PhotoNotFound
    return chain.salted(row.salt, row.sha256)


def _same(earlier: Decision, new: NewDecision) -> bool:
    # times and stage may differ when a request is sent again, and an erased note cannot be compared
    was = (earlier.photo_id, earlier.question, earlier.reviewer_id, earlier.verdict, earlier.label, earlier.reasons)
    wanted = (new.photo_id, new.question, new.reviewer_id, new.verdict, new.label, new.reasons)
    return was == wanted and earlier.note in (None, new.note and storable(new.note))
