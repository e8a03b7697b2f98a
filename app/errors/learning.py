"""What can go wrong while features are measured and models fitted."""

from __future__ import annotations

from app.errors.base import LoupeError


class PlaneTooSmall(LoupeError):
    """The photograph is too small to be measured."""


class NotScored(LoupeError):
    """The photograph is smaller than 256 pixels on a side: it is kept, but not scored."""


class MapNotFound(LoupeError):
    """There is no such evidence map."""


class UnknownQuestion(LoupeError):
    """There is no such question."""


class UnknownCandidate(LoupeError):
    """There is no such candidate for this question."""


class UnknownLabel(LoupeError):
    """This label is not an answer to the question."""


class BadManifest(LoupeError):
    """The manifest cannot be used."""


class NothingToLearn(LoupeError):
    """There are no labelled decisions to learn from."""


class OneClassOnly(LoupeError):
    """All labels are the same; at least two photographs of each label are needed."""


class SchemaMismatch(LoupeError):
    """The model was fitted on another feature schema than this version of Loupe computes."""


class BadNetwork(LoupeError):
    """This file or its card cannot be used as an external network."""


class NetworkNotFound(LoupeError):
    """There is no such external network on this desk."""


class NetworkInUse(LoupeError):
    """The champion needs this external network; promote another version first."""


class NetworkMissing(SchemaMismatch):
    """The model needs an external network that is not on this desk; nothing is scored with it."""


class NetworkAltered(NetworkMissing):
    """The files of this external network were altered; it is not used, and nothing that needs it is scored."""


class NetworkFailed(NotScored):
    """An external network failed on this photograph: it is kept, but not scored."""


class ExtrasMissing(LoupeError):
    """Fitting a network needs packages that are not installed: pip install -r requirements-deep.txt"""
