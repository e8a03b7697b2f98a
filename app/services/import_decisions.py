"""Import decisions from a CSV file: all of them, or none and each bad line named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain import Decision, Photo, QueueState, Role, Stage, User, Verdict
from app.errors import BadImport
from app.services.access import require
from app.services.deps import Deps
from app.services.import_lines import BadLine, Line, read_lines
from app.store import chain, decisions, photos, queue, scores, users
from app.store.decisions import NewDecision
from app.store.engine import Session
from app.store.ids import new_id

LINES_NAMED = 20
AFTER_UNSURE = {QueueState.WAITING: QueueState.SECOND, QueueState.SECOND: QueueState.LEAD}


@dataclass(frozen=True)
class Imported:
    """stored: new decisions; already: lines that the same reviewer's standing decision says already, so that a file may come twice."""

    stored: int
    already: int


@dataclass(frozen=True)
class _Known:
    """A line whose photo and reviewer are on this desk."""

    line: Line
    photo: Photo
    reviewer: User


def import_decisions(deps: Deps, user: User, path: Path) -> Imported:
    """Stores every line as a decision of stage imported, in the order of the file and in one transaction.  Admins.

    Columns: path or sha256; question; label or verdict; reviewer; optional reasons (separated by ;), note, decided_at.
    Paths are relative to the file's folder.  A reviewer's earlier decision on the same photo is superseded; a label that contradicts
    another reviewer's sends the photo to a lead.  Raises BadImport naming each bad line; then nothing was stored.
    """
    require(user, Role.ADMIN)
    now = deps.clock()
    read = list(read_lines(path, now))
    bad = [line for line in read if isinstance(line, BadLine)]
    with deps.database.begin() as session:
        known, unknown = _known(session, [line for line in read if isinstance(line, Line)])
        _refuse(path, [*bad, *unknown])
        stored = sum([_store(session, one, now) for one in known])
        head = chain.head(session)
    deps.anchor.note(head, now)
    return Imported(stored, len(known) - stored)


def _refuse(path: Path, bad: Sequence[BadLine]) -> None:
    if not bad:
        return
    ordered = sorted(bad, key=lambda line: line.number)
    named = [f"line {line.number}: {line.why}" for line in ordered[:LINES_NAMED]]
    more = [f"and {len(ordered) - LINES_NAMED} more lines"] if len(ordered) > LINES_NAMED else []
    raise BadImport("\n".join([f"{path.name} was not imported, nothing was stored.", *named, *more]))


def _known(session: Session, lines: Iterable[Line]) -> tuple[list[_Known], list[BadLine]]:
    known: list[_Known] = []
    bad: list[BadLine] = []
    people = {user.name.casefold(): user for user in users.list_all(session)}
    seen: dict[tuple[str, str, str], int] = {}
    for line in lines:
        photo = photos.by_sha256(session, line.sha256)
        reviewer = people.get(line.reviewer.casefold())
        first = seen.setdefault((line.sha256, line.question.id, line.reviewer.casefold()), line.number)
        if photo is None:
            bad.append(BadLine(line.number, f"The photograph {line.sha256[:12]}… is not on this desk; ingest it first."))
        elif reviewer is None:
            bad.append(BadLine(line.number, f"There is no user {line.reviewer!r}."))
        elif first != line.number:
            bad.append(BadLine(line.number, f"The same reviewer decided the same photograph in line {first}."))
        else:
            known.append(_Known(line, photo, reviewer))
    return known, bad


def _store(session: Session, known: _Known, now: datetime) -> bool:
    line, photo, reviewer = known.line, known.photo, known.reviewer
    standing = decisions.standing(session, photo.id, line.question.id)
    own = next((one for one in reversed(standing) if one.reviewer_id == reviewer.id), None)
    if own and (own.verdict, own.label, own.reasons, own.note) == (line.verdict, line.label, line.reasons, line.note):
        return False
    score = scores.newest(session, photo.id, line.question.id)
    decision = decisions.record(session, NewDecision(
        request_id=new_id(), photo_id=photo.id, question=line.question.id, verdict=line.verdict, label=line.label,
        claim=line.question.claim, stage=Stage.IMPORTED, reviewer_id=reviewer.id, decided_at=line.decided_at or now, now=now,
        reasons=line.reasons, note=line.note, supersedes=own.id if own else None, model_version=score.model_version if score else None,
        probability=score.probabilities.get(line.question.claim) if score else None, suggestion=score.suggestion if score else None,
    )).decision
    queue.enqueue(session, line.question.id, [queue.NewEntry(photo.id, batch=photo.origin.batch)], now)
    entry = queue.get(session, line.question.id, photo.id)
    before = entry.state if entry else QueueState.WAITING
    others = [one for one in standing if one.reviewer_id != reviewer.id]
    queue.settle(session, line.question.id, photo.id, _state_after(line, before, others), decision.id, reviewer.id)
    return True


def _state_after(line: Line, before: QueueState, others: Sequence[Decision]) -> QueueState:
    if line.verdict is Verdict.UNSURE:
        return AFTER_UNSURE.get(before, before)
    disagree = any(one.label is not None and one.label != line.label for one in others)
    return QueueState.LEAD if disagree else QueueState.DECIDED
