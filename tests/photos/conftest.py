"""A decoder as the app builds it, shared by the tests of this layer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.config import Settings
from app.photos.decode import Decoder


@pytest.fixture(scope="session")
def decoder() -> Iterator[Decoder]:
    decoder = Decoder(Settings(home=Path("unused"), database_url=""))
    yield decoder
    decoder.close()
