"""What can be wrong with a verdict, a policy, or a question put to the log."""

from __future__ import annotations

from app.errors.base import LoupeError


class LeaseLost(LoupeError):
    """This photograph is no longer reserved for you; your answer was not stored."""


class AlreadyDecided(LoupeError):
    """This photograph has already been decided."""


class RequestReused(LoupeError):
    """This request was already used for another decision."""


class UnknownReason(LoupeError):
    """This reason does not belong to the question."""


class NoteTooLong(LoupeError):
    """The note is longer than 2,000 characters."""


class ReasonRequired(LoupeError):
    """A rejection needs a reason here; choose one and press the key again."""


class ScoreWithheld(LoupeError):
    """The score is shown once you have given your own answer."""


class NothingToUndo(LoupeError):
    """There is no decision of yours to undo."""


class UndoRefused(NothingToUndo):
    """This decision can no longer be taken back."""


class BadPolicy(LoupeError):
    """This policy cannot be used."""


class BadGold(LoupeError):
    """This photograph cannot be gold."""


class NothingToSettle(LoupeError):
    """This photograph does not wait for a lead."""


class NoWarmUp(LoupeError):
    """This photograph is not the next one of your warm-up."""


class ChainBroken(LoupeError):
    """The decision log was altered."""


class BadImport(LoupeError):
    """The decisions cannot be imported."""


class BadFilter(LoupeError):
    """This filter cannot be used."""


class ExportGone(LoupeError):
    """This export is not there: it is still being made, it failed, or it is more than a day old."""


class BadBulk(LoupeError):
    """These photographs cannot be answered at once."""


class BadRequestBody(LoupeError):
    """The request is not understood."""
