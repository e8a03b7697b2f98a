"""Photographs that two people or more read by themselves, as patterns and pairs of their answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

from app.store.insights.agreement import VERDICTS, Reading

UNSURE = "UNSURE"


@dataclass(frozen=True)
class ReadTwice:
    """patterns: readers who said each of VERDICTS -> photographs.  pairs: (earlier reader, later reader, their verdicts) -> photographs."""

    patterns: Counter[tuple[int, ...]]
    pairs: Counter[tuple[str, str, str, str]]


def read_twice(readings: Iterable[Reading], reviewer_id: str | None = None) -> ReadTwice:
    """readings: photo by photo, in order.  reviewer_id: only photographs that this person read.

    Photographs whose first reader was UNSURE are left out: they always get a second read, so that with them agreement would be low by
    design.  What became of them is a finding of its own.
    """
    patterns: Counter[tuple[int, ...]] = Counter()
    pairs: Counter[tuple[str, str, str, str]] = Counter()
    for _, group in groupby(readings, key=lambda reading: reading.photo_id):
        answers = list(group)
        if len(answers) < 2 or answers[0].verdict == UNSURE or not _among(answers, reviewer_id):
            continue
        said = [answer.verdict for answer in answers]
        patterns[tuple(said.count(verdict) for verdict in VERDICTS)] += 1
        for first, second in combinations(answers, 2):
            pairs[first.reviewer_id, second.reviewer_id, first.verdict, second.verdict] += 1
    return ReadTwice(patterns, pairs)


def _among(answers: Sequence[Reading], reviewer_id: str | None) -> bool:
    return reviewer_id is None or any(answer.reviewer_id == reviewer_id for answer in answers)
