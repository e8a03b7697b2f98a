"""The sandboxes of one process: started when first needed, bounded in number, replaced when one is lost."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.photos.sandbox import Sandbox

PHOTOS_PER_CHILD = 500  # then a fresh one takes over, so that nothing that leaks or fragments adds up


class SandboxPool:
    """At most `size` sandboxes; thread-safe.  After a fork the child process has an empty pool of its own."""

    def __init__(self, size: int, start: Callable[[], Sandbox]) -> None:
        self._size, self._start = size, start
        self._begin()

    def _begin(self) -> None:
        self._process = os.getpid()
        self._free = threading.BoundedSemaphore(self._size)
        self._idle: list[Sandbox] = []

    @contextmanager
    def borrow(self) -> Iterator[Sandbox]:
        """A sandbox, the one used last where there is one; the borrower closes it if it is not to come back."""
        if self._process != os.getpid():
            self._forget()
        with self._free:
            sandbox = self._take()
            try:
                yield sandbox
            finally:
                if sandbox.closed or sandbox.photos >= PHOTOS_PER_CHILD:
                    sandbox.close()
                else:
                    self._idle.append(sandbox)

    def _take(self) -> Sandbox:
        try:
            return self._idle.pop()
        except IndexError:
            return self._start()

    def _forget(self) -> None:
        """Drops what a fork copied: those children belong to the parent, which goes on using them."""
        for sandbox in self._idle:
            sandbox.disown()
        self._begin()

    def close(self) -> None:
        """Ends the idle sandboxes; one that is at work ends when its photo is done."""
        if self._process != os.getpid():
            self._forget()
        while self._idle:
            self._idle.pop().close()
