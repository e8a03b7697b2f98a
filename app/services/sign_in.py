"""Sign in, stay signed in, sign out: sessions live on the server, and failures slow down without ever locking out."""

from __future__ import annotations

import math
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain import User
from app.errors import BadCredentials, TooManyAttempts
from app.services.deps import Deps
from app.store import login_attempts, sessions, users
from app.store.engine import Session

WINDOW = timedelta(hours=1)         # older failures no longer count
KEPT = timedelta(days=30)           # attempts are forgotten after this time
FREE, LONGEST_WAIT = 4, 300.0       # failures before an account waits at one address, and the longest wait in seconds
FREE_OF_ADDRESS = 50                # failures of an address within the window, over all names, before it waits for the rest
TOUCH_EVERY = timedelta(minutes=1)  # a session's last use is written down no more often than this


@dataclass(frozen=True)
class SignedIn:
    """token: the secret of the new session, for the cookie only; it is stored hashed."""

    user: User
    token: str


def sign_in(deps: Deps, name: str, password: str, address: str, old_token: str | None = None) -> SignedIn:
    """Checks name and password and opens a new session; old_token's session ends.  Raises BadCredentials, TooManyAttempts.

    An unknown name takes as long as a wrong password and gives the same answer.
    """
    user, stored = check_password(deps, name, password, address)
    renewed = deps.passwords.hash(password) if deps.passwords.outdated(stored) else None
    with deps.database.begin() as session:
        current = users.get(session, user.id)
        if current.disabled or users.password_hash_of(session, user.id) != stored:
            raise BadCredentials
        if renewed:
            users.set_password(session, user.id, renewed, current.must_change_password)
        if old_token:
            sessions.close(session, old_token)
        return SignedIn(current, new_session(deps, session, user.id))


def check_password(deps: Deps, name: str, password: str, address: str) -> tuple[User, str]:
    """The user and their stored hash, if it is their password.  Raises BadCredentials, TooManyAttempts."""
    with deps.database.begin() as session:
        check_attempts(session, name, address, deps.clock())
        attempt = login_attempts.add(session, name, address, False, deps.clock())
        user = users.by_name(session, name)
        stored = users.password_hash_of(session, user.id) if user and not user.disabled else None
    # between two transactions, because hashing is slow on purpose and nobody else should wait for it
    if not deps.passwords.matches(password, stored) or user is None or stored is None:
        raise BadCredentials
    with deps.database.begin() as session:
        login_attempts.mark_succeeded(session, attempt)
        login_attempts.clear_before(session, deps.clock() - KEPT)
    return user, stored


def new_session(deps: Deps, session: Session, user_id: str) -> str:
    """Opens a session in the caller's transaction and returns its token, 256 random bits."""
    token, now = secrets.token_urlsafe(32), deps.clock()
    sessions.clear_expired(session, now)
    sessions.open_session(session, token, user_id, now, now + timedelta(hours=deps.settings.session_hours))
    return token


def user_of_session(deps: Deps, token: str) -> User | None:
    """Who holds this session; None when it ended, idled too long, is too old, or the account was disabled."""
    now = deps.clock()
    with deps.database.read() as session:
        found = sessions.signed_in(session, token, now, timedelta(minutes=deps.settings.session_idle_minutes))
    if found is None:
        return None
    if now - found.used_at > TOUCH_EVERY:
        with deps.database.begin() as session:
            sessions.touch(session, token, now)
    return found.user


def sign_out(deps: Deps, token: str) -> None:
    """Ends the session; an unknown token is no error."""
    with deps.database.begin() as session:
        sessions.close(session, token)


def check_attempts(session: Session, name: str, address: str, now: datetime) -> None:
    """Raises TooManyAttempts, saying for how long, while an account must wait at this address; elsewhere it is not affected."""
    failures = login_attempts.failures_together(session, name, address, now - WINDOW)
    wait = waiting_time(failures.count) - (now - failures.last).total_seconds() if failures.last else 0.0
    if wait > 0:
        raise TooManyAttempts(f"Too many attempts; try again in {math.ceil(wait)} seconds.")
    if login_attempts.failures_of_address(session, address, now - WINDOW) >= FREE_OF_ADDRESS:
        raise TooManyAttempts("Too many attempts from this address; try again in an hour, or from elsewhere.")


def waiting_time(failures: int) -> float:
    """Seconds to wait after so many failures in a row: none for four, then 1, 2, 4, … up to five minutes."""
    return 0.0 if failures <= FREE else min(2.0 ** (failures - FREE - 1), LONGEST_WAIT)
