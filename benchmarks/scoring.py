"""From the bytes of an upload to its stored score, in the server's process; and where the time goes."""

from __future__ import annotations

import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from app.config import Settings
from app.domain import Origin
from app.features.schema import extract_row
from app.photos.planes import Planes
from app.photos.views import preview_jpeg, thumbnail_jpeg
from app.services.access import OPERATOR
from app.services.deps import Deps, build_deps
from app.services.feature_row import schema_of_model
from app.services.ingest import receive
from app.services.register_shipped import register_shipped
from app.services.score import score_photo
from app.store.migrate import upgrade
from benchmarks.camera_file import camera_jpeg

SIZES = {"2mp": (1632, 1224), "12mp": (4000, 3000)}
ROUNDS = {"2mp": 40, "12mp": 12}


def measure() -> dict[str, float]:
    """Milliseconds: p50 and p95 of the whole way by size, the median of each step, and upload_to_score_p95_ms for 2 MP."""
    cv2.setNumThreads(1)
    with tempfile.TemporaryDirectory() as home:
        settings = replace(Settings.from_environment({"LOUPE_HOME": home}))
        upgrade(settings.database_url)
        deps = build_deps(settings)
        try:
            register_shipped(deps)
            figures: dict[str, float] = {}
            for size, (width, height) in SIZES.items():
                figures |= _whole_way(deps, size, width, height) | _steps(deps, size, camera_jpeg(width, height), Path(home))
            return figures | {"upload_to_score_p95_ms": figures["score_2mp_p95_ms"]}
        finally:
            deps.close()


def _whole_way(deps: Deps, size: str, width: int, height: int) -> dict[str, float]:
    files = [camera_jpeg(width, height, seed) for seed in range(ROUNDS[size] + 2)]
    times = []
    for number, content in enumerate(files):
        started = time.perf_counter()
        received = receive(deps, OPERATOR, [content], f"{number}.jpg", Origin())
        score_photo(deps, received.photo.id, "recapture")
        times.append(1000 * (time.perf_counter() - started))
    counted = times[2:]
    return {f"score_{size}_p50_ms": statistics.median(counted), f"score_{size}_p95_ms": float(np.percentile(counted, 95))}


def _steps(deps: Deps, size: str, content: bytes, home: Path) -> dict[str, float]:
    path = home / f"{size}.jpg"
    path.write_bytes(content)
    model = deps.models.champion("recapture").model
    schema = schema_of_model(model)
    image = deps.decoder.decode(path).image
    planes = Planes(image)
    row = extract_row(planes, schema)
    steps = {
        "cv2_decode": lambda: cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR),
        "decode": lambda: deps.decoder.decode(path),
        "planes": lambda: (lambda fresh: (fresh.m1024, fresh.s512, fresh.gray1024))(Planes(image)),
        "features": lambda: extract_row(planes, schema),
        "predict": lambda: model.predict(row, False),
        "views": lambda: (thumbnail_jpeg(image), preview_jpeg(image)),
    }
    return {f"{name}_{size}_ms": statistics.median(_milliseconds(step) for _ in range(9)) for name, step in steps.items()}


def _milliseconds(step) -> float:
    started = time.perf_counter()
    step()
    return 1000 * (time.perf_counter() - started)
