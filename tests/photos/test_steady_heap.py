"""What is freed stays in the process, so that the next photograph finds it there."""

from __future__ import annotations

import subprocess
import sys

COUNT_FAULTS = """
import resource
import numpy as np
from app.photos.steady_heap import steady_heap

{settle}
def use():
    for _ in range(20):
        np.ones(3 << 20, np.uint8)
use()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(20):
    blocks = [np.ones(3 << 20, np.uint8) for _ in range(8)]
    del blocks
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def faults(settle: str) -> int:
    program = [sys.executable, "-c", COUNT_FAULTS.format(settle=settle)]
    return int(subprocess.run(program, check=True, capture_output=True, text=True).stdout)


def test_arrays_of_some_megabytes_are_fetched_from_the_system_once():
    assert faults("assert steady_heap() and steady_heap()") < faults("") / 4
