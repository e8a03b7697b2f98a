"""The child processes: limits hold, lost ones are replaced, none outlives its parent."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.config import PROJECT, Settings
from app.errors import DecoderUnavailable, DecodeTookTooLong, UnreadablePhoto
from app.photos.decode import Decoder
from app.photos.sandbox import Sandbox
from app.photos.sandbox_worker import IDLE_SECONDS
from tests.photos.pictures import encode, picture, write_photo


@pytest.fixture
def own_decoder(tmp_path: Path):
    decoder = Decoder(Settings(home=tmp_path, database_url="", decode_seconds=1, decode_processes=1))
    yield decoder
    decoder.close()


def children(decoder: Decoder) -> list[int]:
    return [sandbox.pid for sandbox in decoder._pool._idle]


def slow_jpeg() -> bytes:
    """A progressive JPEG whose many scans take a minute of a fast machine; the sniffer would refuse it, so only the sandbox is asked."""
    photo = encode(picture(3000, 2000), progressive=True)
    last = photo.rindex(b"\xff\xda")
    return photo[:last] + 100_000 * photo[last:-2][:60] + photo[last:]


def test_no_child_before_the_first_photo_and_none_after_closing(own_decoder: Decoder, tmp_path: Path) -> None:
    assert children(own_decoder) == []
    own_decoder.decode(write_photo(tmp_path / "photo.jpg"))
    (child,) = children(own_decoder)
    own_decoder.close()
    assert not alive(child)
    assert own_decoder.decode(tmp_path / "photo.jpg").image.shape == (300, 400, 3)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_photo_that_takes_too_much_time_is_refused_and_the_next_is_read(own_decoder: Decoder, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "slow.jpg").write_bytes(slow_jpeg())
    monkeypatch.setattr("app.photos.sniff.MAX_SCANS", 10**9)
    monkeypatch.setattr("app.photos.jpeg_header.MAX_SCANS", 10**9)
    with pytest.raises(DecodeTookTooLong):
        own_decoder.decode(tmp_path / "slow.jpg")
    assert children(own_decoder) == []
    assert own_decoder.decode(write_photo(tmp_path / "photo.jpg")).type == "jpeg"


def test_the_wall_clock_limits_a_child_that_uses_no_time(own_decoder: Decoder, tmp_path: Path) -> None:
    own_decoder.decode(write_photo(tmp_path / "photo.jpg"))
    (child,) = children(own_decoder)
    os.kill(child, signal.SIGSTOP)
    with pytest.raises(DecodeTookTooLong):
        own_decoder.decode(tmp_path / "photo.jpg")
    assert not alive(child)


def test_a_child_lost_while_idle_is_replaced_unnoticed(own_decoder: Decoder, tmp_path: Path) -> None:
    own_decoder.decode(write_photo(tmp_path / "photo.jpg"))
    (child,) = children(own_decoder)
    os.kill(child, signal.SIGKILL)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    assert own_decoder.decode(tmp_path / "photo.jpg").image.shape == (300, 400, 3)
    assert children(own_decoder) != [child]


def test_a_refusal_costs_no_child(own_decoder: Decoder, tmp_path: Path) -> None:
    own_decoder.decode(write_photo(tmp_path / "photo.jpg"))
    before = children(own_decoder)
    (tmp_path / "cut.jpg").write_bytes((tmp_path / "photo.jpg").read_bytes()[:-900])
    with pytest.raises(UnreadablePhoto):
        own_decoder.decode(tmp_path / "cut.jpg")
    assert children(own_decoder) == before


def test_the_child_has_its_limits_and_no_secrets(own_decoder: Decoder, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "secret")
    own_decoder.decode(write_photo(tmp_path / "photo.jpg"))
    (child,) = children(own_decoder)
    limits = {line[:26].strip(): line[26:].split()[:2] for line in Path(f"/proc/{child}/limits").read_text().splitlines()}
    assert limits["Max address space"] == [str(1 << 30)] * 2
    assert limits["Max core file size"] == ["0"] * 2
    assert limits["Max cpu time"][0] != "unlimited"
    assert b"secret" not in Path(f"/proc/{child}/environ").read_bytes()


def test_an_answer_that_lies_about_its_shape_is_refused(tmp_path: Path) -> None:
    sandbox = Sandbox(max_pixels=1_000_000, cpu_seconds=1)
    for answer in ({"height": 2000, "width": 2000, "metadata": {}}, {"height": -1, "width": -1, "metadata": {}}):
        assert sandbox._reply(answer).image is None
    assert isinstance(sandbox._reply({"refused": "SystemExit"}).refusal, UnreadablePhoto)
    sandbox.close()


def test_pixels_stay_until_they_are_taken(tmp_path: Path) -> None:
    sandbox = Sandbox(max_pixels=1_000_000, cpu_seconds=1)
    paths = [write_photo(tmp_path / f"{seed}.png", seed=seed) for seed in (1, 2)]
    with open(paths[0], "rb") as first, open(paths[1], "rb") as second:
        sandbox.decode(first, "png", False)
        socket.send_fds(sandbox._link, [b'{"type": "png", "alpha": false}'], [second.fileno()])
    answer = json.loads(sandbox._receive())
    # a parent that is slow to copy, for longer than a child waits before it gives memory back
    assert select.select([sandbox._link], [], [], IDLE_SECONDS + 0.5)[0] == []
    assert np.array_equal(sandbox._reply(answer).image, picture(seed=2))
    sandbox.close()


def test_after_a_fork_both_sides_decode_with_children_of_their_own(own_decoder: Decoder, tmp_path: Path) -> None:
    path = write_photo(tmp_path / "photo.png")
    own_decoder.decode(path)
    before = children(own_decoder)
    forked = os.fork()
    if forked == 0:
        good = np.array_equal(own_decoder.decode(path).image, picture()) and children(own_decoder) != before
        own_decoder.close()
        os._exit(0 if good else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(forked, 0)[1]) == 0
    assert np.array_equal(own_decoder.decode(path).image, picture())
    assert children(own_decoder) == before


def test_no_child_outlives_a_parent_that_was_killed(tmp_path: Path) -> None:
    path = write_photo(tmp_path / "photo.jpg")
    program = textwrap.dedent(f"""
        import sys
        from pathlib import Path
        from app.config import Settings
        from app.photos.decode import Decoder
        decoder = Decoder(Settings(home=Path("unused"), database_url=""))
        decoder.decode(Path({str(path)!r}))
        print(decoder._pool._idle[0].pid, flush=True)
        sys.stdin.read()
    """)
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    child = os.pidfd_open(int(parent.stdout.readline()))
    parent.kill()
    parent.communicate()
    ended, _, _ = select.select([child], [], [], 10)
    os.close(child)
    assert ended


def test_a_child_that_grew_is_replaced_after_its_photo(tmp_path: Path) -> None:
    decoder = Decoder(Settings(home=tmp_path, database_url="", decode_processes=1))
    decoder.decode(write_photo(tmp_path / "small.jpg"))
    assert children(decoder) != []
    large = np.zeros((4000, 6000, 4), np.uint8)
    (tmp_path / "large.png").write_bytes(cv2.imencode(".png", large, [cv2.IMWRITE_PNG_COMPRESSION, 1])[1].tobytes())
    assert decoder.decode(tmp_path / "large.png").image.shape == (4000, 6000, 3)
    assert children(decoder) == []
    decoder.close()


@pytest.mark.parametrize("program", ["/bin/false", "/nowhere/python"])
def test_a_child_that_cannot_be_started_is_no_fault_of_the_photo(own_decoder: Decoder, tmp_path: Path, monkeypatch, program: str) -> None:
    path = write_photo(tmp_path / "photo.jpg")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", program)
        with pytest.raises(DecoderUnavailable):
            own_decoder.decode(path)
    assert own_decoder.decode(path).type == "jpeg"
