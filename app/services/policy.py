"""How a question is reviewed: what a lead can choose, with the limits of each choice."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any

from app.errors import BadPolicy

HIGHEST_GOLD_RATE = 0.3  # above, reviewers would mostly answer what is known already
LONGEST_WARM_UP = 50
AUTO_ACCEPT_ERRORS = (0.001, 0.2)


class Blind(StrEnum):
    """When the score is shown: with the photo, after the reviewer's own answer, or when they ask for it."""

    OFF = "off"
    ON = "on"
    ON_REQUEST = "on_request"


class Rule(StrEnum):
    """What two different answers come to: a rejection, the answer of two in three, or a lead's."""

    ANY_REJECT = "any_reject"
    MAJORITY = "majority"
    ARBITRATE = "arbitrate"


class LabelRule(StrEnum):
    """Which decisions may be learnt from: those given blind, those of leads, those that agree, or every one with a label."""

    BLIND = "blind"
    ADJUDICATED = "adjudicated"
    AGREED = "agreed"
    ALL = "all"


@dataclass(frozen=True)
class AutoAccept:
    """Whether sure photos are accepted without a reviewer, and the share of wrong ones that is tolerated."""

    enabled: bool = False
    error: float = 0.01


@dataclass(frozen=True)
class Policy:
    """Shares and rates are 0 to 1.

    second_read_share: photos that get an independent second reader; second_read_unsure: so does every UNSURE.
    gold_rate: how often a reviewer is handed a photo whose label is known.  audit_share: photos that come up at random.
    warm_up: how many known photos a new reviewer answers first, 0 for none.  reason_required: a rejection needs a reason.
    """

    blind: Blind = Blind.OFF
    second_read_share: float = 0.0
    second_read_unsure: bool = True
    rule: Rule = Rule.ARBITRATE
    gold_rate: float = 0.0
    audit_share: float = 0.0
    warm_up: int = 0
    reason_required: bool = False
    label_rule: LabelRule = LabelRule.AGREED
    auto_accept: AutoAccept = field(default_factory=AutoAccept)

    def as_json(self) -> dict[str, Any]:
        """What is stored; `Policy.of` reads it back."""
        return {name: str(value) if isinstance(value, StrEnum) else value for name, value in asdict(self).items()}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Policy:
        """A policy from what is stored or sent; missing fields keep their standard.  Raises BadPolicy, which names the field."""
        unknown = set(values) - {one.name for one in fields(cls)}
        if unknown:
            raise BadPolicy(f"There is no policy {', '.join(sorted(map(repr, unknown)))}.")
        return cls(**{name: _CHECKS[name](name, value) for name, value in values.items()})


def _number(name: str, value: Any, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value) or not low <= value <= high:
        raise BadPolicy(f"{name} must be a number from {low:g} to {high:g}.")
    return float(value)


def _share(name: str, value: Any) -> float:
    return _number(name, value, 0, 1)


def _gold_rate(name: str, value: Any) -> float:
    return _number(name, value, 0, HIGHEST_GOLD_RATE)


def _count(name: str, value: Any) -> int:
    if _number(name, value, 0, LONGEST_WARM_UP) != int(value):
        raise BadPolicy(f"{name} must be a whole number from 0 to {LONGEST_WARM_UP}.")
    return int(value)


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise BadPolicy(f"{name} must be true or false.")
    return value


def _blind(name: str, value: Any) -> Blind:
    return Blind(_one_of(name, value, Blind))


def _rule(name: str, value: Any) -> Rule:
    return Rule(_one_of(name, value, Rule))


def _label_rule(name: str, value: Any) -> LabelRule:
    return LabelRule(_one_of(name, value, LabelRule))


def _one_of(name: str, value: Any, kind: type[StrEnum]) -> str:
    if not isinstance(value, str) or value not in list(kind):
        raise BadPolicy(f"{name} must be one of {', '.join(kind)}.")
    return value


def _auto_accept(name: str, value: Any) -> AutoAccept:
    if not isinstance(value, Mapping) or set(value) - {"enabled", "error"}:
        raise BadPolicy(f"{name} has the fields enabled and error.")
    standard = AutoAccept()
    return AutoAccept(_flag(f"{name}.enabled", value.get("enabled", standard.enabled)),
                      _number(f"{name}.error", value.get("error", standard.error), *AUTO_ACCEPT_ERRORS))


_CHECKS: dict[str, Callable[[str, Any], Any]] = {
    "blind": _blind, "second_read_share": _share, "second_read_unsure": _flag, "rule": _rule, "gold_rate": _gold_rate,
    "audit_share": _share, "warm_up": _count, "reason_required": _flag, "label_rule": _label_rule, "auto_accept": _auto_accept,
}
