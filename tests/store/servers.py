"""A scratch database on a PostgreSQL server, if one is named in LOUPE_TEST_POSTGRESQL or listens on this machine."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import make_url

SERVER = os.environ.get("LOUPE_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/test")


@contextmanager
def scratch_postgresql() -> Iterator[str]:
    """The address of a new, empty database; dropped at the end.  Skips where no server answers."""
    try:
        server = psycopg.connect(SERVER, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL server: set LOUPE_TEST_POSTGRESQL to the address of one that may make databases")
    name = f"loupe_test_{secrets.token_hex(6)}"
    with server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
