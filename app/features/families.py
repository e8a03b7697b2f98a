"""The registry of feature families; a new one is a file beside this one and a line here."""

from __future__ import annotations

from app.features import (
    border,
    colour,
    colour_texture,
    filter_covariance,
    layout,
    noise,
    peaks,
    phase_texture,
    residual_texture,
    sharpness,
    slope,
)
from app.features.family import Family

FAMILIES: dict[str, Family] = {family.id: family for family in (
    peaks.FAMILY,
    slope.FAMILY,
    residual_texture.FAMILY,
    colour_texture.FAMILY,
    colour.FAMILY,
    filter_covariance.FINE,
    filter_covariance.COARSE,
    sharpness.FAMILY,
    noise.FAMILY,
    phase_texture.FAMILY,
    layout.FAMILY,
    border.FAMILY,
)}
