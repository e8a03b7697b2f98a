"""One line of the decision log, and how it is made from what lies in the database, fast enough for a million of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, String, case, select, type_coerce

from app.domain import Stage, Verdict
from app.store.tables import decision_notes, decisions, photos, users
from app.store.times import from_text

LATER, NOTE = decisions.alias("later"), decision_notes.alias("own_note")


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


def _text(column: ColumnElement) -> ColumnElement[str]:
    # times and lists come as text: turning them into objects here is several times faster than through column types
    return type_coerce(column, String)


COLUMNS = (
    decisions.c.seq, decisions.c.id, decisions.c.photo_id, photos.c.name, photos.c.sha256, photos.c.subject, photos.c.batch,
    photos.c.reference, decisions.c.question, decisions.c.label, decisions.c.claim, decisions.c.verdict, _text(decisions.c.reasons),
    # most decisions have no note: looking for it only where there is a digest saves half of the time of a join
    case((decisions.c.note_digest.is_not(None),
          select(NOTE.c.text).where(NOTE.c.decision_id == decisions.c.id).scalar_subquery())),
    decisions.c.reviewer_id, users.c.name, _text(decisions.c.shown_at), _text(decisions.c.decided_at), decisions.c.stage,
    decisions.c.model_version, decisions.c.probability, decisions.c.suggestion, decisions.c.score_id, decisions.c.drawn_by,
    decisions.c.supersedes, select(LATER.c.id).where(LATER.c.supersedes == decisions.c.id).exists(), decisions.c.hash,
)

_VERDICTS: dict[str | None, Verdict | None] = {None: None, **{verdict.value: verdict for verdict in Verdict}}
_STAGES = {stage.value: stage for stage in Stage}


@lru_cache(maxsize=1000)
def _reasons(stored: str) -> tuple[str, ...]:
    return tuple(json.loads(stored))


def log_row(stored: Sequence[Any]) -> LogRow:
    """The line of one row of COLUMNS."""
    (seq, decision_id, photo_id, name, sha256, subject, batch, reference, question, label, claim, verdict, reasons, note, reviewer_id,
     reviewer, shown, decided, stage, version, probability, suggestion, score_id, drawn_by, supersedes, superseded, own_hash) = stored
    decided_at = from_text(decided)
    shown_at = None if shown is None else from_text(shown)
    return LogRow(
        seq, decision_id, photo_id, name, sha256, subject, batch, reference, question, label, claim, _VERDICTS[verdict],
        _reasons(reasons), note, reviewer_id, reviewer, shown_at, decided_at,
        None if shown_at is None else (decided_at - shown_at).total_seconds(), _STAGES[stage], version, probability, suggestion,
        score_id is not None, drawn_by, supersedes, bool(superseded), own_hash)
