"""Sharpness, how evenly it is spread, and the profile of strong edges."""

from __future__ import annotations

import cv2
import numpy as np

from app.features.family import Family, Featured
from app.features.gradient import steepness
from app.features.plane_views import PlaneViews

BLOCK = 32
SHARES = (5, 25, 50, 75, 95)
PER_SCALE = ("reblur_x", "reblur_y", "detail", "block_mean", "block_std", *(f"block_p{share}" for share in SHARES),
             *(f"relative_p{share}" for share in SHARES), "follows_contrast", "gradient", "gradient_p50", "gradient_p90", "gradient_p99",
             "edge_p10", "edge_p50", "edge_p90", "edge_crispness")
NAMES = tuple(f"s{side}_{name}" for side in (1024, 512) for name in PER_SCALE)


def extract(planes: PlaneViews) -> np.ndarray:
    """Sharpness at 1024 and at 512: (48,) float32, finite.

    reblur: share of neighbour differences that a 9-tap box across their direction leaves (0 to 1, up with blur).  detail: log variance of
    the Laplacian; block: the same over blocks of 32 px, mean, deviation and percentiles (a recaptured plane is evenly sharp: deviation
    down); relative: less the block's own log variance.  follows_contrast: correlation of the two, -1 to 1.  gradient: log grey levels.
    edge: gradient after over before a blur of 1.5 px at the strongest 3 % edges (up with blur); edge_crispness: log of Laplacian
    over gradient there (up with sharpening).  Do not read "recaptured is blurrier" into it: phones showed the opposite.
    Source: after Crete et al., SPIE 6492, 2007; Thongkamwitoon et al., IEEE TIFS 10(5), 2015 (edge profiles).
    """
    gray = np.rint(planes.gray1024).astype(np.float32)
    small = cv2.cvtColor(planes.s512, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return np.nan_to_num(np.array([*_describe(gray), *_describe(small)], np.float32))


def _describe(gray: np.ndarray) -> list[float]:
    laplacian = cv2.Laplacian(gray, cv2.CV_32F)
    detail, contrast = np.log(_block_variance(laplacian) + 0.1), np.log(_block_variance(gray) + 0.1)
    follows = float(np.corrcoef(detail, contrast)[0, 1]) if len(detail) > 2 and detail.std() > 1e-6 and contrast.std() > 1e-6 else 0.0
    blocks = [detail.mean(), detail.std(), *np.percentile(detail, SHARES), *np.percentile(detail - contrast, SHARES), follows]
    deviation = float(cv2.meanStdDev(laplacian)[1][0, 0])
    return [*_reblur(gray), np.log(deviation * deviation + 0.1), *blocks, *_edges(gray, laplacian)]


def _reblur(gray: np.ndarray) -> list[float]:
    box, point = np.full(9, 1 / 9, np.float32), np.ones(1, np.float32)
    up_and_down, along = (cv2.sepFilter2D(gray, cv2.CV_32F, *taps) for taps in ((point, box), (box, point)))
    pairs = ((cv2.absdiff(gray[:, 1:], gray[:, :-1]), cv2.absdiff(up_and_down[:, 1:], up_and_down[:, :-1])),
             (cv2.absdiff(gray[1:], gray[:-1]), cv2.absdiff(along[1:], along[:-1])))
    return [cv2.sumElems(cv2.min(before, after))[0] / (cv2.sumElems(before)[0] + 1e-6) for before, after in pairs]


def _block_variance(plane: np.ndarray) -> np.ndarray:
    height, width = (side // BLOCK * BLOCK for side in plane.shape)
    blocks = plane[:height, :width]
    size = (width // BLOCK, height // BLOCK)
    mean = cv2.resize(blocks, size, interpolation=cv2.INTER_AREA)
    square = cv2.resize(cv2.multiply(blocks, blocks), size, interpolation=cv2.INTER_AREA)
    return np.maximum(square - mean * mean, 0).ravel()


def _edges(gray: np.ndarray, laplacian: np.ndarray) -> list[float]:
    sharp, soft = steepness(gray), steepness(cv2.GaussianBlur(gray, (0, 0), 1.5))
    least = _percentiles(soft, (97,))[0]
    strong = np.flatnonzero(soft >= np.float32(least))
    crisp, edge = np.abs(laplacian.ravel()[strong]), sharp.ravel()[strong]
    ratio = soft.ravel()[strong] / (edge + 1)
    levels = np.log(_percentiles(sharp, (50, 90, 99)) + 1)
    crispness = np.log(crisp.mean() + 0.1) - np.log(edge.mean() + 0.1)
    return [np.log(cv2.mean(sharp)[0] + 0.1), *levels, *np.percentile(ratio, (10, 50, 90)), crispness]


def _percentiles(plane: np.ndarray, shares: tuple[int, ...]) -> np.ndarray:
    """Of every second pixel in every second row: (len(shares),) float64."""
    values = plane[::2, ::2].ravel()
    places = np.array(shares) / 100 * (len(values) - 1)
    below = places.astype(np.int64)
    above = np.minimum(below + 1, len(values) - 1)
    values = np.partition(values, np.unique([below, above]))
    low, high = values[below].astype(np.float64), values[above].astype(np.float64)
    return low + (high - low) * (places - below)



FAMILY = Family(
    id="sharpness",
    title="Sharpness and edges",
    plane="m1024",
    names=NAMES,
    extract=extract,
    meaning="How sharp the photograph is, how evenly, and what its strongest edges look like; a flat medium is evenly sharp.",
    misleads="Focus, motion and sharpening by the phone decide most of it; a recapture can be the sharper one.",
    telling=(
        Featured("s1024_edge_crispness", "Crispness of strong edges", "logarithm"),
        Featured("s1024_edge_p10", "Softness of strong edges", "gradient left by a blur"),
        Featured("s1024_follows_contrast", "Sharpness goes with contrast", "correlation"),
        Featured("s1024_block_std", "Unevenness of the sharpness", "log variance"),
    ),
)
