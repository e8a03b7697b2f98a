"""What every service is handed: settings, database, photo store, decoder, models and the clock; built once per process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.config import Settings
from app.photos.decode import Decoder
from app.services.passwords import Passwords
from app.services.scorer import ModelShelf
from app.store.anchor import Anchor
from app.store.blobs import BlobStore
from app.store.engine import Database, open_database
from app.store.migrate import check_current


def utc_now() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Deps:
    """Handed to each service as its first argument; safe to share between threads, not between processes."""

    settings: Settings
    database: Database
    blobs: BlobStore
    decoder: Decoder
    models: ModelShelf
    anchor: Anchor
    clock: Callable[[], datetime] = utc_now
    passwords: Passwords = field(default_factory=Passwords)

    def close(self) -> None:
        """Ends the decoding processes and closes the database."""
        self.decoder.close()
        self.database.close()


def build_deps(settings: Settings, clock: Callable[[], datetime] = utc_now) -> Deps:
    """Opens everything under settings.home.  Raises DatabaseTooOld, DatabaseTooNew, UnsafeSQLite."""
    database = open_database(settings.database_url)
    check_current(database)
    return Deps(
        settings=settings,
        database=database,
        blobs=BlobStore(settings.home),
        decoder=Decoder(settings),
        models=ModelShelf(settings, database),
        anchor=Anchor(settings.home),
        clock=clock,
    )
