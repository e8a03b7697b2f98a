"""Log-odds and the probabilities they stand for."""

from __future__ import annotations

import math

LARGEST = 7.0  # 99.9 %: a chart shows nothing beyond


def probability(log_odds: float) -> float:
    """Probability in 0 to 1 of log-odds (natural logarithm)."""
    return 1.0 / (1.0 + math.exp(-log_odds)) if log_odds >= 0 else math.exp(log_odds) / (1.0 + math.exp(log_odds))


def log_odds(probability_: float) -> float:
    """Log-odds of a probability, held within LARGEST either way."""
    held = min(max(probability_, probability(-LARGEST)), probability(LARGEST))
    return math.log(held / (1.0 - held))


def signed(value: float) -> str:
    """A signed number with one decimal and a true minus sign, as the desk writes log-odds: "+1.9", "−0.5", "0.0"."""
    rounded = round(value, 1)
    if rounded == 0:
        return "0.0"
    return f"{'+' if rounded > 0 else '−'}{abs(rounded):.1f}"
