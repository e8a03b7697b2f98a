"""A network is tried out where it can do no harm, and only one that works is let through."""

from pathlib import Path

import pytest

from app.errors import BadNetwork
from app.services.networks_trial import tried
from tests.tiny_network import blind_in_the_dark, channel_means, greedy, referring, write_network


def test_one_that_works_is_timed(tmp_path: Path) -> None:
    for layout in ("NCHW", "NHWC"):
        assert 0 < tried(*write_network(tmp_path / layout, channel_means(layout=layout), layout=layout)) < 5


def test_one_that_wants_far_too_much_memory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadNetwork, match="failed or took far too long"):
        tried(*write_network(tmp_path, greedy()))


def test_one_that_refers_to_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"\x00\x00\x80\x3f")
    for path in ("secret", str(tmp_path / "secret"), "../secret", "/etc/hostname"):
        with pytest.raises(BadNetwork, match="no ONNX network that can be run"):
            tried(*write_network(tmp_path, referring(path)))


def test_one_that_gives_no_number_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadNetwork, match="gave no number 0"):
        tried(*write_network(tmp_path, blind_in_the_dark(), scale=0.1))


def test_an_input_of_another_shape_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadNetwork, match=r"\[1, 32, 32, 3\]; its card makes \[1, 3, 32, 32\]"):
        tried(*write_network(tmp_path, channel_means(layout="NHWC")))
