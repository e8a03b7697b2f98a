"""Whether a score survives what messengers do to photographs: made smaller, and compressed again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from app.domain import CANNOT_TELL
from app.errors import NotScored
from app.photos.planes import Planes
from app.questions import Question
from app.services.feature_row import measure, schema_of_model

if TYPE_CHECKING:
    from app.learning.fitted_model import FittedModel, Prediction

QUALITY = 75


@dataclass(frozen=True)
class Check:
    """words: "at half its size".  reading: a label or "cannot_tell"; None where the photograph became too small to be scored.

    probability: of the second label.  same: whether the reading is that of the photograph itself.
    """

    id: str
    words: str
    reading: str | None
    probability: float | None
    same: bool


@dataclass(frozen=True)
class Stability:
    """checks: one per alteration.  fragile: one of them changed the reading.  sentence: the same in words."""

    checks: tuple[Check, ...]
    fragile: bool
    sentence: str


def halved(image: np.ndarray) -> np.ndarray:
    """The image at half its width and height, by area averaging."""
    height, width = image.shape[:2]
    return cv2.resize(image, (max(1, width // 2), max(1, height // 2)), interpolation=cv2.INTER_AREA)


def compressed(image: np.ndarray) -> np.ndarray:
    """The image after a JPEG of quality 75, colours halved as usual."""
    written = cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), (cv2.IMWRITE_JPEG_QUALITY, QUALITY))[1]
    again = cv2.imdecode(written, cv2.IMREAD_COLOR)
    assert again is not None
    return cv2.cvtColor(again, cv2.COLOR_BGR2RGB)


ALTERATIONS: tuple[tuple[str, str, Callable[[np.ndarray], np.ndarray]], ...] = (
    ("half_size", "at half its size", halved),
    ("jpeg_75", "after compression as JPEG of quality 75", compressed),
)


def check_stability(question: Question, model: FittedModel, image: np.ndarray, said: Prediction) -> Stability:
    """Scores altered copies of an upright RGB image, (H, W, 3) uint8, in memory; said: what the model says of the image itself."""
    checks = tuple(_check(model, alter(image), said, question.labels[1], name, words) for name, words, alter in ALTERATIONS)
    changed = [check for check in checks if not check.same and check.reading is not None]
    return Stability(checks, bool(changed), _sentence(question, checks, changed))


def _check(model: FittedModel, altered: np.ndarray, said: Prediction, second: str, name: str, words: str) -> Check:
    try:
        again = model.predict(measure(altered, schema_of_model(model)), Planes(altered).low_resolution)
    except NotScored:
        return Check(name, words, None, None, same=False)
    return Check(name, words, again.suggestion, again.probabilities[second], same=again.suggestion == said.suggestion)


def _sentence(question: Question, checks: tuple[Check, ...], changed: list[Check]) -> str:
    scored = [check.words for check in checks if check.reading is not None]
    left_out = [check.words for check in checks if check.reading is None]
    if changed:
        sentence = f"Fragile: {' and '.join(f'{check.words} it reads “{reading_words(question, check.reading)}”' for check in changed)}."
    else:
        sentence = f"Stable: it reads the same {' and '.join(scored)}."
    return sentence + (f" It is too small to be scored {left_out[0]}." if left_out else "")


def reading_words(question: Question, reading: str | None) -> str:
    """A label's word, or "can't tell"."""
    return question.label_words.get(reading, "can't tell") if reading and reading != CANNOT_TELL else "can't tell"
