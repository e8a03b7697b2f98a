"""Put a freshly fitted version on the desk's record: files first, then name, signature and row in one transaction."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
import tempfile
import time
from pathlib import Path

from app.domain import ModelVersion, User
from app.errors import DiskFull
from app.learning.artifact import save_model
from app.learning.fitted_model import FittedModel
from app.learning.labelled_set import LabelledSet
from app.services.access import account_id
from app.services.deps import Deps
from app.services.labels import ID_PREFIX
from app.services.version_folder import SIGNATURE_FILE, file_hashes, own_folder, statement
from app.store import audit, keys, versions

DAY = 24 * 3600  # seconds
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def register_version(deps: Deps, user: User | None, question: str, model: FittedModel, card: dict, labelled: LabelledSet,
                     parent: str | None) -> ModelVersion:
    """Writes the files under LOUPE_HOME/models/<question>/<name>, signs them and stores the row; nothing of it stays if it fails.

    The name is the month and the next free number, such as 2026.11-3.  user : None for a background job.  Raises DiskFull.
    """
    place = deps.settings.home / "models" / question
    place.mkdir(parents=True, exist_ok=True)
    _sweep(place)
    fresh, card = Path(tempfile.mkdtemp(prefix=".new-", dir=place)), card | {"parent": parent}
    try:
        artifact_sha256 = save_model(model, card, labelled, fresh)
        hashes = file_hashes(fresh)
        with deps.database.begin() as session:
            now = deps.clock()
            name = versions.next_name(session, question, now.strftime("%Y.%m"))
            folder = own_folder(deps.settings, question, name)
            if folder.exists():
                shutil.rmtree(folder)  # left by a process that died before its row was stored
            signature = keys.sign(deps.settings.home, statement(question, name, hashes))
            version = ModelVersion(name, question, model.schema_id, artifact_sha256, signature, labelled.hash(), card, parent, False, now)
            (fresh / SIGNATURE_FILE).write_text(json.dumps({"signature": signature}) + "\n", encoding="utf-8")
            fresh.rename(folder)
            versions.add(session, version)
            versions.add_photos(session, question, name, [one.removeprefix(ID_PREFIX) for one in labelled.ids if one.startswith(ID_PREFIX)])
            audit.add(session, account_id(user) if user else None, "version.made", f"{question}/{name}", now,
                      {"parent": parent, "files": hashlib.sha256(statement(question, name, hashes)).hexdigest()})
        return version
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise DiskFull("The disk is full, so the version was not stored; make room and retrain again. Nothing else has changed.") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _sweep(place: Path) -> None:
    """Removes what a process that was killed while it wrote left behind; a day is longer than any writing takes."""
    for left in place.glob(".new-*"):
        if time.time() - left.stat().st_mtime > DAY:
            shutil.rmtree(left, ignore_errors=True)
