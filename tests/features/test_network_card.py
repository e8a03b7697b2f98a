"""A card is read as it is meant, or refused with the line that is wrong."""

import pytest

from app.errors import BadNetwork
from app.features.network_card import read_card
from tests.tiny_network import CARD


def test_a_card_with_the_least_that_is_needed() -> None:
    card = read_card(CARD)
    assert (card.height, card.width, card.mean, card.scale) == (32, 32, (0, 0, 0), (1, 1, 1))
    assert (card.layout, card.question) == ("NCHW", "recapture")
    assert card.names == ("score",)


def test_three_numbers_and_two_sides() -> None:
    card = read_card({**CARD, "input": [48, 64], "mean": [1, 2, 3], "scale": 0.5, "crop": "tiles"})
    assert (card.height, card.width, card.mean, card.scale) == (48, 64, (1, 2, 3), (0.5, 0.5, 0.5))
    assert card.names == ("mean", "highest", "lowest")


@pytest.mark.parametrize(("key", "value"), [
    ("name", "Ünnamed"), ("name", "../x"), ("name", ""), ("name", 3), ("input", 8), ("input", 4096), ("input", [32]), ("input", "32"),
    ("crop", "corner"), ("channels", "GRB"), ("layout", "CHW"), ("mean", [1, 2]), ("mean", float("nan")), ("scale", True), ("output", -1),
    ("output", 1.5), ("activation", "tanh"), ("direction", 1), ("face_margin", 0.2), ("title", "x" * 301), ("unseen", {"abc": [1]}),
    ("unseen", {"0" * 64: [1, 2]}), ("colour", "red"),
])
def test_a_bad_line_is_named(key: str, value: object) -> None:
    with pytest.raises(BadNetwork, match=key):
        read_card({**CARD, key: value})


@pytest.mark.parametrize("key", ["name", "input", "crop", "channels", "output", "activation", "direction"])
def test_a_missing_line_is_named(key: str) -> None:
    with pytest.raises(BadNetwork, match=f"lacks {key}"):
        read_card({name: value for name, value in CARD.items() if name != key})


@pytest.mark.parametrize("stated", [[], "card", None, 3])
def test_what_is_no_object_is_refused(stated: object) -> None:
    with pytest.raises(BadNetwork):
        read_card(stated)
