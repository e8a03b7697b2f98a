"""The first admin: made once, by whoever holds a one-time link that only the machine's owner saw."""

from __future__ import annotations

import secrets
from datetime import timedelta

from app.domain import Role
from app.errors import LinkExpired
from app.services.accounts import checked_name
from app.services.deps import Deps
from app.services.passwords import check_strength
from app.services.sign_in import SignedIn, new_session
from app.store import audit, one_time_links, users

PURPOSE = "first_admin"
VALID = timedelta(hours=24)


def ensure_first_admin(deps: Deps) -> str | None:
    """A fresh one-time token while there is no admin (older ones stop working), else None.  It is valid for 24 hours."""
    token = secrets.token_urlsafe(32)
    with deps.database.begin() as session:
        if users.count_admins(session):
            return None
        one_time_links.add(session, token, PURPOSE, None, deps.clock(), deps.clock() + VALID)
    return token


def first_admin_missing(deps: Deps) -> bool:
    """True until there is an admin."""
    with deps.database.read() as session:
        return users.count_admins(session) == 0


def claim_first_admin(deps: Deps, token: str, name: str, password: str) -> SignedIn:
    """Makes the first admin and signs them in.  Raises LinkExpired, WeakPassword, BadUserName, UserExists; then the link still works."""
    name = checked_name(name)
    check_strength(password, name)
    hashed = deps.passwords.hash(password)
    with deps.database.begin() as session:
        one_time_links.use(session, token, PURPOSE, deps.clock())
        if users.count_admins(session):
            raise LinkExpired
        user = users.add(session, name, Role.ADMIN, hashed, deps.clock())
        audit.add(session, user.id, "first_admin.made", user.id, deps.clock())
        return SignedIn(user, new_session(deps, session, user.id))


def first_admin_path(token: str) -> str:
    """Where the link leads on this server."""
    return f"/first-admin/{token}"
