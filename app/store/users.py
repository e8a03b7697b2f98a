"""Users: names are unique without regard to case; the last admin is protected."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Row, false, func, insert, select, update

from app.domain import Role, User
from app.errors import LastAdmin, UserExists, UserNotFound
from app.store.engine import Session
from app.store.ids import new_id
from app.store.tables import users


def add(session: Session, name: str, role: Role, password_hash: str, now: datetime, must_change_password: bool = False,
        disabled: bool = False) -> User:
    """Raises UserExists."""
    if by_name(session, name) is not None:
        raise UserExists(f"There is already a user {name!r}.")
    user = User(new_id(), name, role, disabled, must_change_password, now)
    session.execute(insert(users).values(
        id=user.id, name=name, name_key=name_key(name), password_hash=password_hash, role=role.value, disabled=disabled,
        must_change_password=must_change_password, created_at=now,
    ))
    return user


def name_key(name: str) -> str:
    """What two spellings of one name have in common."""
    return name.strip().casefold()


def get(session: Session, user_id: str) -> User:
    """Raises UserNotFound."""
    row = session.execute(select(users).where(users.c.id == user_id)).one_or_none()
    if row is None:
        raise UserNotFound
    return _user(row)


def by_name(session: Session, name: str) -> User | None:
    row = session.execute(select(users).where(users.c.name_key == name_key(name))).one_or_none()
    return None if row is None else _user(row)


def list_all(session: Session) -> list[User]:
    """All users by name, disabled ones too."""
    return [_user(row) for row in session.execute(select(users).order_by(users.c.name_key))]


def password_hash_of(session: Session, user_id: str) -> str:
    """Raises UserNotFound."""
    stored = session.execute(select(users.c.password_hash).where(users.c.id == user_id)).scalar_one_or_none()
    if stored is None:
        raise UserNotFound
    return stored


def set_password(session: Session, user_id: str, password_hash: str, must_change_password: bool = False) -> None:
    """Raises UserNotFound.  Ending the user's sessions is the caller's (sessions.close_all)."""
    _change(session, user_id, password_hash=password_hash, must_change_password=must_change_password)


def set_role(session: Session, user_id: str, role: Role) -> User:
    """Raises UserNotFound, LastAdmin."""
    if role is not Role.ADMIN:
        _keep_an_admin(session, user_id)
    _change(session, user_id, role=role.value)
    return get(session, user_id)


def set_disabled(session: Session, user_id: str, disabled: bool) -> User:
    """Raises UserNotFound, LastAdmin."""
    if disabled:
        _keep_an_admin(session, user_id)
    _change(session, user_id, disabled=disabled)
    return get(session, user_id)


def count_admins(session: Session) -> int:
    """Admins who can sign in."""
    enabled_admins = select(func.count()).select_from(users).where(users.c.role == Role.ADMIN.value, users.c.disabled.is_(false()))
    return session.execute(enabled_admins).scalar_one()


def _keep_an_admin(session: Session, user_id: str) -> None:
    # the rows are locked so that two admins cannot take each other's role away in the same moment
    others = select(users.c.id).where(users.c.role == Role.ADMIN.value, users.c.disabled.is_(false())).with_for_update()
    admins = set(session.execute(others).scalars())
    if admins == {user_id}:
        raise LastAdmin


def _change(session: Session, user_id: str, **values: object) -> None:
    if session.execute(update(users).where(users.c.id == user_id).values(**values)).rowcount == 0:
        raise UserNotFound


def _user(row: Row) -> User:
    return User(row.id, row.name, Role(row.role), row.disabled, row.must_change_password, row.created_at)
