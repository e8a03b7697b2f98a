"""Whether a challenger is better than the champion, measured on the same photographs and said in words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum

import numpy as np

from app.services.paired_auc import paired_auc

HARM = 0.01         # here, a fall in AUC smaller than this is not called worse
SAME = 0.02         # an interval inside ± this is called equal
MARGIN = 0.02       # a fall on the shipped photographs that a gain here may cost; more, if certain, is worse
DOUBT = 0.05        # a fall on the shipped or gold photographs that must be ruled out before anything is called better
LABELS_NEEDED = 8   # of each label, before photographs say anything
FEWEST_GROUPS = 10  # scenes or people that they come from


class GateVerdict(StrEnum):
    """What the gate says about a challenger."""

    BETTER = "better"
    EQUAL = "equal"
    WORSE = "worse"
    NOT_ENOUGH = "not_enough_evidence"


@dataclass(frozen=True)
class PairedFigure:
    """AUC of both versions on the same photographs; difference = challenger - champion, 95 % interval low to high.

    part : "local" (decided here, out of fold), "audit" (those of them that came up at random), "gold" (known labels, never fitted on) or
    "shipped" (photographs of the shipped version, each source unseen).
    """

    part: str
    photos: int
    groups: int
    counts: dict[str, int]
    champion_auc: float
    challenger_auc: float
    difference: float
    low: float
    high: float

    @property
    def enough(self) -> bool:
        """Whether there are photographs enough, of enough scenes, to say anything."""
        return min(self.counts.values()) >= LABELS_NEEDED and self.groups >= FEWEST_GROUPS


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

    labels : (n,) str.  champion, challenger : (n,) float, each version's score towards second_label from fits that did not see the photo.
    source : (n,) str to average the AUC over sources, or None to pool.
    """
    positive = labels == second_label
    result = paired_auc(positive, champion, challenger, group, source) if len(labels) else None
    if result is None:
        return None
    counts = {str(label): int(count) for label, count in zip(*np.unique(labels, return_counts=True), strict=True)}
    return PairedFigure(part, len(labels), len(np.unique(group)), counts, result.first, result.second,
                        result.difference, result.low, result.high)


def judge(local: PairedFigure | None, shipped: PairedFigure | None, gold: PairedFigure | None = None, audit: PairedFigure | None = None,
          turned: str | None = None) -> GateResult:
    """The verdict.  Worse: any part certainly fell, by more than it may.  Better: one certainly rose, and the others held.

    What counts most is this desk's own kind of photographs.  Those that came with the program stand for photographs from elsewhere: a
    challenger must not be inferior there by more than MARGIN, and need not be better.  turned : a sentence where the decisions say the
    opposite of the champion, whole or one reviewer's or one batch's; then only gold can tell who is right.
    """
    parts = tuple(part for part in (local, audit, gold, shipped) if part)
    vouched = gold is not None and gold.enough and gold.low > 0
    fallen = [part for part in parts if part.high < 0 and part.difference < -(MARGIN if part is shipped else HARM)]
    if fallen:
        also = f" And {turned}" if turned and not vouched else ""
        return GateResult(GateVerdict.WORSE, _worse(fallen[0], local) + also, parts)
    if turned and not vouched:
        return GateResult(GateVerdict.WORSE, f"Worse: {turned}", parts)
    if local is None or not local.enough:
        return GateResult(GateVerdict.NOT_ENOUGH, _too_few(local), parts)
    for held in (shipped, gold):
        if held and held.enough and held.low < -DOUBT:
            return GateResult(GateVerdict.NOT_ENOUGH, f"Not enough evidence that nothing is lost: {_sentence(held)}.", parts)
    risen = [part for part in parts if part.enough and part.low > 0]
    if risen and local.low >= -SAME:
        return GateResult(GateVerdict.BETTER, f"Better: {_sentence(risen[0])}.{_cost(shipped)}", parts)
    if local.low >= -SAME and local.high <= SAME:
        return GateResult(GateVerdict.EQUAL, f"Equal: {_sentence(local)}.", parts)
    return GateResult(GateVerdict.NOT_ENOUGH, f"Not enough evidence: {_sentence(local)}, so the difference may be chance.", parts)


def _worse(fallen: PairedFigure, local: PairedFigure | None) -> str:
    words = f"Worse: {_sentence(fallen)}."
    if local and fallen is not local:
        words += f" At the same time, {_sentence(local)}."
    return words


def _cost(shipped: PairedFigure | None) -> str:
    if shipped is None or shipped.difference >= -HARM / 2:
        return ""
    return f" It costs {-shipped.difference:.3f} on photographs from elsewhere; up to {MARGIN} is accepted."


def _sentence(part: PairedFigure) -> str:
    where = {"local": f"on {part.photos} photographs decided here", "audit": f"on the {part.photos} of the audit sample",
             "gold": f"on {part.photos} gold photographs", "shipped": f"on the {part.photos} shipped photographs"}[part.part]
    return (f"{where}, each judged by a fit that had not seen it, AUC goes from {part.champion_auc:.3f} to {part.challenger_auc:.3f} "
            f"(difference {part.difference:+.3f}, 95 % interval {part.low:+.3f} to {part.high:+.3f})")


def _too_few(local: PairedFigure | None) -> str:
    have = " and ".join(f"{count} {label}" for label, count in local.counts.items()) if local else "too few"
    return f"Not enough evidence: {have} decided here, and at least {LABELS_NEEDED} of each label, from {FEWEST_GROUPS} scenes, are needed."
