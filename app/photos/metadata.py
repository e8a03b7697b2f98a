"""The metadata card: what the file says about its camera.  Never where it was taken, whose camera it is, or its serial number."""

from __future__ import annotations

import io
import re
import struct
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from PIL import Image

MAX_CHARACTERS = 120
FORMATS = {"jpeg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",)}
EXIF_POINTER = 0x8769
# the standard's luminance table (ISO/IEC 10918-1, table K.1), whose scaling is what "quality" means
STANDARD_LUMINANCE = (16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
                      87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
                      72, 92, 95, 98, 112, 100, 103, 99)
TITLES = {"make": "Camera make", "model": "Camera model", "lens": "Lens", "focal_length": "Focal length", "aperture": "Aperture",
          "exposure": "Exposure", "iso": "ISO", "software": "Software", "taken": "Taken", "jpeg_quality": "JPEG quality, about"}


def _exposure(value: Any) -> str:
    seconds = float(value)
    return f"1/{round(1 / seconds)} s" if 0 < seconds < 0.3 else f"{seconds:g} s"


def _taken(value: Any) -> str:
    """EXIF's 2026:01:02 03:04:05 as 2026-01-02 03:04:05; cameras without a clock write zeros or blanks, which is nothing."""
    date, _, time = _text(value).partition(" ")
    if not re.fullmatch(r"[12]\d{3}:\d\d:\d\d", date):
        return ""
    return f"{date.replace(':', '-')} {time}"


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


# key: where it lies ("image" or "exif"), its tag, how it is written
TAGS: dict[str, tuple[str, int, Callable[[Any], str]]] = {
    "make": ("image", 0x010F, _text),
    "model": ("image", 0x0110, _text),
    "lens": ("exif", 0xA434, _text),
    "focal_length": ("exif", 0x920A, lambda value: f"{float(value):.3g} mm"),
    "aperture": ("exif", 0x829D, lambda value: f"f/{float(value):.2g}"),
    "exposure": ("exif", 0x829A, _exposure),
    "iso": ("exif", 0x8827, lambda value: str(int(value[0] if isinstance(value, tuple) else value))),
    "software": ("image", 0x0131, _text),
    "taken": ("exif", 0x9003, _taken),
}


def read_metadata(data: bytes, type: str) -> dict[str, str]:
    """The card of a photo's bytes, keys as in TITLES; empty where nothing can be read.  Runs in the sandbox only."""
    try:
        tags, quantization = _heic_tags(data) if type == "heic" else _tags(data, FORMATS[type])
        parts = {"image": tags, "exif": tags.get_ifd(EXIF_POINTER)}
    except (OSError, ValueError, SyntaxError, TypeError, LookupError, EOFError, RuntimeError, struct.error):
        return {}
    card = {key: _written(parts[where], tag, write) for key, (where, tag, write) in TAGS.items()}
    if len(quantization.get(0, ())) == 64:
        card["jpeg_quality"] = str(jpeg_quality(quantization[0]))
    return clean_card(card)


def _tags(data: bytes, formats: tuple[str, ...]) -> tuple[Image.Exif, dict[int, Sequence[int]]]:
    with Image.open(io.BytesIO(data), formats=formats) as photo:
        return photo.getexif(), getattr(photo, "quantization", {})


def _heic_tags(data: bytes) -> tuple[Image.Exif, dict[int, Sequence[int]]]:
    import pillow_heif  # only the few children that meet a HEIC pay for it

    tags = Image.Exif()
    tags.load(pillow_heif.open_heif(io.BytesIO(data)).info.get("exif") or b"")
    return tags, {}


def clean_card(card: Mapping[str, Any]) -> dict[str, str]:
    """Only known keys, only text, each cleaned; empty ones left out."""
    cleaned = {key: clean_text(card[key]) for key in TITLES if isinstance(card.get(key), str)}
    return {key: text for key, text in cleaned.items() if text}


def clean_text(text: str) -> str:
    """NFC, without control, format, private or unpaired characters, single spaces, at most 120 characters."""
    kept = "".join(" " if character.isspace() else character for character in unicodedata.normalize("NFC", text[:4 * MAX_CHARACTERS])
                   if character.isspace() or unicodedata.category(character)[0] != "C")
    return " ".join(kept.split())[:MAX_CHARACTERS].rstrip()


def jpeg_quality(luminance: Sequence[int]) -> int:
    """The quality, 1 to 100, at which the IJG library writes this 64-entry table; for other makers' tables the nearest.

    Source: libjpeg, jpeg_quality_scaling.
    """
    quality = np.arange(1, 101)
    scale = np.where(quality < 50, 5000 // quality, 200 - 2 * quality)[:, None]
    tables = np.clip((np.array(STANDARD_LUMINANCE) * scale + 50) // 100, 1, 255)
    return int(quality[np.abs(tables - np.array(luminance)).sum(1).argmin()])


def _written(tags: Mapping[int, Any], tag: int, write: Callable[[Any], str]) -> str | None:
    if tag not in tags:
        return None
    try:
        return write(tags[tag])
    except (ValueError, TypeError, ZeroDivisionError, OverflowError, IndexError):
        return None
