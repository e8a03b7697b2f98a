"""The registry of feature families; a new one is a file beside this one and a line here.

A question names those that vote; the others are measured only where somebody asks for them.
"""

from __future__ import annotations

from app.features import (
    banding,
    border,
    colour,
    colour_texture,
    face,
    filter_covariance,
    halftone,
    layout,
    noise,
    peaks,
    phase_texture,
    residual_texture,
    scan_rows,
    sharpness,
    slope,
    specularity,
    srm,
    wavelets,
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
    srm.FAMILY,
    specularity.FAMILY,
    halftone.FAMILY,
    banding.FAMILY,
    scan_rows.FAMILY,
    wavelets.FAMILY,
    face.FAMILY,
)}
