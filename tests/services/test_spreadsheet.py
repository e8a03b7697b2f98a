"""No text reaches a spreadsheet as a formula."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.spreadsheet import safe_cell

STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "|", "\uff1d", "\uff0b", "\uff0d", "\uff20"]


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\ufeff"])
def test_what_may_run_becomes_text(start: str, before: str) -> None:
    assert safe_cell(f"{before}{start}cmd|' /C calc'!A0").startswith("'")


@given(st.text())
def test_nothing_but_an_apostrophe_is_added_and_nothing_but_zeros_is_lost(text: str) -> None:
    assert safe_cell(text) in (text.replace("\0", ""), "'" + text.replace("\0", ""))


@pytest.mark.parametrize("text", ["", "headshot.jpg", "Anna = Berta", "3-4", "'quoted", "Ärger"])
def test_harmless_text_stays(text: str) -> None:
    assert safe_cell(text) == text


def test_a_zero_character_in_front_does_not_hide_a_formula() -> None:
    assert safe_cell("\0=1+1") == "'=1+1"
