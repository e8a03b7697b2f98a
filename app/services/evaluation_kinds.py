"""Which kind of recapture a photograph is of: the words of a manifest, put under the question's own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.questions import Question

WORDS = {"screen": ("screen", "lcd", "monitor", "display"), "print": ("print", "paper"), "scan": ("scan",)}
UNCLEAR, OTHER, UNNAMED = "unclear", "other", "not named"


def kind_of(words: str, question: Question) -> str:
    """A code of the question's reasons ("screen" for "laptop LCD"); "unclear" for words that name several, or with a question mark.

    "other" for words that name none of them, "not named" without any.
    """
    said = words.lower()
    named = [reason.code for reason in question.reasons if any(word in said for word in WORDS.get(reason.code, (reason.code,)))]
    if not said.strip():
        return UNNAMED
    if "?" in said or len(named) > 1:
        return UNCLEAR
    return named[0] if named else OTHER


def kinds_of(words: Sequence[str], truth: np.ndarray, question: Question) -> np.ndarray:
    """(n,) str: the kind of each photograph of the second label, "" for the others.  truth : (n,) bool."""
    return np.array([kind_of(str(one), question) if second else "" for one, second in zip(words, truth, strict=True)], dtype=str)
