"""The list shows each person what they may know, and no more."""

from __future__ import annotations

import pytest

from app.domain import QueueState, User, Verdict
from app.errors import BadFilter
from app.services.deps import Deps
from app.services.photo_list import Filters, PhotoPage, may_search_scores, photo_page, photo_sources, states_for
from app.services.policies import change_policy
from app.services.review import decide, next_photo
from app.services.score import score_photo
from tests.services.desk import verdict

ALL = Filters("recapture")


@pytest.fixture
def five(deps: Deps, add_photo) -> list[str]:
    made = [add_photo(seed, source="phone" if seed % 2 else "scanner", batch="b").id for seed in range(5)]
    for photo_id in made:
        score_photo(deps, photo_id, "recapture")
    return made


def states(page: PhotoPage) -> dict[str, QueueState]:
    return {photo.id: photo.state for photo in page.photos}


def test_everything_is_listed_once_over_pages_newest_first(deps: Deps, alice: User, five: list[str]) -> None:
    found, after = [], None
    while True:
        page = photo_page(deps, alice, ALL, after, 2)
        found += [photo.id for photo in page.photos]
        after = page.following
        if after is None:
            break
    assert sorted(found) == sorted(five) and len(found) == 5


def test_filters_narrow_the_list(deps: Deps, alice: User, five: list[str]) -> None:
    assert {photo.source for photo in photo_page(deps, alice, Filters("recapture", source="phone")).photos} == {"phone"}
    assert len(photo_page(deps, alice, Filters("recapture", text="photo-3")).photos) == 1
    assert photo_page(deps, alice, Filters("recapture", batch="another")).photos == ()
    assert photo_sources(deps, alice) == ["phone", "scanner"]


def test_a_decided_photograph_is_under_decided(deps: Deps, alice: User, five: list[str]) -> None:
    done = decide(deps, alice, verdict(next_photo(deps, alice, "recapture"))).decision.photo_id
    assert list(states(photo_page(deps, alice, Filters("recapture", QueueState.DECIDED)))) == [done]
    assert len(photo_page(deps, alice, Filters("recapture", QueueState.WAITING)).photos) == 4


def test_a_second_read_looks_waiting_to_the_second_reader_and_decided_to_the_first(
        deps: Deps, alice: User, lead: User, person, five: list[str]) -> None:
    unsure = decide(deps, alice, verdict(next_photo(deps, alice, "recapture"), Verdict.UNSURE)).decision.photo_id
    assert states(photo_page(deps, alice, ALL))[unsure] == QueueState.DECIDED
    assert states(photo_page(deps, person("bob"), ALL))[unsure] == QueueState.WAITING
    assert states(photo_page(deps, lead, ALL))[unsure] == QueueState.SECOND
    assert set(states_for(alice)) == {QueueState.WAITING, QueueState.DECIDED}
    with pytest.raises(BadFilter):
        photo_page(deps, alice, Filters("recapture", QueueState.SECOND))


def test_while_blind_a_reviewer_sees_only_the_scores_of_what_they_answered(deps: Deps, alice: User, lead: User, five: list[str]) -> None:
    assert all(photo.suggestion for photo in photo_page(deps, alice, ALL).photos)
    done = decide(deps, alice, verdict(next_photo(deps, alice, "recapture"))).decision.photo_id
    change_policy(deps, lead, "recapture", {"blind": "on"})
    page = photo_page(deps, alice, ALL)
    assert {photo.id for photo in page.photos if photo.suggestion or photo.confidence} == {done}
    assert not may_search_scores(deps, alice, "recapture") and may_search_scores(deps, lead, "recapture")
    for searched in (Filters("recapture", suggestion="original"), Filters("recapture", confidence=0.5)):
        with pytest.raises(BadFilter, match="blind"):
            photo_page(deps, alice, searched)
        photo_page(deps, lead, searched)


@pytest.mark.parametrize("wrong", [Filters("recapture", suggestion="moon"), Filters("recapture", confidence=7.0)])
def test_an_impossible_filter_is_refused(deps: Deps, alice: User, wrong: Filters) -> None:
    with pytest.raises(BadFilter):
        photo_page(deps, alice, wrong)


@pytest.mark.parametrize("after", ["yesterday_x", "x", ""])
def test_a_page_that_does_not_exist_is_refused(deps: Deps, alice: User, after: str) -> None:
    with pytest.raises(BadFilter):
        photo_page(deps, alice, ALL, after)
