"""Sign in, stay signed in, sign out: sessions live on the server, and failures slow down without ever locking out."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import User
from app.services.deps import Deps


@dataclass(frozen=True)
class SignedIn:
    """token: the secret of the new session, for the cookie only; it is stored hashed."""

    user: User
    token: str


def sign_in(deps: Deps, name: str, password: str, address: str, old_token: str | None = None) -> SignedIn:
    """Checks name and password and opens a new session; old_token's session ends.  Raises BadCredentials, TooManyAttempts."""
    raise NotImplementedError


def user_of_session(deps: Deps, token: str) -> User | None:
    """Who holds this session; None when it ended, idled too long, is too old, or the account was disabled."""
    raise NotImplementedError


def sign_out(deps: Deps, token: str) -> None:
    """Ends the session; an unknown token is no error."""
    raise NotImplementedError
