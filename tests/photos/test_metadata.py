"""The card says what the camera was, in clean text, and never where or whose."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import JpegPresets

from app.photos.decode import Decoder
from app.photos.metadata import MAX_CHARACTERS, TITLES, clean_card, clean_text, jpeg_quality, read_metadata
from tests.photos.pictures import encode, exif, picture, write_photo

CARD = exif(6, gps=True, make="ACME", model="Phone 7", software="v1", taken="2026:01:02 03:04:05", iso=200, lens="Wide", focal_length=4.25,
            exposure=1 / 120, serial="SERIAL", owner="OWNER")
SMALL = picture(80, 80)
EXPECTED = {"make": "ACME", "model": "Phone 7", "lens": "Wide", "focal_length": "4.25 mm", "exposure": "1/120 s", "iso": "200",
            "software": "v1", "taken": "2026-01-02 03:04:05"}


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".heic"])
def test_the_card_of_every_type(decoder: Decoder, tmp_path: Path, suffix: str) -> None:
    card = decoder.decode(write_photo(tmp_path / f"photo{suffix}", exif=CARD, quality=90)).metadata
    assert card == EXPECTED | ({"jpeg_quality": "90"} if suffix == ".jpg" else {})
    assert set(card) <= set(TITLES)


def test_a_photo_without_exif_has_an_empty_card() -> None:
    assert read_metadata(encode(picture(), ".png"), "png") == {}


@settings(max_examples=30, deadline=None)
@given(content=st.binary(max_size=300))
@pytest.mark.parametrize("type", ["jpeg", "png", "webp", "heic"])
def test_noise_has_an_empty_card(type: str, content: bytes) -> None:
    assert read_metadata(content, type) == {}


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=200))
def test_broken_exif_never_stops_a_photo(content: bytes) -> None:
    card = read_metadata(encode(SMALL, exif=b"Exif\0\0II*\0" + content), "jpeg")
    assert set(card) <= set(TITLES)


@given(text=st.text())
def test_clean_text_is_short_single_line_and_printable(text: str) -> None:
    cleaned = clean_text(text)
    assert len(cleaned) <= MAX_CHARACTERS
    assert cleaned == " ".join(cleaned.split())
    assert not any(unicodedata.category(character)[0] == "C" for character in cleaned)
    assert clean_text(cleaned) == cleaned


def test_direction_marks_and_escapes_are_gone() -> None:
    assert clean_text("a\u202egpj\x1b[31m\x00 b\n\nc") == "agpj[31m b c"


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "    :  :     :  :  ", "yesterday"])
def test_a_camera_without_a_clock_took_it_at_no_time(taken: str) -> None:
    assert "taken" not in read_metadata(encode(picture(), exif=exif(taken=taken)), "jpeg")


def test_a_card_from_a_child_that_lies_is_cleaned() -> None:
    assert clean_card({"make": "A\x00B", "gps": "47 N", "iso": 5, "model": None, "software": " \n"}) == {"make": "AB"}


@pytest.mark.parametrize("quality", [5, 10, 25, 40, 50, 60, 75, 80, 90, 92, 95, 98])
def test_the_quality_of_the_common_library_is_found(quality: int) -> None:
    card = read_metadata(encode(picture(), quality=quality), "jpeg")
    assert card["jpeg_quality"] == str(quality)


def test_quality_stays_within_bounds() -> None:
    assert jpeg_quality((1,) * 64) == 100
    assert jpeg_quality((65535,) * 64) == 1
    assert 1 <= jpeg_quality(tuple(JpegPresets.presets["maximum"]["quantization"][0])) <= 100
