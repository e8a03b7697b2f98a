"""Feature vectors and file facts of photographs measured before, kept under LOUPE_HOME/cache by sha256 and schema."""

from __future__ import annotations

import os
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FACTS = ("pixels", "bytes_per_pixel", "aspect", "has_exif", "jpeg_quality")


@dataclass(frozen=True)
class Measured:
    """One photograph in numbers.  features: (d,) float32.  facts: (5,) float64 in the order of FACTS, NaN where unknown.

    quarters: (4, d) float32, or (0, d) where they were not asked for.
    """

    features: np.ndarray
    facts: np.ndarray
    low_resolution: bool
    quarters: np.ndarray


class FeatureCache:
    """A folder of one small .npz per photograph and schema; a file that does not read is as good as none."""

    def __init__(self, home: Path, schema: str) -> None:
        self.folder = home / "cache" / "features" / schema

    def get(self, sha256: str) -> Measured | None:
        """What was measured before, or None."""
        try:
            with np.load(self._path(sha256), allow_pickle=False) as stored:
                return Measured(stored["features"], stored["facts"], bool(stored["low_resolution"]), stored["quarters"])
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return None

    def put(self, sha256: str, measured: Measured) -> None:
        """Keeps it; a reader sees the whole file or none."""
        path = self._path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            np.savez(file, features=measured.features, facts=measured.facts, low_resolution=measured.low_resolution,
                     quarters=measured.quarters)
        os.replace(name, path)

    def _path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / f"{sha256}.npz"
