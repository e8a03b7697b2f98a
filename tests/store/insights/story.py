"""What happened to photographs, told decision by decision."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from app.domain import Origin, QueueState, Role, Stage, Verdict
from app.store import decisions, queue
from app.store.engine import Session
from app.store.tables import gold_photos
from tests.store.makers import NOON, a_decision, make_photos, make_user

CLAIM, OTHER = "original", "recaptured"


@dataclass
class Story:
    """Readers are made when they are first named; every decision comes a minute after the one before."""

    session: Session
    people: dict[str, str] = field(default_factory=dict)
    minutes: int = 0

    def person(self, name: str, role: Role = Role.REVIEWER) -> str:
        if name not in self.people:
            self.people[name] = make_user(self.session, name, role).id
        return self.people[name]

    @property
    def names(self) -> dict[str, str]:
        """Id -> name."""
        return {one: name for name, one in self.people.items()}

    def photo(self, batch: str = "b", source: str = "s") -> str:
        return make_photos(self.session, 1, origin=Origin(batch=batch, source=source))[0]

    def gold(self, label: str) -> str:
        photo = self.photo()
        self.session.execute(gold_photos.insert().values(question="recapture", photo_id=photo, label=label, at=NOON))
        return photo

    def says(self, name: str, photo: str, label: str | None, stage: Stage = Stage.BLIND, **changes: object) -> str:
        """A decision that names the label (None: UNSURE, or nothing at stage UNDONE); its id."""
        self.minutes += 1
        when = NOON + timedelta(minutes=self.minutes)
        given = Verdict.UNSURE if label is None else Verdict.ACCEPT if label == CLAIM else Verdict.REJECT
        verdict = None if stage is Stage.UNDONE else given
        standard = dict(verdict=verdict, label=label, stage=stage, decided_at=when, now=when, shown_at=when - timedelta(seconds=4),
                        suggestion=OTHER, probability=0.2, model_version="v1", reasons=("screen",) if label == OTHER else ())
        return decisions.record(self.session, a_decision(photo, self.person(name), **{**standard, **changes})).decision.id

    def reveals(self, name: str, photo: str, before: str | None, after: str | None, suggestion: str = OTHER, **changes: object) -> str:
        """A blind answer, then what it was after the score was shown; the id of the second."""
        blind = self.says(name, photo, before, suggestion=suggestion, **changes)
        return self.says(name, photo, after, Stage.REVEALED, suggestion=suggestion, supersedes=blind, **changes)

    def stands(self, photo: str, state: QueueState, decision: str | None, by: str = "Ada") -> None:
        """Where the photo is in the queue."""
        queue.settle(self.session, "recapture", photo, state, decision, self.person(by))  # type: ignore[arg-type]
