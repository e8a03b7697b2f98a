"""The 95 % interval of a counted share."""

from __future__ import annotations

import math

Z = 1.959964


def wilson(count: int, n: int) -> tuple[float, float]:
    """Low and high, 0 to 1, for count of n; n at least 1.  Source: Wilson, J. Am. Stat. Assoc. 22, 1927."""
    share, spread = count / n, Z * Z / n
    middle = (share + spread / 2) / (1 + spread)
    half = Z * math.sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return max(middle - half, 0.0), min(middle + half, 1.0)
