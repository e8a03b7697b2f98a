"""Tables of a JPEG: those that the library wrote, and nothing where the header is not as it should be."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.photos.jpeg_tables import JpegTables, read_jpeg_tables
from app.photos.metadata import jpeg_quality
from tests.photos.pictures import picture


def jpeg(quality: int, **options) -> bytes:
    stored = io.BytesIO()
    Image.fromarray(picture(320, 240)).save(stored, "JPEG", quality=quality, **options)
    return stored.getvalue()


def tables_of(content: bytes) -> JpegTables | None:
    return read_jpeg_tables(io.BytesIO(content))


@pytest.mark.parametrize("quality", [15, 50, 75, 92, 100])
def test_the_tables_are_those_that_pillow_reads_and_give_back_the_quality(quality: int) -> None:
    found = tables_of(jpeg(quality))
    with Image.open(io.BytesIO(jpeg(quality))) as photo:
        expected = photo.quantization
    assert found is not None and list(found.luminance) == list(expected[0]) and list(found.chrominance or ()) == list(expected[1])
    assert jpeg_quality(found.luminance) == quality


@pytest.mark.parametrize(("subsampling", "expected"), [(0, (1, 1)), (1, (2, 1)), (2, (2, 2))])
def test_sampling_and_order(subsampling: int, expected: tuple[int, int]) -> None:
    found = tables_of(jpeg(80, subsampling=subsampling, progressive=subsampling == 2))
    assert found is not None and found.sampling[0] == expected and found.progressive == (subsampling == 2)


def test_grey_has_one_table() -> None:
    found = tables_of(cv2.imencode(".jpg", np.zeros((80, 80), np.uint8))[1].tobytes())
    assert found is not None and found.chrominance is None and len(found.sampling) == 1


@pytest.mark.parametrize("content", [b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xdb\x00\x01", jpeg(80)[:30]])
def test_what_is_no_jpeg_has_none(content: bytes) -> None:
    assert tables_of(content) is None


@settings(max_examples=150, deadline=None)
@given(at=st.integers(2, 700), byte=st.integers(0, 255), end=st.integers(3, 900))
def test_a_broken_header_is_never_an_error(at: int, byte: int, end: int) -> None:
    content = bytearray(jpeg(80))
    content[at] = byte
    found = tables_of(bytes(content[:end]))
    assert found is None or (len(found.luminance) == 64 and min(found.luminance) > 0)
