"""How far people agree who read the same photographs by themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.learning.agreement.cohen import cohen_kappa
from app.learning.agreement.fleiss import fleiss_kappa
from app.learning.agreement.gwet import gwet_ac1
from app.learning.agreement.intervals import Estimate, estimate
from app.learning.agreement.krippendorff import krippendorff_alpha
from app.services.insights.read_twice import ReadTwice, read_twice
from app.services.share import Share
from app.store.engine import Session
from app.store.insights.agreement import VERDICTS, readings
from app.store.insights.filters import InsightFilters

Pairs = Counter[tuple[str, str, str, str]]


@dataclass(frozen=True)
class Coefficient:
    """name: as printed.  about: whom it compares, in a few words."""

    name: str
    about: str
    estimate: Estimate


@dataclass(frozen=True)
class ReaderAgreement:
    """How often others said the same as this reviewer, counted in pairs of answers."""

    reviewer: str
    same: Share


@dataclass(frozen=True)
class Agreement:
    """photos: read by two people or more, the first of them sure.  same: pairs of answers that were the same.

    prevalence: verdict -> share of all these answers.
    """

    photos: int
    same: Share
    prevalence: Mapping[str, Share]
    coefficients: tuple[Coefficient, ...]
    readers: tuple[ReaderAgreement, ...]


def agreement(session: Session, filters: InsightFilters, names: Mapping[str, str]) -> Agreement:
    """names: reviewer id -> name."""
    return agreement_of(read_twice(readings(session, filters), filters.reviewer_id), names)


def agreement_of(read: ReadTwice, names: Mapping[str, str]) -> Agreement:
    """The same from counted answers."""
    counts = np.array(list(read.patterns), dtype=np.int64).reshape(-1, len(VERDICTS))
    photos = np.array(list(read.patterns.values()), dtype=np.int64)
    answers = photos @ counts
    return Agreement(
        photos=int(photos.sum()), same=_same(read.pairs),
        prevalence={verdict: Share(int(answers[place]), int(answers.sum())) for place, verdict in enumerate(VERDICTS)},
        coefficients=_coefficients(counts, photos, read.pairs), readers=_readers(read.pairs, names))


def _same(pairs: Pairs) -> Share:
    return Share(sum(photos for (_, _, first, second), photos in pairs.items() if first == second), pairs.total())


def _coefficients(counts: np.ndarray, photos: np.ndarray, pairs: Pairs) -> tuple[Coefficient, ...]:
    readers = counts.sum(axis=1)
    most = max(set(readers.tolist()), key=lambda number: photos[readers == number].sum(), default=2)
    even = readers == most
    several = "any number of readers"
    fleiss = estimate(lambda weights: fleiss_kappa(weights, counts[even]), photos[even])
    return (
        Coefficient("Gwet's AC1", several, estimate(lambda weights: gwet_ac1(weights, counts), photos)),
        Coefficient("Krippendorff's alpha", several, estimate(lambda weights: krippendorff_alpha(weights, counts), photos)),
        Coefficient("Fleiss' kappa", f"photographs with {most} readers", fleiss),
        Coefficient("Cohen's kappa", "an earlier reader and a later one", estimate(_cohen, _table(pairs))),
    )


def _cohen(weights: np.ndarray) -> np.ndarray:
    return cohen_kappa(weights.reshape(len(weights), len(VERDICTS), len(VERDICTS)))


def _table(pairs: Pairs) -> np.ndarray:
    table = np.zeros((len(VERDICTS), len(VERDICTS)), dtype=np.int64)
    for (_, _, first, second), photos in pairs.items():
        table[VERDICTS.index(first), VERDICTS.index(second)] += photos
    return table.ravel()


def _readers(pairs: Pairs, names: Mapping[str, str]) -> tuple[ReaderAgreement, ...]:
    """Most pairs first."""
    own: dict[str, Pairs] = {}
    for pair, photos in pairs.items():
        for reviewer in pair[:2]:
            own.setdefault(reviewer, Counter())[pair] += photos
    found = [ReaderAgreement(names.get(reviewer, "somebody"), _same(mine)) for reviewer, mine in own.items()]
    return tuple(sorted(found, key=lambda one: (-one.same.n, one.reviewer)))
