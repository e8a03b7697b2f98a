"""List the batches of a question, with how much of each is still to be judged."""

from __future__ import annotations

from app.domain import Role, User
from app.questions import question_named
from app.services.access import require
from app.services.deps import Deps
from app.store import queue


def batch_list(deps: Deps, user: User, question: str) -> dict[str, int]:
    """Batch -> photos that wait, by name, finished batches too.  Reviewers.  Raises UnknownQuestion."""
    require(user, Role.REVIEWER)
    question_named(question)
    with deps.database.read() as session:
        return queue.batches(session, question)
