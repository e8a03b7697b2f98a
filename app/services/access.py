"""Who may do what, checked where it is done, so that the pages, the API and the command line obey the same rules."""

from __future__ import annotations

from app.domain import Role, User
from app.errors import NotAllowed

OPERATOR = User(id="operator", name="command line", role=Role.ADMIN)
"""Whoever runs a command on the machine itself; has no account, so its id is never stored as a reviewer or uploader."""


def require(user: User, role: Role) -> None:
    """Raises NotAllowed unless user is enabled and role is among the user's."""
    if user.disabled or not user.role.includes(role):
        raise NotAllowed(f"This needs the role {role}.")


def account_id(user: User) -> str | None:
    """The user's id as a record keeps it: None for the operator of the command line."""
    return None if user.id == OPERATOR.id else user.id
