"""Scores: what a model version said; written once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain import Score
from app.store.engine import Session


def add(session: Session, score: Score) -> Score:
    """Stores it, or returns the one that this model version already gave the photo."""
    raise NotImplementedError


def add_many(session: Session, scores: Iterable[Score]) -> None:
    """Stores scores known to be new, fast."""
    raise NotImplementedError


def get(session: Session, score_id: str) -> Score | None:
    raise NotImplementedError


def by_version(session: Session, photo_id: str, question: str, model_version: str) -> Score | None:
    raise NotImplementedError


def many_by_version(session: Session, photo_ids: Sequence[str], question: str, model_version: str) -> dict[str, Score]:
    """photo id -> score, for those that have one."""
    raise NotImplementedError


def newest(session: Session, photo_id: str, question: str) -> Score | None:
    """The latest score of a photo, whichever version gave it."""
    raise NotImplementedError
