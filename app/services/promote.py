"""Move the champion pointer: promote a version, or roll back to the one before; each recorded with who and why."""

from __future__ import annotations

from app.domain import ModelVersion, User
from app.services.deps import Deps


def promote(deps: Deps, user: User, question: str, version: str, reason: str | None = None) -> ModelVersion:
    """Makes version the champion, in one transaction with its audit entry.  Admins.

    Files are checked first.  A version that the gate calls worse needs a reason in writing.
    Raises VersionNotFound, VersionAltered, GateRefused.
    """
    raise NotImplementedError


def rollback(deps: Deps, user: User, question: str, reason: str | None = None) -> ModelVersion:
    """Makes the champion before this one champion again.  Admins.  Raises NothingToRollBack, VersionAltered."""
    raise NotImplementedError
