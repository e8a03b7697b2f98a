"""The partner of a photo: the strongest agreement on its shortlist."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.photos.pairing.agreement import Agreement

LOOKED_AT = 16
WORTH_A_LOOK = 0.25  # of the votes of the first on the list
ENOUGH = 3.0         # votes; with fewer, the two must also look alike all over
LOOK_ALIKE = 0.4     # Agreement.agreeing, above that of nearly all other pictures on the same card


@dataclass(frozen=True)
class Partner:
    """photo: its place in the shortlist's photos."""

    photo: int
    agreement: Agreement


def borne_out(agreement: Agreement, votes: float) -> bool:
    """Whether an agreement is believed.  votes : of the shortlist."""
    return votes >= ENOUGH or agreement.agreeing >= LOOK_ALIKE


def best_partner(ranked: Iterable[tuple[int, float]], compared: Callable[[int, float], Agreement | None]) -> Partner | None:
    """The strongest of those on the list that come near its first in votes, or None where none agrees.

    ranked : (photo, votes), most votes first.  compared : what comparing with that photo gives, None for what is not borne out.
    """
    best: Partner | None = None
    top = 0.0
    for photo, votes in ranked:
        top = top or votes
        if votes < WORTH_A_LOOK * top:
            break
        agreement = compared(photo, votes)
        if agreement is not None and (best is None or agreement.strength > best.agreement.strength):
            best = Partner(photo, agreement)
    return best
