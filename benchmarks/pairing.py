"""Pairing against all pairs by SIFT and FLANN, on recaptures simulated from the development photographs; and on real pairs.

Both sides start from the same keypoints, so that their extraction counts for neither; what pairing adds to them (words and
signatures) counts as pairing.  All pairs means each photograph against all others: FLANN's trees, ratio 0.6, good matches over the
smaller number of keypoints; a program that compares each two photographs once needs half of that, which is given too.
That is measured for a sample of photographs against all others, and extrapolated: comparing all 39,800 takes minutes.
"""

from __future__ import annotations

import csv
import json
import os
import statistics
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from app.photos.pairing.pairs import Comparisons, distinct_pairs, partners
from app.photos.pairing.partner import Partner
from app.photos.pairing.sketch import Sketch, sketch_of
from app.photos.pairing.words import signatures_of, words_of
from benchmarks.pairing_set import scene_paths, scenes

SMALL, LARGE = 200, 1000
QUERIES = 12
OTHER_DRAW = 1  # of cards and recaptures; the choices were made on draw 0
FLANN_RATIO = 0.6


def measure() -> dict[str, float]:
    """{pairing_speedup_200, pairing_accuracy (top-1 at 1,000 photographs, from either of the two), and what they are made of}.

    Empty, with a message, where there are no development photographs.
    """
    data = os.environ.get("LOUPE_DATA")
    if not data:
        print("LOUPE_DATA is not set: there is nothing to pair.")
        return {}
    cv2.setNumThreads(1)
    sketches, on_card, extraction = _sketches(Path(data), LARGE // 2)
    small = sketches[:SMALL]
    small_seconds, few = _paired(small)
    large_seconds, many = _paired(sketches)
    others, on_other_card, _ = _sketches(Path(data), LARGE // 2, OTHER_DRAW)
    _, again = _paired(others)
    queries = np.random.default_rng(1).choice(SMALL, QUERIES, replace=False)
    flann_seconds, flann_right = _by_flann(small, queries)
    right, cards = _right(many), np.array(on_card)
    return {
        "pairing_speedup_200": flann_seconds / small_seconds, "speedup_200_each_two_once": flann_seconds / small_seconds / 2,
        "pairing_accuracy": _right(again).mean(), "accuracy_1000_of_the_draw_tuned_on": right.mean(),
        "accuracy_on_cards_other_draw": _right(again)[np.array(on_other_card)].mean(), "wrong_1000": _wrong(again),
        "accuracy_200": _right(few).mean(), "accuracy_on_cards_1000": right[cards].mean(), "accuracy_off_cards_1000": right[~cards].mean(),
        "accuracy_of_flann_sample": flann_right, "accuracy_of_pairing_sample": _right(few)[queries].mean(),
        "seconds_200": small_seconds, "flann_seconds_200": flann_seconds, "ms_each_1000": 1000 * large_seconds / LARGE,
        "extraction_ms": 1000 * extraction, **_real(Path(data)),
    }


def _sketches(data: Path, count: int, draw: int = 0) -> tuple[list[Sketch], list[bool], float]:
    """Original and recapture of each scene, one after the other; whether each is on a card; median seconds of a sketch."""
    sketches, on_card, seconds = [], [], []
    for scene in scenes(scene_paths(data)[:count], draw):
        for image in (scene.original, scene.recaptured):
            started = time.thread_time()
            sketches.append(sketch_of(image))
            seconds.append(time.thread_time() - started)
            on_card.append(scene.card is not None)
    return sketches, on_card, statistics.median(seconds)


def _paired(sketches: Sequence[Sketch]) -> tuple[float, list[Partner | None]]:
    """Seconds of one core, and each photograph's partner."""
    started = time.thread_time()
    again = [_with_words(one) for one in sketches]
    found = list(partners(again, Comparisons(again)))
    return time.thread_time() - started, found


def _with_words(sketch: Sketch) -> Sketch:
    words = words_of(sketch.descriptors)
    return replace(sketch, words=words, signatures=signatures_of(sketch.descriptors, words))


def _right(found: Sequence[Partner | None]) -> np.ndarray:
    """(n,) bool: whether the partner is the other one of the scene."""
    return np.array([one is not None and one.photo == place ^ 1 for place, one in enumerate(found)])


def _wrong(found: Sequence[Partner | None]) -> int:
    """How many got a partner that is not theirs."""
    return sum(one is not None and one.photo != place ^ 1 for place, one in enumerate(found))


def _by_flann(sketches: Sequence[Sketch], queries: np.ndarray) -> tuple[float, float]:
    """Seconds for all pairs, extrapolated, and the share of the queries whose best match is right."""
    descriptors = [one.descriptors.astype(np.float32) for one in sketches]
    matcher = cv2.FlannBasedMatcher({"algorithm": 1, "trees": 5}, {"checks": 50})
    right, started = 0, time.thread_time()
    for query in queries:
        alike = [_similarity(matcher, descriptors[query], other) if place != query else -1.0 for place, other in enumerate(descriptors)]
        right += int(np.argmax(alike)) == query ^ 1
    each = (time.thread_time() - started) / (len(queries) * (len(sketches) - 1))
    return each * len(sketches) * (len(sketches) - 1), right / len(queries)


def _similarity(matcher: cv2.FlannBasedMatcher, first: np.ndarray, second: np.ndarray) -> float:
    if min(len(first), len(second)) < 2:
        return 0.0
    good = sum(one.distance < FLANN_RATIO * two.distance for one, two in matcher.knnMatch(first, second, k=2))
    return good / min(len(first), len(second))


def _real(data: Path) -> dict[str, float]:
    """Of the real recaptures of scenes whose original is there too: how many there are, and how many got a photograph of their scene.

    The scenes are those that photos.csv tells apart; some hold several photographs, and some recaptures show other parts of them.
    """
    with (data / "photos.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["question"] == "recapture" and row["source"].startswith("pairs-")]
    sketches = []
    for row in rows:
        bgr = cv2.imread(str(data / row["path"]), cv2.IMREAD_COLOR)
        sketches.append(sketch_of(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB)))
    comparisons = Comparisons(sketches)
    found = list(partners(sketches, comparisons))
    scene = [(row["source"], row["group"]) for row in rows]
    originals = {scene[place] for place, row in enumerate(rows) if row["label"] == "original"}
    asked = [place for place, row in enumerate(rows) if row["label"] == "recaptured" and scene[place] in originals]
    named = [place for place in asked if found[place] is not None]
    same = [place for place in named if scene[found[place].photo] == scene[place]]  # type: ignore[union-attr]
    chosen = distinct_pairs(comparisons)
    mixed = [one for one in chosen if rows[one.first]["label"] != rows[one.second]["label"]]
    return {"real_recaptures": len(asked), "real_with_a_pair": len(named), "real_same_scene": len(same), "real_pairs": len(chosen),
            "real_pairs_same_scene": sum(scene[one.first] == scene[one.second] for one in chosen), "real_pairs_mixed": len(mixed)}


if __name__ == "__main__":
    print(json.dumps({name: round(float(value), 4) for name, value in measure().items()}, indent=2))
