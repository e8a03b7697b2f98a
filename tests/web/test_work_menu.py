"""The menu of the work: every order has words, batches say what is left, and the choice reaches the desk."""

from __future__ import annotations

from app.services.review import ORDERS, Progress
from app.web.components.work_menu import ANY_BATCH, ORDER_WORDS, Ids, batch_options, progress_words
from tests.web.callbacks import call, output_named
from tests.web.test_desk import attributes, words
from tests.web.test_uploads import jpeg


def test_every_order_of_the_queue_can_be_chosen_in_words():
    assert tuple(ORDER_WORDS) == ORDERS


def test_batches_say_what_is_left():
    options = batch_options({"autumn": 0, "spring": 1203})
    assert [option["value"] for option in options] == [ANY_BATCH, "autumn", "spring"]
    assert [words(option["label"]) for option in options[1:]] == ["autumn done", "spring 1,203 waiting"]


def test_progress_names_the_batch_it_counts():
    counted = Progress(judged_today=3, waiting=5, total=20)
    assert progress_words(counted, "spring")[0].children == "spring" and progress_words(counted, None)[0].children == "All batches"
    assert attributes(progress_words(counted, None)[3], "style") == [{"width": "75%"}]
    assert attributes(progress_words(Progress(0, 0, 0), None)[3], "style") == [{"width": "0%"}]


def test_the_menu_asks_for_the_batches_of_the_question(desk):
    browser = desk.signed_in("reviewer")
    assert browser.post("/api/photos?name=a.jpg&batch=winter", data=jpeg(77)).status_code == 201
    dash = desk.server.extensions["loupe_dash"]
    answer = call(browser, dash, output_named(dash, Ids.BATCH, "options"), {f"{Ids.QUESTION}.value": "recapture"})
    assert [option["value"] for option in answer.json["response"][Ids.BATCH]["options"]] == ["", "winter"]
