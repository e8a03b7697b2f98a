"""The registry of feature families; a new one is a file beside this one and a line here."""

from __future__ import annotations

from app.features import colour, colour_texture, peaks, residual_texture, slope
from app.features.family import Family

FAMILIES: dict[str, Family] = {family.id: family for family in (
    peaks.FAMILY,
    slope.FAMILY,
    residual_texture.FAMILY,
    colour_texture.FAMILY,
    colour.FAMILY,
)}
