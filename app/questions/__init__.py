"""The questions that can be asked of a photo; a new one is a file here and a line in QUESTIONS."""

from __future__ import annotations

from app.errors import UnknownQuestion
from app.questions.question import Question, Reason
from app.questions.recapture import RECAPTURE

QUESTIONS: dict[str, Question] = {question.id: question for question in (RECAPTURE,)}

__all__ = ["QUESTIONS", "Question", "Reason", "question_named"]


def question_named(name: str) -> Question:
    """The question of that id.  Raises UnknownQuestion."""
    if name not in QUESTIONS:
        raise UnknownQuestion(f"There is no question {name!r}; there are {', '.join(QUESTIONS)}.")
    return QUESTIONS[name]
