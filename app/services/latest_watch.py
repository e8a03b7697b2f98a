"""Ask for a watch, and read what the newest one saw."""

from __future__ import annotations

from app.domain import Job, Role, User
from app.questions import question_named
from app.services.access import account_id, require
from app.services.deps import Deps
from app.store import jobs


def ask_watch(deps: Deps, user: User, question: str) -> Job:
    """Has a worker look now; the waiting or running watch, if there is one.  Leads."""
    require(user, Role.LEAD)
    question_named(question)
    with deps.database.begin() as session:
        return jobs.add(session, "watch", {"question": question}, deps.clock(), account_id(user), f"watch:{question}")


def latest_watch(deps: Deps, user: User, question: str) -> Job | None:
    """The newest watch that ended well, or None.  Leads."""
    require(user, Role.LEAD)
    with deps.database.read() as session:
        done = (job for job in jobs.recent(session, 50, "watch") if job.payload.get("question") == question and job.result)
        return next(done, None)
