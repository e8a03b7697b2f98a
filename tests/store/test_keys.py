"""The desk's keys are made once, whoever comes first, and only the owner can read them."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.store import keys


def test_everybody_gets_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(lambda _: keys.flask_secret(tmp_path), range(16)))
    assert len(found) == 1 and len(found.pop()) == 32


def test_keys_are_private(tmp_path: Path) -> None:
    keys.flask_secret(tmp_path)
    keys.sign(tmp_path, b"")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").iterdir() if not path.name.startswith(".")}
    assert modes == {"flask": 0o600, "signing": 0o600} and stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_a_signature_is_good_for_its_message_and_desk_only(tmp_path: Path) -> None:
    desk, other = tmp_path / "desk", tmp_path / "other"
    signature = keys.sign(desk, b"artifact")
    assert keys.signed_by_desk(desk, b"artifact", signature)
    assert not keys.signed_by_desk(desk, b"altered", signature) and not keys.signed_by_desk(other, b"artifact", signature)
    assert not keys.signed_by_desk(desk, b"artifact", "") and not keys.signed_by_desk(desk, b"artifact", "é")
