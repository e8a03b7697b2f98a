"""Views show the same picture, in the promised size, and carry nothing of the uploaded file."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.photos.decode import Decoder
from app.photos.views import full_jpeg, preview_jpeg, thumbnail_jpeg
from tests.photos.pictures import encode, exif, picture


@pytest.mark.parametrize(("view", "side"), [(thumbnail_jpeg, 320), (preview_jpeg, 1280), (full_jpeg, 2000)])
def test_views_have_their_size_and_show_the_same_picture(view, side: int) -> None:
    image = picture(2000, 1500)
    with Image.open(io.BytesIO(view(image))) as shown:
        assert shown.format == "JPEG" and max(shown.size) == side
        reference = Image.fromarray(image).resize(shown.size, Image.Resampling.BOX)
        assert np.abs(np.asarray(shown).astype(int) - np.asarray(reference)).mean() < 3


@pytest.mark.parametrize("view", [thumbnail_jpeg, preview_jpeg, full_jpeg])
def test_a_small_photo_is_not_enlarged(view) -> None:
    with Image.open(io.BytesIO(view(picture(200, 150)))) as shown:
        assert shown.size == (200, 150)


@pytest.mark.parametrize("view", [thumbnail_jpeg, preview_jpeg, full_jpeg])
def test_nothing_but_pixels_survives(decoder: Decoder, tmp_path: Path, view) -> None:
    payload = {"comment": b"<script>alert(1)</script>", "icc_profile": b"PROFILE" + bytes(200)}
    photo = encode(picture(), exif=exif(3, gps=True, make="SECRETMAKE", owner="OWNER"), **payload)
    (tmp_path / "photo.jpg").write_bytes(photo + b"PK\x03\x04 appended")
    shown = view(decoder.decode(tmp_path / "photo.jpg").image)
    for part in (b"script", b"SECRETMAKE", b"OWNER", b"Exif", b"PROFILE", b"PK\x03\x04"):
        assert part not in shown
    with Image.open(io.BytesIO(shown)) as opened:
        assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_the_full_view_is_close_to_the_photo_itself() -> None:
    image = picture(1200, 900)
    with Image.open(io.BytesIO(full_jpeg(image))) as shown:
        error = np.asarray(shown).astype(float) - image
    assert 10 * np.log10(255**2 / (error**2).mean()) > 38
