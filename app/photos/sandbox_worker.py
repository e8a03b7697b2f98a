"""The process in which photos are decoded: python -m app.photos.sandbox_worker SOCKET PIXELS MAX_PIXELS CPU_SECONDS.

It gets one open photo at a time over its socket, decodes it into the shared pixels, answers with shape and metadata, and ends when
the other side of the socket is closed.
"""

from __future__ import annotations

import ctypes
import json
import math
import mmap
import os
import resource
import socket
import sys
from pathlib import Path

import cv2
import numpy as np

from app.config import PROJECT
from app.errors import DecodeTookTooLong, PhotoRefused, UnreadablePhoto
from app.photos.confinement import confine
from app.photos.metadata import read_metadata
from app.photos.pixels import decode_pixels, tells_of_damage

ADDRESS_SPACE = 1 << 30
OPEN_FILES = 32
WORN_FROM = 600 << 20  # a fresh child has 420 MB, mostly mappings; one at work on 24 MP 500 MB
IDLE_SECONDS = 2.0
MADV_REMOVE = 9
# code that is imported late, and the libraries it loads; no settings, keys, database or photos
LIBRARIES = (Path("/usr/lib"), Path("/lib"), Path("/lib64"), Path("/etc/ld.so.cache"))
READABLE = (Path(sys.prefix), Path(sys.base_prefix), PROJECT / "app", *LIBRARIES)


def main(arguments: list[str]) -> None:
    """Serves until the socket ends or the parent is gone."""
    link, pixels_fd, max_pixels, cpu_seconds = socket.socket(fileno=int(arguments[0])), *map(int, arguments[1:4])
    shared = mmap.mmap(pixels_fd, 3 * max_pixels)
    _limit(3 * max_pixels)
    status = os.open("/proc/self/status", os.O_RDONLY)
    confine(READABLE)
    cv2.setNumThreads(1)
    warnings_fd = os.memfd_create("warnings")
    link.send(b"ready")
    os.dup2(warnings_fd, 2)
    parent, spare = os.getppid(), False  # spare: pages of the last photo that nobody needs any more
    link.settimeout(IDLE_SECONDS)
    while os.getppid() == parent:
        try:
            message, files, _, _ = socket.recv_fds(link, 4096, 1)
        except TimeoutError:
            if spare:
                _give_back(shared)
            spare = False
            continue
        if not message:
            return
        if not files:  # the other side has taken its copy
            spare = True
            continue
        _allow_cpu(cpu_seconds)
        answer = _answer(json.loads(message), files[0], shared, max_pixels, warnings_fd)
        os.close(files[0])
        spare = "refused" in answer
        link.send(json.dumps(answer | {"worn": _peak(status) > WORN_FROM}).encode())


def _limit(largest_file: int) -> None:
    for limit, value in ((resource.RLIMIT_AS, ADDRESS_SPACE), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, largest_file),
                         (resource.RLIMIT_NOFILE, OPEN_FILES)):
        resource.setrlimit(limit, (value, value))


def _peak(status: int) -> int:
    """The most address space, in bytes, that this process has ever had; what a large photo leaves behind may be lacking for the next."""
    return 1024 * int(os.pread(status, 4096, 0).partition(b"VmPeak:")[2].split()[0])


def _allow_cpu(seconds: int) -> None:
    """The kernel ends this process once it has used so many seconds more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = math.ceil(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def _answer(request: dict, file: int, shared: mmap.mmap, max_pixels: int, warnings_fd: int) -> dict:
    os.ftruncate(warnings_fd, 0)
    os.lseek(warnings_fd, 0, os.SEEK_SET)
    try:
        data = os.pread(file, os.fstat(file).st_size, 0)
        image = decode_pixels(data, request["type"], request["alpha"], max_pixels)
        if image.nbytes > len(shared) or tells_of_damage(os.pread(warnings_fd, 4096, 0)):
            raise UnreadablePhoto
        np.copyto(np.frombuffer(shared, np.uint8, image.size).reshape(image.shape), image)
        return {"height": image.shape[0], "width": image.shape[1], "metadata": read_metadata(data, request["type"])}
    except PhotoRefused as refusal:
        return {"refused": type(refusal).__name__}
    except MemoryError:
        return {"refused": DecodeTookTooLong.__name__}
    except cv2.error as error:
        return {"refused": (DecodeTookTooLong if error.code == cv2.Error.StsNoMem else UnreadablePhoto).__name__}


def _give_back(shared: mmap.mmap) -> None:
    """Returns the pages of the last photo, in the heap and in the shared pixels, to the system."""
    shared.madvise(MADV_REMOVE)
    ctypes.CDLL(None).malloc_trim(0)


if __name__ == "__main__":
    main(sys.argv[1:])
