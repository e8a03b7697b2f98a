"""Information cards of a photo: what its file, its pixels and its face say beside the score, which they never enter."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from app.domain import Role, User
from app.evidence.cards.card import Card
from app.evidence.cards.compression import compression_card
from app.evidence.cards.demosaicing import demosaicing_card
from app.evidence.cards.error_level import error_level_card
from app.evidence.cards.face import face_card
from app.photos.jpeg_tables import read_jpeg_tables
from app.services.access import require
from app.services.deps import Deps
from app.services.score_gate import require_score_visible
from app.store import photos


def information_cards(deps: Deps, user: User, photo_id: str, question: str) -> tuple[Card, ...]:
    """Made when asked for, from the kept bytes: JPEG (of a JPEG), face, colour filter and error level.

    Reviewers, once they may see the photo's score.  Raises PhotoNotFound, ScoreWithheld, PhotoRefused, BadSetting.
    """
    require(user, Role.REVIEWER)
    with deps.database.read() as session:
        photo = photos.get(session, photo_id)
        require_score_visible(session, user, question, photo_id)
    path = deps.blobs.path_of(photo.sha256)
    return cards_of(path, deps.decoder.decode(path).image, deps.settings.face_model)


def cards_of(path: Path, image: np.ndarray, face_model: Path | None = None) -> tuple[Card, ...]:
    """The cards of a file and its upright image, (H, W, 3) uint8 RGB."""
    with path.open("rb") as file:
        tables = read_jpeg_tables(file)
    of_file = (compression_card(tables, image),) if tables else ()
    return (*of_file, face_card(image, face_model), demosaicing_card(image), error_level_card(image))
