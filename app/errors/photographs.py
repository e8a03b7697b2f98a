"""What can be wrong with a file, or with asking for a photograph."""

from __future__ import annotations

from app.errors.base import LoupeError


class PhotoRefused(LoupeError):
    """This file cannot be accepted as a photograph."""


class EmptyUpload(PhotoRefused):
    """The file is empty."""


class UploadTooLarge(PhotoRefused):
    """The file is larger than the limit."""


class UnsupportedType(PhotoRefused):
    """Not a JPEG, PNG, WebP or HEIC photograph."""


class UnreadablePhoto(PhotoRefused):
    """The photograph is damaged or incomplete and cannot be read."""


class TooManyPixels(PhotoRefused):
    """The photograph has more pixels than the limit of 40 million."""


class TooSmall(PhotoRefused):
    """The photograph is smaller than 64 pixels on a side."""


class TooNarrow(PhotoRefused):
    """The photograph is more than six times as long as it is wide."""


class TooManyFrames(PhotoRefused):
    """The file holds more than one picture."""


class TooManyScans(PhotoRefused):
    """The JPEG has more than 100 scans, far more than any camera writes."""


class TooMuchText(PhotoRefused):
    """The file carries far more text than a photograph."""


class DecodeTookTooLong(PhotoRefused):
    """The photograph took too long or too much memory to read."""


class DecoderUnavailable(LoupeError):
    """Photographs cannot be read at the moment; try again."""


class PhotoNotFound(LoupeError):
    """There is no such photograph."""


class PhotoErased(PhotoNotFound):
    """This photograph was erased; nothing more can be stored about it."""
