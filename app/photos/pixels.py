"""Bytes of a photo to an upright RGB image; runs in the sandbox only."""

from __future__ import annotations

import io

import cv2
import numpy as np
from PIL import Image

from app.errors import UnreadablePhoto
from app.photos.limits import check_shape

ORIENTATION_TAG = 0x0112
ROWS_AT_ONCE = 64
# libjpeg goes on after these and fills the rest with grey or noise; its other warnings are harmless
DAMAGE = (b"premature end", b"Premature end", b"bad Huffman code", b"bad arithmetic code", b"instead of RST")


def decode_pixels(data: bytes, type: str, alpha: bool, max_pixels: int) -> np.ndarray:
    """The upright image, (H, W, 3) uint8 RGB; transparency lies over white, as a browser shows it on a page.

    cv2 alone decides on JPEG, PNG and WebP, pillow-heif alone on HEIC.  CMYK, grey, palette and 16 bits become 8-bit RGB;
    colour profiles are not applied.  Raises UnreadablePhoto and the limits of `check_shape`; MemoryError or cv2.error for want of memory.
    """
    if type == "heic":
        return _heic(data, max_pixels)
    buffer = np.frombuffer(data, np.uint8)
    if alpha:
        return _transparent(buffer, data)
    return _found(cv2.imdecode(buffer, cv2.IMREAD_COLOR_RGB))


def tells_of_damage(warnings: bytes) -> bool:
    """Whether what the decoder wrote to standard error says that parts of the picture are missing."""
    return any(sign in warnings for sign in DAMAGE)


def _found(image: np.ndarray | None) -> np.ndarray:
    if image is None:
        raise UnreadablePhoto
    return image


def _transparent(buffer: np.ndarray, data: bytes) -> np.ndarray:
    # IMREAD_UNCHANGED is the only mode that keeps alpha, and it leaves the photo as it lies in the file
    image = _found(cv2.imdecode(buffer, cv2.IMREAD_UNCHANGED))
    upon = np.empty((*image.shape[:2], 3), np.uint8)
    for top in range(0, len(image), ROWS_AT_ONCE):  # by bands, because a second copy in 16 bits would not fit into the sandbox
        upon[top:top + ROWS_AT_ONCE] = _band_over_white(image[top:top + ROWS_AT_ONCE])
    return turn_upright(upon, _orientation(data))


def _band_over_white(band: np.ndarray) -> np.ndarray:
    """(h, w), (h, w, 3) BGR or (h, w, 4) BGRA, uint8 or uint16, to (h, w, 3) uint8 RGB over white."""
    if band.dtype == np.uint16:
        band = (band >> 8).astype(np.uint8)
    if band.ndim == 2:
        return cv2.cvtColor(band, cv2.COLOR_GRAY2RGB)
    if band.shape[2] == 3:
        return cv2.cvtColor(band, cv2.COLOR_BGR2RGB)
    darkness = cv2.bitwise_not(cv2.cvtColor(band, cv2.COLOR_BGRA2RGB))
    opacity = cv2.cvtColor(band[..., 3], cv2.COLOR_GRAY2RGB)
    return cv2.bitwise_not(cv2.multiply(darkness, opacity, scale=1 / 255))


def _orientation(data: bytes) -> int:
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "WEBP")) as photo:
            return int(photo.getexif().get(ORIENTATION_TAG, 1))
    except (OSError, ValueError, SyntaxError, TypeError):
        return 1


def turn_upright(image: np.ndarray, orientation: int) -> np.ndarray:
    """The image with an EXIF orientation (1 to 8; anything else counts as 1) applied."""
    if orientation in (5, 6, 7, 8):
        image = image.transpose(1, 0, 2)
    if orientation in (2, 3, 6, 7):
        image = image[:, ::-1]
    if orientation in (3, 4, 7, 8):
        image = image[::-1]
    return image


def _heic(data: bytes, max_pixels: int) -> np.ndarray:
    import pillow_heif  # only the few children that meet a HEIC pay for it

    pillow_heif.options.DECODE_THREADS = 1
    try:
        photo = pillow_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=True)
        check_shape(photo.size[0], photo.size[1], max_pixels)
        if photo.mode == "RGB":
            return np.asarray(photo)
        seen = photo.to_pillow().convert("RGBA")
    except (OSError, ValueError, SyntaxError, RuntimeError, EOFError, IndexError):
        raise UnreadablePhoto from None
    return np.asarray(Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB"))
