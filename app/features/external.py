"""The families of external networks that this process has loaded, beside the registry of Loupe's own."""

from __future__ import annotations

from app.features.families import FAMILIES
from app.features.family import Family
from app.features.network import PREFIX

# An id names its content (see Network), so an entry can be absent but never wrong, whichever desk's it is.
_LOADED: dict[str, Family] = {}


def provide(family: Family) -> None:
    """From now on the family can be named in a schema."""
    _LOADED[family.id] = family


def is_external(family_id: str) -> bool:
    """Whether the id is that of an external network's family."""
    return family_id.startswith(PREFIX)


def is_known(family_id: str) -> bool:
    """Whether the family can be computed in this process."""
    return family_id in FAMILIES or family_id in _LOADED


def family_named(family_id: str) -> Family:
    """Loupe's own, or an external network's that was provided.  Raises KeyError."""
    return FAMILIES[family_id] if family_id in FAMILIES else _LOADED[family_id]
