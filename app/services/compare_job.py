"""A comparison of two versions as a background job, whose result stays: versions never change."""

from __future__ import annotations

from app.domain import Job, JobState, Role, User
from app.errors import VersionNotFound
from app.questions import question_named
from app.services.access import account_id, require
from app.services.deps import Deps
from app.store import jobs, versions

LOOKED_AT = 200  # newest comparisons, among which an earlier one is found


def ask_compare(deps: Deps, user: User, question: str, first: str, second: str) -> Job:
    """The comparison that was made before or is under way, else a new job.  Leads.

    Raises UnknownQuestion, and VersionNotFound, also for a version with itself.
    """
    require(user, Role.LEAD)
    question_named(question)
    if first == second:
        raise VersionNotFound("Choose two different versions.")
    before = comparison_of(deps, user, question, first, second)
    if before is not None and before.state not in (JobState.FAILED, JobState.CANCELLED):
        return before
    with deps.database.begin() as session:
        for name in (first, second):
            versions.get(session, question, name)
        payload = {"question": question, "first": first, "second": second}
        return jobs.add(session, "compare", payload, deps.clock(), account_id(user), f"compare:{question}:{first}:{second}")


def comparison_of(deps: Deps, user: User, question: str, first: str, second: str) -> Job | None:
    """The newest job that compares these two, or None; done, its result is what compare_versions returns.  Leads."""
    require(user, Role.LEAD)
    with deps.database.read() as session:
        found = jobs.recent(session, LOOKED_AT, "compare")
    return next((job for job in found if job.payload == {"question": question, "first": first, "second": second}), None)
