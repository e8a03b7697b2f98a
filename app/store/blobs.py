"""The photo store: bytes under their sha256, and the views made from them."""

from __future__ import annotations

from pathlib import Path


class BlobStore:
    """LOUPE_HOME/photos/ab/cd/<sha256>; a name that is there is complete and on the disk."""

    def __init__(self, home: Path) -> None:
        raise NotImplementedError

    def temporary(self) -> Path:
        """A new empty file's path on the same disk, to stream an upload into; the caller moves it in by `adopt` or deletes it."""
        raise NotImplementedError

    def adopt(self, temporary: Path, sha256: str) -> Path:
        """Moves a streamed file in under its sha256: fsync, rename, fsync of the folder.  Raises DiskFull."""
        raise NotImplementedError

    def path_of(self, sha256: str) -> Path:
        """Where the bytes of a photo are; it need not exist."""
        raise NotImplementedError

    def put_view(self, sha256: str, kind: str, content: bytes) -> Path:
        """Keeps a derived picture (`thumbnail`, `preview`, `full`, …).  Raises DiskFull."""
        raise NotImplementedError

    def view_path(self, sha256: str, kind: str) -> Path | None:
        """Where that view is, or None when it must be made."""
        raise NotImplementedError

    def erase(self, sha256: str) -> None:
        """Deletes the bytes and all views; nothing there is no error."""
        raise NotImplementedError

    def clear_temporary(self, older_than_seconds: float) -> int:
        """Deletes abandoned uploads; how many."""
        raise NotImplementedError
