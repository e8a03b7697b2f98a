"""Add a network to the desk and take one away: tried out first, signed, and on the audit trail."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.domain import Role, User
from app.errors import BadNetwork, NetworkInUse, NetworkMissing, NetworkNotFound, NoChampion, SchemaMismatch, VersionAltered
from app.features.network import Network
from app.features.network_card import NAME
from app.questions import QUESTIONS
from app.services.access import account_id, require
from app.services.deps import Deps
from app.services.networks import (
    CARD,
    NETWORK,
    SIGNATURE,
    external_families,
    folder_of,
    load_network,
    made_network,
    name_of,
    names_of,
    signed_statement,
)
from app.services.networks_trial import tried
from app.store import audit
from app.store.durable import sync, write_file
from app.store.keys import sign

LARGEST, LARGEST_CARD = 256 * 1024 * 1024, 16 * 1024 * 1024  # bytes


@dataclass(frozen=True)
class ListedNetwork:
    """network: None where its files do not load, and trouble says why."""

    name: str
    network: Network | None
    trouble: str | None = None


def add_network(deps: Deps, user: User, file: Path, card: Path) -> tuple[Network, float]:
    """Puts a network on the desk; the second value is how long it took over one photograph, in seconds.  Admins.

    Nothing is kept of a file that fails its trial.  Raises BadNetwork (with a sentence on what is wrong), OSError.
    """
    require(user, Role.ADMIN)
    network, stated = _content(file, LARGEST), _content(card, LARGEST_CARD)
    made = made_network(network, stated)
    name, folder = made.card.name, folder_of(deps.settings.home)
    if name in names_of(deps.settings.home):
        raise BadNetwork(f"There is already a network {name} on this desk; remove it first, or name this one otherwise.")
    seconds = tried(file, card)
    folder.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    try:
        write_file(fresh / NETWORK, network)
        write_file(fresh / CARD, stated)
        write_file(fresh / SIGNATURE, sign(deps.settings.home, signed_statement(name, network, stated)).encode())
        with deps.database.begin() as session:
            audit.add(session, account_id(user), "network.added", name, deps.clock(), {"family": made.id})
            os.rename(fresh, folder / name)
            sync(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return made, seconds


def remove_network(deps: Deps, user: User, name: str) -> None:
    """Takes a network off the desk.  Admins.  Raises NetworkNotFound, NetworkInUse while a champion needs it."""
    require(user, Role.ADMIN)
    home = deps.settings.home
    if not NAME.fullmatch(name) or name not in names_of(home):
        raise NetworkNotFound(f"There is no external network {name!r} on this desk.")
    for question in QUESTIONS:
        if name in _needed(deps, question):
            raise NetworkInUse(f"The champion for {question} needs the external network {name}; promote another version first.")
    gone = Path(tempfile.mkdtemp(prefix=".gone-", dir=folder_of(home)))
    with deps.database.begin() as session:
        audit.add(session, account_id(user), "network.removed", name, deps.clock())
        os.rename(folder_of(home) / name, gone / name)
    shutil.rmtree(gone)


def list_networks(deps: Deps, user: User) -> list[ListedNetwork]:
    """Every network of the desk, by name.  Admins."""
    require(user, Role.ADMIN)
    listed = []
    for name in names_of(deps.settings.home):
        try:
            listed.append(ListedNetwork(name, load_network(deps.settings.home, name)))
        except (NetworkMissing, BadNetwork) as error:
            listed.append(ListedNetwork(name, None, str(error)))
    return listed


def _needed(deps: Deps, question: str) -> list[str]:
    try:
        return [name_of(family) for family in external_families(deps.models.champion(question).model)]
    except (NoChampion, VersionAltered, SchemaMismatch):
        return []  # it scores nothing as it is


def _content(path: Path, largest: int) -> bytes:
    if path.stat().st_size > largest:
        raise BadNetwork(f"{path.name} is larger than {largest // (1024 * 1024)} MB.")
    return path.read_bytes()
