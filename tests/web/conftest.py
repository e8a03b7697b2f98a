"""A whole server over a real desk, people of every role, and clients that are signed in as them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import Settings
from app.domain import Role
from app.factory import create_app
from app.services.access import OPERATOR
from app.services.accounts import add_user, disable_user
from app.services.deps import Deps, build_deps
from app.services.passwords import Passwords
from app.services.register_shipped import register_shipped
from tests.migrated import migrated
from tests.services.tiny_model import ship_tiny_model

PASSWORD = "four quiet green bicycles"
NAMES = {"reviewer": Role.REVIEWER, "other": Role.REVIEWER, "lead": Role.LEAD, "admin": Role.ADMIN}


@dataclass(frozen=True)
class Desk:
    """A running desk: its server, what the services are handed, and a signed-in client for each name."""

    server: Flask
    deps: Deps

    def signed_in(self, name: str) -> FlaskClient:
        """A browser in which this person has just signed in; its requests carry the token as the page's own do."""
        client = self.server.test_client()
        answer = client.post("/sign-in", data={"name": name, "password": PASSWORD}, headers={"Accept": "application/json"})
        assert answer.status_code == 200, answer.text
        client.environ_base["HTTP_X_CSRFTOKEN"] = client.get_cookie("_csrf_token").value
        return client


@pytest.fixture(scope="session")
def shipped_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of shipped models with one version of recapture."""
    models = tmp_path_factory.mktemp("models")
    ship_tiny_model(models)
    return models


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, shipped_models: Path) -> Iterator[Desk]:
    """A desk of its own for a module of tests."""
    home = tmp_path_factory.mktemp("desk")
    settings = Settings(home=home, database_url=f"sqlite:///{home / 'loupe.db'}", shipped_models=shipped_models, decode_processes=1,
                        max_upload_bytes=4 * 1024 * 1024)
    migrated(settings.database_url)
    deps = build_deps(settings)
    object.__setattr__(deps, "passwords", Passwords(memory_kib=64))  # the real parameters have a test of their own
    register_shipped(deps)
    for name, role in NAMES.items():
        add_user(deps, OPERATOR, name, PASSWORD, role)
    yield Desk(create_app(settings, deps), deps)
    deps.close()


@pytest.fixture
def client(desk: Desk) -> Callable[[str], FlaskClient]:
    """client("lead"): signed in as that person; client("nobody"): not signed in; client("disabled"): was, until just now."""

    def make(name: str) -> FlaskClient:
        if name == "nobody":
            return desk.server.test_client()
        if name == "disabled":
            return _disabled(desk)
        return desk.signed_in(name)

    return make


def _disabled(desk: Desk) -> FlaskClient:
    name = f"gone-{secrets.token_hex(4)}"
    add_user(desk.deps, OPERATOR, name, PASSWORD, Role.ADMIN)
    client = desk.signed_in(name)
    disable_user(desk.deps, OPERATOR, name)
    return client
