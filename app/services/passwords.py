"""Passwords: argon2id, a minimum of length instead of rules of composition, and no common ones."""

from __future__ import annotations

import re
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.errors import WeakPassword
from app.services.common_passwords import COMMON

SHORTEST = 12
LONGEST = 256
FEWEST_DIFFERENT = 5
AT_ONCE = 2  # a hash takes 46 MiB: many at the same time would be an attack on memory


class Passwords:
    """Hashes and checks with the parameters of OWASP ASVS 5.0, appendix C: 46 MiB, one pass, one lane.  Thread-safe."""

    def __init__(self, memory_kib: int = 47104) -> None:
        self._hasher = PasswordHasher(time_cost=1, memory_cost=memory_kib, parallelism=1)
        self._turn = threading.BoundedSemaphore(AT_ONCE)
        self._nobody = f"$argon2id$v=19$m={memory_kib},t=1,p=1${'A' * 22}${'A' * 43}"  # takes as long to check as any, and is no password's

    def hash(self, password: str) -> str:
        """The encoded argon2id hash."""
        with self._turn:
            return self._hasher.hash(password)

    def matches(self, password: str, stored: str | None) -> bool:
        """Whether it is the password; without a stored hash it takes the same time and says no."""
        with self._turn:
            try:
                self._hasher.verify(stored or self._nobody, password[:LONGEST])
            except (VerificationError, InvalidHashError):
                return False
        return stored is not None

    def outdated(self, stored: str) -> bool:
        """Whether it was hashed with other parameters than today's."""
        return self._hasher.check_needs_rehash(stored)


def check_strength(password: str, name: str) -> None:
    """Raises WeakPassword for one that is short, overlong, common, built on the user's name, or made of hardly any characters."""
    plain = password.casefold()
    core = re.sub(r"[\W\d_]+", "", plain)
    if not SHORTEST <= len(password) <= LONGEST:
        raise WeakPassword(f"The password must have {SHORTEST} to {LONGEST} characters.")
    if plain in COMMON or core in COMMON or len(set(plain)) < FEWEST_DIFFERENT:
        raise WeakPassword("This password is too common; choose another, for instance four unrelated words.")
    if len(name) >= 3 and core == re.sub(r"[\W\d_]+", "", name.casefold()):
        raise WeakPassword("The password must not be the name with something added.")
