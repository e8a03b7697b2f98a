"""Both themes keep WCAG 2.2 AA: 4.5 : 1 for text, 3 : 1 for edges of controls and for marks."""

from __future__ import annotations

import re

import pytest

from app.config import PROJECT

THEME = (PROJECT / "assets" / "theme.css").read_text()
GROUNDS = ("ground", "paper", "raised")


def colours(theme: str) -> dict[str, tuple[int, ...]]:
    start = THEME.index(f'[data-bs-theme="{theme}"] {{')
    block = THEME[start:THEME.index("}", start)]
    named = re.findall(r"--([\w-]+): #(\w{6});", block)
    return {name: tuple(int(value[place:place + 2], 16) for place in (0, 2, 4)) for name, value in named}


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Ratio of relative luminances, WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: tuple[int, ...]) -> float:
    parts = [channel / 255 for channel in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "ink-2", "ink-3", "claim", "against", "alarm"])
def test_text_can_be_read_on_every_ground(theme, ink):
    palette = colours(theme)
    for ground in GROUNDS:
        assert contrast(palette[ink], palette[ground]) >= 4.5, (theme, ink, ground)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_controls_and_focus_can_be_seen(theme):
    palette = colours(theme)
    assert contrast(palette["on-accent"], palette["accent"]) >= 4.5
    for ground in (*GROUNDS, "surround"):
        assert contrast(palette["accent"], palette[ground]) >= 3
    for ground in GROUNDS:
        assert contrast(palette["edge"], palette[ground]) >= 3
    assert contrast(palette["ink"], palette["surround"]) >= 4.5 and contrast(palette["ink-2"], palette["surround"]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_themes_name_the_same_colours(theme):
    assert set(colours(theme)) == set(colours("light"))


def test_nothing_is_loaded_from_elsewhere():
    for sheet in (PROJECT / "assets").rglob("*.css"):
        if "vendor" not in sheet.parts:
            assert not re.search(r"@import|url\(\s*[\"']?(https?:)?//", sheet.read_text()), sheet.name
