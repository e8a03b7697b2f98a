"""What a photograph may be: sides, aspect, pixels, scans, frames."""

from __future__ import annotations

from app.errors import TooManyPixels, TooNarrow, TooSmall, UnreadablePhoto

MIN_SIDE = 64
MAX_ASPECT = 6
MAX_PIXELS = 40_000_000
MAX_SCANS = 100
MIN_SCORED_SIDE = 256


def check_shape(width: int, height: int, max_pixels: int = MAX_PIXELS) -> None:
    """Refuses a width and height in pixels, in either orientation, that Loupe does not take.

    Raises UnreadablePhoto for a side below 1, TooManyPixels, TooSmall (< 64 a side), TooNarrow (aspect > 6).
    """
    if width < 1 or height < 1:
        raise UnreadablePhoto
    if width * height > max_pixels:
        raise TooManyPixels(f"The photograph has {width * height / 1e6:.1f} million pixels; the limit is {max_pixels / 1e6:g} million.")
    if min(width, height) < MIN_SIDE:
        raise TooSmall
    if max(width, height) > MAX_ASPECT * min(width, height):
        raise TooNarrow
