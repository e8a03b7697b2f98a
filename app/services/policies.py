"""The policy of each question: read wherever photos are handed out or answered, changed by leads, with every change on record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain import Role, User
from app.questions import question_named
from app.services.access import account_id, require
from app.services.deps import Deps
from app.services.policy import Policy
from app.store import audit, policies
from app.store.engine import Session

__all__ = ["Policy", "PolicyChange", "change_policy", "current_policy", "policy_history", "policy_of"]


@dataclass(frozen=True)
class PolicyChange:
    """changed: field -> (before, after).  user: None for the command line."""

    number: int
    at: datetime
    user: str | None
    policy: Policy
    changed: dict[str, tuple[Any, Any]]


def current_policy(session: Session, question: str) -> Policy:
    """The policy that holds now, in the caller's transaction; read each time, so that a change counts in every process at once."""
    return Policy.of(policies.current(session, question))


def policy_of(deps: Deps, user: User, question: str) -> Policy:
    """The policy that holds now.  Reviewers.  Raises UnknownQuestion."""
    require(user, Role.REVIEWER)
    question_named(question)
    with deps.database.read() as session:
        return current_policy(session, question)


def change_policy(deps: Deps, user: User, question: str, changes: Mapping[str, Any]) -> Policy:
    """Sets some fields of the policy and records who did; what a photo on somebody's desk was handed out under still holds for it.

    Leads.  Raises BadPolicy, UnknownQuestion.
    """
    require(user, Role.LEAD)
    question_named(question)
    with deps.database.begin() as session:
        before = current_policy(session, question).as_json()
        after = Policy.of({**before, **changes})
        changed = _changed(before, after.as_json())
        if changed:
            number = policies.add(session, question, after.as_json(), account_id(user), deps.clock())
            audit.add(session, account_id(user), "policy.changed", question, deps.clock(), {"number": number, "changed": changed})
    return after


def policy_history(deps: Deps, user: User, question: str, limit: int = 50) -> list[PolicyChange]:
    """Every change, newest first.  Leads.  Raises UnknownQuestion."""
    require(user, Role.LEAD)
    question_named(question)
    with deps.database.read() as session:
        stored = policies.history(session, question, limit + 1)
    found = [Policy.of(one.policy) for one in stored] + [Policy()]
    return [PolicyChange(one.number, one.at, one.user, policy, _changed(before.as_json(), policy.as_json()))
            for one, policy, before in zip(stored[:limit], found, found[1:], strict=False)]


def _changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {name: (before[name], after[name]) for name in after if before[name] != after[name]}
