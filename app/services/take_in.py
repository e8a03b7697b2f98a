"""Take many photographs in from this machine: ingest and score each, several at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from enum import StrEnum

from app.domain import Origin, User
from app.errors import NoChampion, NotScored, PhotoRefused, SchemaMismatch, VersionAltered
from app.questions import question_named
from app.services.collect import Listed
from app.services.deps import Deps
from app.services.ingest import ingest_path
from app.services.score import score_photo


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True)
class Taken:
    """reason: why it was refused, or why it could not be scored; None where all went well."""

    name: str
    outcome: Outcome
    scored: bool
    reason: str | None = None


def take_in(deps: Deps, user: User, listed: Sequence[Listed], origin: Origin, question: str) -> Iterator[Taken]:
    """Each file's outcome in the order given.  origin: fills what a manifest leaves open.  Raises UnknownQuestion, DiskFull."""
    question_named(question)
    with ThreadPoolExecutor(max_workers=deps.settings.decode_processes) as pool:
        try:
            yield from pool.map(lambda one: _take(deps, user, one, origin, question), listed)
        finally:
            pool.shutdown(cancel_futures=True)


def _take(deps: Deps, user: User, listed: Listed, origin: Origin, question: str) -> Taken:
    said = Origin(**{field.name: getattr(listed.origin, field.name) or getattr(origin, field.name) for field in fields(Origin)})
    try:
        received = ingest_path(deps, user, listed.path, said, question)
    except PhotoRefused as error:
        return Taken(listed.name, Outcome.REFUSED, False, str(error))
    except OSError as error:
        return Taken(listed.name, Outcome.REFUSED, False, f"The file cannot be read: {error.strerror}.")
    outcome = Outcome.DUPLICATE if received.duplicate else Outcome.ADDED
    try:
        score_photo(deps, received.photo.id, question)
    except (NotScored, NoChampion, VersionAltered, SchemaMismatch) as error:
        return Taken(listed.name, outcome, False, str(error))
    return Taken(listed.name, outcome, True)
