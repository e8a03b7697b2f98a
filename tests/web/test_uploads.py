"""POST /api/photos and what can be fetched of a photo afterwards."""

from __future__ import annotations

import io
from urllib.parse import quote

import pytest

from app.web.api.photos import SIZES
from tests.photos.pictures import encode, exif, picture

MEGABYTE = 1024 * 1024


def upload(browser, content: bytes, name: str = "headshot.jpg", **fields: str):
    query = "&".join(f"{key}={quote(value)}" for key, value in {"name": name, **fields}.items())
    return browser.post(f"/api/photos?{query}", data=content, content_type="application/octet-stream")


def jpeg(seed: int, **options: object) -> bytes:
    return encode(picture(360, 300, seed), ".jpg", **options)


def photo_files(desk) -> set[str]:
    return {str(path) for path in desk.deps.settings.home.rglob("*") if path.is_file() and "loupe.db" not in path.name}


def test_a_photograph_comes_in_with_what_was_said_of_it(client):
    answer = upload(client("reviewer"), jpeg(1), "Ünïcode & co.jpg", batch="b 1", subject="s", reference="r/1")
    photo = answer.json["photo"]
    assert answer.status_code == 201 and not answer.json["duplicate"]
    assert (photo["name"], photo["batch"], photo["subject"], photo["reference"]) == ("Ünïcode & co.jpg", "b 1", "s", "r/1")
    assert (photo["type"], photo["width"], photo["height"]) == ("jpeg", 360, 300)


@pytest.mark.parametrize("suffix", [".png", ".webp", ".heic"])
def test_other_types_come_in_too(client, suffix):
    assert upload(client("reviewer"), encode(picture(300, 280, 50), suffix), f"a{suffix}").status_code == 201


def test_one_multipart_part_is_the_same(client):
    answer = client("reviewer").post("/api/photos?batch=m", data={"photo": (io.BytesIO(jpeg(2)), "part.jpg")})
    assert answer.status_code == 201 and answer.json["photo"]["name"] == "part.jpg" and answer.json["photo"]["batch"] == "m"


def test_two_multipart_parts_are_refused(client):
    answer = client("reviewer").post("/api/photos", data={"a": (io.BytesIO(jpeg(3)), "a.jpg"), "b": (io.BytesIO(jpeg(4)), "b.jpg")})
    assert answer.status_code == 400 and answer.json["error"].endswith("this one has 2.")


def test_the_same_bytes_are_recognised_under_any_name(client):
    first = upload(client("reviewer"), jpeg(5), "a.jpg")
    again = upload(client("lead"), jpeg(5), "b.jpg")
    assert again.status_code == 200 and again.json["duplicate"] and again.json["photo"]["id"] == first.json["photo"]["id"]


@pytest.mark.parametrize(("content", "status"), [
    (b"", 400), (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", 415), (b"<html><script>alert(1)</script>", 415),
    (jpeg(6)[:900], 422), (encode(picture(40, 300, 7)), 422), (b"GIF89a" + b"\0" * 90, 415), (b"\xff\xd8\xff" + b"\0" * 900, 422),
])
def test_bad_files_are_refused_in_one_sentence_and_leave_nothing(desk, client, content, status):
    before = photo_files(desk)
    answer = upload(client("reviewer"), content, "portrait.jpg")
    assert answer.status_code == status, answer.text
    assert answer.json["error"].endswith(".") and "\n" not in answer.json["error"]
    assert photo_files(desk) == before


def test_too_large_is_refused_before_it_is_read(desk, client):
    before = photo_files(desk)
    answer = upload(client("reviewer"), b"\xff\xd8" + b"\0" * (5 * MEGABYTE))
    assert answer.status_code == 413 and "limit" in answer.json["error"] and photo_files(desk) == before


def test_other_routes_take_small_bodies_only(client):
    answer = client("reviewer").post("/api/decisions", data=b"{" + b" " * 2 * MEGABYTE, content_type="application/json")
    assert answer.status_code in (400, 413)


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\..\\x.jpg", "%2e%2e/x", "/abs.jpg", "C:\\x.jpg", "con.jpg",
                                  "a" * 400 + ".jpg", "x\u202egpj.exe", "\r\nSet-Cookie: a=b", "<img src=x onerror=alert(1)>.jpg"])
def test_names_are_words_never_paths(desk, client, name):
    answer = upload(client("reviewer"), jpeg(100 + len(name)), name)
    assert answer.status_code in (200, 201), answer.text
    home = desk.deps.settings.home.resolve()
    assert all(str(home) in path for path in photo_files(desk)) and "a=b" not in str(answer.headers)


def test_an_unknown_question_keeps_nothing(desk, client):
    before = photo_files(desk)
    assert upload(client("reviewer"), jpeg(8), question="nothing").status_code == 404 and photo_files(desk) == before


@pytest.mark.parametrize("size", SIZES)
def test_pictures_are_jpeg_without_the_files_facts(client, size):
    card = exif(orientation=6, gps=True, make="SECRET-MAKER", owner="SECRET-OWNER")
    photo = upload(client("reviewer"), jpeg(9, exif=card), "turned.jpg").json["photo"]
    answer = client("reviewer").get(photo[size])
    assert answer.status_code == 200 and answer.content_type == "image/jpeg" and answer.data.startswith(b"\xff\xd8")
    assert b"SECRET" not in answer.data and b"Exif" not in answer.data
    assert answer.headers["Cache-Control"].startswith("private") and answer.headers["X-Content-Type-Options"] == "nosniff"
    assert (photo["width"], photo["height"]) == (300, 360)


def test_a_picture_is_not_sent_twice(client):
    browser = client("reviewer")
    photo = upload(browser, jpeg(10)).json["photo"]
    first = browser.get(photo["preview"])
    assert browser.get(photo["preview"], headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("photo_id", ["none", "0" * 32, "..", "%2e%2e%2floupe.db", "a%00b", "x" * 300])
def test_photos_that_are_not_there(client, photo_id):
    for path in (f"/api/photos/{photo_id}", f"/api/photos/{photo_id}/preview", f"/api/photos/{photo_id}/secret"):
        answer = client("reviewer").get(path)
        assert answer.status_code == 404 and answer.json["error"], path
