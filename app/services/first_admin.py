"""The first admin: made once, by whoever holds a one-time link that only the machine's owner saw."""

from __future__ import annotations

from app.services.deps import Deps
from app.services.sign_in import SignedIn


def ensure_first_admin(deps: Deps) -> str | None:
    """A fresh one-time token while there is no admin (older ones stop working), else None.  It is valid for 24 hours."""
    raise NotImplementedError


def first_admin_missing(deps: Deps) -> bool:
    """True until there is an admin."""
    raise NotImplementedError


def claim_first_admin(deps: Deps, token: str, name: str, password: str) -> SignedIn:
    """Makes the first admin and signs them in.  Raises LinkExpired, WeakPassword, UserExists."""
    raise NotImplementedError


def first_admin_path(token: str) -> str:
    """Where the link leads on this server."""
    return f"/first-admin/{token}"
