"""Move the champion pointer: promote a version, or roll back to the one before; each recorded with who and why.

The queue is scored again in the background: the job is asked for in the same transaction.
"""

from __future__ import annotations

from app.domain import ModelVersion, Role, User
from app.errors import GateRefused, NothingToRollBack
from app.services.access import account_id, require
from app.services.deps import Deps
from app.services.gate import GateVerdict
from app.services.networks import families_on, provide_families
from app.services.rescore import ask_rescore
from app.services.scorer import check_version
from app.services.version_sets import champion_or_none
from app.store import audit, champions, versions
from app.store.champions import PROMOTED, ROLLED_BACK

SHORTEST_REASON = 5


def promote(deps: Deps, user: User, question: str, version: str, reason: str | None = None) -> ModelVersion:
    """Makes version the champion, in one transaction with its audit entry.  Admins.

    Files are checked first.  A version that the gate calls worse needs a reason in writing, of 5 characters or more.
    Raises VersionNotFound, VersionAltered, NetworkMissing, GateRefused.
    """
    require(user, Role.ADMIN)
    with deps.database.read() as session:
        chosen = versions.get(session, question, version)
    check_version(deps.settings, chosen)
    provide_families(deps.settings.home, families_on(chosen.card))
    with deps.database.begin() as session:
        gate = chosen.card.get("gate")
        if gate and gate["verdict"] == GateVerdict.WORSE and len((reason or "").strip()) < SHORTEST_REASON:
            raise GateRefused(f"{gate['words']} To promote it all the same, give a reason in writing.")
        if champion_or_none(session, question) == version:
            return chosen
        number = champions.promote(session, question, version, account_id(user), deps.clock(), reason, gate, PROMOTED)
        ask_rescore(session, deps, question, number, account_id(user))
        audit.add(session, account_id(user), "version.promoted", f"{question}/{version}", deps.clock(),
                  {"reason": reason, "gate": gate["verdict"] if gate else None})
    return chosen


def rollback(deps: Deps, user: User, question: str, reason: str | None = None) -> ModelVersion:
    """Makes the champion before this one champion again.  Admins.

    Raises NothingToRollBack, NoChampion, VersionAltered, NetworkMissing.
    """
    require(user, Role.ADMIN)
    with deps.database.read() as session:
        chosen = versions.get(session, question, champions.before_current(session, question))
    check_version(deps.settings, chosen)
    provide_families(deps.settings.home, families_on(chosen.card))
    with deps.database.begin() as session:
        left = champions.current(session, question)
        if champions.before_current(session, question) != chosen.name:
            raise NothingToRollBack("Somebody else has just changed the champion; look again.")
        number = champions.promote(session, question, chosen.name, account_id(user), deps.clock(), reason, None, ROLLED_BACK)
        ask_rescore(session, deps, question, number, account_id(user))
        audit.add(session, account_id(user), "version.rolled_back", f"{question}/{chosen.name}", deps.clock(),
                  {"from": left, "reason": reason})
    return chosen

