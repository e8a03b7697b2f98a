"""One line on the pair that was found, and the button that lays it beside the photograph."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.services.found_pair import FoundPair


def pair_line(found: FoundPair | None) -> Component | None:
    """Nothing where there is none: that no pair was found says nothing of a photograph."""
    if found is None:
        return None
    name = html.A(found.partner.name, href=f"/?photo={found.partner.id}")
    beside = html.Button("Show beside", type="button", className="chip", **{"data-action": "pair"})
    return html.P(["Pair found: ", name, f", {found.inliers} points agree{turned_words(found.rotation)}. ", beside], className="pair-line")


def turned_words(rotation: int) -> str:
    """ ", turned 90°", clockwise; nothing within 10 degrees of upright, and quarters where it is near one."""
    quarter = round(rotation / 90) * 90
    angle = quarter % 360 if abs(rotation - quarter) <= 10 else rotation
    return f", turned {angle}°" if angle else ""
