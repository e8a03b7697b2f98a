"""Ids are 32 hexadecimal characters; those of decisions lie in the order of time."""

from __future__ import annotations

import re
import time

from app.store.ids import new_id, new_id_in_time

FORM = re.compile(r"[0-9a-f]{32}")


def test_ids_have_one_form_and_none_comes_twice() -> None:
    made = [make() for make in (new_id, new_id_in_time) for _ in range(2000)]
    assert all(FORM.fullmatch(one) for one in made) and len(set(made)) == len(made)


def test_a_later_one_is_greater() -> None:
    made = []
    for _ in range(5):
        made.append(new_id_in_time())
        time.sleep(0.002)
    assert made == sorted(made)
