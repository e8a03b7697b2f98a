"""The bias meter: how often the score changed a mind when it was right, and when it was wrong.

Whether an answer or a score was right is told by gold, else by a lead, else by the other readers' own first answers; never by the final
answer of the same reader, which following the score would make right.  A right answer is better than UNSURE, and UNSURE than a wrong one:
a change up that order helped, a change down it harmed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain import CANNOT_TELL
from app.services.share import ENOUGH, Share, Z
from app.store.engine import Session
from app.store.insights.filters import InsightFilters
from app.store.insights.minds import Mind, minds, reveals


@dataclass(frozen=True)
class Meter:
    """key: the reviewer's id, the version, or "".  reveals: with a known truth.

    right: of first answers that were not right, while the score was, how many the score set right.
    wrong: of first answers that were not wrong, while the score was, how many it made wrong, or unsure.
    net: (helped - harmed) / reveals, with its 95 % interval; None under ENOUGH reveals.
    """

    key: str
    name: str
    reveals: int
    right: Share
    wrong: Share
    helped: int
    harmed: int
    net: tuple[float, float, float] | None

    @property
    def does_harm(self) -> bool:
        """Whether more answers certainly got worse than better."""
        return self.net is not None and self.net[2] < 0


@dataclass(frozen=True)
class Bias:
    """reveals: all of them, also those whose truth nobody knows, which count nowhere else.  bases: what the truth rests on -> reveals."""

    overall: Meter
    reveals: int
    bases: Mapping[str, int]
    reviewers: tuple[Meter, ...]
    versions: tuple[Meter, ...]


def bias(session: Session, filters: InsightFilters, names: Mapping[str, str]) -> Bias:
    """names: reviewer id -> name."""
    return bias_of(minds(session, filters), reveals(session, filters), names)


def bias_of(known: Sequence[Mind], total: int, names: Mapping[str, str]) -> Bias:
    """The same from counted rows.  total: all reveals."""
    bases = {basis: sum(row.reveals for row in known if row.basis == basis) for basis in ("gold", "lead", "reader")}
    return Bias(
        meter("", "Everybody", known), total, bases,
        _each(known, lambda row: row.reviewer_id, lambda key: names.get(key, "somebody")),
        _each(known, lambda row: row.version or "", lambda key: key or "no version"))


def meter(key: str, name: str, rows: Sequence[Mind]) -> Meter:
    """rows: with a truth."""
    led = [row for row in rows if row.suggestion not in (None, CANNOT_TELL)]
    could_help = [row for row in led if row.suggestion == row.truth and row.before != row.truth]
    could_harm = [row for row in led if row.suggestion != row.truth and _worth(row.before, row.truth) >= 0]
    helped = _count(row for row in rows if _worth(row.after, row.truth) > _worth(row.before, row.truth))
    harmed = _count(row for row in rows if _worth(row.after, row.truth) < _worth(row.before, row.truth))
    reveals = _count(rows)
    return Meter(
        key, name, reveals, Share(_count(row for row in could_help if row.after == row.truth), _count(could_help)),
        Share(_count(row for row in could_harm if _worth(row.after, row.truth) < _worth(row.before, row.truth)), _count(could_harm)),
        helped, harmed, net_change(helped, harmed, reveals) if reveals >= ENOUGH else None)


def net_change(helped: int, harmed: int, n: int) -> tuple[float, float, float]:
    """(helped - harmed) / n with its 95 % interval, -1 to 1; n at least 1.

    Source: Bonett and Price, J. Educ. Behav. Stat. 37(4), 2012, the adjusted interval of a difference of paired shares.
    """
    up, down = (helped + 1) / (n + 2), (harmed + 1) / (n + 2)
    half = Z * math.sqrt((up + down - (up - down) ** 2) / (n + 2))
    return (helped - harmed) / n, max(up - down - half, -1.0), min(up - down + half, 1.0)


def _each(rows: Sequence[Mind], key, name) -> tuple[Meter, ...]:
    """A meter for each key, most reveals first."""
    grouped: dict[str, list[Mind]] = {}
    for row in rows:
        grouped.setdefault(key(row), []).append(row)
    return tuple(sorted((meter(one, name(one), mine) for one, mine in grouped.items()), key=lambda one: (-one.reveals, one.name)))


def _worth(label: str | None, truth: str | None) -> int:
    return 0 if label is None else 1 if label == truth else -1


def _count(rows) -> int:
    return sum(row.reveals for row in rows)
