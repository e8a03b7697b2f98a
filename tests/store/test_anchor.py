"""Anchored heads survive torn lines and several writers, and a day's first line stays."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from app.store.anchor import Anchor, read_heads
from app.store.chain import Head
from tests.store.makers import NOON

DAY = timedelta(days=1)


def head(seq: int) -> Head:
    return Head(seq, sha256(str(seq).encode()).hexdigest())


def test_nothing_is_anchored_at_first(tmp_path: Path) -> None:
    assert Anchor(tmp_path).heads() == []


def test_the_first_of_each_day_and_the_latest_are_kept(tmp_path: Path) -> None:
    anchor = Anchor(tmp_path)
    for seq, days in ((1, 0), (2, 0), (3, 1), (4, 1), (5, 1)):
        anchor.note(head(seq), NOON + days * DAY)
    assert anchor.heads() == [head(1), head(3), head(5)]
    assert read_heads(anchor.days) == [head(1), head(3)] and read_heads(anchor.latest) == [head(5)]


def test_an_earlier_head_changes_nothing(tmp_path: Path) -> None:
    anchor = Anchor(tmp_path)
    anchor.note(head(7), NOON)
    anchor.note(head(6), NOON + DAY)
    assert anchor.heads() == [head(7)]


def test_writers_at_once_leave_the_latest(tmp_path: Path) -> None:
    anchors = [Anchor(tmp_path) for _ in range(8)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda seq: anchors[seq % 8].note(head(seq), NOON + seq // 50 * DAY), range(1, 201)))
    heads = anchors[0].heads()
    assert heads[-1] == head(200) and all(known == head(known.seq) for known in heads)
    assert anchors[0].latest.stat().st_size * 5 >= anchors[0].days.stat().st_size


def test_a_torn_line_is_left_out_and_the_next_one_is_whole(tmp_path: Path) -> None:
    anchor = Anchor(tmp_path)
    anchor.note(head(1), NOON)
    anchor.note(head(2), NOON)
    anchor.latest.write_bytes(anchor.latest.read_bytes()[:40])
    anchor.days.write_bytes(anchor.days.read_bytes() + b"2026-11-22 0000")
    assert anchor.heads() == [head(1)]
    anchor.note(head(3), NOON + DAY)
    assert anchor.heads() == [head(1), head(3)]
