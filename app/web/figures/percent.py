"""A share in whole percent, written as everywhere on the pages."""

from __future__ import annotations


def percent(share: float) -> str:
    """ "65 %" of 0.65."""
    return f"{100 * share:.0f} %"


# of an axis, since no format of Plotly's puts the space
PERCENT_TICKS = {"tickvals": [step / 5 for step in range(6)], "ticktext": [percent(step / 5) for step in range(6)]}
