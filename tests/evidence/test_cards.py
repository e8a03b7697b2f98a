"""Information cards: each tells what it says it tells, on pictures whose truth is known, and stands any picture."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
from skimage import data

from app.evidence.cards.card import Card
from app.evidence.cards.compression import compression_card, earlier_compression
from app.evidence.cards.demosaicing import CLEAR, demosaicing, demosaicing_card
from app.evidence.cards.error_level import error_level, error_level_card
from app.evidence.cards.face import face_card
from app.photos.jpeg_tables import read_jpeg_tables
from tests.features.pictures import scene

PERSON = cv2.resize(data.astronaut(), (1024, 1024), interpolation=cv2.INTER_CUBIC)
HARD = [np.zeros((64, 64, 3), np.uint8), np.full((300, 100, 3), 255, np.uint8), scene(1, 90, 500),
        np.random.default_rng(0).integers(0, 256, (400, 333, 3), dtype=np.uint8)]


def grainy(image: np.ndarray) -> np.ndarray:
    return np.clip(image + np.random.default_rng(3).normal(0, 3, image.shape), 0, 255).astype(np.uint8)


def stored(image: np.ndarray, quality: int) -> tuple[np.ndarray, object]:
    content = cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return cv2.imdecode(content, cv2.IMREAD_COLOR_RGB), read_jpeg_tables(io.BytesIO(content.tobytes()))


def facts(card: Card) -> dict[str, str]:
    return dict(card.facts)


@pytest.mark.parametrize(("first", "second"), [(80, 90), (70, 95), (60, 85), (50, 75)])
def test_a_second_compression_is_told_from_the_first(first: int, second: int) -> None:
    for picture in (grainy(PERSON), scene(2)):
        once, twice = stored(picture, second), stored(stored(picture, first)[0], second)
        assert facts(compression_card(once[1], once[0]))["Compressed before"] == "None seen"
        assert facts(compression_card(twice[1], twice[0]))["Compressed before"].startswith("Yes")


@pytest.mark.parametrize("turned", [lambda one: np.rot90(one), lambda one: np.rot90(one, 2), lambda one: one[:, ::-1]],
                         ids=["quarter turn", "half turn", "mirrored"])
def test_it_is_seen_in_a_photograph_that_was_turned_upright(turned) -> None:
    image, tables = stored(stored(grainy(PERSON)[:1001, :777], 70)[0], 90)
    assert earlier_compression(np.ascontiguousarray(turned(image)), tables) > 2.5


def test_pixels_made_up_from_their_neighbours_are_found_and_lost_by_scaling() -> None:
    raw = np.random.default_rng(0).normal(128, 25, (640, 640)).clip(0, 255).astype(np.uint8)
    camera = cv2.cvtColor(raw, cv2.COLOR_BayerRG2RGB)
    assert demosaicing(camera)[1] > CLEAR
    assert demosaicing(cv2.resize(camera, (400, 400), interpolation=cv2.INTER_AREA))[1] < 5
    assert facts(demosaicing_card(scene(3)))["Every second pixel made up"] == "None seen"


def test_a_part_with_more_detail_changes_more_when_saved_again() -> None:
    flat = np.full((320, 320, 3), 120, np.uint8)
    flat[100:200, 100:200] = np.random.default_rng(0).integers(0, 256, (100, 100, 3))
    level = error_level(flat)
    assert level[110:190, 110:190].mean() > 10 * level[:80].mean() + 1
    assert error_level_card(flat).picture is not None


def test_the_face_is_shown_or_said_to_be_missing() -> None:
    there, none = face_card(PERSON), face_card(data.coffee())
    assert there.picture is not None and "pixels" in facts(there)["Found"]
    assert facts(none) == {"Found": "No face found"} and none.picture is None


@pytest.mark.parametrize("image", HARD, ids=["black", "white", "flat", "noise"])
def test_every_card_stands_any_picture_and_says_when_it_misleads(image: np.ndarray) -> None:
    kept, tables = stored(image, 80)
    for card in (compression_card(tables, kept), face_card(kept), demosaicing_card(kept), error_level_card(kept)):
        assert card.facts and all(what and words for what, words in card.facts)
        assert card.says.endswith(".") and card.misleads.endswith(".")
