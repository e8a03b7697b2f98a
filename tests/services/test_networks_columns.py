"""Sets with and without a network's columns go together, and an unknown answer speaks for neither label."""

import numpy as np
import pytest

from app.errors import SchemaMismatch
from app.features.external import provide
from app.features.network import Network, network_family
from app.features.network_card import read_card
from app.features.schema import Schema, schema_for
from app.learning.labelled_set import LabelledSet
from app.services.networks_columns import families_of, only_families, under_schema, with_answers
from tests.tiny_network import CARD, channel_means

KNOWN = "a" * 64


def made(unseen: dict | None = None) -> tuple[Network, Schema]:
    """A network of this process and the schema of slope and it."""
    network = Network(read_card({**CARD, "name": "columns", "unseen": unseen or {}}), channel_means(), True)
    provide(network_family(network))
    return network, schema_for(("slope", network.id))


def labelled(schema: Schema, count: int = 6) -> LabelledSet:
    rows = np.arange(count * len(schema.names), dtype=np.float32).reshape(count, -1)
    return LabelledSet.of([f"p{at}" for at in range(count)], rows, ["original", "recaptured"] * (count // 2),
                          ["one"] * count).with_families(families_of(schema))


def test_a_set_without_the_network_gets_its_column_as_unknown() -> None:
    network, schema = made()
    before = labelled(schema_for(("slope",)))
    after = under_schema(before, schema)
    assert np.array_equal(after.features[:, :-1], before.features) and np.isnan(after.features[:, -1]).all()
    assert after.family.tolist() == families_of(schema)


def test_a_network_that_the_schema_lacks_is_left_out() -> None:
    network, schema = made()
    plain = schema_for(("slope",))
    assert np.array_equal(under_schema(labelled(schema), plain).features, labelled(schema).features[:, :-1])


def test_a_family_of_our_own_must_be_there() -> None:
    with pytest.raises(SchemaMismatch):
        under_schema(labelled(schema_for(("colour",))), schema_for(("slope",)))


def test_families_come_in_the_order_in_which_they_are_named() -> None:
    network, schema = made()
    turned = only_families(labelled(schema), [network.id, "slope", "slope", "nothing"])
    assert turned.family[0] == network.id and np.array_equal(turned.features[:, 1:], labelled(schema).features[:, :-1])


def test_an_unknown_answer_is_the_middle_between_the_labels() -> None:
    network, schema = made()
    rows = labelled(schema)
    rows.features[:, -1] = [0, 10, 2, np.nan, np.nan, 20]
    filled, unknown = with_answers(rows, rows.ids.tolist(), [network], "recaptured")
    assert filled.features[:, -1].tolist() == [0, 10, 2, 8, 8, 20] and unknown == {"columns": 2}
    assert np.array_equal(filled.features[:, :-1], rows.features[:, :-1])


def test_where_nothing_is_known_it_is_nothing() -> None:
    network, schema = made()
    rows = under_schema(labelled(schema_for(("slope",))), schema)
    filled, unknown = with_answers(rows, rows.ids.tolist(), [network], "recaptured")
    assert filled.features[:, -1].tolist() == [0] * 6 and unknown == {"columns": 6}


def test_what_the_network_was_fitted_on_gets_the_answer_of_a_fit_without_its_source() -> None:
    network, schema = made({KNOWN: [-3.5]})
    rows = labelled(schema)
    filled, unknown = with_answers(rows, ["b" * 64, KNOWN, *rows.ids[2:]], [network], "recaptured")
    assert filled.features[1, -1] == -3.5 and unknown == {"columns": 0}
    assert np.array_equal(np.delete(filled.features[:, -1], 1), np.delete(rows.features[:, -1], 1))
