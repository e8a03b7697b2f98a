"""What comes out of the decoder is the upright picture, for every type, mode and orientation."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from app.config import Settings
from app.errors import PhotoRefused, TooManyPixels, TooSmall, UnreadablePhoto
from app.photos.decode import Decoder
from tests.photos.pictures import CORNERS, encode, exif, picture, write_photo

SUFFIXES = (".jpg", ".png", ".webp", ".heic")


def difference(image: np.ndarray, other: np.ndarray) -> float:
    assert image.shape == other.shape
    return float(np.abs(image.astype(int) - other).mean())


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(decoder: Decoder, tmp_path: Path, suffix: str, orientation: int) -> None:
    path = write_photo(tmp_path / f"photo{suffix}", exif=exif(orientation), quality=95)
    with Image.open(path) as photo:
        reference = np.asarray(ImageOps.exif_transpose(photo).convert("RGB"))
    image = decoder.decode(path).image
    assert image.dtype == np.uint8
    assert difference(image, reference) < 1


def test_the_corners_are_where_they_were_and_red_is_red(decoder: Decoder, tmp_path: Path) -> None:
    image = decoder.decode(write_photo(tmp_path / "photo.jpg", quality=95)).image
    for place, colour in CORNERS.items():
        patch = image[5:60, ...] if "top" in place else image[-60:-5, ...]
        patch = patch[:, 5:80] if "left" in place else patch[:, -80:-5]
        assert np.abs(patch.mean((0, 1)) - colour).max() < 6, place


MODES = [(".jpg", "L"), (".jpg", "CMYK"), (".png", "L"), (".png", "1"), (".png", "P"), (".png", "I;16"), (".png", "RGBA"), (".png", "LA"),
         (".webp", "RGBA"), (".heic", "L"), (".heic", "RGBA")]


@pytest.mark.parametrize(("suffix", "mode"), MODES)
def test_every_mode_becomes_rgb_over_white(decoder: Decoder, tmp_path: Path, suffix: str, mode: str) -> None:
    photo = Image.fromarray(picture()).convert("RGBA" if mode in ("RGBA", "LA") else "RGB")
    if mode in ("RGBA", "LA"):
        photo.putalpha(Image.linear_gradient("L").resize(photo.size))
    photo = Image.fromarray(np.asarray(photo.convert("L")).astype(np.uint16) * 257) if mode == "I;16" else photo.convert(mode)
    path = tmp_path / f"photo{suffix}"
    path.write_bytes(save(photo, suffix))
    with Image.open(path) as stored:
        if mode == "I;16":
            reference = np.asarray(stored).astype(np.uint16) >> 8
            reference = np.dstack(3 * [reference])
        else:
            seen = stored.convert("RGBA")
            reference = np.asarray(Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB"))
    assert difference(decoder.decode(path).image, reference) < (3 if mode == "CMYK" else 1)


def save(photo: Image.Image, suffix: str) -> bytes:
    if suffix == ".heic":
        import pillow_heif

        pillow_heif.register_heif_opener()
    file = io.BytesIO()
    options = {"lossless": True} if suffix == ".webp" else {"quality": 95}
    photo.save(file, {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".heic": "HEIF"}[suffix], **options)
    return file.getvalue()


def test_what_lies_under_full_transparency_is_not_seen(decoder: Decoder, tmp_path: Path) -> None:
    hidden = np.dstack([picture(), np.zeros((300, 400), np.uint8)])
    (tmp_path / "hidden.png").write_bytes(encode(hidden, ".png"))
    assert decoder.decode(tmp_path / "hidden.png").image.min() == 255


def test_a_colour_key_is_transparent_too(decoder: Decoder, tmp_path: Path) -> None:
    (tmp_path / "key.png").write_bytes(encode(np.full((80, 80, 3), (10, 20, 30), np.uint8), ".png", transparency=(10, 20, 30)))
    assert decoder.decode(tmp_path / "key.png").image.min() == 255


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.98])
def test_a_cut_photo_is_refused(decoder: Decoder, tmp_path: Path, suffix: str, share: float) -> None:
    photo = encode(picture(), suffix)
    path = tmp_path / "cut"
    path.write_bytes(photo[:int(share * len(photo))])
    with pytest.raises(UnreadablePhoto):
        decoder.decode(path)


@pytest.mark.parametrize("progressive", [False, True])
def test_a_cut_jpeg_that_was_given_an_end_is_refused(decoder: Decoder, tmp_path: Path, progressive: bool) -> None:
    photo = encode(picture(), progressive=progressive)
    (tmp_path / "cut.jpg").write_bytes(photo[:len(photo) // 2] + b"\xff\xd9")
    with pytest.raises(UnreadablePhoto):
        decoder.decode(tmp_path / "cut.jpg")


def test_small_photos_are_decoded_though_not_scored(decoder: Decoder, tmp_path: Path) -> None:
    assert decoder.decode(write_photo(tmp_path / "small.png", 64, 100)).image.shape == (100, 64, 3)


def test_a_heic_is_measured_once_it_is_opened(decoder: Decoder, tmp_path: Path) -> None:
    with pytest.raises(TooSmall):
        decoder.decode(write_photo(tmp_path / "small.heic", 60, 100))
    small = Decoder(Settings(home=tmp_path, database_url="", max_pixels=10_000))
    with pytest.raises(TooManyPixels):
        small.decode(write_photo(tmp_path / "large.heic", 200, 100))
    small.close()


def test_a_missing_file_is_no_refusal(decoder: Decoder, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        decoder.decode(tmp_path / "nowhere.jpg")


def test_threads_get_their_own_photo_back(decoder: Decoder, tmp_path: Path) -> None:
    paths = [write_photo(tmp_path / f"{seed}.png", 120 + 8 * seed, 90, seed) for seed in range(12)]
    with ThreadPoolExecutor(6) as threads:
        images = [photo.image for photo in threads.map(decoder.decode, 3 * paths)]
    for index, image in enumerate(images):
        seed = index % len(paths)
        assert np.array_equal(image, picture(120 + 8 * seed, 90, seed))


def test_an_image_does_not_change_when_the_next_one_is_decoded(decoder: Decoder, tmp_path: Path) -> None:
    first = decoder.decode(write_photo(tmp_path / "first.png", seed=1)).image
    decoder.decode(write_photo(tmp_path / "second.png", seed=2))
    assert np.array_equal(first, picture(seed=1))


def test_every_refusal_is_a_sentence(decoder: Decoder, tmp_path: Path) -> None:
    (tmp_path / "bad.jpg").write_bytes(b"\xff\xd8\xff\xe0 nothing")
    with pytest.raises(PhotoRefused, match=r"^[A-Z].*\.$"):
        decoder.decode(tmp_path / "bad.jpg")
