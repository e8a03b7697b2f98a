"""What every error has in common: the docstring of its class is the default sentence that a person reads."""

from __future__ import annotations


class LoupeError(Exception):
    """Something went wrong."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip().splitlines()[0])
