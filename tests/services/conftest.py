"""Fixtures of the services: see desk.py and tiny_model.py beside this file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.config import Settings
from app.domain import Photo, Role, User
from app.photos.decode import Decoder
from app.services.deps import Deps
from tests.photos.pictures import write_photo
from tests.services.desk import PASSWORD, Clock, Desk, open_desk, settings_of
from tests.services.tiny_model import ship_tiny_model

__all__ = ["PASSWORD", "Clock"]


@pytest.fixture(scope="session")
def shipped_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of shipped models with one version of recapture."""
    models = tmp_path_factory.mktemp("models")
    ship_tiny_model(models)
    return models


@pytest.fixture(scope="session")
def shared_decoder() -> Iterator[Decoder]:
    """One decoder for all tests, since its child process takes a while to start."""
    decoder = Decoder(Settings(home=Path("unused"), database_url="", decode_processes=1))
    yield decoder
    decoder.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path, shipped_models: Path) -> Settings:
    return settings_of(tmp_path / "desk", shipped_models)


@pytest.fixture
def desk(settings: Settings, shipped_models: Path, shared_decoder: Decoder, clock: Clock) -> Iterator[Desk]:
    with open_desk(settings.home, shipped_models, shared_decoder, clock) as opened:
        yield opened


@pytest.fixture
def deps(desk: Desk) -> Deps:
    return desk.deps


@pytest.fixture
def person(desk: Desk) -> Callable[..., User]:
    """Makes an account: person("alice", Role.ADMIN)."""
    return desk.person


@pytest.fixture
def alice(desk: Desk) -> User:
    return desk.person("alice")


@pytest.fixture
def lead(desk: Desk) -> User:
    return desk.person("lena", Role.LEAD)


@pytest.fixture
def add_photo(desk: Desk, tmp_path: Path) -> Callable[..., Photo]:
    """Ingests a small photograph and leaves its file in tmp_path: add_photo(seed=3), add_photo(seed=4, batch="b1")."""
    def add(seed: int = 0, width: int = 360, height: int = 300, **origin: str) -> Photo:
        write_photo(tmp_path / f"photo-{seed}.jpg", width, height, seed, quality=95)
        return desk.add_photo(seed, width, height, **origin)

    return add
