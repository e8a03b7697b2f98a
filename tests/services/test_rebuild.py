"""A version comes out again from its stored set; what was erased is counted, and a set that was edited is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from app.domain import Role, User
from app.errors import NotAllowed, VersionAltered, VersionNotFound
from app.learning.labelled_set import LabelledSet
from app.services.access import OPERATOR
from app.services.deps import Deps
from app.services.promote import promote
from app.services.rebuild import rebuild
from app.services.report import SilentReport
from app.store import champions
from app.store.erase import erase_photo
from tests.services.desk import Clock
from tests.services.made_version import SHIPPED, local, register
from tests.services.tiny_model import tiny_labelled_set
from tests.services.vectors_desk import add_vectors, desk_with, ship


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Deps, str, list[str]]]:
    """A desk whose newest version was made from shipped photographs and eight of its own; few groups, so that fitting is quick."""
    labelled, place = tiny_labelled_set(), tmp_path_factory.mktemp("rebuilt")
    shipped = in_two_groups(labelled.take(np.r_[4:8, 16:20]))
    ship(place / "models", shipped)
    with desk_with(place / "desk", place / "models", Clock()) as (deps, _):
        some = labelled.take(np.r_[0:4, 12:16])
        ids = add_vectors(deps, some)
        yield deps, register(deps, in_two_groups(shipped.joined(local(ids, some)))).name, ids


def in_two_groups(labelled: LabelledSet) -> LabelledSet:
    return replace(labelled, source=np.full(len(labelled), "one"), group=np.array(["a", "b"] * (len(labelled) // 2)))


def test_a_version_comes_out_the_same_until_photographs_are_erased(made: tuple[Deps, str, list[str]]) -> None:
    deps, name, ids = made
    again = rebuild(deps, OPERATOR, "recapture", name, SilentReport())
    assert again.same and again.difference <= 1e-6
    assert (again.photographs, again.gone, again.libraries) == (16, 0, ())
    with deps.database.begin() as session:
        for photo_id in ids[:2]:
            erase_photo(session, photo_id, deps.clock())
    less = rebuild(deps, OPERATOR, "recapture", name, SilentReport())
    assert (less.photographs, less.gone) == (14, 2) and 0 < less.difference < 1


def test_the_shipped_version_comes_out_the_same(made: tuple[Deps, str, list[str]]) -> None:
    again = rebuild(made[0], OPERATOR, "recapture", SHIPPED, SilentReport())
    assert again.same and (again.photographs, again.gone) == (8, 0)


@pytest.mark.parametrize("file", ["labelled_set.npz", "card.json", "model.skops"])
def test_a_folder_edited_by_hand_is_refused_and_says_what_to_do(made: tuple[Deps, str, list[str]], file: str) -> None:
    deps, name, _ = made
    path = deps.settings.home / "models" / "recapture" / name / file
    content = path.read_bytes()
    path.write_bytes(content[:-1] + b"!")
    for act in (lambda: rebuild(deps, OPERATOR, "recapture", name, SilentReport()), lambda: promote(deps, OPERATOR, "recapture", name)):
        with pytest.raises(VersionAltered, match="backup"):
            act()
    with deps.database.read() as session:
        assert champions.current(session, "recapture") == SHIPPED
    path.write_bytes(content)
    assert deps.models.version("recapture", name).name == name


def test_leads_rebuild_and_what_is_not_there_is_named(made: tuple[Deps, str, list[str]]) -> None:
    deps, name, _ = made
    with pytest.raises(VersionNotFound):
        rebuild(deps, OPERATOR, "recapture", "2031.01-1", SilentReport())
    with pytest.raises(NotAllowed):
        rebuild(deps, User("r", "rosa", Role.REVIEWER), "recapture", name, SilentReport())
