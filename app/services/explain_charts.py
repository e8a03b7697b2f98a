"""The charts of a report as drawings (SVG) that need no script; their colours come from the page, or from `alone`."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from app.services.explain import Explanation, FeatureView
from app.services.standing import Distribution

WIDTH, ROW = 680, 30
NAMES, NUMBERS = 190, 96
DASHES = ("", "5 3")
SIDES = ("claim", "against")
COLOURS = """
svg { --ink:#1b1b1b; --soft:#555; --line:#d9d9d9; --claim:#0072b2; --against:#b84c00; background:#fff;
  font:12px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif }
@media (prefers-color-scheme: dark) { svg { --ink:#ededed; --soft:#b0b0b0; --line:#3a3a3a; --claim:#56b4e9; --against:#e69f00;
  background:#1e1e1e } }
"""
SHAPES = """
svg text { font-size:12px }
.ink { fill:var(--ink) } .soft { fill:var(--soft) } .claim { fill:var(--claim) } .against { fill:var(--against) }
.rule { stroke:var(--line) } .here { stroke:var(--ink); stroke-width:1.6 } .curve { fill:none; stroke-width:1.8; stroke-linejoin:round }
.curve.claim { stroke:var(--claim) } .curve.against { stroke:var(--against) } .wash { stroke:none; opacity:.13 }
"""


def alone(drawing: str) -> str:
    """The drawing as a file of its own, light or dark as the reader's screen is."""
    head, _, rest = drawing.partition(">")
    return f"{head}><style>{COLOURS}{SHAPES}</style>{rest}\n"


def contributions_svg(explanation: Explanation, against: str) -> str:
    """Where the score starts, each family's share in log-odds, and what they come to.  against: the second label's word."""
    shares = sorted(explanation.families, key=lambda family: -family.log_odds)
    total = explanation.bias + sum(family.log_odds for family in shares)
    reach = max(1.0, abs(explanation.bias), abs(total), *(abs(family.log_odds) for family in shares))
    rows = [("Before anything is measured", explanation.bias, "soft"), *((family.title, family.log_odds, "") for family in shares)]
    drawn = [_bar(number, title, value, reach, kind) for number, (title, value, kind) in enumerate(rows)]
    foot = len(rows) * ROW + 8
    together = _bar(len(rows), "Together", total, reach, "ink", down=12)
    rule = f'<line class="rule" x1="0" x2="{WIDTH}" y1="{foot}" y2="{foot}"/>'
    words = f"{100 * explanation.probability:.0f} % {escape(against)}"
    answer = f'<text class="ink" x="{WIDTH}" y="{foot + 4 + ROW + 14}" text-anchor="end">{words}</text>'
    return _svg(WIDTH, foot + ROW + 24, "What speaks for and against, in log-odds", [*drawn, rule, together, answer])


def _bar(number: int, title: str, value: float, reach: float, kind: str, down: int = 0) -> str:
    middle = NAMES + (WIDTH - NAMES - NUMBERS) / 2
    length = abs(value) / reach * (WIDTH - NAMES - NUMBERS) / 2
    left, top = (middle if value > 0 else middle - length), number * ROW + down
    side = kind or SIDES[int(value > 0)]
    weight = ' font-weight="600"' if kind == "ink" else ""
    return (f'<text class="{"soft" if kind == "soft" else "ink"}" x="0" y="{top + 19}"{weight}>{escape(title)}</text>'
            f'<line class="rule" x1="{middle:.1f}" x2="{middle:.1f}" y1="{top + 2}" y2="{top + ROW - 2}"/>'
            f'<rect class="{side}" x="{left:.1f}" y="{top + 10}" width="{max(length, 1):.1f}" height="10" rx="2"/>'
            f'<text class="soft" x="{WIDTH}" y="{top + 19}" text-anchor="end"{weight}>{signed(value)}</text>')


def feature_svg(feature: FeatureView, words: Sequence[str], width: int = 420, height: int = 156) -> str:
    """Outlines of a feature's distribution by label, and a line where this photograph lies.  words: each label's plural, claim first."""
    base, top = height - 36, 38
    edges = feature.distributions[0].edges
    outlines = [_smoothed(told) for told in feature.distributions]
    highest = max(float(outline.max()) for outline in outlines) or 1.0
    curves = [_curve(outline / highest, number, width, base, top) for number, outline in enumerate(outlines)]
    share = (min(max(feature.value, edges[0]), edges[-1]) - edges[0]) / (edges[-1] - edges[0])
    here = share * width
    where = f"this photo: {feature.value:.3g}"
    where = f"← {where}" if feature.value < edges[0] else f"{where} →" if feature.value > edges[-1] else where
    anchor, shift = ("start", 5) if share < 0.5 else ("end", -5)
    names = [_key(number, word, width, share < 0.5) for number, word in enumerate(words)]
    ticks = [f'<text class="soft" x="{x}" y="{base + 15}" text-anchor="{side}">{number:.3g}</text>'
             for x, side, number in ((0, "start", edges[0]), (width / 2, "middle", (edges[0] + edges[-1]) / 2), (width, "end", edges[-1]))]
    return _svg(width, height, f"{feature.standing}; this photo: {feature.value:.3g}", [
        *curves, f'<line class="rule" x1="0" x2="{width}" y1="{base}" y2="{base}"/>',
        f'<line class="here" x1="{here:.1f}" x2="{here:.1f}" y1="4" y2="{base}"/>',
        f'<text class="ink" x="{here + shift:.1f}" y="13" text-anchor="{anchor}">{where}</text>', *names, *ticks,
        f'<text class="soft" x="{width / 2}" y="{base + 30}" text-anchor="middle">{escape(feature.unit or "value of the feature")}</text>',
    ])


def _key(number: int, word: str, width: int, on_the_right: bool) -> str:
    """A label's name beside a sample of its stroke, on the side where this photograph's line is not."""
    left, level, side = (width - 92 if on_the_right else 0), 9 + 15 * number, SIDES[number]
    return (f'<line class="curve {side}" x1="{left}" x2="{left + 18}" y1="{level}" y2="{level}" stroke-dasharray="{DASHES[number]}"/>'
            f'<text class="{side}" x="{left + 24}" y="{level + 4}">{escape(word)}</text>')


def _curve(outline: np.ndarray, number: int, width: int, base: float, top: float) -> str:
    xs = (np.arange(len(outline)) + 0.5) * width / len(outline)
    ys = base - outline * (base - top)
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(*_rounded(xs, ys), strict=True))
    side = SIDES[number]
    return (f'<polygon class="wash {side}" points="{xs[0]:.1f},{base} {line} {xs[-1]:.1f},{base}"/>'
            f'<polyline class="curve {side}" points="{line}" stroke-dasharray="{DASHES[number]}"/>')


def _rounded(xs: np.ndarray, ys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Corners cut twice (Chaikin), which never overshoots; the ends stay."""
    for _ in range(2):
        xs, ys = (np.concatenate([[line[0]], np.stack([0.75 * line[:-1] + 0.25 * line[1:], 0.25 * line[:-1] + 0.75 * line[1:]], 1).ravel(),
                                  [line[-1]]]) for line in (xs, ys))
    return xs, ys


def _smoothed(told: Distribution) -> np.ndarray:
    padded = np.pad(np.asarray(told.counts, dtype=float), 1, mode="edge")
    return (padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4


def signed(value: float) -> str:
    """ "+1.9", "−0.5", "0.0"."""
    rounded = round(value, 1)
    return "0.0" if rounded == 0 else f"{'+' if rounded > 0 else '−'}{abs(rounded):.1f}"


def _svg(width: int, height: float, label: str, parts: Sequence[str]) -> str:
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:.0f}" role="img" aria-label="{escape(label)}">'
            f'{"".join(parts)}</svg>')
