"""The command line, run in this process against a desk in a temporary folder."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from app.__main__ import main
from app.config import Settings
from tests.services.tiny_model import ship_tiny_model


class Ran(NamedTuple):
    """What a command left: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str


Loupe = Callable[..., Ran]


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    models = tmp_path_factory.mktemp("models")
    ship_tiny_model(models)
    return models


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "desk"


@pytest.fixture
def loupe(home: Path, shipped: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Loupe:
    """loupe("user", "add", "alice", "--role", "admin", stdin="a password\\n") runs one command and never raises."""
    settings = Settings(home=home, database_url=f"sqlite:///{home / 'loupe.db'}", shipped_models=shipped, decode_processes=1)
    monkeypatch.setattr(Settings, "from_environment", classmethod(lambda cls, environ=None: settings))

    def run(*arguments: object, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:  # argparse ends so
            code = int(end.code or 0)
        return Ran(code, *capsys.readouterr())

    return run
