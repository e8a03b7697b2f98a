"""Promotion and rollback move one pointer, on record; altered files never score."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from app.domain import ModelVersion, Role, User
from app.errors import GateRefused, NotAllowed, NothingToRollBack, VersionAltered, VersionNotFound
from app.learning.fitted_model import fit_model
from app.questions import question_named
from app.services.access import OPERATOR
from app.services.deps import Deps
from app.services.feature_row import schema_of_question
from app.services.promote import promote, rollback
from app.services.register_shipped import register_shipped
from app.services.register_version import register_version
from app.services.score import score_photo
from app.services.versions import card_markdown, list_versions
from app.store import audit, champions
from tests.services.conftest import Clock
from tests.services.tiny_model import tiny_labelled_set

SHIPPED = "2026.01-1"
WORSE = {"verdict": "worse", "words": "Worse: it is.", "parts": [], "champion": SHIPPED}


@pytest.fixture(scope="module")
def fitted() -> tuple:
    schema, labels, labelled = schema_of_question("recapture"), question_named("recapture").labels, tiny_labelled_set()
    return (*fit_model(labelled, "recapture", labels, schema.id, schema.names, schema.family_of, seed=1), labelled)


@pytest.fixture
def challenger(deps: Deps, fitted: tuple) -> Callable[..., ModelVersion]:
    """Registers a version made from the shipped one, with this gate on its card."""
    model, card, labelled = fitted

    def make(gate: dict | None = None) -> ModelVersion:
        return register_version(deps, OPERATOR, "recapture", model, card | ({"gate": gate} if gate else {}), labelled, SHIPPED)

    return make


def champion(deps: Deps) -> str:
    with deps.database.read() as session:
        return champions.current(session, "recapture")


def test_every_score_after_a_promotion_names_the_new_version(deps: Deps, challenger: Callable, add_photo: Callable) -> None:
    photo = add_photo(seed=1)
    assert score_photo(deps, photo.id, "recapture").model_version == SHIPPED
    made = challenger()
    assert made.name == "2026.03-1" and champion(deps) == SHIPPED
    promote(deps, OPERATOR, "recapture", made.name)
    assert score_photo(deps, photo.id, "recapture").model_version == made.name
    assert rollback(deps, OPERATOR, "recapture").name == SHIPPED
    assert score_photo(deps, photo.id, "recapture").model_version == SHIPPED
    with pytest.raises(NothingToRollBack):
        rollback(deps, OPERATOR, "recapture")


def test_names_count_up_within_a_month(deps: Deps, challenger: Callable) -> None:
    assert [challenger().name for _ in range(3)] == ["2026.03-1", "2026.03-2", "2026.03-3"]
    states = {row.version.name: row.state for row in list_versions(deps, OPERATOR, "recapture")}
    assert states == {"2026.03-3": "challenger", "2026.03-2": "other", "2026.03-1": "other", SHIPPED: "champion"}


def test_a_worse_version_needs_a_reason_in_writing(deps: Deps, challenger: Callable, clock: Clock) -> None:
    name = challenger(WORSE).name
    for reason in (None, "", "  no "):
        with pytest.raises(GateRefused, match="Worse: it is."):
            promote(deps, OPERATOR, "recapture", name, reason)
    assert champion(deps) == SHIPPED
    clock.move(minutes=1)
    promote(deps, OPERATOR, "recapture", name, "our photographs are all prints")
    with deps.database.read() as session:
        last = champions.history(session, "recapture")[0]
    assert (last.version, last.reason, last.previous) == (name, "our photographs are all prints", SHIPPED)


def test_a_list_that_was_read_before_sees_a_change_of_the_same_size_and_time(deps: Deps, challenger: Callable) -> None:
    path = deps.settings.home / "models" / "recapture" / challenger().name / "labelled_set.npz"
    assert [row.trouble for row in list_versions(deps, OPERATOR, "recapture")] == [None, None]
    before, stored = path.stat(), path.read_bytes()
    path.write_bytes(stored[:-1] + bytes([stored[-1] ^ 1]))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert [row.trouble is None for row in list_versions(deps, OPERATOR, "recapture")] == [False, True]


@pytest.mark.parametrize("file", ["model.skops", "card.json", "labelled_set.npz"])
def test_an_altered_version_is_not_promoted_and_the_champion_stays(deps: Deps, challenger: Callable, file: str) -> None:
    name = challenger().name
    path = deps.settings.home / "models" / "recapture" / name / file
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(VersionAltered):
        promote(deps, OPERATOR, "recapture", name)
    row = next(row for row in list_versions(deps, OPERATOR, "recapture") if row.version.name == name)
    assert row.trouble is not None and champion(deps) == SHIPPED
    path.unlink()
    with pytest.raises(VersionAltered):
        promote(deps, OPERATOR, "recapture", name)


def test_only_admins_promote_and_each_act_is_audited(deps: Deps, challenger: Callable, alice: User, lead: User, person: Callable,
                                                     clock: Clock) -> None:
    admin = person("anna", Role.ADMIN)
    clock.move(minutes=1)
    name = challenger().name
    for other in (alice, lead):
        with pytest.raises(NotAllowed):
            promote(deps, other, "recapture", name)
        with pytest.raises(NotAllowed):
            rollback(deps, other, "recapture")
    with pytest.raises(VersionNotFound):
        promote(deps, admin, "recapture", "2031.01-1")
    clock.move(minutes=1)
    promote(deps, admin, "recapture", name)
    clock.move(minutes=1)
    promote(deps, admin, "recapture", name)  # once more changes nothing
    rollback(deps, admin, "recapture")
    with deps.database.read() as session:
        actions = [(entry.action, entry.user) for entry in audit.page(session, 3)]
    assert actions == [("version.rolled_back", "anna"), ("version.promoted", "anna"), ("version.made", None)]
    assert "# Model card" in card_markdown(deps, lead, "recapture", name)


def test_starting_again_registers_nothing_twice_and_keeps_the_desks_own_champion(deps: Deps, challenger: Callable) -> None:
    promote(deps, OPERATOR, "recapture", challenger().name)
    assert register_shipped(deps) == []
    assert champion(deps) == "2026.03-1"
