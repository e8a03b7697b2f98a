"""Accounts: add, list, change role and password, disable; the last admin is protected."""

from __future__ import annotations

from app.domain import Role, User
from app.errors import BadUserName, NotAllowed, UserNotFound, WeakPassword
from app.services.access import OPERATOR, account_id, require
from app.services.deps import Deps
from app.services.passwords import check_strength
from app.services.sign_in import check_password, new_session
from app.store import audit, queue, sessions, users
from app.store.automatic import AUTOMATIC_ID
from app.store.engine import Session

LONGEST_NAME = 100


def add_user(deps: Deps, actor: User, name: str, password: str, role: Role, must_change: bool = False) -> User:
    """A new account.  Admins.  Raises UserExists, BadUserName, WeakPassword, NotAllowed."""
    require(actor, Role.ADMIN)
    name = checked_name(name)
    check_strength(password, name)
    hashed = deps.passwords.hash(password)  # before the transaction: it is slow on purpose
    with deps.database.begin() as session:
        user = users.add(session, name, role, hashed, deps.clock(), must_change_password=must_change)
        audit.add(session, account_id(actor), "user.added", user.id, deps.clock(), {"role": str(role)})
        return user


def list_users(deps: Deps, actor: User) -> list[User]:
    """All accounts by name.  Admins."""
    require(actor, Role.ADMIN)
    with deps.database.read() as session:
        return users.list_all(session)


def change_role(deps: Deps, actor: User, name: str, role: Role) -> User:
    """Gives an account another role and ends its sessions.  Admins.  Raises UserNotFound, LastAdmin."""
    require(actor, Role.ADMIN)
    with deps.database.begin() as session:
        before = _named(session, name)
        user = users.set_role(session, before.id, role)
        sessions.close_all(session, user.id)
        audit.add(session, account_id(actor), "role.changed", user.id, deps.clock(), {"from": str(before.role), "to": str(role)})
        return user


def set_password(deps: Deps, actor: User, name: str, password: str) -> User:
    """Sets somebody's password and ends their sessions; one set by another person must be changed at the next sign-in.

    Admins.  Raises UserNotFound, WeakPassword.
    """
    require(actor, Role.ADMIN)
    check_strength(password, name)
    hashed = deps.passwords.hash(password)
    with deps.database.begin() as session:
        user = _named(session, name)
        users.set_password(session, user.id, hashed, must_change_password=actor.id not in (user.id, OPERATOR.id))
        sessions.close_all(session, user.id)
        audit.add(session, account_id(actor), "password.set", user.id, deps.clock())
        return users.get(session, user.id)


def change_own_password(deps: Deps, user: User, old: str, new: str, address: str) -> str:
    """A person changes their own; all their sessions end and the token of a new one comes back.

    Raises BadCredentials, WeakPassword, TooManyAttempts.
    """
    if old == new:
        raise WeakPassword("The new password is the old one.")
    check_strength(new, user.name)
    check_password(deps, user.name, old, address)
    hashed = deps.passwords.hash(new)
    with deps.database.begin() as session:
        users.set_password(session, user.id, hashed)
        sessions.close_all(session, user.id)
        audit.add(session, user.id, "password.changed", user.id, deps.clock())
        return new_session(deps, session, user.id)


def disable_user(deps: Deps, actor: User, name: str) -> User:
    """Locks an account, ends its sessions and gives back what it holds.  Admins.  Raises UserNotFound, LastAdmin."""
    return _switch(deps, actor, name, disabled=True)


def enable_user(deps: Deps, actor: User, name: str) -> User:
    """Opens a disabled account again.  Admins.  Raises UserNotFound."""
    return _switch(deps, actor, name, disabled=False)


def checked_name(name: str) -> str:
    """The name without spaces around it.  Raises BadUserName."""
    name = name.strip()
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        raise BadUserName
    return name


def _switch(deps: Deps, actor: User, name: str, disabled: bool) -> User:
    require(actor, Role.ADMIN)
    with deps.database.begin() as session:
        user = users.set_disabled(session, _named(session, name).id, disabled)
        if disabled:
            sessions.close_all(session, user.id)
            queue.release_all(session, user.id)
        audit.add(session, account_id(actor), "user.disabled" if disabled else "user.enabled", user.id, deps.clock())
        return user


def _named(session: Session, name: str) -> User:
    user = users.by_name(session, name)
    if user is None:
        raise UserNotFound(f"There is no user {name!r}.")
    if user.id == AUTOMATIC_ID:
        raise NotAllowed("This account is the program's own; nobody can sign in with it.")
    return user
