"""What a watch says of automatic acceptance: that audited photographs contradict it, or that it is on and accepts nothing."""

from __future__ import annotations

from app.questions import Question
from app.services.auto_accept import CONTRADICTED, stated_promise, wrongly_acceptable
from app.services.concern import Concern
from app.services.policies import current_policy
from app.services.share import ENOUGH
from app.store.engine import Session


def auto_accept_concerns(session: Session, question: Question) -> list[Concern]:
    """Nothing while it is off.  Contradicted, which stops it: the whole interval of the audited error lies above the chosen one."""
    policy = current_policy(session, question.id)
    if not policy.auto_accept.enabled:
        return []
    stated = stated_promise(session, question, policy)
    if stated.threshold is None:
        return [Concern("auto_accept", f"Automatic acceptance is on and accepts nothing. {stated.refused}", "auto_accept_refused")]
    wrong = wrongly_acceptable(session, question, stated.version, stated.threshold)
    low, high = wrong.interval
    if wrong.n < ENOUGH or low <= stated.error:
        return []
    return [Concern("auto_accept", f"Automatic acceptance is stopped: {wrong.count} of {wrong.n} audited photographs that were not what "
                    f"they claim would have been accepted ({low:.1%} to {high:.1%}); at most {stated.error:.1%} were promised.",
                    CONTRADICTED,
                    {"version": stated.version, "value": wrong.value, "low": low, "high": high, "n": wrong.n, "promised": stated.error})]
