"""Where the files of a model version lie, and that they are those that were registered.

A desk's own versions lie under LOUPE_HOME/models/<question>/<version>, the shipped ones under the project's models/<question>/<version>
with a champion.json beside them: {"version": name, "sha256": {file: digest}}.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.config import Settings
from app.errors import NoChampion, VersionAltered, VersionNotFound

MODEL_FILE = "model.skops"
SIGNATURE_FILE = "signature.json"  # of all the others
NAME = re.compile(r"[0-9]{4}\.[0-9]{2}-[0-9]{1,6}|[a-z0-9][a-z0-9._-]{0,62}")


@dataclass(frozen=True)
class ShippedChampion:
    """What champion.json says: the version, and the sha256 of each of its files."""

    version: str
    sha256: dict[str, str]


def own_folder(settings: Settings, question: str, version: str) -> Path:
    """Where a version made by this desk lies.  Raises VersionNotFound for what is no name of a version."""
    return settings.home / "models" / question / _checked(version)


def shipped_folder(settings: Settings, question: str, version: str) -> Path:
    """Where a shipped version lies.  Raises VersionNotFound for what is no name of a version."""
    return settings.shipped_models / question / _checked(version)


def file_hashes(folder: Path, glance: bool = False) -> dict[str, str]:
    """sha256 of each file but the signature, by name in order.  Raises VersionAltered if the folder or its model is missing.

    glance : a file that lies as it lay when it was last read, by inode, size and times, is not read again.  Enough for a list of
    versions, not for loading one.
    """
    if not (folder / MODEL_FILE).is_file():
        raise VersionAltered(f"The files of the model version {folder.name} are missing; it is not loaded.")
    files = [path for path in sorted(folder.iterdir()) if path.is_file() and path.name != SIGNATURE_FILE]
    return {path.name: _last_read(path, _lies(path)) if glance else _sha256(path) for path in files}


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _lies(path: Path) -> tuple[int, ...]:
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


@lru_cache(maxsize=2000)
def _last_read(path: Path, lies: tuple[int, ...]) -> str:
    return _sha256(path)


def statement(question: str, version: str, hashes: dict[str, str]) -> bytes:
    """The bytes that the desk's key signs: question, version and every file."""
    return json.dumps([question, version, hashes], sort_keys=True, separators=(",", ":")).encode()


def read_shipped_champion(settings: Settings, question: str) -> ShippedChampion:
    """The shipped champion.  Raises NoChampion where none is shipped, VersionAltered if champion.json does not read."""
    path = settings.shipped_models / question / "champion.json"
    if not path.is_file():
        raise NoChampion(f"No model version is shipped for {question}.")
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return ShippedChampion(str(stored["version"]), {str(name): str(digest) for name, digest in stored["sha256"].items()})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise VersionAltered(f"{path} is not what was shipped; the model version is not loaded.") from error


def check_files(folder: Path, expected: dict[str, str]) -> None:
    """Raises VersionAltered, naming the file, unless the folder holds exactly these files with these hashes."""
    found = file_hashes(folder)
    if found != expected:
        wrong = sorted(name for name in {*found, *expected} if found.get(name) != expected.get(name))
        raise VersionAltered(f"{wrong[0]} of the model version {folder.name} was altered or is missing; the version is not loaded.")


def write_champion(folder: Path) -> None:
    """Makes folder, a version under models/<question>/, the shipped champion; replaces champion.json in one step."""
    target = folder.parent / "champion.json"
    fresh = folder.parent / ".champion.json.new"
    fresh.write_text(json.dumps({"version": folder.name, "sha256": file_hashes(folder)}, indent=2) + "\n", encoding="utf-8")
    fresh.replace(target)


def _checked(version: str) -> str:
    if not NAME.fullmatch(version):
        raise VersionNotFound(f"There is no model version {version!r}.")
    return version
