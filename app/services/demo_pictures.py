"""Photographs that ship inside installed packages, and recaptures simulated from them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from app.services.recapture_simulator import KINDS, recapture
from app.services.report import Report
from app.services.simulated_camera import jpeg

SKIMAGE = ("astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg", "motorcycle_left.png", "camera.png", "coins.png", "brick.png",
           "gravel.png")
SKLEARN = ("china.jpg", "flower.jpg")
ORIGINAL_QUALITY = 92
SEED = 2026
COLUMNS = ("path", "question", "label", "kind", "source", "group")


@dataclass(frozen=True)
class DemoPhoto:
    """encoded: the JPEG.  kind: camera, screen or print.  group: the picture it shows."""

    encoded: bytes
    label: str
    kind: str
    group: str


def shipped_pictures() -> dict[str, np.ndarray]:
    """Name to (H, W, 3) uint8 RGB: from scikit-image, matplotlib (Grace Hopper) and scikit-learn; what a package lacks is left out."""
    import matplotlib
    import skimage
    import sklearn

    files = [Path(skimage.__file__).parent / "data" / name for name in SKIMAGE]
    files.append(Path(matplotlib.get_data_path()) / "sample_data" / "grace_hopper.jpg")
    files += [Path(sklearn.__file__).parent / "datasets" / "images" / name for name in SKLEARN]
    return {path.stem: np.asarray(Image.open(path).convert("RGB")) for path in files if path.is_file()}


def demo_photos(pictures: dict[str, np.ndarray], report: Report) -> Iterator[DemoPhoto]:
    """Each picture as it is and photographed again from a screen and from a print, mixed; the same at every call."""
    wanted = [(name, kind, place) for place, (name, kind) in enumerate((name, kind) for name in pictures for kind in ("camera", *KINDS))]
    order = np.random.default_rng(SEED).permutation(len(wanted))
    with ThreadPoolExecutor(max_workers=2) as pool:
        made = pool.map(lambda one: _made(pictures[one[0]], *one), [wanted[place] for place in order])
        for count, photo in enumerate(made, start=1):
            report(count / len(wanted), f"{count} of {len(wanted)} photographs made")
            yield photo


def write_demo(folder: Path, pictures: dict[str, np.ndarray], report: Report) -> Path:
    """Writes the photographs and demo.csv, a manifest of what they are; returns its path.  What was written before is written again."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / "demo.csv"
    with manifest.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number, photo in enumerate(demo_photos(pictures, report), start=1):
            name = f"demo-{number:02d}.jpg"  # says nothing about the answer
            (folder / name).write_bytes(photo.encoded)
            writer.writerow((name, "recapture", photo.label, photo.kind, "demo", photo.group))
    return manifest


def _made(picture: np.ndarray, name: str, kind: str, place: int) -> DemoPhoto:
    if kind == "camera":
        return DemoPhoto(jpeg(picture, ORIGINAL_QUALITY), "original", kind, name)
    taken = recapture(picture, kind, np.random.default_rng([SEED, place]))
    return DemoPhoto(taken.encoded, "recaptured", kind, name)
