"""Information cards reach a reviewer when the score may, and never before."""

from __future__ import annotations

import pytest

from app.errors import PhotoNotFound, ScoreWithheld
from app.services.information_cards import information_cards
from app.services.policies import change_policy
from app.services.review import decide, next_photo
from tests.services.desk import verdict


def test_a_jpeg_has_all_cards_and_each_says_when_it_misleads(deps, alice, add_photo):
    cards = information_cards(deps, alice, add_photo(width=400, height=300).id, "recapture")
    assert {card.id for card in cards} >= {"face", "demosaicing", "error_level"}
    assert all(card.says and card.misleads for card in cards)


def test_cards_are_closed_as_long_as_the_score_is(deps, alice, lead, add_photo):
    add_photo()
    change_policy(deps, lead, "recapture", {"blind": "on"})
    item = next_photo(deps, alice, "recapture")
    with pytest.raises(ScoreWithheld):
        information_cards(deps, alice, item.photo.id, "recapture")
    decide(deps, alice, verdict(item))
    assert information_cards(deps, alice, item.photo.id, "recapture")


def test_a_photo_that_is_not_there(deps, alice):
    with pytest.raises(PhotoNotFound):
        information_cards(deps, alice, "nobody", "recapture")
