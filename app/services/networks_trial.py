"""Try a network out before it comes onto the desk: in a process of its own that can read nothing else and has its limits.

As a program: `python -m app.services.networks_trial FILE CARD`; prints {"seconds": s} or {"refused": sentence}.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from app.config import PROJECT
from app.errors import BadNetwork, LoupeError, NetworkFailed
from app.features.network_card import NetworkCard
from app.features.network_input import MOST_TILES

MEMORY = 4 << 30  # bytes of address space
CPU_SECONDS, WALL_SECONDS = 60, 180
SLOWEST = 5.0     # seconds for one photograph


def tried(file: Path, card: Path) -> float:
    """Seconds that the network took over one photograph.  Raises BadNetwork: no network, too slow, too large, or no fit for its card."""
    command = [sys.executable, "-s", "-m", "app.services.networks_trial", str(file.resolve()), str(card.resolve())]
    try:
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, timeout=WALL_SECONDS, check=False,
                              env={"PYTHONPATH": str(PROJECT), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"})
        said = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise BadNetwork("The network took too long or too much memory when it was tried out.") from error
    if "refused" in said:
        raise BadNetwork(said["refused"])
    if said["seconds"] > SLOWEST:
        raise BadNetwork(f"The network takes {said['seconds']:.1f} seconds for one photograph; {SLOWEST:.0f} are the most.")
    return float(said["seconds"])


def _try(file: Path, card: Path) -> dict:
    from app.features.network import open_session
    from app.photos.confinement import confine
    from app.services.networks import made_network

    made = made_network(file.read_bytes(), card.read_bytes())
    import onnxruntime  # noqa: F401  # while files can still be read

    shape = (1, *_shape(made.card))
    pictures = _noise(MOST_TILES if made.card.crop == "tiles" else 1, shape)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    confine([])
    session = open_session(made.content)
    inputs = session.get_inputs()
    if len(inputs) != 1:
        raise BadNetwork(f"The network wants {len(inputs)} inputs; only those with one can be asked.")
    stated = inputs[0].shape
    if len(stated) != 4 or any(isinstance(side, int) and side != ours for side, ours in zip(stated, shape, strict=True)):
        raise BadNetwork(f"The network wants an input of {stated}; its card makes {list(shape)}.")
    parts = [(picture - made.card.mean[0]) * made.card.scale[0] for picture in pictures]
    started = time.perf_counter()
    first = made.answers(parts)
    seconds = time.perf_counter() - started
    if not np.array_equal(first, made.answers(parts)):
        raise BadNetwork("The network gives another answer to the same photograph each time.")
    return {"seconds": seconds}


def _shape(card: NetworkCard) -> tuple[int, int, int]:
    return (3, card.height, card.width) if card.layout == "NCHW" else (card.height, card.width, 3)


def _noise(count: int, shape: tuple[int, ...]) -> list[np.ndarray]:
    generator = np.random.default_rng(0)
    return [generator.integers(0, 256, shape).astype(np.float32) for _ in range(count)]


if __name__ == "__main__":
    try:
        said = _try(Path(sys.argv[1]), Path(sys.argv[2]))
    except NetworkFailed as error:
        said = {"refused": str(error) if error.__cause__ is None else "The network failed or took far too long when it was tried out."}
    except LoupeError as error:
        said = {"refused": str(error)}
    sys.stdout.write(json.dumps(said))
