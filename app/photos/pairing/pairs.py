"""Pairs among many photos: each photo's partner, and the pairs in which no photo is named twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.photos.pairing.agreement import Agreement, compare
from app.photos.pairing.partner import LOOKED_AT, Partner, best_partner, borne_out
from app.photos.pairing.shortlist import Shortlist
from app.photos.pairing.sketch import Sketch

ASKED_AT_ONCE = 50


@dataclass(frozen=True)
class Pair:
    """Two photos by their places, first < second; the agreement's rotation is the second's against the first."""

    first: int
    second: int
    agreement: Agreement


class Comparisons:
    """Each two photos are compared once, whichever is asked about first.  believed: by the votes of either."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        self.sketches = sketches
        self.found: dict[tuple[int, int], Agreement | None] = {}
        self.believed: dict[tuple[int, int], Agreement] = {}

    def of(self, photo: int, other: int, votes: float) -> Agreement | None:
        """How the other agrees with the photo; None where it does not, or that is not borne out.  votes : the photo's for the other."""
        key = (min(photo, other), max(photo, other))
        if key not in self.found:
            self.found[key] = compare(self.sketches[key[0]], self.sketches[key[1]])
        agreement = self.found[key]
        if agreement is None or not borne_out(agreement, votes):
            return None
        self.believed[key] = agreement
        return agreement.the_other_way() if photo > other else agreement


def partners(sketches: Sequence[Sketch], comparisons: Comparisons) -> Iterator[Partner | None]:
    """The partner of each photo, in their order; lazily, so that the caller can show how far it is."""
    shortlist = Shortlist([one.filed for one in sketches])
    for first in range(0, len(sketches), ASKED_AT_ONCE):
        asking = range(first, min(first + ASKED_AT_ONCE, len(sketches)))
        for photo, ranked in zip(asking, shortlist.ranked([sketches[one] for one in asking], LOOKED_AT, asking), strict=True):
            yield best_partner(ranked, _with(comparisons, photo))


def distinct_pairs(comparisons: Comparisons) -> list[Pair]:
    """The strongest agreements first, each photo in one pair at most; out of what was compared and is believed."""
    agreed = [Pair(*key, agreement) for key, agreement in comparisons.believed.items()]
    taken: set[int] = set()
    chosen = []
    for pair in sorted(agreed, key=lambda one: (-one.agreement.strength, one.first, one.second)):
        if pair.first not in taken and pair.second not in taken:
            taken |= {pair.first, pair.second}
            chosen.append(pair)
    return sorted(chosen, key=lambda one: (one.first, one.second))


def _with(comparisons: Comparisons, photo: int) -> Callable[[int, float], Agreement | None]:
    return lambda other, votes: comparisons.of(photo, other, votes)
