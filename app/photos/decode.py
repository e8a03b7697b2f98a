"""Photo in, upright image out; the decoding itself happens in a sandbox."""

from __future__ import annotations

import weakref
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import cv2
import numpy as np

from app.config import Settings
from app.errors import DecoderUnavailable
from app.photos.header import Header
from app.photos.sandbox import Reply, Sandbox
from app.photos.sandbox_pool import SandboxPool
from app.photos.sniff import read_header
from app.photos.steady_heap import steady_heap


@dataclass(frozen=True, eq=False)
class DecodedPhoto:
    """image: (H, W, 3) uint8 RGB, upright; type: jpeg, png, webp or heic; metadata: see app.photos.metadata.TITLES."""

    image: np.ndarray
    type: str
    metadata: dict[str, str] = field(default_factory=dict)


class Decoder:
    """Decodes photos in at most `settings.decode_processes` child processes; thread-safe, starts them when first needed.

    Whoever decodes goes on to shrink and to measure, so this process is made ready for that as well.
    """

    def __init__(self, settings: Settings) -> None:
        steady_heap()
        cv2.setNumThreads(1)  # families share the cores among themselves; threads inside each call would only get in their way
        self._max_pixels = settings.max_pixels
        self._pool = SandboxPool(settings.decode_processes, lambda: Sandbox(settings.max_pixels, settings.decode_seconds))
        weakref.finalize(self, self._pool.close)

    def decode(self, path: Path) -> DecodedPhoto:
        """The upright image and the metadata card of the photo at `path`, which is opened once.

        Raises a subclass of PhotoRefused; DecoderUnavailable where no child process can be had.
        """
        with open(path, "rb") as file:
            header = read_header(file, self._max_pixels)
            reply = self._ask(file, header)
        if reply.image is None:
            raise reply.refusal or DecoderUnavailable()
        return DecodedPhoto(reply.image, header.type, reply.metadata)

    def _ask(self, file: BinaryIO, header: Header) -> Reply:
        """A child that was lost while idle, or has become worn, is no fault of the photo: a fresh one decides."""
        while True:
            with self._pool.borrow() as sandbox:
                fresh = sandbox.photos == 0
                reply = sandbox.decode(file, header.type, header.alpha)
                if not reply.usable:
                    sandbox.close()
            if fresh or not reply.worn:
                return reply

    def close(self) -> None:
        """Ends the child processes; the decoder may be used again, with fresh ones."""
        self._pool.close()
