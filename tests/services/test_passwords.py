"""Passwords are stretched, and weak ones are turned away."""

from __future__ import annotations

import pytest
from argon2 import extract_parameters
from argon2.exceptions import VerifyMismatchError

from app.errors import WeakPassword
from app.services.passwords import Passwords, check_strength


@pytest.fixture(scope="module")
def passwords() -> Passwords:
    return Passwords()


def test_parameters_are_those_of_the_standard(passwords: Passwords) -> None:
    assert "$argon2id$v=19$m=47104,t=1,p=1$" in passwords.hash("four quiet green bicycles")


def test_only_the_password_matches(passwords: Passwords) -> None:
    stored = passwords.hash("four quiet green bicycles")
    assert passwords.matches("four quiet green bicycles", stored)
    assert not passwords.matches("four quiet green bicycle", stored)
    assert not passwords.matches("four quiet green bicycles", None)
    assert not passwords.matches("four quiet green bicycles", "no hash at all")
    assert not passwords.outdated(stored)
    assert Passwords(memory_kib=64).outdated(stored)


def test_a_name_that_nobody_has_costs_a_whole_hash(passwords: Passwords) -> None:
    assert extract_parameters(passwords._nobody) == extract_parameters(passwords.hash("four quiet green bicycles"))
    with pytest.raises(VerifyMismatchError):  # hashed, then compared; a malformed hash would be refused at once
        passwords._hasher.verify(passwords._nobody, "four quiet green bicycles")


@pytest.mark.parametrize("password", [
    "", "short", "elevenchars", "x" * 257, "password1234", "Password!2026", "aaaaaaaaaaaa", "121212121212", "qwertyuiop123", 
    "Loupe-2026-2026",
    "correcthorsebatterystaple", "alice1234567", "123456789012",
])
def test_weak_passwords_are_refused(password: str) -> None:
    with pytest.raises(WeakPassword):
        check_strength(password, "alice")


@pytest.mark.parametrize("password", ["correct horse battery 9", "four quiet green bicycles", "zwölf Boxkämpfer", "k8#Lm2!pQx9z"])
def test_long_unlikely_passwords_pass(password: str) -> None:
    check_strength(password, "alice")
