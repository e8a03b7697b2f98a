"""The feature vector of a 12 MP JPEG against its decoding with cv2, and against the plain calls on the same planes."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable

import cv2
import numpy as np

from app.features.families import FAMILIES
from app.features.schema import extract_row, schema_for
from app.photos.planes import Planes
from app.photos.steady_heap import steady_heap
from app.questions import QUESTIONS
from benchmarks.camera_file import camera_jpeg
from benchmarks.plain_features import plain_row

WIDTH, HEIGHT = 4000, 3000


def measure(rounds: int = 9) -> dict[str, float]:
    """{features_over_decode_12mp, features_speedup_vs_plain}: medians of the ratios of each round, one thread; and what they are made of.

    features: planes and vector of the default question from the decoded image.  The plain calls get planes ready made, and so does the
    vector that they are compared with.
    """
    cv2.setNumThreads(1)
    steady_heap()  # as every process that decodes does
    content = camera_jpeg(WIDTH, HEIGHT)
    schema = schema_for(QUESTIONS["recapture"].families)
    image = cv2.cvtColor(cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
    ready = Planes(image)
    wide, gray, small = ready.m1024, ready.gray1024, ready.s512
    steps: dict[str, Callable[[], object]] = {
        "decode": lambda: cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR),
        "features": lambda: extract_row(Planes(image), schema),
        "vector": lambda: extract_row(ready, schema),
    } | {family: lambda family=family: FAMILIES[family].extract(ready) for family in schema.families}
    times = [{name: _seconds(step) for name, step in steps.items()} for _ in range(rounds + 1)][1:]
    plain = [_seconds(lambda: plain_row(wide, gray, small)) for _ in range(max(2, rounds // 3))]
    middle = {name: statistics.median(one[name] for one in times) for name in steps}
    return {
        "features_over_decode_12mp": statistics.median(one["features"] / one["decode"] for one in times),
        "features_speedup_vs_plain": statistics.median(plain) / middle["vector"],
        "plain_ms": 1000 * statistics.median(plain),
    } | {f"{name}_ms": 1000 * value for name, value in middle.items()}


def _seconds(step: Callable[[], object]) -> float:
    started = time.thread_time()
    step()
    return time.thread_time() - started


if __name__ == "__main__":
    print(json.dumps({name: round(value, 2) for name, value in measure().items()}, indent=2))
