"""What can go wrong with a model version, and with the desk that it would score on."""

from __future__ import annotations

from app.errors.base import LoupeError


class VersionNotFound(LoupeError):
    """There is no such model version."""


class VersionAltered(LoupeError):
    """The files of this model version were altered or are missing; it is not loaded."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message)
        self.args = (f"{self} Put its files back from a backup, or promote another version; decisions and champion are as they were.",)


class FolderNotEmpty(LoupeError):
    """The folder is not empty, and nothing is ever overwritten."""


class DeskInUse(LoupeError):
    """There are already photographs on this desk; the demo is not mixed with them."""


class NoChampion(LoupeError):
    """No model version has been promoted for this question."""


class GateRefused(LoupeError):
    """The challenger is not better than the champion; it was kept, not promoted."""


class NothingToRollBack(LoupeError):
    """There is no earlier champion to go back to."""
