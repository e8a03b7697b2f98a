"""An external network's answer as features: what it says, which way it points, and that it cannot hang."""

import numpy as np
import pytest

from app.errors import BadNetwork, NetworkFailed
from app.features import network as module
from app.features.external import family_named, is_external, is_known, provide
from app.features.network import Network, network_family, open_session, read_answer
from app.features.network_card import read_card
from app.photos.planes import Planes
from tests.tiny_network import CARD, channel_means, endless


def made(content: bytes | None = None, towards_second: bool = True, **stated: object) -> Network:
    return Network(read_card({**CARD, **stated}), channel_means() if content is None else content, towards_second)


def coloured(red: int, green: int, blue: int) -> Planes:
    return Planes(np.full((300, 400, 3), (red, green, blue), np.uint8))


def test_it_says_what_the_network_says_of_the_number_that_the_card_names() -> None:
    planes = coloured(10, 20, 30)
    assert [float(made(output=at).values(planes)[0]) for at in range(3)] == [10, 20, 30]
    assert made(towards_second=False, output=1).values(planes) == [-20]


def test_tiles_are_summed_up() -> None:
    image = np.zeros((64, 128, 3), np.uint8)
    image[:, 64:, 0] = 100
    values = made(crop="tiles").values(Planes(image))
    assert values[1:].tolist() == [100, 0] and 0 < values[0] < 100 and len(values) == 3


def test_no_face_speaks_for_nobody() -> None:
    assert made(crop="face").values(coloured(90, 90, 90)).tolist() == [0, 0]


def test_probabilities_become_log_odds() -> None:
    outputs = np.array([0.0, np.log(3.0), 0.0])
    soft, sigmoid, plain = (read_card({**CARD, "activation": name, "output": 1}) for name in ("softmax", "sigmoid", "none"))
    assert read_answer(outputs, soft) == pytest.approx(np.log(3 / 2))
    assert read_answer(outputs, sigmoid) == pytest.approx(np.log(3)) and read_answer(outputs, plain) == pytest.approx(np.log(3))
    assert 9 < read_answer(np.array([0.0, 1e9]), soft) < 10


@pytest.mark.parametrize("outputs", [np.array([1.0]), np.array([0.0, np.nan]), np.array([np.inf, 0.0])])
def test_an_answer_that_is_none_is_refused(outputs: np.ndarray) -> None:
    with pytest.raises(NetworkFailed):
        read_answer(outputs, read_card({**CARD, "output": 1}))


def test_a_file_that_is_no_network_is_refused() -> None:
    for content in (b"", b"PK\x03\x04", channel_means()[:-40]):
        with pytest.raises(BadNetwork):
            open_session(content)
    with pytest.raises(NetworkFailed):
        made(b"nothing").values(coloured(1, 2, 3))


def test_one_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.3)
    with pytest.raises(NetworkFailed, match="reds"):
        made(endless()).values(coloured(1, 2, 3))


def test_the_id_names_the_content() -> None:
    first = made()
    assert first.id == made().id == made(title="Other words").id and first.id.startswith("network_reds_")
    others = (made(channel_means(gain=2.0)), made(output=1), made(crop="center"), made(mean=3))
    assert len({first.id, *(one.id for one in others)}) == 5


def test_a_provided_family_can_be_named() -> None:
    family = network_family(made(channel_means(gain=0.25), name="never-seen"))
    assert is_external(family.id) and not is_known(family.id)
    provide(family)
    assert is_known(family.id) and family_named(family.id) is family and family.names == ("score",)
    assert family.featured == ("score",) and family.units == {"score": "as it comes"} and family.extract(coloured(40, 0, 0)) == [10]
