"""How many photographs people answer, and how long an answer takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from app.services.share import Z
from app.store.engine import Session
from app.store.insights import pace as counted
from app.store.insights.filters import InsightFilters
from app.store.insights.pace import STEP, SecondsCount

LONGEST_SPAN = 92  # days shown one by one; beyond that, weeks


@dataclass(frozen=True)
class Seconds:
    """Of n answers: the median with its 95 % interval, and the middle half, in seconds; None where n is 0 or too small for one."""

    n: int
    median: float | None
    low: float | None
    high: float | None
    middle: tuple[float, float] | None


@dataclass(frozen=True)
class ReviewerPace:
    """days: on which this reviewer answered."""

    reviewer: str
    answers: int
    days: int
    seconds: Seconds


@dataclass(frozen=True)
class Pace:
    """spans: (first day of the day or week, answers), without gaps; weekly says which."""

    answers: int
    seconds: Seconds
    spans: tuple[tuple[date, int], ...]
    weekly: bool
    reviewers: tuple[ReviewerPace, ...]


def pace(session: Session, filters: InsightFilters, names: Mapping[str, str]) -> Pace:
    """names: reviewer id -> name."""
    days, seconds = counted.by_day(session, filters), counted.by_seconds(session, filters)
    per_day: dict[date, int] = {}
    people: dict[str, list[int]] = {}
    for one in days:
        day = date.fromisoformat(one.day)
        per_day[day] = per_day.get(day, 0) + one.answers
        people.setdefault(one.reviewer_id, []).append(one.answers)
    spans, weekly = _spans(per_day)
    own: dict[str, list[SecondsCount]] = {}
    for row in seconds:
        own.setdefault(row.reviewer_id, []).append(row)
    reviewers = [ReviewerPace(names.get(reviewer, "somebody"), sum(answers), len(answers), seconds_of(own.get(reviewer, [])))
                 for reviewer, answers in people.items()]
    reviewers.sort(key=lambda one: (-one.answers, one.reviewer))
    return Pace(sum(per_day.values()), seconds_of(seconds), spans, weekly, tuple(reviewers))


def seconds_of(rows: Sequence[SecondsCount]) -> Seconds:
    """Quantiles of counts by half seconds; the median's interval by order statistics, from the binomial's normal approximation."""
    grouped: dict[float, int] = {}
    for row in rows:
        grouped[row.seconds] = grouped.get(row.seconds, 0) + row.answers
    values = np.array(sorted(grouped))
    counts = np.array([grouped[value] for value in values.tolist()], dtype=np.int64)
    n = int(counts.sum())
    if n == 0:
        return Seconds(0, None, None, None, None)

    def at(share: float) -> float:
        rank = min(max(share * n, 0.0), n - 1e-9)
        return float(values[np.searchsorted(np.cumsum(counts), rank, side="right")] + STEP / 2)

    half = Z / (2 * np.sqrt(n))
    low, high = (at(0.5 - half), at(0.5 + half)) if n >= 6 else (None, None)
    return Seconds(n, at(0.5), low, high, (at(0.25), at(0.75)))


def _spans(per_day: Mapping[date, int]) -> tuple[tuple[tuple[date, int], ...], bool]:
    if not per_day:
        return (), False
    first, last = min(per_day), max(per_day)
    weekly = (last - first).days > LONGEST_SPAN
    step = 7 if weekly else 1
    start = first - timedelta(days=first.weekday()) if weekly else first
    totals = [0] * ((last - start).days // step + 1)
    for day, answers in per_day.items():
        totals[(day - start).days // step] += answers
    return tuple((start + timedelta(days=step * place), total) for place, total in enumerate(totals)), weekly
