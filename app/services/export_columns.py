"""The columns of an exported decision log, in order, the same in every format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.services.decision_log import agreement
from app.store.decision_log import LogRow
from app.store.times import to_text


@dataclass(frozen=True)
class Column:
    """kind: text, number, whole, flag, time or list; value: what a row has there, None for nothing."""

    name: str
    kind: str
    value: Callable[[LogRow], Any]


COLUMNS = (
    Column("seq", "whole", lambda row: row.seq),
    Column("photo", "text", lambda row: row.name),
    Column("sha256", "text", lambda row: row.sha256),
    Column("question", "text", lambda row: row.question),
    Column("label", "text", lambda row: row.label),
    Column("verdict", "text", lambda row: row.verdict and str(row.verdict)),
    Column("reasons", "list", lambda row: row.reasons),
    Column("note", "text", lambda row: row.note),
    Column("reviewer", "text", lambda row: row.reviewer),
    Column("decided_at", "time", lambda row: row.decided_at),
    Column("seconds", "number", lambda row: None if row.seconds is None else round(row.seconds, 3)),
    Column("model_version", "text", lambda row: row.model_version),
    Column("probability", "number", lambda row: None if row.probability is None else round(row.probability, 6)),
    Column("suggestion", "text", lambda row: row.suggestion),
    Column("score_seen", "flag", lambda row: row.score_seen),
    Column("agreed", "flag", lambda row: agreement(row.label, row.suggestion)),
    Column("claim", "text", lambda row: row.claim),
    Column("stage", "text", lambda row: str(row.stage)),
    Column("superseded", "flag", lambda row: row.superseded),
    Column("supersedes", "text", lambda row: row.supersedes),
    Column("subject", "text", lambda row: row.subject),
    Column("batch", "text", lambda row: row.batch),
    Column("reference", "text", lambda row: row.reference),
    Column("shown_at", "time", lambda row: row.shown_at),
    Column("photo_id", "text", lambda row: row.photo_id),
    Column("decision_id", "text", lambda row: row.decision_id),
    Column("hash", "text", lambda row: row.hash),
)


def plain(kind: str, value: Any) -> Any:
    """A value as JSON says it: times as UTC text, lists as lists."""
    if value is None:
        return None
    if kind == "time":
        return to_text(value)
    return list(value) if kind == "list" else value
