"""The external networks of a desk: LOUPE_HOME/networks/<name>/ with network.onnx, card.json and the desk's signature on both."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import BadNetwork, NetworkAltered, NetworkMissing
from app.features.external import is_external, is_known, provide
from app.features.network import PREFIX, Network, network_family
from app.features.network_card import NAME, read_card
from app.features.schema import Schema, schema_for
from app.questions import QUESTIONS, question_named
from app.store.keys import signed_by_desk

if TYPE_CHECKING:
    from app.learning.fitted_model import FittedModel

NETWORK, CARD, SIGNATURE = "network.onnx", "card.json", "signature"


def folder_of(home: Path) -> Path:
    """Where a desk's networks lie."""
    return home / "networks"


def names_of(home: Path) -> list[str]:
    """Names of the networks on the desk, in order; what is being added or removed is none."""
    folder = folder_of(home)
    return sorted(path.name for path in folder.iterdir() if NAME.fullmatch(path.name)) if folder.is_dir() else []


def signed_statement(name: str, network: bytes, card: bytes) -> bytes:
    """The bytes that the desk's key signs: the name and the sha256 of both files."""
    digests = [hashlib.sha256(content).hexdigest() for content in (network, card)]
    return json.dumps(["network", name, *digests], separators=(",", ":")).encode()


def made_network(network: bytes, card: bytes) -> Network:
    """A network from the bytes of its file and card, not parsed yet.  Raises BadNetwork for a bad card."""
    try:
        stated = read_card(json.loads(card))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadNetwork("The card is not JSON in UTF-8.") from error
    if stated.question not in QUESTIONS:
        raise BadNetwork(f"The card's question must be one of {', '.join(QUESTIONS)}, not {stated.question!r}.")
    labels = question_named(stated.question).labels
    if stated.direction not in labels[:2]:
        raise BadNetwork(f"The card's direction must be the label that a high answer speaks for: {' or '.join(labels[:2])}.")
    return Network(stated, network, towards_second=stated.direction == labels[1])


def load_network(home: Path, name: str) -> Network:
    """A network after its signature was checked; read again only when a file has changed.  Raises NetworkMissing, NetworkAltered."""
    try:
        states = [(folder_of(home) / name / file).stat() for file in (NETWORK, CARD, SIGNATURE)]
    except OSError as error:
        raise NetworkMissing(f"The external network {name} is not on this desk; nothing that needs it is scored.") from error
    return _loaded(home, name, tuple((state.st_ino, state.st_size, state.st_mtime_ns) for state in states))


@lru_cache(maxsize=16)
def _loaded(home: Path, name: str, states: tuple) -> Network:
    folder = folder_of(home) / name
    try:
        network, card = (folder / NETWORK).read_bytes(), (folder / CARD).read_bytes()
        signature = (folder / SIGNATURE).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise NetworkAltered(f"The files of the external network {name} cannot be read; it is not used.") from error
    if not signed_by_desk(home, signed_statement(name, network, card), signature):
        raise NetworkAltered(f"The files of the external network {name} were altered; it is not used.")
    return made_network(network, card)


def networks_for(home: Path, question: str) -> list[Network]:
    """The desk's networks for a question, in order of their names.  Raises NetworkAltered."""
    return [network for network in (load_network(home, name) for name in names_of(home)) if network.card.question == question]


def desk_schema(home: Path, question: str) -> Schema:
    """What models made on this desk are fitted on: the question's families and its networks.  Raises UnknownQuestion, NetworkAltered."""
    families = question_named(question).families
    networks = networks_for(home, question)
    for network in networks:
        if not is_known(network.id):
            provide(network_family(network))
    return schema_for((*families, *(network.id for network in networks)))


def schema_to_measure(home: Path, question: str) -> Schema:
    """desk_schema, or the question's own families while a network on the desk cannot be used, so that photographs still come in."""
    try:
        return desk_schema(home, question)
    except (NetworkMissing, BadNetwork):
        return schema_for(question_named(question).families)


def provide_for(home: Path, model: FittedModel) -> None:
    """Makes the networks that a model needs known, and refuses it where one has gone.  Raises NetworkMissing, NetworkAltered."""
    provide_families(home, external_families(model))


def provide_families(home: Path, families: Iterable[str]) -> None:
    """The same for families of external networks by their ids."""
    for family in families:
        network = load_network(home, name_of(family))
        if network.id != family:
            raise NetworkMissing(f"The external network {network.card.name} is another than the one that the model was fitted with; "
                                 "nothing is scored.")
        if not is_known(family):
            provide(network_family(network))


def external_families(model: FittedModel) -> list[str]:
    """Ids of the families that are external networks', in the model's order."""
    return [family for family in dict.fromkeys(model.family_of.values()) if is_external(family)]


def families_on(card: dict) -> list[str]:
    """The same from a version's card, without loading the model."""
    return [measured["family"] for measured in card.get("networks", [])]


def name_of(family: str) -> str:
    """The network's name in the id of its family."""
    return family.removeprefix(PREFIX).rpartition("_")[0].replace("_", "-")
