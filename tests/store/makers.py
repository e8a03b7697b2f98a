"""Records for tests of the store, with ids of their own and everything else the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from app.domain import Decision, Origin, Photo, Role, Score, Stage, User, Verdict
from app.store import decisions, photos, queue, users
from app.store.decisions import NewDecision
from app.store.engine import Session
from app.store.ids import new_id

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def make_user(session: Session, name: str = "Ada", role: Role = Role.REVIEWER) -> User:
    return users.add(session, name, role, "hash", NOON)


def a_photo(origin: Origin | None = None, name: str = "portrait.jpg", at: datetime = NOON) -> Photo:
    photo_id = new_id()
    digest = sha256(photo_id.encode()).hexdigest()
    return Photo(photo_id, digest, name, "jpeg", 1000, 800, 600, origin or Origin(), None, at, {"camera": "X"})


def make_photos(session: Session, count: int, question: str | None = "recapture", origin: Origin | None = None) -> list[str]:
    """Stores photos, and queues them with a rising uncertainty unless question is None; their ids."""
    made = [a_photo(origin, f"photo{number}.jpg", NOON + number * MINUTE) for number in range(count)]
    photos.add_many(session, made)
    if question is not None:
        for number, photo in enumerate(made):
            entry = queue.NewEntry(photo.id, number / max(count, 1), batch=photo.origin.batch)
            queue.enqueue(session, question, [entry], NOON + number * MINUTE)
    return [photo.id for photo in made]


def a_score(photo_id: str, version: str = "2026.11-1", recaptured: float = 0.75) -> Score:
    return Score(new_id(), photo_id, "recapture", version, {"original": 1 - recaptured, "recaptured": recaptured}, "recaptured", None, True,
                 False, {"peaks": 1.5}, NOON)


def a_decision(photo_id: str, reviewer_id: str, **changes: object) -> NewDecision:
    standard: dict = dict(
        request_id=new_id(), photo_id=photo_id, question="recapture", verdict=Verdict.REJECT, label="recaptured", claim="original",
        stage=Stage.OPEN, reviewer_id=reviewer_id, decided_at=NOON, now=NOON, shown_at=NOON - timedelta(seconds=4), reasons=("screen",))
    return NewDecision(**{**standard, **changes})


def make_decisions(session: Session, count: int, note: str | None = None) -> list[Decision]:
    """So many photos of one reviewer, each with a decision, a second apart."""
    reviewer = make_user(session, f"reviewer {new_id()}")
    return [decisions.record(session, a_decision(photo_id, reviewer.id, decided_at=NOON + timedelta(seconds=number), note=note)).decision
            for number, photo_id in enumerate(make_photos(session, count, None))]
