"""The list of photographs: filtered and paged on the server, with what this person may know of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain import CANNOT_TELL, QueueState, Role, User
from app.errors import BadFilter
from app.questions import question_named
from app.services.access import require
from app.services.deps import Deps
from app.services.policies import current_policy
from app.services.score_gate import sees_scores
from app.store import photo_list
from app.store.photo_list import Listed, PhotoFilters, Place
from app.store.times import from_text, to_text

LONGEST_PAGE = 120
STATES = {  # what a role may tell apart
    Role.REVIEWER: (QueueState.WAITING, QueueState.DECIDED),
    Role.LEAD: (QueueState.WAITING, QueueState.DECIDED, QueueState.SECOND, QueueState.LEAD),
}


@dataclass(frozen=True)
class Filters:
    """What to show; None means no filter.  since is included, until is not.  text: part of the name, reference or subject.

    suggestion: a label or "cannot_tell".  confidence: at least this, 0 to 1.
    """

    question: str
    state: QueueState | None = None
    suggestion: str | None = None
    confidence: float | None = None
    since: datetime | None = None
    until: datetime | None = None
    source: str | None = None
    batch: str | None = None
    text: str | None = None


@dataclass(frozen=True)
class ListedPhoto:
    """One photograph as a person may see it; state is one of `states_for`.

    suggestion, confidence: None without a score, and while this person must not see it.
    """

    id: str
    name: str
    reference: str | None
    batch: str | None
    source: str | None
    uploaded_at: datetime
    state: QueueState
    held: bool
    suggestion: str | None
    confidence: float | None


@dataclass(frozen=True)
class PhotoPage:
    """photos: newest first.  following: hand it to `photo_page` to go on, None at the end.

    complete: False when the search paused before the page was full; going on continues it.
    """

    photos: tuple[ListedPhoto, ...]
    following: str | None
    complete: bool


def states_for(user: User) -> tuple[QueueState, ...]:
    """The states that this person may tell apart: a reviewer must not know that a photograph waits for a second reader."""
    return STATES[Role.LEAD if user.role.includes(Role.LEAD) else Role.REVIEWER]


def may_search_scores(deps: Deps, user: User, question: str) -> bool:
    """Whether this person may see, and filter by, scores of photographs that they have not answered."""
    require(user, Role.REVIEWER)
    with deps.database.read() as session:
        return sees_scores(user, current_policy(session, question))


def photo_page(deps: Deps, user: User, filters: Filters, after: str | None = None, limit: int = 60) -> PhotoPage:
    """One page of the photographs that the filters let through.  Reviewers.

    While the question is blind, a reviewer sees the scores of what they answered only.  Raises BadFilter, UnknownQuestion.
    """
    require(user, Role.REVIEWER)
    _check(user, filters)
    with deps.database.read() as session:
        open_to_all = sees_scores(user, current_policy(session, filters.question))
        if not open_to_all and (filters.suggestion or filters.confidence):
            raise BadFilter("While this question is judged blind, photographs cannot be searched by what the score says.")
        wanted = PhotoFilters(filters.question, _stored_states(user, filters.state), filters.suggestion, filters.confidence, filters.since,
                              filters.until, filters.source, filters.batch, filters.text)
        found = photo_list.list_photos(session, wanted, _place(after), min(max(limit, 1), LONGEST_PAGE))
    shown = [_as_seen(row, user, open_to_all) for row in found.rows]
    following = f"{to_text(found.following.moment)}_{found.following.photo_id}" if found.following else None
    return PhotoPage(tuple(one for one in shown if filters.state in (None, one.state)), following, found.complete)


def photo_sources(deps: Deps, user: User) -> list[str]:
    """The sources that photographs name, for a list to choose from.  Reviewers."""
    require(user, Role.REVIEWER)
    with deps.database.read() as session:
        return photo_list.sources(session)


def _check(user: User, filters: Filters) -> None:
    question = question_named(filters.question)
    if filters.state is not None and filters.state not in states_for(user):
        raise BadFilter(f"The state must be one of {', '.join(states_for(user))}.")
    if filters.suggestion not in (None, CANNOT_TELL, *question.labels):
        raise BadFilter(f"The suggestion must be one of {', '.join((*question.labels, CANNOT_TELL))}.")
    if filters.confidence is not None and not 0 <= filters.confidence <= 1:
        raise BadFilter("The confidence must be between 0 and 100 %.")
    if filters.since and filters.until and filters.since >= filters.until:
        raise BadFilter("The time span ends before it begins.")


def _stored_states(user: User, state: QueueState | None) -> tuple[QueueState, ...]:
    """Where photographs lie that may look to this person as if they were in the state; who sees what is settled one by one."""
    if state is None:
        return ()
    if user.role.includes(Role.LEAD):
        return (state, QueueState.GOLD) if state in (QueueState.WAITING, QueueState.DECIDED) else (state,)
    if state == QueueState.WAITING:
        return (state, QueueState.SECOND, QueueState.GOLD)
    return (state, QueueState.SECOND, QueueState.LEAD, QueueState.GOLD)


def _as_seen(row: Listed, user: User, open_to_all: bool) -> ListedPhoto:
    """What must not be told apart looks waiting to whoever may still be handed it, and decided to whoever answered it."""
    state, answered = row.state, user.id in row.not_for
    if state == QueueState.GOLD or (state == QueueState.SECOND and not user.role.includes(Role.LEAD)):
        state = QueueState.DECIDED if answered else QueueState.WAITING
    elif state == QueueState.LEAD and not user.role.includes(Role.LEAD):
        state = QueueState.DECIDED
    seen = open_to_all or (answered and row.state == QueueState.DECIDED)
    return ListedPhoto(row.photo_id, row.name or "", row.reference, row.batch, row.source, row.uploaded_at, state, row.held,
                       row.suggestion if seen else None, row.confidence if seen else None)


def _place(after: str | None) -> Place | None:
    if after is None:
        return None
    moment, _, photo_id = after.partition("_")
    try:
        return Place(from_text(moment), photo_id)
    except ValueError as error:
        raise BadFilter("This page of the photographs does not exist.") from error
