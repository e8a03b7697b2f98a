"""Accounts: add, list, change role and password, disable; the last admin is protected."""

from __future__ import annotations

from app.domain import Role, User
from app.services.deps import Deps


def add_user(deps: Deps, actor: User, name: str, password: str, role: Role, must_change: bool = False) -> User:
    """A new account.  Admins.  Raises UserExists, WeakPassword, NotAllowed."""
    raise NotImplementedError


def list_users(deps: Deps, actor: User) -> list[User]:
    """All accounts by name.  Admins."""
    raise NotImplementedError


def change_role(deps: Deps, actor: User, name: str, role: Role) -> User:
    """Gives an account another role and ends its sessions.  Admins.  Raises UserNotFound, LastAdmin."""
    raise NotImplementedError


def set_password(deps: Deps, actor: User, name: str, password: str) -> User:
    """An admin sets somebody's password; the sessions end and it must be changed at the next sign-in.  Raises UserNotFound, WeakPassword."""
    raise NotImplementedError


def change_own_password(deps: Deps, user: User, old: str, new: str, address: str) -> str:
    """A person changes their own; all sessions end and the token of a new one comes back.  Raises BadCredentials, WeakPassword, TooManyAttempts."""
    raise NotImplementedError


def disable_user(deps: Deps, actor: User, name: str) -> User:
    """Locks an account and ends its sessions.  Admins.  Raises UserNotFound, LastAdmin."""
    raise NotImplementedError


def enable_user(deps: Deps, actor: User, name: str) -> User:
    """Opens a disabled account again.  Admins.  Raises UserNotFound."""
    raise NotImplementedError
