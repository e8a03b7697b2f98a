"""Scores: what a model version said; written once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Row, bindparam, insert, select

from app.domain import Abstention, Score
from app.store.engine import Session
from app.store.insert_new import insert_one_new
from app.store.tables import scores

_OF_PHOTO = select(scores).where(scores.c.photo_id == bindparam("photo_id"), scores.c.question == bindparam("question"))  # built once
_BY_VERSION = _OF_PHOTO.where(scores.c.model_version == bindparam("version"))
_NEWEST = _OF_PHOTO.order_by(scores.c.scored_at.desc(), scores.c.id).limit(1)


def add(session: Session, score: Score) -> Score:
    """Stores it, or returns the one that this model version already gave the photo."""
    if insert_one_new(session, scores, _values(score)):
        return score
    stored = by_version(session, score.photo_id, score.question, score.model_version)
    return score if stored is None else stored


def add_many(session: Session, new: Iterable[Score]) -> None:
    """Stores scores known to be new, fast."""
    rows = [_values(score) for score in new]
    if rows:
        session.execute(insert(scores), rows)


def get(session: Session, score_id: str) -> Score | None:
    row = session.execute(select(scores).where(scores.c.id == score_id)).one_or_none()
    return None if row is None else _score(row)


def by_version(session: Session, photo_id: str, question: str, model_version: str) -> Score | None:
    row = session.execute(_BY_VERSION, {"photo_id": photo_id, "question": question, "version": model_version}).one_or_none()
    return None if row is None else _score(row)


def many_by_version(session: Session, photo_ids: Sequence[str], question: str, model_version: str) -> dict[str, Score]:
    """photo id -> score, for those that have one."""
    found: dict[str, Score] = {}
    for start in range(0, len(photo_ids), 1000):
        some = select(scores).where(scores.c.photo_id.in_(photo_ids[start:start + 1000]), scores.c.question == question,
                                    scores.c.model_version == model_version)
        found.update((row.photo_id, _score(row)) for row in session.execute(some))
    return found


def newest(session: Session, photo_id: str, question: str) -> Score | None:
    """The latest score of a photo, whichever version gave it."""
    row = session.execute(_NEWEST, {"photo_id": photo_id, "question": question}).one_or_none()
    return None if row is None else _score(row)


def _values(score: Score) -> dict[str, object]:
    abstention = None if score.abstention is None else score.abstention.value
    return {**vars(score), "abstention": abstention, "confidence": score.confidence}


def _score(row: Row) -> Score:
    abstention = None if row.abstention is None else Abstention(row.abstention)
    return Score(row.id, row.photo_id, row.question, row.model_version, row.probabilities, row.suggestion, abstention, row.in_domain,
                 row.low_resolution, row.contributions, row.scored_at)
