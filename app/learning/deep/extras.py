"""The packages that fitting a network needs and nothing else does; scoring with a fitted one needs none of them."""

from __future__ import annotations

from importlib.util import find_spec

from app.errors import ExtrasMissing

EXTRAS = ("torch", "onnx", "onnxscript")


def require_extras() -> None:
    """Raises ExtrasMissing, naming what is not installed."""
    missing = [name for name in EXTRAS if find_spec(name) is None]
    if missing:
        raise ExtrasMissing(f"Fitting a network needs {', '.join(missing)}: pip install -r requirements-deep.txt")
