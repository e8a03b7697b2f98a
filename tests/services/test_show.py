"""What is shown of a photo is rebuilt from its pixels."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from app.domain import Origin, User
from app.errors import NotAllowed, PhotoNotFound
from app.services.access import OPERATOR
from app.services.deps import Deps
from app.services.ingest import receive
from app.services.show import SIZES, show_photo, view_path
from tests.photos.pictures import encode, exif, picture


@pytest.mark.parametrize(("size", "longest"), [("thumbnail", 320), ("preview", 1280), ("full", 1600)])
def test_each_size_is_upright_and_carries_nothing_of_the_file(deps: Deps, alice: User, size: str, longest: int) -> None:
    content = encode(picture(1600, 900, 1), ".jpg", exif=exif(orientation=6, gps=True, make="Maker"), comment=b"<script>")
    photo = receive(deps, alice, [content], "x.jpg", Origin()).photo
    assert (photo.width, photo.height) == (900, 1600)
    shown = view_path(deps, alice, photo.id, size).read_bytes()
    image = Image.open(io.BytesIO(shown))
    assert image.format == "JPEG" and max(image.size) == image.size[1] == longest
    assert not image.getexif() and b"script" not in shown and b"Maker" not in shown


def test_a_view_that_is_gone_is_made_again(deps: Deps, alice: User, add_photo) -> None:
    photo = add_photo(1)
    first = view_path(deps, alice, photo.id, "thumbnail")
    content = first.read_bytes()
    first.unlink()
    assert view_path(deps, alice, photo.id, "thumbnail").read_bytes() == content


def test_what_is_not_there_or_not_allowed_is_not_shown(deps: Deps, alice: User, add_photo) -> None:
    photo = add_photo(1)
    assert set(SIZES) == {"thumbnail", "preview", "full"}
    for photo_id, size in ((photo.id, "huge"), (photo.id, "../../secret"), ("../../secret", "full"), ("", "full")):
        with pytest.raises(PhotoNotFound):
            view_path(deps, alice, photo_id, size)
    with pytest.raises(NotAllowed):
        show_photo(deps, replace(alice, disabled=True), photo.id)
    assert show_photo(deps, OPERATOR, photo.id) == photo
