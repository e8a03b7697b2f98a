"""A share in whole percent, written as everywhere on the pages."""

from __future__ import annotations


def percent(share: float) -> str:
    """ "65 %" of 0.65."""
    return f"{100 * share:.0f} %"
