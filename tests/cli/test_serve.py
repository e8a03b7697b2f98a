"""serve says where the desk is and how to become its first admin, and listens as the settings say."""

from __future__ import annotations

from dataclasses import replace

from app.cli.serve import LOADED_BEFORE_FORK, greet, gunicorn_options
from app.config import Settings
from tests.cli.conftest import Loupe


def test_the_one_time_link_is_shown_until_there_is_an_admin(loupe: Loupe, capsys) -> None:
    assert loupe("migrate").code == 0
    greet("0.0.0.0", 8050)
    told = capsys.readouterr().out
    assert "http://127.0.0.1:8050/first-admin/" in told
    assert loupe("user", "add", "root", "--role", "admin", stdin="four quiet green bicycles\n").code == 0
    greet("127.0.0.1", 9000)
    assert capsys.readouterr().out == "Loupe serves http://127.0.0.1:9000\n"


def test_a_desk_that_was_never_migrated_is_not_served(loupe: Loupe) -> None:
    ran = loupe("serve", "--port", "1")
    assert ran.code == 1 and "python -m app migrate" in ran.err


def test_gunicorn_takes_every_option() -> None:
    from gunicorn.config import Config

    settings = replace(Settings.from_environment({}), web_workers=3, web_threads=5)
    config = Config()
    for name, value in gunicorn_options(settings, "127.0.0.1", 8050).items():
        config.set(name, value)
    assert (config.workers, config.threads, config.worker_class_str) == (3, 5, "gthread")
    assert config.control_socket_disable and config.address == [("127.0.0.1", 8050)]
    assert "app.factory" in LOADED_BEFORE_FORK
