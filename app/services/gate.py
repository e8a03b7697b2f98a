"""Whether a challenger is better than the champion, measured on the same photographs and said in words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum


class GateVerdict(StrEnum):
    """What the gate says about a challenger."""

    BETTER = "better"
    EQUAL = "equal"
    WORSE = "worse"
    NOT_ENOUGH = "not_enough_evidence"


@dataclass(frozen=True)
class PairedFigure:
    """AUC of both versions on the same photographs; difference = challenger - champion, 95 % interval low to high."""

    part: str  # "local" (this desk's decisions) or "shipped" (photographs of the shipped version, source by source)
    photos: int
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
        return asdict(self) | {"verdict": str(self.verdict), "parts": [asdict(part) for part in self.parts]}

    @classmethod
    def from_dict(cls, stored: dict) -> GateResult:
        return cls(GateVerdict(stored["verdict"]), stored["words"], tuple(PairedFigure(**part) for part in stored["parts"]))
