"""Pair the photographs of a folder: originals and their recaptures, found by what they show; needs no database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from app.errors import BadManifest, PhotoRefused
from app.photos.decode import Decoder
from app.photos.pairing.pairs import Comparisons, distinct_pairs, partners
from app.photos.pairing.sketch import Sketch, sketch_of
from app.services.collect import Listed, collect_photos
from app.services.report import Report, part_of

COLUMNS = ("a", "b", "similarity", "inliers", "rotation")
SKETCHING = 0.9  # share of the time


@dataclass(frozen=True)
class PairedFiles:
    """Two photographs of the same scene, a before b by name; see Agreement for the rest.

    rotation: by how many degrees b shows the scene turned clockwise against a, 0 to 359.
    """

    a: Listed
    b: Listed
    similarity: float
    inliers: int
    rotation: int

    def row(self) -> tuple[object, ...]:
        """In the order of COLUMNS."""
        return self.a.name, self.b.name, f"{self.similarity:.4f}", self.inliers, self.rotation


@dataclass(frozen=True)
class LeftOut:
    """A file that was not looked at, and the sentence why."""

    name: str
    why: str


@dataclass(frozen=True)
class FolderPairs:
    """pairs: in the order of their names, no photograph in two of them.  photographs: how many were compared."""

    pairs: tuple[PairedFiles, ...]
    left_out: tuple[LeftOut, ...]
    photographs: int


def pair_folder(decoder: Decoder, folder: Path, jobs: int, report: Report) -> FolderPairs:
    """Pairs everything in the folder, and in folders inside it, that is named like a photograph.

    Files with the same bytes count once.  Raises BadManifest where there is no such folder or nothing in it.
    """
    if not folder.is_dir():
        raise BadManifest(f"{folder} is not a folder.")
    found, left_out = _sketched(decoder, collect_photos([folder], ""), jobs, part_of(report, 0, SKETCHING))
    listed, sketches = [one for one, _ in found], [sketch for _, sketch in found]
    comparisons = Comparisons(sketches)
    for count, _ in enumerate(partners(sketches, comparisons), start=1):
        report(SKETCHING + (1 - SKETCHING) * count / len(sketches), "Comparing")
    chosen = ((listed[one.first], listed[one.second], one.agreement) for one in distinct_pairs(comparisons))
    pairs = tuple(PairedFiles(a, b, agreement.similarity, agreement.inliers, agreement.rotation) for a, b, agreement in chosen)
    return FolderPairs(pairs, tuple(left_out), len(listed))


def _sketched(decoder: Decoder, listed: Sequence[Listed], jobs: int, report: Report) -> tuple[list[tuple[Listed, Sketch]], list[LeftOut]]:
    found: list[tuple[Listed, Sketch]] = []
    left_out: list[LeftOut] = []
    first_of: dict[str, str] = {}
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        for count, (one, outcome) in enumerate(_outcomes(pool, decoder, listed), start=1):
            report(count / len(listed), f"{count} of {len(listed)} photographs read")
            if isinstance(outcome, str):
                left_out.append(LeftOut(one.name, outcome))
                continue
            digest, sketch = outcome
            if digest in first_of:
                left_out.append(LeftOut(one.name, f"It is the same file as {first_of[digest]}."))
                continue
            first_of[digest] = one.name
            found.append((one, sketch))
    return found, left_out


def _outcomes(pool: ThreadPoolExecutor, decoder: Decoder,
              listed: Sequence[Listed]) -> Iterator[tuple[Listed, tuple[str, Sketch] | str]]:
    try:
        yield from zip(listed, pool.map(lambda one: _read(decoder, one.path), listed), strict=True)
    finally:
        pool.shutdown(cancel_futures=True)


def _read(decoder: Decoder, path: Path) -> tuple[str, Sketch] | str:
    """(sha256 of the bytes, sketch), or why there is none."""
    try:
        sketch = sketch_of(decoder.decode(path).image)
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest(), sketch
    except PhotoRefused as error:
        return str(error)
    except OSError as error:
        return f"The file cannot be read: {error.strerror}."
