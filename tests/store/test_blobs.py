"""A photo's bytes are whole or not there, and a full disk is said in words."""

from __future__ import annotations

import errno
import os
from hashlib import sha256
from pathlib import Path

import pytest

from app.errors import DiskFull
from app.store import durable
from app.store.blobs import BlobStore

CONTENT = b"not really a photograph"
DIGEST = sha256(CONTENT).hexdigest()


@pytest.fixture
def blobs(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "home")


def streamed(blobs: BlobStore, content: bytes = CONTENT) -> Path:
    path = blobs.temporary()
    path.write_bytes(content)
    return path


def files(blobs: BlobStore) -> list[Path]:
    return [path for path in blobs.photos.parent.rglob("*") if path.is_file()]


def test_adopted_bytes_lie_under_their_sha256(blobs: BlobStore) -> None:
    path = blobs.adopt(streamed(blobs), DIGEST)
    assert path == blobs.path_of(DIGEST) and path.read_bytes() == CONTENT
    assert blobs.adopt(streamed(blobs), DIGEST) == path and files(blobs) == [path]


def test_the_file_and_every_new_folder_are_synced(blobs: BlobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    real = durable.sync

    def watched(path: Path) -> None:
        synced.append(path.name)
        real(path)

    monkeypatch.setattr(durable, "sync", watched)
    temporary = streamed(blobs)
    path = blobs.adopt(temporary, DIGEST)
    assert synced[0] == temporary.name and synced[-1] == path.parent.name
    assert {path.parent.parent.name, blobs.photos.name} <= set(synced)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_nothing_behind(blobs: BlobStore, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    temporary = streamed(blobs)

    def full(*_: object) -> None:
        raise OSError(code, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(DiskFull):
            blobs.adopt(temporary, DIGEST)
        with pytest.raises(DiskFull):
            durable.write_file(blobs.photos.parent / "keys" / "x", b"x")
        patch.setattr(os, "replace", full)
        with pytest.raises(DiskFull):
            blobs.put_view(DIGEST, "thumbnail", b"jpeg")
    assert not blobs.path_of(DIGEST).exists() and blobs.view_path(DIGEST, "thumbnail") is None
    assert files(blobs) == [temporary]  # the caller's to delete


def test_views_are_found_and_an_empty_one_is_made_again(blobs: BlobStore) -> None:
    assert blobs.view_path(DIGEST, "thumbnail") is None
    path = blobs.put_view(DIGEST, "thumbnail", b"jpeg")
    assert blobs.view_path(DIGEST, "thumbnail") == path and path.read_bytes() == b"jpeg"
    path.write_bytes(b"")
    assert blobs.view_path(DIGEST, "thumbnail") is None


def test_erasing_removes_bytes_and_views(blobs: BlobStore) -> None:
    blobs.adopt(streamed(blobs), DIGEST)
    blobs.put_view(DIGEST, "thumbnail", b"jpeg")
    blobs.erase(DIGEST)
    blobs.erase(DIGEST)
    assert files(blobs) == []


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, DIGEST[:-1], DIGEST + "\n"])
def test_only_a_sha256_names_a_photo(blobs: BlobStore, name: str) -> None:
    with pytest.raises(ValueError, match="64"):
        blobs.path_of(name)


@pytest.mark.parametrize("kind", ["", "../x", "a/b", ".hidden", "x" * 81])
def test_only_a_plain_word_names_a_view(blobs: BlobStore, kind: str) -> None:
    with pytest.raises(ValueError, match="view"):
        blobs.put_view(DIGEST, kind, b"")


def test_abandoned_uploads_are_cleared(blobs: BlobStore) -> None:
    old, new = streamed(blobs), streamed(blobs)
    os.utime(old, (0, 0))
    assert blobs.clear_temporary(3600) == 1 and not old.exists() and new.exists()
