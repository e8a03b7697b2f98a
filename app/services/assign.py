"""Assign: a lead gives photographs, or a whole batch, to one reviewer; they come up first there and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain import Role, User
from app.errors import BadFilter, UserNotFound
from app.questions import question_named
from app.services.access import account_id, require
from app.services.deps import Deps
from app.store import audit, queue_steering, users


def assign(deps: Deps, user: User, question: str, reviewer: str | None, photo_ids: Sequence[str] = (), batch: str | None = None) -> int:
    """Gives the photographs, or those of the batch, that still wait to a reviewer by name, None: to everybody again; how many.  Leads.

    One that somebody has on their desk stays there until it is answered or given back.
    Raises UserNotFound, BadFilter unless photographs or a batch are named, UnknownQuestion.
    """
    require(user, Role.LEAD)
    question_named(question)
    if bool(photo_ids) == (batch is not None):
        raise BadFilter("Name either photographs or a batch.")
    with deps.database.begin() as session:
        given = users.by_name(session, reviewer) if reviewer is not None else None
        if reviewer is not None and (given is None or given.disabled):
            raise UserNotFound(f"There is no user {reviewer!r} who can sign in.")
        changed = queue_steering.assign(session, question, given.id if given else None, photo_ids, batch)
        audit.add(session, account_id(user), "queue.assigned", question, deps.clock(), {
            "to": given.id if given else None, "batch": batch, "photos": list(photo_ids), "changed": changed})
    return changed


def assignable(deps: Deps, user: User) -> tuple[str, ...]:
    """The names of those who can be given photographs: everyone who can sign in.  Leads."""
    require(user, Role.LEAD)
    with deps.database.read() as session:
        return tuple(one.name for one in users.list_all(session) if not one.disabled)
