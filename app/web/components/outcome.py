"""What the model says of a photograph that has just arrived, as one line."""

from __future__ import annotations

from app.domain import CANNOT_TELL, User
from app.errors import LoupeError, ScoreWithheld
from app.questions import question_named
from app.services.deps import Deps
from app.services.explain import explain_score
from app.services.reveal import score_for
from app.services.score import score_photo
from app.web.components.label_words import label_side


def outcome(deps: Deps, user: User, photo_id: str, question_id: str) -> dict:
    """{id, words, detail, side} of a photo; side is claim, against or none.  A photo without a score, or with one to come, says why."""
    try:
        score_photo(deps, photo_id, question_id)  # whether this person may see it or not, the queue goes by it
        score = score_for(deps, user, photo_id, question_id)
        said = explain_score(deps, score)
    except ScoreWithheld as later:
        return {"id": photo_id, "words": "In the queue", "detail": str(later), "side": "none"}
    except LoupeError as trouble:
        return {"id": photo_id, "words": "No score", "detail": str(trouble), "side": "none"}
    side = label_side(score.suggestion, question_named(question_id))
    words = said.words if score.suggestion == CANNOT_TELL else f"{said.words}, {said.percent} %"
    return {"id": photo_id, "words": words, "detail": said.detail or said.reliability or "", "side": side}
