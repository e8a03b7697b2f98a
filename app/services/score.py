"""Score a photo with the champion: stored once per photo, question and model version, and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.domain import Score
from app.photos.decode import Decoder
from app.services.deps import Deps
from app.services.scorer import ShelvedModel


@dataclass(frozen=True)
class FileScore:
    """What `score` says of one file; error is a sentence, and then the other fields are None."""

    path: str
    probabilities: dict[str, float] | None
    suggestion: str | None
    confidence: float | None
    in_domain: bool | None
    error: str | None = None


def score_photo(deps: Deps, photo_id: str, question: str) -> Score:
    """The champion's score of a photo, computed and stored if it is not there yet.

    Raises PhotoNotFound, NotScored (under 256 px a side), NoChampion, VersionAltered.
    """
    raise NotImplementedError


def score_file(decoder: Decoder, shelved: ShelvedModel, path: Path) -> FileScore:
    """Scores a file without a database; an unreadable one comes back with `error`, never as an exception."""
    raise NotImplementedError
