"""The registry of feature families; a new one is a file beside this one and a line here."""

from __future__ import annotations

from app.features.family import Family

FAMILIES: dict[str, Family] = {}
