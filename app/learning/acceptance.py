"""From which probability on photographs may be accepted without a person, so that of the others at most a chosen share slips through."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LARGEST_ERROR = 0.10  # the card keeps no more than this share of the tail


@dataclass(frozen=True)
class Acceptance:
    """n: photographs of the second label, from sources that the fit did not see; tail: their largest P(claim), descending.

    Low-resolution photographs are left out: they are never accepted without a person.
    """

    n: int
    tail: tuple[float, ...]

    def as_dict(self) -> dict:
        """JSON-able, as it lies in the card under "acceptance"."""
        return {"n": self.n, "tail": list(self.tail)}

    @classmethod
    def from_dict(cls, stored: dict) -> Acceptance:
        return cls(stored["n"], tuple(stored["tail"]))

    def smallest_error(self) -> float:
        """The smallest share that so many photographs can promise: 1 / (n + 1)."""
        return 1 / (self.n + 1)

    def threshold(self, error: float) -> float | None:
        """P(claim) above which at most `error` of the second label lies; None where n is too small, or error above LARGEST_ERROR.

        Of n + 1 exchangeable photographs, the new one is among the k largest with probability k / (n + 1), for k = floor(error (n + 1)).
        For a source unlike all that were measured the promise may fail; that is what the audit share is for.
        Source: Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005, section 4.5.
        """
        k = int(np.floor(error * (self.n + 1) + 1e-9))
        return self.tail[k - 1] if 0 < k <= len(self.tail) and error <= LARGEST_ERROR else None


def measure_acceptance(claim_probability: np.ndarray, truth: np.ndarray, low_resolution: np.ndarray) -> Acceptance:
    """claim_probability : (n,) out of source, calibrated.  truth : (n,) bool, True for the second label.  low_resolution : (n,) bool."""
    other = np.sort(claim_probability[truth & ~low_resolution.astype(bool)])[::-1]
    kept = int(np.floor(LARGEST_ERROR * (len(other) + 1) + 1e-9))
    return Acceptance(len(other), tuple(float(one) for one in other[:kept]))
