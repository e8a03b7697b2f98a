"""How much each reviewer's labels weigh: less for those who are often wrong on photographs that others, a lead or gold tell of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from app.learning.dawid_skene import dawid_skene

DOUBT = 8.0     # answers that everybody is given in advance for each label, three quarters of them right
UNKNOWN = 0.75  # so a reviewer of whom nothing is known counts as right in 75 of 100, which weighs 1
GUESSING = 0.5  # and one who might as well toss a coin weighs nothing


def reviewer_weights(readings: Sequence[tuple[str, str, str]], known: Mapping[str, str], labels: Sequence[str]) -> dict[str, float]:
    """Reviewer id -> 0 to 1.  Nobody weighs more than 1: being better than the rest is no reason to drown them.

    readings : (photo id, reviewer id, label).  known : photo id -> the label that gold or a lead gave.  Only photographs that have two
    readers, or whose label is known, say anything of a reviewer; see app/learning/dawid_skene.py.
    """
    reviewers = sorted({reviewer for _, reviewer, _ in readings})
    readers: dict[str, set[str]] = {}
    for photo, reviewer, _ in readings:
        readers.setdefault(photo, set()).add(reviewer)
    telling = sorted(photo for photo, who in readers.items() if len(who) > 1 or photo in known)
    if not telling:
        return dict.fromkeys(reviewers, 1.0)
    place, column = {photo: at for at, photo in enumerate(telling)}, {reviewer: at for at, reviewer in enumerate(reviewers)}
    counts = np.zeros((len(telling), len(reviewers), len(labels)))
    for photo, reviewer, label in readings:
        if photo in place and label in labels:
            counts[place[photo], column[reviewer], labels.index(label)] = 1
    truth = np.array([labels.index(known[photo]) if known.get(photo) in labels else -1 for photo in telling])
    right = dawid_skene(counts, truth, DOUBT).right()
    weight = np.clip((right - GUESSING) / (UNKNOWN - GUESSING), 0.0, 1.0)
    return {reviewer: float(weight[column[reviewer]]) for reviewer in reviewers}
