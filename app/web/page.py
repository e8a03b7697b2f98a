"""What a page is; shell.PAGES lists them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dash.development.base_component import Component

from app.domain import Role, User
from app.services.deps import Deps
from app.web.guarded_dash import GuardedDash


@dataclass(frozen=True)
class Page:
    """path: its address.  role: the least role that may open it.  layout draws it for one person at each visit.

    register wires its callbacks once, when the application is built.
    """

    path: str
    title: str
    role: Role
    layout: Callable[[Deps, User], Component]
    register: Callable[[GuardedDash, Deps], None]
    in_navigation: bool = True
