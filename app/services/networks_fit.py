"""Fit the residual network on the photographs of a manifest, measure it on sources that it had not seen, and write it with its card."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import numpy as np

from app.errors import PhotoRefused
from app.features.network_input import tiles
from app.learning.calibration import fit_sigmoid
from app.learning.deep.extras import require_extras
from app.learning.deep.tile_set import TileSet
from app.learning.evaluation import Measured, evaluate
from app.photos.decode import Decoder
from app.photos.planes import Planes
from app.questions import question_named
from app.services.manifest import ManifestRow, read_manifest, refuse_one_class
from app.services.networks import CARD, NETWORK
from app.services.new_folder import refuse_full_folder
from app.services.report import Report, part_of

TILE = 64
CARD_OF_EVERY = {"name": "residual-network", "title": "Residual network", "input": TILE, "crop": "tiles", "channels": "RGB",
                 "layout": "NCHW", "mean": 0, "scale": 1 / 255, "output": 0, "activation": "none"}


def fit_network(decoder: Decoder, manifest: Path, question_id: str, out: Path, report: Report, steps: int, folds: int, seed: int) -> dict:
    """Writes network.onnx and card.json into the folder `out`; returns the figures of `evaluate` on sources that it had not seen.

    The card holds, for each photograph, the answer of a network without its source: models are fitted on those, because the network is
    sure of what it was fitted on.  Raises ExtrasMissing, FolderNotEmpty, UnknownQuestion, BadManifest, OneClassOnly.
    """
    require_extras()
    refuse_full_folder(out)
    from app.learning.deep.fitting import answers, as_onnx, fit

    question = question_named(question_id)
    rows = read_manifest(manifest, question)
    with tempfile.TemporaryFile() as kept:
        tile_set, sha256 = _tile_set(decoder, rows, question.labels[1], kept, part_of(report, 0.0, 0.2))
        refuse_one_class(question, [question.labels[int(side)] for side in tile_set.truth], f"in {manifest.name}, as far as it can be read")
        unseen = np.full((len(sha256), 3), np.nan)
        splits = tile_set.source_folds(folds)
        parts = [part_of(report, 0.2 + 0.8 * at / (len(splits) + 1), 0.2 + 0.8 * (at + 1) / (len(splits) + 1))
                 for at in range(len(splits) + 1)]
        for at, (split, part) in enumerate(zip(splits, parts, strict=False)):
            unseen[split.test] = answers(fit(tile_set, split.train, steps, seed + at, part), tile_set, split.test)
        network = as_onnx(fit(tile_set, np.arange(len(sha256)), steps, seed + len(splits), parts[-1]))
        figures = evaluate(_measured(tile_set, unseen[:, 0]))
    card = {**CARD_OF_EVERY, "question": question.id, "direction": question.labels[1], "unseen": _by_sha256(sha256, unseen),
            "about": f"Fitted on {len(sha256)} photographs of {manifest.name}, {steps} steps, seed {seed}."}
    out.mkdir(parents=True, exist_ok=True)
    (out / NETWORK).write_bytes(network)
    (out / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return figures


def _by_sha256(sha256: Sequence[str], unseen: np.ndarray) -> dict[str, list[float]]:
    return {digest: [float(f"{value:.6g}") for value in row] for digest, row in zip(sha256, unseen, strict=True) if np.isfinite(row).all()}


def _tile_set(decoder: Decoder, rows: Sequence[ManifestRow], second_label: str, kept: IO[bytes],
              report: Report) -> tuple[TileSet, list[str]]:
    """The tiles lie in the file `kept`, not in memory; photographs that cannot be read or scored are left out and named."""
    first, read, sha256 = [0], [], []
    for count, row in enumerate(rows, start=1):
        report(count / len(rows), f"{count} of {len(rows)} photographs read")
        try:
            planes = Planes(decoder.decode(row.path).image)
        except (PhotoRefused, OSError) as error:
            report.log(f"Line {row.line} is left out: {error}")
            continue
        if not planes.scorable:
            continue
        parts = np.stack(tiles(planes.m1024, TILE, TILE))
        kept.write(parts.tobytes())
        first.append(first[-1] + len(parts))
        read.append(row)
        sha256.append(hashlib.sha256(row.path.read_bytes()).hexdigest())
    kept.flush()
    stored = np.memmap(kept, np.uint8, "r", shape=(first[-1], TILE, TILE, 3)) if read else np.empty((0, TILE, TILE, 3), np.uint8)
    return TileSet(stored, np.array(first), np.array([row.label == second_label for row in read], bool),
                   np.array([row.source for row in read]), np.array([row.group for row in read])), sha256


def _measured(tile_set: TileSet, log_odds: np.ndarray) -> Measured:
    """Beside the truth, with one sigmoid over all: a network's own log-odds are far too sure."""
    rows = np.isfinite(log_odds)
    truth = tile_set.truth[rows]
    probability = fit_sigmoid(log_odds[rows], truth, np.ones(len(truth))).probability(log_odds[rows]) if len(truth) else np.empty(0)
    return Measured(truth, probability, np.zeros(len(truth), bool), tile_set.source[rows], tile_set.group[rows])
