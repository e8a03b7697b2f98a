"""Assign: a lead gives photographs, or a whole batch, to one reviewer; they come up first there and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import Role, User
from app.errors import BadFilter, NothingToUndo, UserNotFound
from app.questions import question_named
from app.services.access import account_id, require
from app.services.deps import Deps
from app.store import audit, queue_steering, users
from app.store.engine import Session
from app.store.ids import new_id

ACTION = "queue.assigned"


@dataclass(frozen=True)
class Assigned:
    """photos: how many come up for the reviewer now; moved: how many of them did not before.  id: takes them back."""

    id: str
    photos: int
    moved: int


def assign(deps: Deps, user: User, question: str, reviewer: str | None, photo_ids: Sequence[str] = (),
           batch: str | None = None) -> Assigned:
    """Gives the photographs, or those of the batch, that still wait to a reviewer by name, None: to everybody again.  Leads.

    One that somebody has on their desk stays there until it is answered or given back.  One entry of the audit trail names
    every photograph that moved, and whose it was.
    Raises UserNotFound, BadFilter unless photographs or a batch are named, UnknownQuestion.
    """
    require(user, Role.LEAD)
    question_named(question)
    if bool(photo_ids) == (batch is not None):
        raise BadFilter("Name either photographs or a batch.")
    assignment = new_id()
    with deps.database.begin() as session:
        given = users.by_name(session, reviewer) if reviewer is not None else None
        if reviewer is not None and (given is None or given.disabled):
            raise UserNotFound(f"There is no user {reviewer!r} who can sign in.")
        to = given.id if given else None
        before = queue_steering.holders(session, question, to, photo_ids, batch)
        photos = queue_steering.assign(session, question, to, photo_ids, batch)
        audit.add(session, account_id(user), ACTION, assignment, deps.clock(), {
            "question": question, "to": to, "batch": batch, "before": before, "changed": photos})
    return Assigned(assignment, photos, sum(map(len, before.values())))


def take_back_assigned(deps: Deps, user: User, assignment: str) -> int:
    """Gives what an assignment moved back to whom it waited for before; how many.  Leads.

    What was answered or given to somebody else since stays.  Raises NothingToUndo.
    """
    require(user, Role.LEAD)
    with deps.database.begin() as session:
        made = audit.newest(session, ACTION, assignment)
        if made is None:
            raise NothingToUndo("There is no such assignment.")
        changed = sum(_give_back(session, made.details, holder, ids) for holder, ids in made.details["before"].items())
        if not changed:
            raise NothingToUndo("All of these were answered, given to somebody else or taken back since.")
        audit.add(session, account_id(user), f"{ACTION}.taken_back", assignment, deps.clock(), {"changed": changed})
    return changed


def _give_back(session: Session, made: dict, holder: str, photo_ids: Sequence[str]) -> int:
    """To everybody first, since the reviewer of before may have passed a photograph on or be disabled by now."""
    kept = queue_steering.still_with(session, made["question"], made["to"], photo_ids)
    queue_steering.assign(session, made["question"], None, kept)
    if holder and not users.get(session, holder).disabled:
        queue_steering.assign(session, made["question"], holder, kept)
    return len(kept)


def assignable(deps: Deps, user: User) -> tuple[str, ...]:
    """The names of those who can be given photographs: everyone who can sign in.  Leads."""
    require(user, Role.LEAD)
    with deps.database.read() as session:
        return tuple(one.name for one in users.list_all(session) if not one.disabled)
