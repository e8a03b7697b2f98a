"""Photos are stored once per content, and an erased one names nobody in any table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from app.domain import Origin
from app.errors import PhotoNotFound
from app.store import chain, decisions, feature_sets, photos, queue
from app.store.engine import Database
from app.store.erase import erase_photo, forget_log
from app.store.ids import new_id
from app.store.tables import metadata
from tests.store.makers import NOON, a_decision, a_photo, make_photos, make_user

PERSON = Origin("Marie Curie", "session 7", "Radium batch", "MC-1898", "studio")


def test_a_photo_comes_back_as_it_was_given(database: Database) -> None:
    photo = a_photo(PERSON)
    with database.begin() as session:
        assert photos.add(session, photo)
    with database.read() as session:
        assert photos.get(session, photo.id) == photo == photos.by_sha256(session, photo.sha256)
        assert photos.many(session, [photo.id, "0" * 32]) == {photo.id: photo}
        assert photos.of_subject(session, "Marie Curie") == [photo.id]


def test_the_same_bytes_are_stored_once(database: Database) -> None:
    photo = a_photo()
    with database.begin() as session:
        assert photos.add(session, photo)
        assert not photos.add(session, replace(a_photo(name="another.jpg"), sha256=photo.sha256))
        assert photos.by_sha256(session, photo.sha256) == photo


def test_an_origin_can_be_set_later(database: Database) -> None:
    with database.begin() as session:
        (photo_id,) = make_photos(session, 1)
        photos.set_origin(session, photo_id, PERSON)
        assert photos.get(session, photo_id).origin == PERSON
        entry = queue.get(session, "recapture", photo_id)
        assert entry is not None and entry.batch == "Radium batch"
        with pytest.raises(PhotoNotFound):
            photos.set_origin(session, new_id(), PERSON)


def test_a_missing_photo_is_told(database: Database) -> None:
    with database.begin() as session:
        with pytest.raises(PhotoNotFound):
            photos.get(session, new_id())
        with pytest.raises(PhotoNotFound):
            erase_photo(session, new_id(), NOON)


def test_erasing_leaves_no_trace_of_the_person_in_any_table(database: Database) -> None:
    photo = replace(a_photo(PERSON, "curie.jpg"), metadata={"camera": "Curie's own"})
    with database.begin() as session:
        photos.add(session, photo)
        queue.enqueue(session, "recapture", [queue.NewEntry(photo.id, batch=PERSON.batch)], NOON)
        feature_sets.save(session, photo.id, "v1", np.ones(3, np.float32))
        decisions.record(session, a_decision(photo.id, make_user(session).id, note="Curie again"))
        assert erase_photo(session, photo.id, NOON) == photo.sha256
        everything = " ".join(str(row) for table in metadata.sorted_tables for row in session.execute(select(table)))
        with pytest.raises(PhotoNotFound):
            photos.get(session, photo.id)
        assert photos.by_sha256(session, photo.sha256) is None and photos.many(session, [photo.id]) == {}
        assert feature_sets.load(session, photo.id, "v1") is None
    for word in ("Curie", "curie", "session 7", "Radium", "MC-1898", "studio", photo.sha256):
        assert word not in everything


def test_an_erased_name_is_in_no_byte_of_the_file(sqlite_database: Database) -> None:
    photo = a_photo(PERSON, "curie-portrait.jpg")
    with sqlite_database.begin() as session:
        photos.add(session, photo)
        decisions.record(session, a_decision(photo.id, make_user(session).id, note="the Curie photograph"))
    sqlite_database.checkpoint()
    file = Path(sqlite_database.url.database or "")
    assert b"Curie" in file.read_bytes()
    with sqlite_database.begin() as session:
        erase_photo(session, photo.id, NOON)
    assert forget_log(sqlite_database)
    everything = b"".join(path.read_bytes() for path in file.parent.glob("loupe.db*"))
    assert b"urie" not in everything and photo.sha256.encode() not in everything


@pytest.mark.parametrize("name", ["half \ud83d pair.jpg", "nul\x00byte.jpg", "ünïcode 😀.jpg"])
def test_any_name_that_a_file_can_have_is_kept(database: Database, name: str) -> None:
    photo = a_photo(Origin(batch=name), name)
    with database.begin() as session:
        assert photos.add(session, photo)
        decisions.record(session, a_decision(photo.id, make_user(session).id, note=name))
        stored = photos.get(session, photo.id).name
        assert chain.verify(session).trouble is None
    assert stored == name.replace("\ud83d", "\ufffd").replace("\x00", "\ufffd")
