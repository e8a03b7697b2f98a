"""A Dash application whose every callback names the role that may run it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dash import Dash

from app.domain import Role


class GuardedDash(Dash):
    """Dash, with a required `role=` on `callback`.

    Any registered callback answers a forged request, also where its component was never shown;
    so the role is kept by output and checked on the server (see app.web.access).  Clientside callbacks
    have no server part and need none.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.callback_roles: dict[str, Role] = {}

    def callback(self, *args: Any, role: Role, **kwargs: Any) -> Callable[[Callable], Callable]:
        """`Dash.callback`; role is the least role that may run it."""
        known = set(self.callback_map)
        decorate = super().callback(*args, **kwargs)
        for output in set(self.callback_map) - known:
            self.callback_roles[output] = role
        return decorate
