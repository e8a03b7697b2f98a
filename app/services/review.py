"""Review: the next photo under a lease, the verdict, undo and progress."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain import Decision, Photo, QueueState, Score, User, Verdict
from app.services.deps import Deps

ORDERS = ("uncertain", "oldest", "random")


@dataclass(frozen=True)
class ReviewItem:
    """A photo on the desk.

    score: None while it is not scored; trouble then says why (too small, no champion).  lease_id: None when the photo was
    only opened to look at (held by somebody else, or already decided: see decided).  second: an UNSURE waits for this answer.
    """

    photo: Photo
    question: str
    score: Score | None
    lease_id: str | None
    lease_until: datetime | None
    state: QueueState
    model_version: str | None = None
    trouble: str | None = None
    decided: Decision | None = None

    @property
    def second(self) -> bool:
        return self.state in (QueueState.SECOND, QueueState.LEAD)


@dataclass(frozen=True)
class VerdictRequest:
    """What the desk sends.  request_id: a uuid made once per keypress; score_id: the score that was on screen, or None.

    label: only for a question with more than two labels; otherwise it follows from the verdict.  shown_at: when it was painted.
    """

    request_id: str
    photo_id: str
    question: str
    verdict: Verdict
    lease_id: str
    reasons: tuple[str, ...] = ()
    note: str | None = None
    score_id: str | None = None
    shown_at: datetime | None = None
    label: str | None = None
    order: str = "uncertain"
    batch: str | None = None


@dataclass(frozen=True)
class Decided:
    """repeated: the same request came before and nothing was stored again; next is the photo leased in the same step."""

    decision: Decision
    next: ReviewItem | None
    repeated: bool = False


@dataclass(frozen=True)
class Progress:
    """judged_today: decisions of this user since midnight UTC; waiting: photos still in the queue; total: all of the question."""

    judged_today: int
    waiting: int
    total: int


def next_photo(deps: Deps, user: User, question: str, order: str = "uncertain", batch: str | None = None) -> ReviewItem | None:
    """The next photo of the queue, leased to the user for settings.lease_minutes; the one already held comes first.  None: all done."""
    raise NotImplementedError


def open_photo(deps: Deps, user: User, question: str, photo_id: str) -> ReviewItem:
    """One photo by id: leased when it is free, else to look at.  Raises PhotoNotFound."""
    raise NotImplementedError


def coming_photos(deps: Deps, user: User, question: str, order: str = "uncertain", batch: str | None = None, count: int = 3) -> list[Photo]:
    """The photos after the one on the desk, reserved for 60 s so that the browser can decode them; does not count as seen."""
    raise NotImplementedError


def release(deps: Deps, user: User, question: str, photo_id: str, lease_id: str) -> None:
    """Gives a photo back to the queue undecided."""
    raise NotImplementedError


def decide(deps: Deps, user: User, request: VerdictRequest) -> Decided:
    """Stores the verdict and leases the next photo, in one transaction; the same request_id again changes nothing.

    Raises LeaseLost, AlreadyDecided, RequestReused, UnknownReason, UnknownLabel, NoteTooLong, PhotoNotFound.
    """
    raise NotImplementedError


def undo(deps: Deps, user: User, question: str) -> ReviewItem:
    """Takes the user's last decision back by a superseding row and puts the photo on the desk again.  Raises NothingToUndo."""
    raise NotImplementedError


def progress(deps: Deps, user: User, question: str, batch: str | None = None) -> Progress:
    """How far the queue is."""
    raise NotImplementedError
