"""A Dash application whose every callback names the role that may run it, and that loads heavy libraries where they are needed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from types import ModuleType
from typing import Any

from dash import Dash
from dash.fingerprint import build_fingerprint

from app.domain import Role


class GuardedDash(Dash):
    """Dash, with a required `role=` on `callback`.

    Any registered callback answers a forged request, also where its component was never shown;
    so the role is kept by output and checked on the server (see app.web.access).  Clientside callbacks
    have no server part and need none.

    later: component libraries whose script is left out of the first page; a page that needs one loads it itself
    by `library_address`, before anything of it is drawn.
    """

    def __init__(self, *args: Any, later: Collection[str] = (), **kwargs: Any) -> None:
        self.later = frozenset(later)
        super().__init__(*args, **kwargs)
        self.callback_roles: dict[str, Role] = {}

    def callback(self, *args: Any, role: Role, **kwargs: Any) -> Callable[[Callable], Callable]:
        """`Dash.callback`; role is the least role that may run it."""
        known = set(self.callback_map)
        decorate = super().callback(*args, **kwargs)
        for output in set(self.callback_map) - known:
            self.callback_roles[output] = role
        return decorate

    def _collect_and_register_resources(self, resources: list[dict], include_async: bool = True, url_attr: str = "src") -> list:
        """Dash's own, with the scripts of `later` served but not put on the first page."""
        marked = [{**one, "dynamic": True} if one.get("namespace") in self.later else one for one in resources]
        return super()._collect_and_register_resources(marked, include_async, url_attr)


def library_address(package: ModuleType, script: str) -> str:
    """Where a component library's script is served, with its version in the address as Dash writes it."""
    modified = int((Path(str(package.__file__)).parent / script).stat().st_mtime)
    return f"/_dash-component-suites/{package.__name__}/{build_fingerprint(script, package.__version__, modified)}"
