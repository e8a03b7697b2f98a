"""The log shows what the filters let through, to those who may see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain import Role, Stage, User, Verdict
from app.errors import BadFilter, UnknownQuestion
from app.photos.decode import Decoder
from app.services.access import OPERATOR
from app.services.accounts import list_users
from app.services.decision_log import Filters, agreement, page
from app.services.deps import Deps
from app.services.review import decide, next_photo, release, undo
from app.services.score import score_photo
from tests.services.desk import Clock, Desk, open_desk, verdict


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, shipped_models: Path, shared_decoder: Decoder) -> Iterator[Desk]:
    """One desk for this file, since nothing here changes it.

    Of six photographs alice judged four, the last of them twice; the lead two.
    """
    with open_desk(tmp_path_factory.mktemp("log") / "desk", shipped_models, shared_decoder, Clock()) as desk:
        deps, alice, lena = desk.deps, desk.person("alice"), desk.person("lena", Role.LEAD)
        for seed in range(6):
            desk.add_photo(seed, batch="even" if seed % 2 == 0 else "odd", reference=f"R-{seed}")
            desk.clock.move(seconds=1)
        for turn in range(6):
            user = alice if turn < 4 else lena
            item = next_photo(deps, user, "recapture", "oldest")
            score_photo(deps, item.photo.id, "recapture")
            desk.clock.move(seconds=10)
            done = decide(deps, user, verdict(item, Verdict.REJECT if turn % 2 else Verdict.ACCEPT, note=f"note {turn}",
                                              reasons=("print",) if turn % 2 else (), order="oldest"))
            if turn == 3:
                done = decide(deps, user, verdict(undo(deps, user, "recapture"), Verdict.ACCEPT, order="oldest"))
                release(deps, user, "recapture", done.next.photo.id, done.next.lease_id)
        yield desk


@pytest.fixture
def lead(desk: Desk) -> User:
    return list_users(desk.deps, OPERATOR)[1]


@pytest.fixture
def alice(desk: Desk) -> User:
    return list_users(desk.deps, OPERATOR)[0]


def test_a_page_is_newest_first_and_pages_follow_without_gap_or_overlap(deps: Deps, lead: User) -> None:
    whole = page(deps, lead, Filters())
    assert whole.total == len(whole.rows) == 8 and whole.next_cursor is None
    assert [row.seq for row in whole.rows] == sorted((row.seq for row in whole.rows), reverse=True)
    rows, cursor = [], None
    while True:
        part = page(deps, lead, Filters(), cursor, limit=3)
        rows += part.rows
        cursor = part.next_cursor
        if cursor is None:
            break
    assert tuple(rows) == whole.rows


def test_reviewers_see_their_own_only(deps: Deps, alice: User, lead: User) -> None:
    assert {row.reviewer for row in page(deps, alice, Filters()).rows} == {"alice"}
    assert page(deps, alice, Filters(reviewer="lena")).total == 0
    assert page(deps, lead, Filters(reviewer="LENA")).total == 2
    assert page(deps, lead, Filters(reviewer="ghost")).rows == ()


@pytest.mark.parametrize(("filters", "count"), [
    (Filters(question="recapture"), 8), (Filters(verdict=Verdict.REJECT), 3), (Filters(label="original"), 4), (Filters(reason="print"), 3),
    (Filters(stage=Stage.UNDONE), 1), (Filters(superseded=False), 6), (Filters(superseded=False, verdict=Verdict.REJECT), 2),
    (Filters(text="R-1"), 1), (Filters(text="note 5"), 1), (Filters(batch="odd"), 5), (Filters(model_version="2026.01-1"), 7),
    (Filters(model_version="none"), 0),
])
def test_filters_let_through_what_they_say(deps: Deps, lead: User, filters: Filters, count: int) -> None:
    found = page(deps, lead, filters)
    assert (len(found.rows), found.total) == (count, count)


def test_since_is_included_and_until_is_not(deps: Deps, lead: User, desk: Desk) -> None:
    last = desk.clock.now
    assert page(deps, lead, Filters(since=last)).total == 1
    assert page(deps, lead, Filters(until=last)).total == 7
    with pytest.raises(BadFilter):
        page(deps, lead, Filters(since=last, until=last - timedelta(days=1)))


def test_what_cannot_be_asked_is_refused(deps: Deps, lead: User) -> None:
    with pytest.raises(UnknownQuestion):
        page(deps, lead, Filters(question="weather"))
    for cursor in ("junk", "2026-01-01T00:00:00.000000Z_x", ""):
        with pytest.raises(BadFilter):
            page(deps, lead, Filters(), cursor)


def test_a_row_says_what_was_known_when_it_was_decided(deps: Deps, lead: User) -> None:
    row = page(deps, lead, Filters(text="note 5")).rows[0]
    assert row.seconds == 10 and row.model_version == "2026.01-1" and 0 <= row.probability <= 1 and not row.score_seen
    assert row.agreed == agreement(row.label, row.suggestion)


def test_agreement_needs_two_labels() -> None:
    assert agreement("original", "original") is True and agreement("original", "recaptured") is False
    assert agreement(None, "original") is agreement("original", None) is agreement("original", "cannot_tell") is None
