"""The type is read from the content, and a header can already break a limit."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.errors import (
    EmptyUpload,
    PhotoRefused,
    TooManyFrames,
    TooManyPixels,
    TooManyScans,
    TooMuchText,
    TooNarrow,
    TooSmall,
    UnreadablePhoto,
    UnsupportedType,
)
from app.photos.sniff import read_header, sniff
from tests.photos.pictures import encode, picture

SIGNATURES = [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBPVP8X", b"\0\0\0\x18ftypheic"]
TYPES = {".jpg": "jpeg", ".png": "png", ".webp": "webp", ".heic": "heic"}


def chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


@pytest.mark.parametrize(("suffix", "type"), TYPES.items())
@pytest.mark.parametrize("name", ["photo.jpg", "photo.png", "photo.exe", "photo"])
def test_the_type_is_the_content_and_never_the_name(tmp_path: Path, suffix: str, type: str, name: str) -> None:
    (tmp_path / name).write_bytes(encode(picture(), suffix))
    assert sniff(tmp_path / name) == type


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp"])
@settings(max_examples=30, deadline=None)
@given(width=st.integers(64, 200), height=st.integers(64, 200))
def test_the_header_states_the_size_that_was_written(suffix: str, width: int, height: int) -> None:
    header = read_header(io.BytesIO(encode(picture(width, height), suffix)))
    assert (header.width, header.height, header.frames) == (width, height, 1)


@pytest.mark.parametrize("content", [b"GIF89a" + bytes(99), b"BM" + bytes(99), b"II*\0" + bytes(99), b"<svg xmlns=''/>", b"%PDF-1.7", b"\0",
                                     b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf", b"RIFF\0\0\0\0WAVE"])
def test_everything_else_is_unsupported(content: bytes) -> None:
    with pytest.raises(UnsupportedType):
        read_header(io.BytesIO(content))


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    with pytest.raises(EmptyUpload):
        sniff(tmp_path / "empty.jpg")


OUT_OF_BOUNDS = [(63, 64, TooSmall), (64, 63, TooSmall), (449, 64, TooNarrow), (70, 421, TooNarrow)]


@pytest.mark.parametrize(("width", "height", "refusal"), OUT_OF_BOUNDS)
@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp"])
def test_shapes_out_of_bounds_are_refused(suffix: str, width: int, height: int, refusal: type[PhotoRefused]) -> None:
    with pytest.raises(refusal):
        read_header(io.BytesIO(encode(picture(width, height), suffix)))


@pytest.mark.parametrize(("width", "height"), [(64, 64), (64, 384), (384, 64), (255, 64)])
def test_shapes_on_the_bounds_are_taken(width: int, height: int) -> None:
    assert read_header(io.BytesIO(encode(picture(width, height)))).width == width


def test_the_limit_of_pixels_is_a_setting() -> None:
    photo = encode(picture(100, 80))
    assert read_header(io.BytesIO(photo), max_pixels=8000).width == 100
    with pytest.raises(TooManyPixels, match="0.0 million"):
        read_header(io.BytesIO(photo), max_pixels=7999)


@pytest.mark.parametrize("suffix", [".png", ".webp"])
def test_animations_are_refused(suffix: str) -> None:
    frames = [Image.fromarray(picture(80, 80, seed)) for seed in range(3)]
    file = io.BytesIO()
    frames[0].save(file, {".png": "PNG", ".webp": "WEBP"}[suffix], save_all=True, append_images=frames[1:])
    with pytest.raises(TooManyFrames):
        read_header(file)


def test_the_first_picture_of_a_phones_mpo_counts() -> None:
    file = io.BytesIO()
    Image.fromarray(picture(100, 80)).save(file, "MPO", save_all=True, append_images=[Image.fromarray(picture(40, 30))])
    assert read_header(file).width == 100


def with_scans(count: int) -> bytes:
    """A progressive JPEG whose last scan is repeated until there are `count` of them."""
    photo = encode(picture(100, 80), progressive=True)
    last = photo.rindex(b"\xff\xda")
    return photo[:last] + (count - photo.count(b"\xff\xda") + 1) * photo[last:-2] + photo[-2:]


def test_too_many_scans_are_refused_and_a_hundred_are_not() -> None:
    assert read_header(io.BytesIO(with_scans(100))).scans == 100
    with pytest.raises(TooManyScans):
        read_header(io.BytesIO(with_scans(101)))


def test_scan_markers_in_what_a_phone_appends_do_not_count() -> None:
    assert read_header(io.BytesIO(encode(picture()) + 500 * b"\xff\xda")).scans == 1


def test_a_png_whose_text_inflates_without_end_is_refused() -> None:
    photo = encode(picture(), ".png")
    text = chunk(b"zTXt", b"note\0\0" + zlib.compress(bytes(1 << 20)))
    itext = chunk(b"iTXt", b"note\0\1\0\0\0" + zlib.compress(bytes(1 << 20)))
    assert read_header(io.BytesIO(photo[:33] + 15 * text + photo[33:])).width == 400
    with pytest.raises(TooMuchText):
        read_header(io.BytesIO(photo[:33] + 10 * text + 7 * itext + photo[33:]))


@pytest.mark.parametrize("suffix", TYPES)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_cut_or_altered_file_is_a_photo_or_a_refusal(suffix: str, data: st.DataObject) -> None:
    photo = bytearray(encode(picture(80, 80), suffix))
    for _ in range(data.draw(st.integers(0, 4))):
        photo[data.draw(st.integers(0, len(photo) - 1))] = data.draw(st.integers(0, 255))
    try:
        header = read_header(io.BytesIO(photo[:data.draw(st.integers(0, len(photo)))]))
    except PhotoRefused:
        return
    assert header.type in TYPES.values()


@settings(max_examples=30, deadline=None)
@given(content=st.binary(max_size=400), start=st.sampled_from(SIGNATURES))
def test_noise_behind_a_good_signature_is_refused_or_stated(start: bytes, content: bytes) -> None:
    try:
        read_header(io.BytesIO(start + content))
    except PhotoRefused as refusal:
        assert str(refusal)


def test_a_jpeg_without_a_frame_is_unreadable() -> None:
    with pytest.raises(UnreadablePhoto):
        read_header(io.BytesIO(b"\xff\xd8\xff\xd9"))
