"""The charts of an evaluation as drawings (SVG) that need no script; their colours come from the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

WIDTH, ROW = 680, 27
NAMES, NUMBERS = 150, 172
SIDE, LEFT, TOP = 300, 62, 8  # of a square chart
SIDES = ("claim", "against")


@dataclass(frozen=True)
class Mark:
    """A value with its interval; look: ink (filled), soft (hollow), claim or against.  None where it is undefined."""

    value: float | None
    low: float | None
    high: float | None
    look: str = "ink"


@dataclass(frozen=True)
class Row:
    """A named row of a chart; said: the words at its right."""

    name: str
    marks: tuple[Mark, ...]
    said: str


@dataclass(frozen=True)
class Curve:
    """A line of a square chart with its band; dots: each point is marked, and its interval a line."""

    xs: Sequence[float]
    ys: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    dots: bool = False


def intervals_svg(label: str, rows: Sequence[Row], ends: tuple[float, float], references: Sequence[tuple[float, str]] = (),
                  percent: bool = False) -> str:
    """One row a name: each mark with its whisker, against vertical references.  ends: of the axis."""
    top, spread = 20, (4 if rows and len(rows[0].marks) > 1 else 0)
    foot = top + len(rows) * ROW
    parts = [f'<line class="rule" x1="{NAMES}" x2="{WIDTH - NUMBERS}" y1="{foot}" y2="{foot}"/>']
    for value in _ticks(*ends):
        x = _across(value, ends)
        words = f"{100 * value:.0f} %" if percent else f"{value:.2f}".rstrip("0").rstrip(".") or "0"
        parts.append(f'<line class="rule" x1="{x:.1f}" x2="{x:.1f}" y1="{foot}" y2="{foot + 4}"/>'
                     f'<text class="soft" x="{x:.1f}" y="{foot + 17}" text-anchor="middle">{words.replace("-", "−")}</text>')
    for value, words in references:
        x = _across(value, ends)
        parts.append(f'<line class="reference" x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{foot}"/>'
                     f'<text class="soft" x="{x:.1f}" y="13" text-anchor="{_anchor(value, ends)}">{escape(words)}</text>')
    for number, row in enumerate(rows):
        middle = top + number * ROW + ROW / 2
        parts.append(f'<text class="ink" x="{NAMES - 14}" y="{middle + 4}" text-anchor="end">{escape(row.name)}</text>'
                     f'<text class="soft said" x="{WIDTH}" y="{middle + 4}" text-anchor="end">{escape(row.said)}</text>')
        for place, mark in enumerate(row.marks):
            parts.append(_mark(mark, middle + spread * (2 * place - len(row.marks) + 1), ends))
    return _svg(WIDTH, foot + 24, label, parts, "rows")


def square_svg(label: str, curve: Curve, across: str, up: str) -> str:
    """Shares against shares, 0 to 1 both ways, with the diagonal."""
    parts = [f'<rect class="frame" x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}"/>',
             f'<line class="reference" x1="{LEFT}" y1="{TOP + SIDE}" x2="{LEFT + SIDE}" y2="{TOP}"/>']
    for value in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = _at(value, value)
        parts.append(f'<text class="soft" x="{x}" y="{TOP + SIDE + 17}" text-anchor="middle">{100 * value:.0f} %</text>'
                     f'<text class="soft" x="{LEFT - 7}" y="{y + 4}" text-anchor="end">{100 * value:.0f} %</text>')
    line = [_at(x, y) for x, y in zip(curve.xs, curve.ys, strict=True)]
    if curve.dots:
        for (x, y), low, high in zip(line, curve.low, curve.high, strict=True):
            parts.append(f'<line class="whisker" x1="{x:.1f}" x2="{x:.1f}" y1="{_at(0, low)[1]:.1f}" y2="{_at(0, high)[1]:.1f}"/>'
                         f'<circle class="dot ink" cx="{x:.1f}" cy="{y:.1f}" r="4"/>')
    else:
        there = [_at(x, y) for x, y in zip(curve.xs, curve.high, strict=True)]
        back = [_at(x, y) for x, y in zip(curve.xs, curve.low, strict=True)][::-1]
        parts.append(f'<polygon class="band ink" points="{_points([*there, *back])}"/>')
    parts.append(f'<polyline class="curve ink" points="{_points(line)}"/>'
                 f'<text class="soft" x="{LEFT + SIDE / 2}" y="{TOP + SIDE + 36}" text-anchor="middle">{escape(across)}</text>'
                 f'<text class="soft" transform="translate(12 {TOP + SIDE / 2}) rotate(-90)" text-anchor="middle">{escape(up)}</text>')
    return _svg(LEFT + SIDE + 22, TOP + SIDE + 44, label, parts)


def outlines_svg(label: str, edges: Sequence[float], shares: Sequence[Sequence[float]], words: Sequence[str], unit: str) -> str:
    """The outline of a feature's distribution by label, claim first."""
    width, base, top = 320, 118, 22
    smooth = [np.convolve(np.pad(np.asarray(one, float), 1, mode="edge"), [0.25, 0.5, 0.25], "valid") for one in shares]
    highest = max(float(one.max()) for one in smooth) or 1.0
    parts = []
    for number, outline in enumerate(smooth):
        xs = (np.arange(len(outline)) + 0.5) * width / len(outline)
        at = list(zip(xs.tolist(), (base - outline / highest * (base - top)).tolist(), strict=True))
        parts.append(f'<polygon class="wash {SIDES[number]}" points="{at[0][0]:.1f},{base} {_points(at)} {at[-1][0]:.1f},{base}"/>'
                     f'<polyline class="curve {SIDES[number]}" points="{_points(at)}" stroke-dasharray="{("", "5 3")[number]}"/>')
        parts.append(f'<line class="curve {SIDES[number]}" x1="{number * 130}" x2="{number * 130 + 18}" y1="7" y2="7" '
                     f'stroke-dasharray="{("", "5 3")[number]}"/><text class="{SIDES[number]}" x="{number * 130 + 24}" y="11">'
                     f'{escape(words[number])}</text>')
    parts.append(f'<line class="rule" x1="0" x2="{width}" y1="{base}" y2="{base}"/>')
    parts += [f'<text class="soft" x="{x}" y="{base + 15}" text-anchor="{anchor}">{f"{value:.3g}".replace("-", "−")}</text>'
              for x, anchor, value in ((0, "start", edges[0]), (width, "end", edges[-1]))]
    parts.append(f'<text class="soft" x="{width / 2}" y="{base + 15}" text-anchor="middle">{escape(unit)}</text>')
    return _svg(width, base + 22, label, parts)


