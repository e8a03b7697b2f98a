"""One child process that decodes photos, seen from the parent."""

from __future__ import annotations

import fcntl
import json
import mmap
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from typing import BinaryIO

import numpy as np

from app import errors
from app.config import PROJECT
from app.errors import DecoderUnavailable, DecodeTookTooLong, LoupeError, PhotoRefused, UnreadablePhoto
from app.photos.limits import check_shape
from app.photos.metadata import clean_card

START_SECONDS = 20
# a CPU limit holds on an idle machine, the wall clock on a busy one
LAST_SECONDS = 2
WALL_PER_CPU_SECOND = 2
ANSWER_BYTES = 1 << 17
REFUSALS = {name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, PhotoRefused)}
# large blocks stay in the child's heap from one photo to the next: half the page faults, and 12 MP decode in 30 ms for 53
ENVIRONMENT = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_MAX_": "0",
               "MALLOC_TRIM_THRESHOLD_": str(1 << 30), "OPENCV_LOG_LEVEL": "ERROR"}


@dataclass(frozen=True)
class Reply:
    """What came back: an image with its metadata, or the reason for refusal.

    usable: the child can take another photo.  worn: an earlier photo, or something outside, may be to blame for a refusal.
    """

    image: np.ndarray | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    refusal: LoupeError | None = None
    usable: bool = True
    worn: bool = False


class Sandbox:
    """A running child; not thread-safe.  Starting takes about 0.2 s.  Raises DecoderUnavailable where it does not start."""

    def __init__(self, max_pixels: int, cpu_seconds: int) -> None:
        self.max_pixels = max_pixels
        self.wall_seconds = WALL_PER_CPU_SECOND * cpu_seconds
        self.photos = 0
        self.closed = False
        pixels = os.memfd_create("pixels", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        try:
            os.ftruncate(pixels, 3 * max_pixels)  # takes memory only as far as it is written
            _seal_size(pixels)
            self._pixels = mmap.mmap(pixels, 3 * max_pixels, prot=mmap.PROT_READ)
            self._start(pixels, cpu_seconds)
        finally:
            os.close(pixels)

    def _start(self, pixels: int, cpu_seconds: int) -> None:
        self._link, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        arguments = (theirs.fileno(), pixels, self.max_pixels, cpu_seconds)
        command = [sys.executable, "-s", "-m", "app.photos.sandbox_worker", *map(str, arguments)]
        environment = ENVIRONMENT | {"PYTHONPATH": str(PROJECT), "OPENCV_IO_MAX_IMAGE_PIXELS": str(self.max_pixels)}
        with theirs:
            try:
                self._process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                                 pass_fds=(theirs.fileno(), pixels), start_new_session=True)
            except OSError:
                raise DecoderUnavailable from None
        self._link.settimeout(START_SECONDS)
        if self._receive() != b"ready":
            self.close()
            raise DecoderUnavailable

    @property
    def pid(self) -> int:
        return self._process.pid

    def decode(self, file: BinaryIO, type: str, alpha: bool) -> Reply:
        """Has one open photo decoded; after an unusable reply the sandbox must be closed."""
        self.photos += 1
        self._link.settimeout(self.wall_seconds)
        if not self._send(json.dumps({"type": type, "alpha": alpha}).encode(), file.fileno()):
            return Reply(refusal=DecoderUnavailable(), usable=False, worn=True)
        answer = self._receive()
        if answer is None:
            return Reply(refusal=DecodeTookTooLong(), usable=False)
        if not answer:
            return self._last_words()
        try:
            return self._reply(json.loads(answer))
        except (ValueError, TypeError, LookupError, AttributeError):
            return Reply(refusal=UnreadablePhoto(), usable=False)

    def _reply(self, answer: dict) -> Reply:
        """The answer with nothing in it believed: a photo may have taken the child over."""
        worn = bool(answer.get("worn"))
        if "refused" in answer:
            return Reply(refusal=REFUSALS.get(answer["refused"], UnreadablePhoto)(), usable=not worn, worn=worn)
        height, width = int(answer["height"]), int(answer["width"])
        try:
            check_shape(width, height, self.max_pixels)
        except PhotoRefused as refusal:
            return Reply(refusal=refusal)
        shared = np.frombuffer(self._pixels, np.uint8, height * width * 3)
        image = np.empty((height, width, 3), np.uint8)
        np.copyto(image, shared.reshape(image.shape))
        return Reply(image, clean_card(answer["metadata"]), usable=self._send(b"taken") and not worn)

    def _send(self, message: bytes, *files: int) -> bool:
        """Whether the child is still there to get the message."""
        try:
            socket.send_fds(self._link, [message], files)
        except OSError:
            return False
        return True

    def _receive(self) -> bytes | None:
        """The next message; empty where the child is gone, None where the time is up."""
        try:
            return self._link.recv(ANSWER_BYTES)
        except TimeoutError:
            return None
        except OSError:
            return b""

    def _last_words(self) -> Reply:
        try:
            code = self._process.wait(LAST_SECONDS)
        except subprocess.TimeoutExpired:
            code = None
        if code == -signal.SIGXCPU:
            return Reply(refusal=DecodeTookTooLong(), usable=False)
        # another photo, or the system for want of memory, may be to blame
        return Reply(refusal=DecodeTookTooLong() if code == -signal.SIGKILL else UnreadablePhoto(), usable=False, worn=True)

    def close(self) -> None:
        """Ends the child at once and waits for its end."""
        self.closed = True
        self._link.close()
        self._process.kill()
        self._process.wait()
        self._pixels.close()

    def disown(self) -> None:
        """Lets go of a child that belongs to the process this one was forked from."""
        self.closed = True
        self._link.close()
        self._process.returncode = 0  # it is not ours to wait for
        self._pixels.close()


def _seal_size(file: int) -> None:
    """Nobody can shrink the file any more: reading a mapping of a shrunk file would kill the parent."""
    fcntl.fcntl(file, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)
