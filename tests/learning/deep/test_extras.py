"""Without the extras a person reads what is missing and how to get it."""

import pytest

from app.errors import ExtrasMissing
from app.learning.deep import extras


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "EXTRAS", ("numpy", "no_such_package_here", "nor_this"))
    with pytest.raises(ExtrasMissing, match="no_such_package_here, nor_this: pip install -r requirements-deep.txt"):
        extras.require_extras()


def test_with_all_of_them_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "EXTRAS", ("numpy",))
    extras.require_extras()
