"""The decision log: filtered and paged on the server, never loaded whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain import CANNOT_TELL, Role, Stage, User, Verdict
from app.errors import BadFilter
from app.questions import question_named
from app.services.access import require
from app.services.deps import Deps
from app.store import decision_log, users
from app.store.decision_log import LogCursor, LogFilters
from app.store.engine import Session
from app.store.times import from_text, to_text

LONGEST_PAGE = 500


@dataclass(frozen=True)
class Filters:
    """What to show; None means no filter.  since is included, until is not.  text: part of a photo's name, reference or note.

    reviewer: a user's name.  superseded: False hides decisions that a later one replaced or withdrew.
    """

    question: str | None = None
    verdict: Verdict | None = None
    label: str | None = None
    reviewer: str | None = None
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
    """One decision as people read it.  photo, sha256, …: None once erased.  seconds: from shown to decided, or None.

    verdict: None only for a withdrawal.  probability: of the claim, when it was decided.  score_seen: a score was on screen.
    agreed: the label is the suggestion; None where either names none.
    """

    seq: int
    decision_id: str
    photo_id: str
    photo: str | None
    sha256: str | None
    question: str
    label: str | None
    verdict: Verdict | None
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
    """rows: newest first; next_cursor: hand it to `page` for the following rows, None at the end.

    total: rows that pass the filters; with total_exact False there are more than that.
    """

    rows: tuple[LogRow, ...]
    next_cursor: str | None
    total: int
    total_exact: bool = True


def page(deps: Deps, user: User, filters: Filters, after: str | None = None, limit: int = 50) -> Page:
    """One page of the log.  Reviewers see their own decisions only, leads all.  Raises BadFilter."""
    require(user, Role.REVIEWER)
    cursor, limit = _cursor(after), min(max(limit, 1), LONGEST_PAGE)
    with deps.database.read() as session:
        wanted = store_filters(session, user, filters)
        if wanted is None:
            return Page((), None, 0)
        found = decision_log.log_rows(session, wanted, cursor, limit + 1)
        total = decision_log.total(session, wanted)
    more = len(found) > limit
    last = found[limit - 1] if more else None
    following = f"{to_text(last.decided_at)}_{last.seq}" if last else None
    return Page(tuple(_row(row) for row in found[:limit]), following, total.count, total.exact)


def store_filters(session: Session, user: User, filters: Filters) -> LogFilters | None:
    """The filters as the store takes them, narrowed to the user's own decisions for a reviewer; None when nothing can pass.

    Raises BadFilter for a question, label or span that cannot be.
    """
    if filters.question is not None:
        question_named(filters.question)
    if filters.since and filters.until and filters.since >= filters.until:
        raise BadFilter("The time span ends before it begins.")
    reviewer_id = None
    if filters.reviewer is not None:
        named = users.by_name(session, filters.reviewer)
        if named is None:
            return None
        reviewer_id = named.id
    if not user.role.includes(Role.LEAD):
        if reviewer_id not in (None, user.id):
            return None
        reviewer_id = user.id
    return LogFilters(
        question=filters.question, verdict=filters.verdict, label=filters.label, reviewer_id=reviewer_id, reason=filters.reason,
        since=filters.since, until=filters.until, text=filters.text, model_version=filters.model_version, batch=filters.batch,
        stage=filters.stage, standing=not filters.superseded,
    )


def agreement(label: str | None, suggestion: str | None) -> bool | None:
    """Whether a label is the suggestion; None where either names none."""
    return None if label is None or suggestion in (None, CANNOT_TELL) else label == suggestion


def _row(row: decision_log.LogRow) -> LogRow:
    return LogRow(
        row.seq, row.decision_id, row.photo_id, row.name, row.sha256, row.question, row.label, row.verdict, row.reasons, row.note,
        row.reviewer, row.decided_at, row.seconds, row.stage, row.model_version, row.probability, row.suggestion, row.score_seen,
        agreement(row.label, row.suggestion), row.supersedes, row.superseded, row.subject, row.batch, row.reference,
    )


def _cursor(after: str | None) -> LogCursor | None:
    if after is None:
        return None
    moment, _, seq = after.partition("_")
    try:
        return LogCursor(from_text(moment), int(seq))
    except ValueError as error:
        raise BadFilter("This page of the log does not exist.") from error