def strips_svg(label: str, sources: dict[str, dict], labels: Sequence[str], ends: tuple[float, float]) -> str:
    """By source and label: 5 to 95 % thin, 25 to 75 % thick, the middle marked."""
    width, names, row = 320, 92, 17
    scale = (width - names - 4) / (ends[1] - ends[0])

    def x(value: float) -> float:
        return names + 2 + (min(max(value, ends[0]), ends[1]) - ends[0]) * scale

    parts = []
    for number, (source, one) in enumerate(sources.items()):
        middle = number * row + row / 2
        parts.append(f'<text class="ink small" x="{names - 8}" y="{middle + 4}" text-anchor="end">{escape(source)}</text>')
        for side, name in enumerate(labels):
            if name in one["labels"]:
                low, early, half, late, high = (x(value) for value in one["labels"][name]["quantiles"])
                y = middle + (3.5 if side else -3.5)
                parts.append(f'<g class="strip {SIDES[side]}"><line x1="{low:.1f}" x2="{high:.1f}" y1="{y}" y2="{y}"/>'
                             f'<line class="thick" x1="{early:.1f}" x2="{late:.1f}" y1="{y}" y2="{y}"/></g>'
                             f'<line class="middle" x1="{half:.1f}" x2="{half:.1f}" y1="{y - 3}" y2="{y + 3}"/>')
    return _svg(width, len(sources) * row + 4, label, parts)


def _mark(mark: Mark, y: float, ends: tuple[float, float]) -> str:
    if mark.value is None:
        return ""
    x, whisker = _across(mark.value, ends), ""
    if mark.low is not None and mark.high is not None:
        low, high = _across(mark.low, ends), _across(mark.high, ends)
        whisker = f'<line class="whisker {mark.look}" x1="{low:.1f}" x2="{high:.1f}" y1="{y}" y2="{y}"/>'
    if mark.look == "against":
        turned = f'transform="rotate(45 {x:.1f} {y})"'
        return f'{whisker}<rect class="dot against" x="{x - 3.6:.1f}" y="{y - 3.6}" width="7.2" height="7.2" {turned}/>'
    return f'{whisker}<circle class="dot {mark.look}" cx="{x:.1f}" cy="{y}" r="4"/>'


def _at(x: float, y: float) -> tuple[float, float]:
    """A point of the square."""
    return LEFT + SIDE * x, TOP + SIDE * (1 - y)


def _across(value: float, ends: tuple[float, float]) -> float:
    share = (min(max(value, ends[0]), ends[1]) - ends[0]) / (ends[1] - ends[0])
    return NAMES + share * (WIDTH - NUMBERS - NAMES)


def _anchor(value: float, ends: tuple[float, float]) -> str:
    """Words near an end lean inwards."""
    share = (value - ends[0]) / (ends[1] - ends[0])
    return "start" if share < 0.1 else "end" if share > 0.88 else "middle"


def _ticks(low: float, high: float) -> list[float]:
    step = next(step for step in (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0) if (high - low) / step <= 7 or step == 1.0)
    return [round(number * step, 4) for number in range(int(np.ceil(low / step - 1e-9)), int(np.floor(high / step + 1e-9)) + 1)]


def _points(at: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in at)


def _svg(width: float, height: float, label: str, parts: Sequence[str], kind: str = "drawing") -> str:
    return f'<svg class="{kind}" viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="{escape(label)}">{"".join(parts)}</svg>'
