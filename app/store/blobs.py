"""The photo store: bytes under their sha256, and the views made from them."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from pathlib import Path

from app.store.durable import disk_full_in_words, move_in

SHA256 = re.compile(r"[0-9a-f]{64}")
KIND = re.compile(r"[a-z0-9_.-]{1,80}")


class BlobStore:
    """LOUPE_HOME/photos/ab/cd/<sha256>; a name that is there is complete and on the disk."""

    def __init__(self, home: Path) -> None:
        self.photos = home / "photos"
        self.views = home / "views"
        self.incoming = home / "incoming"

    def temporary(self) -> Path:
        """A new empty file's path on the same disk, to stream an upload into; the caller moves it in by `adopt` or deletes it."""
        with disk_full_in_words():
            self.incoming.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.incoming)
            os.close(handle)
            return Path(name)

    def adopt(self, temporary: Path, sha256: str) -> Path:
        """Moves a streamed file in under its sha256: fsync, rename, fsync of the folder.  Raises DiskFull."""
        path = self.path_of(sha256)
        if path.exists():
            temporary.unlink(missing_ok=True)
        else:
            move_in(temporary, path)
        return path

    def path_of(self, sha256: str) -> Path:
        """Where the bytes of a photo are; it need not exist.  Raises ValueError for what is no sha256."""
        return self.photos / self._folder(sha256) / sha256

    def put_view(self, sha256: str, kind: str, content: bytes) -> Path:
        """Keeps a derived picture (`thumbnail`, `preview`, `full`, …); it can be made again, so it is not synced.  Raises DiskFull."""
        path = self._view(sha256, kind)
        temporary = self.temporary()
        try:
            with disk_full_in_words():
                temporary.write_bytes(content)
                path.parent.mkdir(parents=True, exist_ok=True)
                os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
        return path

    def view_path(self, sha256: str, kind: str) -> Path | None:
        """Where that view is, or None when it must be made."""
        path = self._view(sha256, kind)
        # a view is renamed in unsynced: after a power cut it may be empty
        return path if path.is_file() and path.stat().st_size > 0 else None

    def erase(self, sha256: str) -> None:
        """Deletes the bytes and all views; nothing there is no error."""
        self.path_of(sha256).unlink(missing_ok=True)
        views = self.views / self._folder(sha256) / sha256
        if views.is_dir():
            shutil.rmtree(views)

    def clear_temporary(self, older_than_seconds: float) -> int:
        """Deletes abandoned uploads; how many."""
        limit = time.time() - older_than_seconds
        old = [path for path in self.incoming.glob("*") if path.stat().st_mtime < limit]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _view(self, sha256: str, kind: str) -> Path:
        if not KIND.fullmatch(kind) or kind.startswith("."):
            raise ValueError(f"{kind!r} does not name a view")
        return self.views / self._folder(sha256) / sha256 / kind

    @staticmethod
    def _folder(sha256: str) -> Path:
        if not SHA256.fullmatch(sha256):
            raise ValueError("a photo's bytes are named by 64 hexadecimal characters")
        return Path(sha256[:2]) / sha256[2:4]
