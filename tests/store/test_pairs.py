"""Pairs are stored once per photo, looked for among the newest, and go with either photo."""

from __future__ import annotations

from dataclasses import replace

from app.store import pairs
from app.store.engine import Database
from app.store.erase import erase_photo
from app.store.pairs import StoredPair
from tests.store.makers import NOON, make_photos


def a_pair(photo_id: str, partner_id: str | None) -> StoredPair:
    return StoredPair(photo_id, partner_id, 0.25, 80, 90, 72.5, 1)


def test_a_pair_reads_as_it_was_stored_and_a_later_one_replaces_it(database: Database) -> None:
    with database.begin() as session:
        first, second = make_photos(session, 2, None)
        assert pairs.get(session, first) is None
        pairs.save(session, a_pair(first, None), NOON)
        assert pairs.get(session, first) == a_pair(first, None)
        pairs.save(session, a_pair(first, second), NOON)
        assert pairs.get(session, first) == a_pair(first, second)


def test_who_was_not_looked_at_comes_oldest_first_and_only_from_the_newest(database: Database) -> None:
    with database.begin() as session:
        ids = make_photos(session, 5, None)  # oldest first
        assert pairs.newest(session, 3) == ids[:1:-1]
        assert pairs.not_looked_at(session, 1, 3, 99) == ids[2:]
        pairs.save(session, a_pair(ids[3], None), NOON)
        assert pairs.not_looked_at(session, 1, 3, 99) == [ids[2], ids[4]] and pairs.not_looked_at(session, 1, 5, 2) == ids[:2]
        assert pairs.not_looked_at(session, 2, 3, 99) == ids[2:]  # made with older sketches
        pairs.save(session, replace(a_pair(ids[3], None), sketch=2), NOON)
        assert ids[3] not in pairs.not_looked_at(session, 2, 3, 99)


def test_erasing_either_photo_removes_the_pair_and_the_other_one_is_looked_at_again(database: Database) -> None:
    with database.begin() as session:
        first, second, third = make_photos(session, 3, None)
        for photo, partner in ((first, second), (second, first), (third, second)):
            pairs.save(session, a_pair(photo, partner), NOON)
        erase_photo(session, second, NOON)
        assert [pairs.get(session, one) for one in (first, second, third)] == [None, None, None]
        assert sorted(pairs.not_looked_at(session, 1, 99, 99)) == sorted([first, third])
