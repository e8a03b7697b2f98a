"""Take photographs in: stream, check, decode, measure and keep, or refuse and leave nothing behind."""

from __future__ import annotations

import errno
import hashlib
import os
import unicodedata
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from app.domain import Origin, Photo, Role, User
from app.errors import (
    DiskFull,
    EmptyUpload,
    NoChampion,
    NotScored,
    SchemaMismatch,
    UploadTooLarge,
    VersionAltered,
)
from app.features.schema import Schema
from app.features.side_by_side import MeasuredSideBySide
from app.photos.decode import DecodedPhoto
from app.photos.planes import Planes
from app.photos.shrinking import shrink
from app.photos.views import PREVIEW_SIDE, preview_jpeg, thumbnail_jpeg
from app.questions import question_named
from app.services.access import account_id, require
from app.services.deps import Deps
from app.services.feature_row import schema_of_model
from app.services.networks import schema_to_measure
from app.store import feature_sets, photos, queue
from app.store.ids import new_id

CHUNK = 1 << 20
LONGEST_NAME, LONGEST_ORIGIN = 120, 200
THREADS = 2  # for one photograph: its views by one, its features by the other, then by both


@dataclass(frozen=True)
class Received:
    """duplicate: the same bytes were here before; photo is then the one already kept."""

    photo: Photo
    duplicate: bool


def receive(deps: Deps, user: User, chunks: Iterable[bytes], name: str, origin: Origin, question: str = "recapture") -> Received:
    """Keeps one photograph with its features and puts it in the question's queue; scoring is a separate step.  Reviewers.

    A duplicate is put in the queue too if it was not in this question's yet.
    Raises a PhotoRefused, DiskFull, UnknownQuestion; then nothing of it stays.
    """
    require(user, Role.REVIEWER)
    question_named(question)
    temporary = deps.blobs.temporary()
    try:
        sha256, size = stream(chunks, temporary, deps.settings.max_upload_bytes)
        known = _known(deps, sha256, question)
        if known is not None:
            return Received(known, duplicate=True)
        decoded = deps.decoder.decode(temporary)
        height, width = decoded.image.shape[:2]
        photo = Photo(new_id(), sha256, clean_name(name), decoded.type, size, width, height, clean_origin(origin), account_id(user),
                      deps.clock(), decoded.metadata)
        with ThreadPoolExecutor(THREADS) as pool:
            return _keep(deps, photo, temporary, question, decoded, pool)
    finally:
        temporary.unlink(missing_ok=True)


def ingest_path(deps: Deps, user: User, path: Path, origin: Origin, question: str = "recapture") -> Received:
    """The same for a file on this machine.  Raises OSError if it cannot be read."""
    with path.open("rb") as file:
        return receive(deps, user, iter(lambda: file.read(CHUNK), b""), path.name, origin, question)


def stream(chunks: Iterable[bytes], target: Path, limit: int) -> tuple[str, int]:
    """Writes chunks to target, onto the disk; its sha256 and size in bytes.  Raises EmptyUpload, UploadTooLarge, DiskFull."""
    digest, size = hashlib.sha256(), 0
    try:
        with target.open("wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > limit:
                    raise UploadTooLarge(f"The file is larger than the limit of {limit // (1024 * 1024)} MB.")
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull from error
        raise
    if size == 0:
        raise EmptyUpload
    return digest.hexdigest(), size


def clean_name(name: str) -> str:
    """The last part of a name from elsewhere, as text only: composed, visible characters, at most 120."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return _clean(last, LONGEST_NAME) or "unnamed"


def clean_origin(origin: Origin) -> Origin:
    """The same for what an uploader says; nothing but spaces counts as nothing."""
    said = {field.name: getattr(origin, field.name) for field in fields(Origin)}
    return Origin(**{field: _clean(text, LONGEST_ORIGIN) or None if text else None for field, text in said.items()})


def _clean(text: str, longest: int) -> str:
    # invisible format characters can turn the reading direction and disguise an ending
    spaced = (" " if unicodedata.category(char).startswith("Z") else char for char in unicodedata.normalize("NFC", text))
    return "".join(char for char in spaced if char.isprintable())[:longest].strip()


def _known(deps: Deps, sha256: str, question: str) -> Photo | None:
    with deps.database.read() as session:
        photo = photos.by_sha256(session, sha256)
        queued = photo is not None and queue.get(session, question, photo.id) is not None
    if photo is not None and not queued:
        with deps.database.begin() as session:
            queue.enqueue(session, question, [queue.NewEntry(photo.id, batch=photo.origin.batch)], deps.clock())
    return photo


def _keep(deps: Deps, photo: Photo, temporary: Path, question: str, decoded: DecodedPhoto, pool: Executor) -> Received:
    views = pool.submit(_views, decoded.image)
    features = list(_features(deps, question, decoded, pool))
    kept = committed = False
    try:
        with deps.database.begin() as session:
            kept = photos.add(session, photo)
            if kept:
                deps.blobs.adopt(temporary, photo.sha256)
                for schema, row in features:
                    feature_sets.save(session, photo.id, schema.id, row)
                queue.enqueue(session, question, [queue.NewEntry(photo.id, batch=photo.origin.batch)], deps.clock())
        committed = True
    finally:
        if not committed:
            _sweep(deps, photo.sha256)
    for kind, content in views.result().items():
        deps.blobs.put_view(photo.sha256, kind, content)
    if kept:
        return Received(photo, duplicate=False)
    with deps.database.read() as session:  # the same bytes came in by another request meanwhile
        other = photos.by_sha256(session, photo.sha256)
    return Received(other or photo, duplicate=True)


def _sweep(deps: Deps, sha256: str) -> None:
    # under the write lock, as adopting is: so the bytes of somebody else's upload of the same photograph are never taken away
    with deps.database.begin() as session:
        if photos.by_sha256(session, sha256) is None:
            deps.blobs.erase(sha256)


def _views(image: np.ndarray) -> dict[str, bytes]:
    small = shrink(image, PREVIEW_SIDE)  # once: shrinking 12 MP takes as long as all the rest of a view
    return {"thumbnail": thumbnail_jpeg(small), "preview": preview_jpeg(small)}


def _features(deps: Deps, question: str, decoded: DecodedPhoto, pool: Executor) -> Iterator[tuple[Schema, np.ndarray]]:
    """Under the desk's schema, which retraining reads, and under the champion's where that differs; none for a small photo."""
    desk, champion = schema_to_measure(deps.settings.home, question), _champion_schema(deps, question)
    schemas = {schema.id: schema for schema in (desk, champion) if schema}
    planes = Planes(decoded.image)
    if not planes.scorable:
        return
    measured = MeasuredSideBySide(planes, list(schemas.values()), pool)
    for schema in schemas.values():
        try:
            yield schema, measured.row(schema)
        except NotScored:  # an external network failed on it
            continue


def _champion_schema(deps: Deps, question: str) -> Schema | None:
    try:
        return schema_of_model(deps.models.champion(question).model)
    except (NoChampion, VersionAltered, SchemaMismatch):
        return None
