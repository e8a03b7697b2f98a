"""Copy pairs side by side: a folder for each, with both photographs in it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from app.services.new_folder import refuse_full_folder
from app.services.pair import PairedFiles


def copy_pairs(pairs: Sequence[PairedFiles], target: Path) -> None:
    """target/001/a_NAME and b_NAME, and so on, in the order of the pairs; bytes as they are.  Raises FolderNotEmpty, OSError."""
    refuse_full_folder(target)
    target.mkdir(parents=True, exist_ok=True)
    digits = max(3, len(str(len(pairs))))
    for number, pair in enumerate(pairs, start=1):
        folder = target / f"{number:0{digits}d}"
        folder.mkdir()
        for letter, listed in (("a", pair.a), ("b", pair.b)):
            shutil.copyfile(listed.path, folder / f"{letter}_{listed.path.name}")
