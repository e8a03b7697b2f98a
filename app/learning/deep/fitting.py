"""Fit the residual network on tiles, ask it, and write it as ONNX.  Needs the extras."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from app.learning.deep.residual_network import TILE, ResidualNetwork
from app.learning.deep.tile_set import TileSet

BATCH, RATE, DECAY = 64, 3e-3, 1e-2
SURE = 0.95  # what a label counts as, so that no tile must be called certain
OPSET = 18


def fit(tile_set: TileSet, photographs: np.ndarray, steps: int, seed: int, progress: Callable[[float, str], None]) -> ResidualNetwork:
    """A network fitted on these photographs (indices), ready to answer; the same seed gives the same on the same machine, on one thread.

    Every step draws 64 photographs, both labels as often and sources by the root of their size, and one tile of each, mirrored and turned.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    generator = np.random.default_rng(seed)
    network = ResidualNetwork()
    optimiser = torch.optim.AdamW(network.parameters(), RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=max(steps, 2))
    chance = tile_set.chances(photographs)
    network.train()
    for step in range(steps):
        progress(step / steps, f"Step {step + 1} of {steps}")
        drawn = photographs[generator.choice(len(photographs), BATCH, p=chance)]
        target = torch.from_numpy(np.where(tile_set.truth[drawn], SURE, 1 - SURE).astype(np.float32))
        answers = network(_pictures(tile_set.some_tile(drawn, generator)))[:, 0]
        loss = torch.nn.functional.binary_cross_entropy_with_logits(answers, target)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return network.eval()


def answers(network: ResidualNetwork, tile_set: TileSet, photographs: np.ndarray) -> np.ndarray:
    """Mean, highest and lowest log-odds over the tiles of each photograph: (n, 3) float64."""
    said = []
    with torch.no_grad():
        for photograph in photographs:
            tiles = network(_pictures(tile_set.tiles_of(int(photograph))))[:, 0].numpy().astype(np.float64)
            said.append([tiles.mean(), tiles.max(), tiles.min()])
    return np.array(said).reshape(-1, 3)


def as_onnx(network: ResidualNetwork) -> bytes:
    """The fitted network as an ONNX file for one tile at a time: input (1, 3, 64, 64) RGB from 0 to 1, output (1, 1) log-odds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.onnx"
        torch.onnx.export(network, (torch.zeros(1, 3, TILE, TILE),), path, input_names=["tile"], output_names=["log_odds"],
                          opset_version=OPSET, external_data=False, dynamo=True, verbose=False)
        return path.read_bytes()


def _pictures(tiles: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(np.array(tiles)).permute(0, 3, 1, 2).float() / 255
