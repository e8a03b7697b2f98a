"""What a page is, and what it knows of the visit; shell.PAGES lists them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dash.development.base_component import Component

from app.domain import Role, User
from app.services.deps import Deps
from app.services.review import ORDERS
from app.web.guarded_dash import GuardedDash


@dataclass(frozen=True)
class Visit:
    """One opening of a page: by whom, with which question, batch (None: all) and order of the queue chosen in the header.

    query: the address's ?name=value pairs.
    """

    user: User
    question: str
    query: Mapping[str, str] = field(default_factory=dict)
    batch: str | None = None
    order: str = ORDERS[0]


@dataclass(frozen=True)
class Page:
    """path: its address.  role: the least role that may open it.  layout draws it for one visit.

    register wires its callbacks once, when the application is built.
    """

    path: str
    title: str
    role: Role
    layout: Callable[[Deps, Visit], Component]
    register: Callable[[GuardedDash, Deps], None]
    in_navigation: bool = True
