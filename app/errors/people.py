"""Who may not do what, and how signing in fails."""

from __future__ import annotations

from app.errors.base import LoupeError


class NotAllowed(LoupeError):
    """Your role does not allow this."""


class ForeignRequest(LoupeError):
    """This request did not come from a page of this desk; reload the page and try again."""


class BadCredentials(LoupeError):
    """The name or the password is wrong."""


class TooManyAttempts(LoupeError):
    """Too many attempts; wait a little before trying again."""


class WeakPassword(LoupeError):
    """The password must have at least 12 characters and must not be a common one."""


class BadUserName(LoupeError):
    """A user name has 1 to 100 characters, all of them visible."""


class UserExists(LoupeError):
    """There is already a user of that name."""


class UserNotFound(LoupeError):
    """There is no such user."""


class LastAdmin(LoupeError):
    """The last admin cannot be disabled or given another role."""


class LinkExpired(LoupeError):
    """This one-time link was used or has expired."""
