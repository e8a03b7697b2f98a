"""A whole desk in a temporary folder: real database, real decoder, a small fitted model, a clock that tests move."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.config import Settings
from app.domain import Origin, Photo, Role, User
from app.photos.decode import Decoder
from app.services.access import OPERATOR
from app.services.accounts import add_user
from app.services.deps import Deps, build_deps
from app.services.ingest import ingest_path
from app.services.passwords import Passwords
from app.services.register_shipped import register_shipped
from app.store.migrate import upgrade
from tests.photos.pictures import write_photo
from tests.services.tiny_model import ship_tiny_model

PASSWORD = "four quiet green bicycles"


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def shipped_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of shipped models with one version of recapture."""
    models = tmp_path_factory.mktemp("models")
    ship_tiny_model(models)
    return models


@pytest.fixture
def settings(tmp_path: Path, shipped_models: Path) -> Settings:
    home = tmp_path / "desk"
    return Settings(home=home, database_url=f"sqlite:///{home / 'loupe.db'}", shipped_models=shipped_models, decode_processes=1)


@pytest.fixture(scope="session")
def shared_decoder() -> Iterator[Decoder]:
    """One decoder for all tests, since its child process takes a while to start."""
    decoder = Decoder(Settings(home=Path("unused"), database_url="", decode_processes=1))
    yield decoder
    decoder.close()


@pytest.fixture
def deps(settings: Settings, clock: Clock, shared_decoder: Decoder) -> Iterator[Deps]:
    """A migrated desk with the shipped version on record and as champion; the real parameters of passwords have a test of their own."""
    settings.home.mkdir(parents=True, exist_ok=True)
    upgrade(settings.database_url)
    built = replace(build_deps(settings, clock), passwords=Passwords(memory_kib=64), decoder=shared_decoder)
    register_shipped(built)
    yield built
    built.database.close()


@pytest.fixture
def person(deps: Deps) -> Callable[[str, Role], User]:
    """Makes an account: person("alice", Role.ADMIN)."""
    return lambda name, role=Role.REVIEWER: add_user(deps, OPERATOR, name, PASSWORD, role)


@pytest.fixture
def alice(person: Callable[[str, Role], User]) -> User:
    return person("alice", Role.REVIEWER)


@pytest.fixture
def lead(person: Callable[[str, Role], User]) -> User:
    return person("lena", Role.LEAD)


@pytest.fixture
def add_photo(deps: Deps, tmp_path: Path) -> Callable[..., Photo]:
    """Ingests a small photograph: add_photo(seed=3), add_photo(seed=4, batch="b1")."""
    def add(seed: int = 0, width: int = 360, height: int = 300, **origin: str) -> Photo:
        path = write_photo(tmp_path / f"photo-{seed}.jpg", width, height, seed, quality=95)
        return ingest_path(deps, OPERATOR, path, Origin(**origin)).photo

    return add
