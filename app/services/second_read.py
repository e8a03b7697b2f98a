"""Second reads: which photos get an independent second reader, and where a photo goes after each answer."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from app.domain import Decision, QueueState, Verdict
from app.services.final_label import final_label
from app.services.policy import Policy, Rule
from app.store.queue import QueueEntry


def drawn_for_second_read(entry: QueueEntry, policy: Policy) -> bool:
    """Whether the photo is in the share that is read twice; the same each time it is asked, so that no undo draws again.

    It is drawn from the photo's rank, which is random and never leaves the server.
    """
    digest = hashlib.sha256(f"second read {entry.rank!r}".encode()).digest()
    return int.from_bytes(digest[:8]) / 2**64 < policy.second_read_share


def state_after_first(entry: QueueEntry, verdict: Verdict, policy: Policy) -> QueueState:
    """Where a photo goes after its first answer: decided, to a second reader, or to a lead."""
    if drawn_for_second_read(entry, policy):
        return QueueState.SECOND
    if verdict is not Verdict.UNSURE:
        return QueueState.DECIDED
    return QueueState.SECOND if policy.second_read_unsure else QueueState.LEAD


def state_after_more(answers: Sequence[Decision], policy: Policy) -> QueueState:
    """Where a photo goes after a second or third answer.  answers: all that stand, of different reviewers, oldest first.

    Different answers go to a lead, unless the rule settles them; `majority` asks a third reader first.  Two UNSURE go to a lead.
    """
    if final_label(answers, policy.rule).by is not None:
        return QueueState.DECIDED
    sure = sum(one.verdict is not Verdict.UNSURE for one in answers)
    third = policy.rule is Rule.MAJORITY and len(answers) == 2 and sure == 2
    return QueueState.SECOND if third else QueueState.LEAD
