"""Hold: a lead keeps photographs, or a whole batch, back from everybody until they are let go."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain import Photo, Role, User
from app.errors import BadFilter
from app.questions import question_named
from app.services.access import account_id, require
from app.services.deps import Deps
from app.store import audit, photos, queue_steering


def hold(deps: Deps, user: User, question: str, photo_ids: Sequence[str] = (), held: bool = True, batch: str | None = None) -> int:
    """Holds the photographs, or those of the batch, back, or lets them go; how many that changes.  Leads.

    One that is on somebody's desk can still be answered there.  Raises BadFilter unless photographs or a batch are named, UnknownQuestion.
    """
    require(user, Role.LEAD)
    question_named(question)
    if bool(photo_ids) == (batch is not None):
        raise BadFilter("Name either photographs or a batch.")
    with deps.database.begin() as session:
        changed = queue_steering.hold(session, question, photo_ids, held, batch)
        if changed:
            audit.add(session, account_id(user), "queue.held" if held else "queue.let_go", question, deps.clock(),
                      {"photos": list(photo_ids), "batch": batch, "changed": changed})
    return changed


def held_photos(deps: Deps, user: User, question: str, limit: int = 200) -> list[Photo]:
    """What is held back, longest in the queue first.  Leads.  Raises UnknownQuestion."""
    require(user, Role.LEAD)
    question_named(question)
    with deps.database.read() as session:
        entries = queue_steering.held(session, question, limit)
        known = photos.many(session, [entry.photo_id for entry in entries])
    return [known[entry.photo_id] for entry in entries if entry.photo_id in known]
