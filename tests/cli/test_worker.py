"""worker leaves the process that runs it as it was."""

from __future__ import annotations

import os
import signal

from tests.cli.conftest import Loupe


def test_once_it_has_ended_interrupting_works_as_before(loupe: Loupe) -> None:
    before, nice = (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)), os.nice(0)
    assert loupe("migrate").code == 0
    assert loupe("worker", "--once").code == 0
    assert ((signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)), os.nice(0)) == (before, nice)
