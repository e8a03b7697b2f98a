"""A counted share with its 95 % interval."""

from __future__ import annotations

import math
from dataclasses import dataclass

Z = 1.959964
ENOUGH = 30  # with fewer, a finding says how many are missing and nothing else


@dataclass(frozen=True)
class Share:
    """count of n; n may be 0."""

    count: int
    n: int

    @property
    def value(self) -> float | None:
        """0 to 1; None of nothing."""
        return self.count / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float]:
        """Low and high; of nothing, 0 to 1."""
        return wilson(self.count, self.n) if self.n else (0.0, 1.0)


def wilson(count: int, n: int) -> tuple[float, float]:
    """Low and high, 0 to 1, for count of n; n at least 1.  Source: Wilson, J. Am. Stat. Assoc. 22, 1927."""
    share, spread = count / n, Z * Z / n
    middle = (share + spread / 2) / (1 + spread)
    half = Z * math.sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return max(middle - half, 0.0), min(middle + half, 1.0)
