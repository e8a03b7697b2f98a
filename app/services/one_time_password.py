"""A password that an admin hands over: shown once, and to be changed at the next sign-in."""

from __future__ import annotations

import secrets

from app.domain import Role, User
from app.services.accounts import add_user, set_password
from app.services.deps import Deps

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are mistaken for another
GROUPS, LETTERS_EACH = 4, 5                  # 31 ** 20: 99 bits


def give_one_time_password(deps: Deps, actor: User, name: str, new_role: Role | None = None) -> tuple[User, str]:
    """Makes an account (with new_role) or resets the password of one; returns the user and the password, which is stored only hashed.

    Admins.  Raises UserExists, BadUserName, UserNotFound, NotAllowed.
    """
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(LETTERS_EACH)) for _ in range(GROUPS))
    if new_role is not None:
        return add_user(deps, actor, name, password, new_role, must_change=True), password
    return set_password(deps, actor, name, password), password
