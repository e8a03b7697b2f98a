"""List what would be reviewed next, without taking a lease."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import Role, User
from app.errors import BadFilter
from app.questions import question_named
from app.services.access import require
from app.services.deps import Deps
from app.store import photos, queue, scores


@dataclass(frozen=True)
class QueueRow:
    """path: where the original bytes lie on this machine.  suggestion and confidence: None while not scored."""

    photo: str
    sha256: str
    path: str
    suggestion: str | None
    confidence: float | None


def list_queue(deps: Deps, user: User, question: str, limit: int, order: str = "uncertain", batch: str | None = None) -> list[QueueRow]:
    """The first photos of the queue in review order, with the champion's suggestion where it is stored.  Leads.

    Raises UnknownQuestion, BadFilter.
    """
    require(user, Role.LEAD)
    question_named(question)
    if order not in queue.ORDERS:
        raise BadFilter(f"The order must be one of {', '.join(queue.ORDERS)}, not {order!r}.")
    champion = deps.models.champion_name(question)
    with deps.database.read() as session:
        ids = [entry.photo_id for entry in queue.peek(session, question, order, batch, limit)]
        known = photos.many(session, ids)
        said = scores.many_by_version(session, ids, question, champion) if champion else {}
    rows = []
    for photo_id in ids:
        photo, score = known.get(photo_id), said.get(photo_id)
        if photo is not None:
            rows.append(QueueRow(photo.name, photo.sha256, str(deps.blobs.path_of(photo.sha256)), score.suggestion if score else None,
                                 score.confidence if score else None))
    return rows
