"""Gold: leads mark photographs whose label is known; reviewers meet them like any other, and are measured by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import QueueState, Role, User, Verdict
from app.errors import BadGold, PhotoNotFound
from app.questions import question_named
from app.services.access import account_id, require
from app.services.d_prime import DPrime, d_prime
from app.services.deps import Deps
from app.services.final_label import final_label
from app.services.policies import current_policy
from app.services.share import Share
from app.store import audit, decisions, gold, photos, queue
from app.store.gold import GoldPhoto

__all__ = ["GoldPhoto", "GoldResult", "add_gold", "gold_results", "list_gold", "retire_gold", "set_gold"]


@dataclass(frozen=True)
class GoldResult:
    """How a reviewer answered gold photographs, by their first answer to each.

    sensitivity: rejected, of those that had to be; specificity: accepted, of those that had to be; UNSURE is in neither, but counted.
    d_prime: None until they answered photographs of both kinds.
    """

    reviewer: str
    n: int
    unsure: int
    sensitivity: Share
    specificity: Share
    d_prime: DPrime | None


def add_gold(deps: Deps, user: User, question: str, photo_id: str, label: str) -> None:
    """Marks a photograph of this desk as gold; it then waits for every reviewer, once each.  Leads.

    Raises PhotoNotFound, UnknownQuestion, UnknownLabel, and BadGold while somebody looks at it.
    """
    require(user, Role.LEAD)
    asked = question_named(question)
    asked.check_label(label)
    now = deps.clock()
    with deps.database.begin() as session:
        photo = photos.get(session, photo_id)
        queue.enqueue(session, question, [queue.NewEntry(photo.id, batch=photo.origin.batch)], now)
        queue.expire(session, now)
        entry = queue.get(session, question, photo_id)
        if entry is not None and entry.lease_id is not None and not entry.reserved:
            raise BadGold("Somebody has this photograph on their desk; mark it when they have answered.")
        gold.mark(session, question, photo_id, label, account_id(user), now)
        audit.add(session, account_id(user), "gold.added", question, now, {"photo": photo_id, "label": label})


def retire_gold(deps: Deps, user: User, question: str, photo_id: str) -> None:
    """Makes it an ordinary photograph again, with the state that its other answers give it.  Leads.  Raises BadGold."""
    require(user, Role.LEAD)
    question_named(question)
    now = deps.clock()
    with deps.database.begin() as session:
        if gold.label_of(session, question, photo_id) is None:
            raise BadGold("This photograph is not gold.")
        standing = decisions.standing(session, photo_id, question)
        settled = final_label(standing, current_policy(session, question).rule).by is not None
        state = QueueState.WAITING if not standing else QueueState.DECIDED if settled else QueueState.LEAD
        gold.retire(session, question, photo_id, state, standing[-1].id if standing else None, now)
        audit.add(session, account_id(user), "gold.retired", question, now, {"photo": photo_id})


def set_gold(deps: Deps, user: User, question: str, photo_ids: Sequence[str], label: str | None) -> int:
    """Marks each photograph as gold, or with None makes it ordinary again; how many.  Leads.

    One that lies on somebody's desk, or is not gold, is left as it is.  Raises PhotoNotFound, UnknownQuestion, UnknownLabel.
    """
    changed = 0
    for photo_id in photo_ids:
        try:
            if label is None:
                retire_gold(deps, user, question, photo_id)
            else:
                add_gold(deps, user, question, photo_id, label)
        except BadGold:
            continue
        changed += 1
    return changed


def list_gold(deps: Deps, user: User, question: str, retired: bool = False) -> list[GoldPhoto]:
    """The gold photographs in use, newest first; with retired, the former ones too.  Leads."""
    require(user, Role.LEAD)
    question_named(question)
    with deps.database.read() as session:
        return gold.gold_list(session, question, retired)


def photo_of_sha256(deps: Deps, user: User, sha256: str) -> str:
    """The id of a photograph by the digest of its bytes.  Leads.  Raises PhotoNotFound."""
    require(user, Role.LEAD)
    with deps.database.read() as session:
        photo = photos.by_sha256(session, sha256)
    if photo is None:
        raise PhotoNotFound
    return photo.id


def gold_results(deps: Deps, user: User, question: str) -> list[GoldResult]:
    """One for each reviewer who answered gold, by name.  Leads."""
    require(user, Role.LEAD)
    claim = question_named(question).claim
    with deps.database.read() as session:
        answers = gold.first_answers(session, question)
    by_reviewer: dict[tuple[str, str], list[tuple[bool, Verdict]]] = {}
    for one in answers:
        by_reviewer.setdefault((one.reviewer_id, one.reviewer), []).append((one.label != claim, Verdict(one.verdict)))
    return [_result(name, given) for (_, name), given in by_reviewer.items()]


def _result(reviewer: str, given: list[tuple[bool, Verdict]]) -> GoldResult:
    """given: for each photo whether it had to be rejected, and the verdict."""
    sure = [(bad, verdict is Verdict.REJECT) for bad, verdict in given if verdict is not Verdict.UNSURE]
    positives, negatives = sum(bad for bad, _ in sure), sum(not bad for bad, _ in sure)
    hits, false_alarms = sum(bad and rejected for bad, rejected in sure), sum(rejected and not bad for bad, rejected in sure)
    return GoldResult(reviewer, len(given), len(given) - len(sure), Share(hits, positives), Share(negatives - false_alarms, negatives),
                      d_prime(hits, positives, false_alarms, negatives))
