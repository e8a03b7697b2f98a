"""Measure the photographs of a manifest: decode, planes, features and file facts, on several threads."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.errors import NotScored, PhotoRefused, PlaneTooSmall
from app.features.schema import Schema
from app.learning.labelled_set import LabelledSet
from app.photos.decode import Decoder
from app.services.feature_cache import FACTS, FeatureCache, Measured
from app.services.feature_row import measure, measure_quarters
from app.services.manifest import LINES_NAMED, ManifestRow
from app.services.messenger import Messenger

Progress = Callable[[float, str], None]
LOW_RESOLUTION = 1024  # pixels of the longest side


@dataclass(frozen=True)
class LeftOut:
    """A photograph that could not be measured, and the sentence why."""

    line: int
    name: str
    why: str


@dataclass(frozen=True)
class MeasuredSet:
    """labelled: the photographs that could be measured, ids their sha256.  facts: name to (n,) numbers.  names: (n,) paths as written."""

    labelled: LabelledSet
    facts: dict[str, np.ndarray]
    names: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


def measure_rows(rows: Sequence[ManifestRow], schema: Schema, decoder: Decoder, home: Path, jobs: int = 2,
                 progress: Progress | None = None, messenger: Messenger | None = None, quarters: bool = False) -> MeasuredSet:
    """Everything in rows that can be measured, in their order; the same bytes listed twice count once, with two labels not at all.

    progress : called with a fraction and a sentence after each photograph; may raise JobCancelled.
    messenger : measures the photographs as they come out of it.  quarters : measures the quarters of each photograph too, for fitting.
    """
    cache = FeatureCache(home, schema.id + (f"-{messenger.name}" if messenger else "") + ("-quarters" if quarters else ""))
    with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        pending = [pool.submit(_measure, row, schema, decoder, cache, messenger, quarters) for row in rows]
        outcomes = []
        try:
            for count, future in enumerate(pending, start=1):
                outcomes.append(future.result())
                if progress:
                    progress(count / len(rows), f"{count} of {len(rows)} photographs measured")
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    return _gathered(rows, outcomes)


def measure_file(path: Path, schema: Schema, decoder: Decoder, messenger: Messenger | None = None, quarters: bool = False) -> Measured:
    """One photograph from its file.  Raises PhotoRefused, NotScored (under 256 px a side), OSError."""
    decoded = decoder.decode(path)
    image = messenger.passed_through(decoded.image) if messenger else decoded.image
    height, width = decoded.image.shape[:2]
    quality = decoded.metadata.get("jpeg_quality", "")
    facts = np.array([height * width, path.stat().st_size / (height * width), max(height, width) / min(height, width),
                      float(any(key != "jpeg_quality" for key in decoded.metadata)), float(quality) if quality.isdigit() else np.nan])
    features = measure(image, schema)
    parts = measure_quarters(image, schema) if quarters else np.empty((0, len(features)), np.float32)
    return Measured(features, facts, max(image.shape[:2]) < LOW_RESOLUTION, parts)


def left_out_words(left_out: Sequence[LeftOut]) -> list[str]:
    """A line for each reason: how many, why, and the first lines of the manifest."""
    by_reason: dict[str, list[str]] = {}
    for one in left_out:
        by_reason.setdefault(one.why, []).append(str(one.line))
    return [f"{len(lines)} left out (line{'s' if len(lines) > 1 else ''} {', '.join(lines[:LINES_NAMED])}"
            f"{', …' if len(lines) > LINES_NAMED else ''}): {why}" for why, lines in by_reason.items()]


def _measure(row: ManifestRow, schema: Schema, decoder: Decoder, cache: FeatureCache,
             messenger: Messenger | None = None, quarters: bool = False) -> tuple[str, Measured] | LeftOut:
    try:
        sha256 = hashlib.sha256(row.path.read_bytes()).hexdigest()
        measured = cache.get(sha256)
        if measured is None or len(measured.features) != len(schema.names):
            measured = measure_file(row.path, schema, decoder, messenger, quarters)
            cache.put(sha256, measured)
        return sha256, measured
    except (PhotoRefused, NotScored, PlaneTooSmall) as error:
        return LeftOut(row.line, row.name, str(error))
    except OSError as error:
        return LeftOut(row.line, row.name, f"The file cannot be read: {error.strerror}.")


def _gathered(rows: Sequence[ManifestRow], outcomes: Sequence[tuple[str, Measured] | LeftOut]) -> MeasuredSet:
    left_out = [outcome for outcome in outcomes if isinstance(outcome, LeftOut)]
    measured = [(row, *outcome) for row, outcome in zip(rows, outcomes, strict=True) if not isinstance(outcome, LeftOut)]
    labels_of: dict[str, set[str]] = {}
    for row, sha256, _ in measured:
        labels_of.setdefault(sha256, set()).add(row.label)
    torn = {sha256 for sha256, labels in labels_of.items() if len(labels) > 1}
    left_out += [LeftOut(row.line, row.name, "The same photograph has two labels.") for row, sha256, _ in measured if sha256 in torn]
    kept = list({sha256: (row, sha256, one) for row, sha256, one in reversed(measured) if sha256 not in torn}.values())[::-1]
    return MeasuredSet(_labelled(kept), _facts(kept), tuple(row.name for row, _, _ in kept), tuple(left_out))


def _labelled(kept: Sequence[tuple[ManifestRow, str, Measured]]) -> LabelledSet:
    return LabelledSet.of(
        ids=[sha256 for _, sha256, _ in kept], features=[one.features for _, _, one in kept], labels=[row.label for row, _, _ in kept],
        source=[row.source for row, _, _ in kept], group=[row.group for row, _, _ in kept], kind=[row.kind for row, _, _ in kept],
        low_resolution=[one.low_resolution for _, _, one in kept],
        quarters=np.stack([one.quarters for _, _, one in kept]) if kept else None)


def _facts(kept: Sequence[tuple[ManifestRow, str, Measured]]) -> dict[str, np.ndarray]:
    table = np.array([one.facts for _, _, one in kept]).reshape(-1, len(FACTS))
    return {name: table[:, column] for column, name in enumerate(FACTS)}
