"""A confined process can work with what it has, and reach nothing else."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.photos.confinement import confine


def in_a_confined_process(act: Callable[[], object], readable: tuple[Path, ...] = ()) -> str:
    """The name of the error that `act` meets, "none", or "unconfined" where the kernel has no Landlock."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        outcome = "none"
        if not confine(readable):
            outcome = "unconfined"
        else:
            try:
                act()
            except OSError as error:
                outcome = type(error).__name__
        os.write(writer, outcome.encode())
        os._exit(0)
    os.waitpid(child, 0)
    outcome = os.read(reader, 100).decode()
    os.close(reader)
    os.close(writer)
    return outcome


@pytest.mark.parametrize("act", [
    lambda path: path.read_text(),
    lambda path: path.write_text("overwritten"),
    lambda path: os.unlink(path),
    lambda path: os.mkdir(path.parent / "new"),
    lambda path: os.execv(sys.executable, [sys.executable, "-c", ""]),
    lambda path: socket.create_connection(("127.0.0.1", 9), timeout=1),
    lambda path: os.kill(os.getppid(), 0),
])
def test_nothing_outside_can_be_reached(tmp_path: Path, act: Callable[[Path], object]) -> None:
    path = tmp_path / "secret"
    path.write_text("secret")
    assert in_a_confined_process(lambda: act(path)) in ("PermissionError", "unconfined")
    assert path.read_text() == "secret"


def test_readable_places_stay_readable_but_not_writable(tmp_path: Path) -> None:
    path = tmp_path / "code"
    path.write_text("code")
    assert in_a_confined_process(path.read_text, (tmp_path,)) in ("none", "unconfined")
    assert in_a_confined_process(lambda: path.write_text("x"), (tmp_path,)) in ("PermissionError", "unconfined")


def test_a_place_that_is_missing_is_no_error(tmp_path: Path) -> None:
    assert in_a_confined_process(lambda: None, (tmp_path / "nowhere",)) in ("none", "unconfined")


def test_memory_files_and_open_files_still_work(tmp_path: Path) -> None:
    path = tmp_path / "photo"
    path.write_text("photo")

    def act() -> None:
        memory = os.memfd_create("pixels")
        os.ftruncate(memory, 4096)
        os.ftruncate(memory, 0)
        os.read(file.fileno(), 5)

    with open(path, "rb") as file:
        assert in_a_confined_process(act) in ("none", "unconfined")
