"""Evidence maps of a photo: drawn when they are first asked for, then kept under the photo's sha256 and the map's version."""

from __future__ import annotations

import cv2

from app.domain import Photo, Role, User
from app.errors import MapNotFound, NotScored, ScoreWithheld
from app.evidence.encoding import encoded
from app.evidence.evidence_map import Judge, Map
from app.evidence.maps import MAPS
from app.photos.planes import Planes
from app.questions import QUESTIONS, question_named
from app.services.access import require
from app.services.deps import Deps
from app.services.draw_map import ModelJudge, draw
from app.services.feature_row import schema_of_model
from app.services.policies import current_policy
from app.services.score import SMALLEST_SIDE, features_of
from app.services.score_gate import may_see_score
from app.services.scorer import ShelvedModel
from app.store import photos, queue

MEDIA_TYPES = {"png": "image/png", "jpeg": "image/jpeg"}
# The photo at the scale at which maps look at it, so that the second map needs no second decoding; as PNG it takes 45 ms to write.
MEASURED = "measured.bmp"


def maps_of(question: str) -> tuple[Map, ...]:
    """The question's maps in its order.  Raises UnknownQuestion."""
    return tuple(MAPS[map_id] for map_id in question_named(question).maps)


def map_named(map_id: str) -> Map:
    """Raises MapNotFound."""
    if map_id not in MAPS:
        raise MapNotFound
    return MAPS[map_id]


def map_tag(deps: Deps, user: User, photo_id: str, map_id: str, question: str = "recapture") -> str:
    """What names exactly this picture, without drawing it.  Raises as map_picture does, but for what is wrong with the photo."""
    one = map_named(map_id)
    photo = _seen_photo(deps, user, photo_id, map_id)
    return f"{photo.sha256[:32]}-{_kind(one, _voter(deps, one, question))}"


def map_picture(deps: Deps, user: User, photo_id: str, map_id: str, question: str = "recapture") -> bytes:
    """The map's picture, PNG or JPEG as its `type` says; question: whose champion votes, for a map that votes.

    Reviewers, once they may see the photo's score.  Raises PhotoNotFound, MapNotFound, NotAllowed, PhotoRefused, DiskFull; for a map that
    votes also UnknownQuestion, NoChampion, VersionAltered, SchemaMismatch, NotScored.
    """
    one = map_named(map_id)
    photo = _seen_photo(deps, user, photo_id, map_id)
    voter = _voter(deps, one, question)
    kind = _kind(one, voter)
    kept = deps.blobs.view_path(photo.sha256, kind)
    if kept is not None:
        return kept.read_bytes()
    picture = encoded(draw(one, _planes(deps, photo), lambda: _judge(deps, photo, voter)), one.type)
    deps.blobs.put_view(photo.sha256, kind, picture)
    return picture


def _voter(deps: Deps, one: Map, question: str) -> ShelvedModel | None:
    return deps.models.champion(question_named(question).id) if one.vote is not None else None


def _kind(one: Map, voter: ShelvedModel | None) -> str:
    """The name under which the picture is kept; one that votes changes with the model."""
    by = f".{voter.artifact_sha256[:16]}" if voter else ""
    return f"map.{one.id}.v{one.version}{by}.{one.type}"


def _judge(deps: Deps, photo: Photo, voter: ShelvedModel | None) -> Judge:
    assert voter is not None
    if min(photo.width, photo.height) < SMALLEST_SIDE:
        raise NotScored
    return ModelJudge(voter.model, features_of(deps, photo, schema_of_model(voter.model))[0])


def _seen_photo(deps: Deps, user: User, photo_id: str, map_id: str) -> Photo:
    """The photo, unless a question that has this map must be answered first."""
    require(user, Role.REVIEWER)
    with deps.database.read() as session:
        photo = photos.get(session, photo_id)
        for question in QUESTIONS.values():
            entry = queue.get(session, question.id, photo_id) if map_id in question.maps else None
            if entry is None:
                continue
            if not may_see_score(session, user, current_policy(session, question.id), entry):
                raise ScoreWithheld("Answer first: maps are shown after your own verdict.")
    return photo


def _planes(deps: Deps, photo: Photo) -> Planes:
    """The photo at 1024; bit for bit what decoding it again would give."""
    kept = deps.blobs.view_path(photo.sha256, MEASURED)
    read = cv2.imread(str(kept), cv2.IMREAD_COLOR) if kept is not None else None
    if read is not None:
        return Planes(cv2.cvtColor(read, cv2.COLOR_BGR2RGB))
    image = Planes(deps.decoder.decode(deps.blobs.path_of(photo.sha256)).image).m1024
    deps.blobs.put_view(photo.sha256, MEASURED, cv2.imencode(".bmp", cv2.cvtColor(image, cv2.COLOR_RGB2BGR))[1].tobytes())
    return Planes(image)
