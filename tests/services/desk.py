"""A whole desk in a temporary folder: real database, real decoder, a small fitted model, a clock that tests move."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.config import Settings
from app.domain import Origin, Photo, Role, User, Verdict
from app.photos.decode import Decoder
from app.services.access import OPERATOR
from app.services.accounts import add_user
from app.services.deps import Deps, build_deps
from app.services.ingest import receive
from app.services.passwords import Passwords
from app.services.register_shipped import register_shipped
from app.services.review_item import ReviewItem, VerdictRequest
from tests.migrated import migrated
from tests.photos.pictures import encode, picture

PASSWORD = "four quiet green bicycles"


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass(frozen=True)
class Desk:
    """Services' dependencies with shortcuts for what most tests need."""

    deps: Deps
    clock: Clock

    def person(self, name: str, role: Role = Role.REVIEWER) -> User:
        """A new account with PASSWORD."""
        return add_user(self.deps, OPERATOR, name, PASSWORD, role)

    def add_photo(self, seed: int = 0, width: int = 360, height: int = 300, name: str | None = None, **origin: str) -> Photo:
        """Ingests a small photograph; the same seed and size give the same bytes."""
        content = encode(picture(width, height, seed), ".jpg", quality=95)
        return receive(self.deps, OPERATOR, [content], name or f"photo-{seed}.jpg", Origin(**origin)).photo


def settings_of(home: Path, models: Path) -> Settings:
    return Settings(home=home, database_url=f"sqlite:///{home / 'loupe.db'}", shipped_models=models, decode_processes=1)


@contextmanager
def open_desk(home: Path, models: Path, decoder: Decoder, clock: Clock) -> Iterator[Desk]:
    """A migrated desk with the shipped version as champion.  Passwords are hashed fast; the real parameters have a test of their own."""
    settings = settings_of(home, models)
    migrated(settings.database_url)
    deps = replace(build_deps(settings, clock), passwords=Passwords(memory_kib=64), decoder=decoder)
    register_shipped(deps)
    yield Desk(deps, clock)
    deps.database.close()


def verdict(item: ReviewItem, said: Verdict = Verdict.ACCEPT, **more: object) -> VerdictRequest:
    """What the desk would send for this photograph, with a fresh request id."""
    return VerdictRequest(str(uuid.uuid4()), item.photo.id, "recapture", said, item.lease_id or "none", **more)  # type: ignore[arg-type]
