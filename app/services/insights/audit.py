"""How good the model is on audited photographs: drawn at random from the queue, so that they alone speak for all of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from app.domain import CANNOT_TELL
from app.learning.auc_interval import auc_interval
from app.questions import Question
from app.services.share import ENOUGH, Share
from app.store.engine import Session
from app.store.insights.audited import Audited, audited
from app.store.insights.filters import InsightFilters

BANDS = 10
MOST_PERIODS = 12


@dataclass(frozen=True)
class CountedBand:
    """Photographs scored alike: mean probability of the second label, how many, and how many had it."""

    predicted: float
    observed: Share


@dataclass(frozen=True)
class Period:
    """A week or a month, by its first day: the share of right suggestions, and the second label predicted on average and counted."""

    begins: date
    right: Share
    predicted: float
    observed: Share


@dataclass(frozen=True)
class Audit:
    """photos: audited ones whose label is settled; unsettled: those whose is not.

    answered: of them, those with a suggestion; right: of the answered, right ones; seen: judged with the score on screen, which flatters
    the model.  auc: (value, low, high).  sources, reasons: (name, share); of a reason, the share that the model called by the second label.
    """

    photos: int
    unsettled: int
    answered: Share
    right: Share
    seen: Share
    auc: tuple[float, float, float] | None
    bands: tuple[CountedBand, ...]
    sources: tuple[tuple[str, Share], ...]
    reasons: tuple[tuple[str, Share], ...]
    periods: tuple[Period, ...]
    monthly: bool

    @property
    def enough(self) -> bool:
        return self.photos >= ENOUGH


def audit(session: Session, filters: InsightFilters, question: Question) -> Audit:
    """For a question with two labels; others have no second label, and everything but the counts is empty."""
    return audit_of(audited(session, filters), question)


def audit_of(rows: Sequence[Audited], question: Question) -> Audit:
    """The same from rows."""
    settled = [row for row in rows if row.label in question.labels]
    second = question.labels[1]
    truth = np.array([row.label == second for row in settled], dtype=bool)
    probability = np.array([1 - row.probability for row in settled], dtype=np.float64)
    periods, monthly = _periods(settled, second)
    return Audit(
        photos=len(settled), unsettled=len(rows) - len(settled), answered=Share(len(_answered(settled)), len(settled)),
        right=_right(settled), seen=Share(sum(row.score_seen for row in settled), len(settled)),
        auc=auc_interval(truth, probability), bands=_bands(probability, truth), sources=_by_source(settled),
        reasons=_by_reason(settled, question), periods=periods, monthly=monthly)


def wrongly_above(rows: Sequence[Audited], question: Question, threshold: float) -> Share:
    """Of settled photographs of the second label, those that the model called the claim with a probability above the threshold."""
    second = [row for row in rows if row.label == question.labels[1]]
    return Share(sum(row.suggestion == question.claim and row.probability > threshold for row in second), len(second))


def _answered(rows: Sequence[Audited]) -> list[Audited]:
    return [row for row in rows if row.suggestion not in (None, CANNOT_TELL)]


def _right(rows: Sequence[Audited]) -> Share:
    answered = _answered(rows)
    return Share(sum(row.suggestion == row.label for row in answered), len(answered))


def _bands(probability: np.ndarray, truth: np.ndarray) -> tuple[CountedBand, ...]:
    place = np.minimum((probability * BANDS).astype(int), BANDS - 1)
    return tuple(CountedBand(float(probability[place == band].mean()), Share(int(truth[place == band].sum()), int((place == band).sum())))
                 for band in np.unique(place).tolist())


def _by_source(rows: Sequence[Audited]) -> tuple[tuple[str, Share], ...]:
    grouped: dict[str, list[Audited]] = {}
    for row in rows:
        grouped.setdefault(row.source or "no source", []).append(row)
    return _largest([(name, _right(mine)) for name, mine in grouped.items()])


def _by_reason(rows: Sequence[Audited], question: Question) -> tuple[tuple[str, Share], ...]:
    """Reasons are given for the second label; a photograph with two of them counts for both."""
    words = {reason.code: reason.words for reason in question.reasons}
    grouped: dict[str, list[Audited]] = {}
    for row in rows:
        if row.label == question.labels[1]:
            for reason in json.loads(row.reasons) or [""]:
                grouped.setdefault(words.get(reason, "no reason"), []).append(row)
    return _largest([(name, Share(sum(row.suggestion == row.label for row in mine), len(mine))) for name, mine in grouped.items()])


def _largest(named: list[tuple[str, Share]]) -> tuple[tuple[str, Share], ...]:
    return tuple(sorted((one for one in named if one[1].n), key=lambda one: (-one[1].n, one[0])))


def _periods(rows: Sequence[Audited], second: str) -> tuple[tuple[Period, ...], bool]:
    """The newest MOST_PERIODS weeks, or months where there are more weeks; oldest first."""
    days = [date.fromisoformat(row.decided[:10]) for row in rows]
    monthly = bool(days) and (max(days) - min(days)).days > 7 * MOST_PERIODS
    grouped: dict[date, list[Audited]] = {}
    for day, row in zip(days, rows, strict=True):
        grouped.setdefault(day.replace(day=1) if monthly else day - timedelta(days=day.weekday()), []).append(row)
    made = [Period(begins, _right(mine), float(np.mean([1 - row.probability for row in mine])),
                   Share(sum(row.label == second for row in mine), len(mine))) for begins, mine in sorted(grouped.items())]
    return tuple(made[-MOST_PERIODS:]), monthly
