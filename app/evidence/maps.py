"""The registry of evidence maps; a new one is a file beside this one and a line here."""

from __future__ import annotations

from app.evidence import pattern, periodic, residual, sharpness, spectrum, specular, votes
from app.evidence.evidence_map import Map

MAPS: dict[str, Map] = {one.id: one for one in (
    periodic.MAP,
    votes.MAP,
    pattern.MAP,
    spectrum.MAP,
    residual.MAP,
    sharpness.MAP,
    specular.MAP,
)}
