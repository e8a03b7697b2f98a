"""Fixtures that every layer shares."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def photographs() -> Path:
    """The folder of development photographs (photos.csv and badimages.csv are in it), or a loud skip."""
    folder = os.environ.get("LOUPE_DATA")
    if not folder or not (Path(folder) / "photos.csv").exists():
        pytest.skip("LOUPE_DATA is not set: the development photographs are missing")
    return Path(folder).resolve()
