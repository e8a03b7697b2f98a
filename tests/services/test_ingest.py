"""Photographs come in whole or not at all."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import Origin, User
from app.errors import EmptyUpload, PhotoRefused, UnknownQuestion, UploadTooLarge
from app.services.deps import Deps
from app.services.feature_row import schema_of_question
from app.services.ingest import clean_name, clean_origin, receive
from app.services.show import view_path
from app.store import feature_sets, photos, queue
from tests.photos.pictures import encode, picture

SAID = Origin(subject="Anna", batch="b1", reference="R-7", source="studio")


def chunks_of(content: bytes, size: int = 1000) -> Iterator[bytes]:
    return (content[start:start + size] for start in range(0, len(content), size))


def files_under(home: Path) -> list[Path]:
    return sorted(path for path in (home / "photos").rglob("*") if path.is_file())


def test_a_photograph_is_kept_with_its_bytes_features_views_and_queue_entry(deps: Deps, alice: User) -> None:
    content = encode(picture(360, 300, 1), ".jpg", quality=90)
    received = receive(deps, alice, chunks_of(content), "../../Anna\u202e gpj.jpg", SAID)
    photo = received.photo
    assert not received.duplicate
    assert photo.sha256 == hashlib.sha256(content).hexdigest() and photo.bytes == len(content)
    assert (photo.width, photo.height, photo.type, photo.name) == (360, 300, "jpeg", "Anna gpj.jpg")
    assert photo.origin == SAID and photo.uploader_id == alice.id
    assert deps.blobs.path_of(photo.sha256).read_bytes() == content
    with deps.database.read() as session:
        assert photos.get(session, photo.id) == photo
        schema = schema_of_question("recapture")
        assert feature_sets.load(session, photo.id, schema.id).shape == (1, len(schema.names))
        assert queue.get(session, "recapture", photo.id).batch == "b1"
    assert view_path(deps, alice, photo.id, "thumbnail").read_bytes()[:2] == b"\xff\xd8"


def test_the_same_bytes_again_are_a_duplicate_whatever_their_name(deps: Deps, alice: User) -> None:
    content = encode(picture(360, 300, 2))
    first = receive(deps, alice, chunks_of(content), "a.jpg", Origin())
    again = receive(deps, alice, chunks_of(content, 7), "b.jpg", SAID)
    assert again.duplicate and again.photo == first.photo
    assert not (deps.settings.home / "photos" / "tmp").exists() or len(files_under(deps.settings.home)) == 3


def test_a_small_photograph_is_kept_and_queued_without_features(deps: Deps, alice: User) -> None:
    photo = receive(deps, alice, [encode(picture(200, 180, 3))], "small.jpg", Origin()).photo
    with deps.database.read() as session:
        assert feature_sets.load(session, photo.id, schema_of_question("recapture").id) is None
        assert queue.get(session, "recapture", photo.id) is not None


@pytest.mark.parametrize(("content", "error"), [
    (b"", EmptyUpload), (b"junk that is no picture", PhotoRefused), (encode(picture(360, 300, 4))[:4000], PhotoRefused),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", PhotoRefused), (encode(picture(40, 40, 5)), PhotoRefused),
])
def test_a_refused_file_leaves_nothing(deps: Deps, alice: User, content: bytes, error: type[PhotoRefused]) -> None:
    before = files_under(deps.settings.home)
    with pytest.raises(error):
        receive(deps, alice, chunks_of(content), "x.jpg", Origin())
    assert files_under(deps.settings.home) == before
    with deps.database.read() as session:
        assert queue.peek(session, "recapture", "oldest", None, 10) == []


def test_too_large_is_noticed_before_the_end_of_the_stream(deps: Deps, alice: User) -> None:
    tight = dataclasses.replace(deps, settings=dataclasses.replace(deps.settings, max_upload_bytes=3000))

    def endless() -> Iterator[bytes]:
        while True:
            yield b"\xff\xd8" * 500

    with pytest.raises(UploadTooLarge):
        receive(tight, alice, endless(), "x.jpg", Origin())
    assert files_under(deps.settings.home) == []


def test_a_broken_line_leaves_nothing(deps: Deps, alice: User) -> None:
    def torn() -> Iterator[bytes]:
        yield encode(picture(360, 300, 6))[:2000]
        raise ConnectionResetError("the line was lost")

    with pytest.raises(ConnectionResetError):
        receive(deps, alice, torn(), "x.jpg", Origin())
    assert files_under(deps.settings.home) == []


def test_a_failed_transaction_takes_the_bytes_with_it(deps: Deps, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("the disk is gone")

    with monkeypatch.context() as patched, pytest.raises(OSError, match="the disk is gone"):
        patched.setattr(queue, "enqueue", fail)
        receive(deps, alice, [encode(picture(360, 300, 7))], "x.jpg", Origin())
    assert files_under(deps.settings.home) == []


def test_an_unknown_question_is_refused_before_anything_is_read(deps: Deps, alice: User) -> None:
    with pytest.raises(UnknownQuestion):
        receive(deps, alice, iter(()), "x.jpg", Origin(), "weather")


@given(st.text(max_size=300))
def test_a_clean_name_is_short_visible_and_no_path(name: str) -> None:
    clean = clean_name(name)
    assert 1 <= len(clean) <= 120 and "/" not in clean and "\\" not in clean and clean.isprintable()


def test_nothing_but_spaces_counts_as_nothing() -> None:
    assert clean_origin(Origin(subject="  ", batch=" b\n1 ")) == Origin(batch="b1")
