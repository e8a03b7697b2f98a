"""Whether a challenger is better than the champion, measured on the same photographs and said in words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum

import numpy as np

from app.services.paired_auc import paired_auc

HARM = 0.01         # a fall in AUC smaller than this is not called worse
SAME = 0.02         # an interval inside ± this is called equal
LABELS_NEEDED = 8   # of each label, before local decisions say anything
INVERTED = 0.4      # AUC of the champion under which decisions say the opposite of it
FEWEST_GROUPS = 10  # scenes or people that they come from


class GateVerdict(StrEnum):
    """What the gate says about a challenger."""

    BETTER = "better"
    EQUAL = "equal"
    WORSE = "worse"
    NOT_ENOUGH = "not_enough_evidence"


@dataclass(frozen=True)
class PairedFigure:
    """AUC of both versions on the same photographs; difference = challenger - champion, 95 % interval low to high."""

    part: str  # "local" (this desk's decisions) or "shipped" (photographs of the shipped version, each source unseen)
    photos: int
    groups: int
    counts: dict[str, int]
    champion_auc: float
    challenger_auc: float
    difference: float
    low: float
    high: float


@dataclass(frozen=True)
class GateResult:
    """The gate's verdict with the sentence that explains it; parts holds a figure for each set of photographs compared."""

    verdict: GateVerdict
    words: str
    parts: tuple[PairedFigure, ...]

    def as_dict(self) -> dict:
        """JSON-able, as stored in the challenger's card under "gate"."""
        return {"verdict": str(self.verdict), "words": self.words, "parts": [asdict(part) for part in self.parts]}

    @classmethod
    def from_dict(cls, stored: dict) -> GateResult:
        return cls(GateVerdict(stored["verdict"]), stored["words"], tuple(PairedFigure(**part) for part in stored["parts"]))


def compared(part: str, labels: np.ndarray, second_label: str, champion: np.ndarray, challenger: np.ndarray, group: np.ndarray,
             source: np.ndarray | None = None) -> PairedFigure | None:
    """One part of the comparison; None where it holds one class only.

    labels : (n,) str.  champion, challenger : (n,) float, each version's P(second_label) from fits that did not see the photo.
    source : (n,) str to average the AUC over sources, or None to pool.
    """
    positive = labels == second_label
    result = paired_auc(positive, champion, challenger, group, source) if len(labels) else None
    if result is None:
        return None
    counts = {str(label): int(count) for label, count in zip(*np.unique(labels, return_counts=True), strict=True)}
    return PairedFigure(part, len(labels), len(np.unique(group)), counts, result.first, result.second,
                        result.difference, result.low, result.high)


def judge(local: PairedFigure | None, shipped: PairedFigure | None) -> GateResult:
    """The verdict: worse if either part certainly fell, better if one certainly rose and the other held.

    local : out-of-fold on this desk's labelled photographs.  shipped : out-of-source on the shipped ones, None where there are none.
    """
    parts = tuple(part for part in (local, shipped) if part)
    fallen = [part for part in parts if part.high < 0 and part.difference < -HARM]
    if fallen:
        return GateResult(GateVerdict.WORSE, _worse(fallen[0], local), parts)
    if local is None or min(local.counts.values()) < LABELS_NEEDED or local.groups < FEWEST_GROUPS:
        return GateResult(GateVerdict.NOT_ENOUGH, _too_few(local), parts)
    if shipped and shipped.low < -2 * SAME:
        return GateResult(GateVerdict.NOT_ENOUGH, f"Not enough evidence that nothing is lost: {_sentence(shipped)}.", parts)
    risen = [part for part in parts if part.low > 0]
    if risen and local.low >= -SAME:
        return GateResult(GateVerdict.BETTER, f"Better: {_sentence(risen[0])}.", parts)
    if local.low >= -SAME and local.high <= SAME:
        return GateResult(GateVerdict.EQUAL, f"Equal: {_sentence(local)}.", parts)
    return GateResult(GateVerdict.NOT_ENOUGH, f"Not enough evidence: {_sentence(local)}, so the difference may be chance.", parts)


def _worse(fallen: PairedFigure, local: PairedFigure | None) -> str:
    words = f"Worse: {_sentence(fallen)}."
    if local and fallen is not local:
        words += f" At the same time, {_sentence(local)}."
        if local.champion_auc < INVERTED:
            words += " The decisions contradict the champion: look whether they are the right way round."
    return words


def _sentence(part: PairedFigure) -> str:
    where = {"local": f"on {part.photos} photographs decided here", "shipped": f"on the {part.photos} shipped photographs"}[part.part]
    return (f"{where}, each judged by a fit that had not seen it, AUC goes from {part.champion_auc:.3f} to {part.challenger_auc:.3f} "
            f"(difference {part.difference:+.3f}, 95 % interval {part.low:+.3f} to {part.high:+.3f})")


def _too_few(local: PairedFigure | None) -> str:
    have = " and ".join(f"{count} {label}" for label, count in local.counts.items()) if local else "too few"
    return f"Not enough evidence: {have} decided here, and at least {LABELS_NEEDED} of each label, from {FEWEST_GROUPS} scenes, are needed."
