"""Warm-up: a new reviewer answers known photographs first and is told each time what was right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import Photo, Role, User, Verdict
from app.errors import NoWarmUp
from app.questions import question_named
from app.services.access import require
from app.services.deps import Deps
from app.services.policies import current_policy
from app.services.verdict import label_of
from app.store import decisions, photos, queue, warm_up
from app.store.engine import Session
from app.store.warm_up import Known, WarmUpAnswer


@dataclass(frozen=True)
class WarmUp:
    """wanted: how many photographs it has for this person, 0 for none.  done, right: of those, answered, and answered rightly."""

    wanted: int
    done: int
    right: int

    @property
    def left(self) -> int:
        return self.wanted - self.done


@dataclass(frozen=True)
class Feedback:
    """label: the true one.  right: the answer names it; UNSURE is never right."""

    right: bool
    label: str
    state: WarmUp


def warm_up_state(deps: Deps, user: User, question: str) -> WarmUp:
    """How far this person's warm-up is.  Reviewers.  Raises UnknownQuestion.

    Whoever judged photographs of the question before it was switched on needs none; nor does it ask for more gold than there is.
    """
    require(user, Role.REVIEWER)
    question_named(question)
    with deps.database.read() as session:
        return _state(session, user, question)


def next_warm_up(deps: Deps, user: User, question: str) -> Photo | None:
    """The next photograph of the warm-up, the same until it is answered, or None when it is done.  Reviewers.  Raises UnknownQuestion.

    Labels come in turn, so that half of ten are of either kind where there are enough.
    """
    require(user, Role.REVIEWER)
    question_named(question)
    with deps.database.read() as session:
        following = _next(session, user, question)
        return None if following is None else photos.get(session, following.photo_id)


def answer_warm_up(deps: Deps, user: User, question: str, photo_id: str, verdict: Verdict, label: str | None = None) -> Feedback:
    """Keeps the answer and says what was right; the photograph is never handed to this person as gold.  Reviewers.

    The same answer again says the same.  Raises NoWarmUp for a photograph that is not the next one, UnknownLabel, UnknownQuestion.
    """
    require(user, Role.REVIEWER)
    said = label_of(question_named(question), verdict, label)
    with deps.database.begin() as session:
        given = next((one for one in warm_up.answers(session, question, user.id) if one.photo_id == photo_id), None)
        if given is None:
            following = _next(session, user, question)
            if following is None or following.photo_id != photo_id:
                raise NoWarmUp
            warm_up.add(session, question, user.id, photo_id, verdict, said, deps.clock())
            queue.keep_from(session, question, photo_id, user.id)
            given = WarmUpAnswer(photo_id, verdict, said, following.label)
        return Feedback(_right(given), given.known, _state(session, user, question))


def _state(session: Session, user: User, question: str) -> WarmUp:
    given = warm_up.answers(session, question, user.id)
    right = sum(map(_right, given))
    count = current_policy(session, question).warm_up
    if not count or (not given and decisions.has_decided(session, user.id, question)):
        return WarmUp(len(given), len(given), right)
    left = min(count - len(given), len(warm_up.unknown_to(session, question, user.id)))
    return WarmUp(len(given) + max(left, 0), len(given), right)


def _next(session: Session, user: User, question: str) -> Known | None:
    if not _state(session, user, question).left:
        return None
    return rarest_first(warm_up.unknown_to(session, question, user.id), warm_up.answers(session, question, user.id))


def rarest_first(unknown: Sequence[Known], given: Sequence[WarmUpAnswer]) -> Known:
    """The first photo whose label came up least so far."""
    met = Counter(one.known for one in given)
    return min(unknown, key=lambda one: met[one.label])


def _right(given: WarmUpAnswer) -> bool:
    return given.verdict is not Verdict.UNSURE and given.label == given.known
