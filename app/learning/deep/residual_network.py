"""A small network that sees what a photograph's finest detail leaves, and its spectrum, and nothing of the scene.  Needs the extras."""

from __future__ import annotations

import math

import torch
from torch import nn

TILE = 64
CLIP, GAIN = 0.15, 10.0  # of the residual, in shares of white
WIDTHS, SPECTRUM_WIDTHS = (16, 32, 64, 96), (16, 24, 32)


class ResidualNetwork(nn.Module):
    """(n, 3, 64, 64) float32, RGB from 0 to 1 -> (n, 1) log-odds of the second label; 90,865 parameters.

    One branch convolves the residual (tile less its 3x3 blur, clipped), the other the whitened log spectrum of its luma; what each finds
    is averaged and maximised over the tile.  The Fourier transform is two products with fixed matrices, so that ONNX needs no operator
    for it.  Source of the idea: constrained and high-pass inputs, Bayar and Stamm, IEEE TIFS 13(11), 2018.
    """

    def __init__(self) -> None:
        super().__init__()
        line = torch.tensor([1.0, 2.0, 1.0])
        steps = torch.arange(float(TILE))
        angles = 2 * math.pi * torch.outer(steps, steps) / TILE
        hann = torch.hann_window(TILE, periodic=False)
        self.register_buffer("blur", (torch.outer(line, line) / 16).repeat(3, 1, 1, 1))
        self.register_buffer("cosine", torch.cos(angles))
        self.register_buffer("sine", torch.sin(angles))
        self.register_buffer("window", torch.outer(hann, hann))
        self.register_buffer("luma", torch.tensor([0.299, 0.587, 0.114]).reshape(1, 3, 1, 1))
        self.detail = nn.Sequential(*_layers((3, *WIDTHS), first=5))
        self.spectrum = nn.Sequential(*_layers((1, *SPECTRUM_WIDTHS), first=3))
        self.answer = nn.Sequential(nn.Dropout(0.3), nn.Linear(2 * (WIDTHS[-1] + SPECTRUM_WIDTHS[-1]), 1))

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        """See the class."""
        padded = nn.functional.pad(pictures, (1, 1, 1, 1), mode="reflect")
        residual = pictures - nn.functional.conv2d(padded, self.blur, groups=3)
        detail = self.detail(residual.clamp(-CLIP, CLIP) * GAIN)
        spectrum = self.spectrum(self._whitened((residual * self.luma).sum(1, keepdim=True)))
        found = [part.mean((2, 3)) for part in (detail, spectrum)] + [part.amax((2, 3)) for part in (detail, spectrum)]
        return self.answer(torch.cat(found, 1))

    def _whitened(self, gray: torch.Tensor) -> torch.Tensor:
        """Log power less its 9x9 box mean, half of the frequencies, zero in the middle row: (n, 1, 64, 32)."""
        lit = gray * self.window
        real = self.cosine @ lit @ self.cosine - self.sine @ lit @ self.sine
        imaginary = self.sine @ lit @ self.cosine + self.cosine @ lit @ self.sine
        power = torch.log(real * real + imaginary * imaginary + 1e-4)[..., : TILE // 2]
        centred = torch.cat([power[:, :, TILE // 2:], power[:, :, : TILE // 2]], 2)
        return centred - nn.functional.avg_pool2d(centred, 9, 1, 4, count_include_pad=False)


def _layers(widths: tuple[int, ...], first: int) -> list[nn.Module]:
    layers: list[nn.Module] = []
    for place, (before, after) in enumerate(zip(widths[:-1], widths[1:], strict=True)):
        side = first if place == 0 else 3
        layers += [nn.Conv2d(before, after, side, 2, side // 2, bias=False), nn.BatchNorm2d(after), nn.ReLU()]
    return layers
