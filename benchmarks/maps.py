"""The first evidence map of a 12 MP photograph on a real desk: asked for, decoded, drawn, encoded and kept; and the second one."""

from __future__ import annotations

import statistics
import tempfile
import time
from dataclasses import replace

import cv2
import numpy as np

from app.config import Settings
from app.domain import Origin
from app.services.access import OPERATOR
from app.services.deps import Deps, build_deps
from app.services.evidence_maps import map_picture, maps_of
from app.services.ingest import receive
from app.services.register_shipped import register_shipped
from app.services.score import score_photo
from app.store.migrate import upgrade
from benchmarks.camera_file import camera_jpeg

ROUNDS = 6


def measure() -> dict[str, float]:
    """Milliseconds: median and p95 of a photo's first map, whichever it is, the median of each map as the first, and of any further one."""
    cv2.setNumThreads(1)
    with tempfile.TemporaryDirectory() as home:
        settings = replace(Settings.from_environment({"LOUPE_HOME": home}))
        upgrade(settings.database_url)
        deps = build_deps(settings)
        try:
            register_shipped(deps)
            return _figures(deps)
        finally:
            deps.close()


def _figures(deps: Deps) -> dict[str, float]:
    names = [one.id for one in maps_of("recapture")]
    first: dict[str, list[float]] = {name: [] for name in names}
    further = []
    for seed in range(ROUNDS):
        for place, name in enumerate(names):
            photo = receive(deps, OPERATOR, [camera_jpeg(4000, 3000, 100 * seed + place)], f"{name}-{seed}.jpg", Origin()).photo
            score_photo(deps, photo.id, "recapture")
            first[name].append(_milliseconds(deps, photo.id, name))
            further.append(_milliseconds(deps, photo.id, names[place - 1]))
    counted = [value for values in first.values() for value in values[1:]]  # the first round loads what the process needs
    return {"first_map_12mp_ms": statistics.median(counted), "first_map_12mp_p95_ms": float(np.percentile(counted, 95)),
            "further_map_12mp_ms": statistics.median(further),
            **{f"first_{name}_ms": statistics.median(values[1:]) for name, values in first.items()}}


def _milliseconds(deps: Deps, photo_id: str, name: str) -> float:
    started = time.perf_counter()
    map_picture(deps, OPERATOR, photo_id, name)
    return 1000 * (time.perf_counter() - started)
