"""The blog as `make run` serves it, in processes of its own."""

import pytest

from tests.processes import GUNICORN, wait_until

HTTPS = {"SITE_URL": "https://blog.example.org"}
FORWARDED = {"Host": "blog.example.org", "X-Forwarded-Proto": "https"}


def test_gunicorn_answers_with_its_workers_and_stops_when_told(serve, tmp_path):
    served = serve(WEB_CONCURRENCY="2")

    assert served.ask("/healthz").body == b"ok\n"

    wait_until(lambda: (tmp_path / "log").read_text().count("Booting worker") == 2)
    assert served.stop() == 0


def test_gunicorn_leaves_nothing_in_the_home_folder(serve, tmp_path):
    home = tmp_path / "home"
    home.mkdir()

    serve(HOME=str(home))

    assert list(home.iterdir()) == []


def test_a_malformed_setting_stops_gunicorn_and_is_named(run, prepared):
    code, _, complained = run(*GUNICORN, PORT="many")

    assert code != 0
    assert "PORT" in complained


@pytest.mark.parametrize("trusted,status", [("", 301), ("127.0.0.1", 404)])
def test_a_proxy_is_believed_about_https_only_when_named(serve, trusted, status):
    served = serve(TRUSTED_PROXIES=trusted, **HTTPS)

    assert served.ask("/not-here", **FORWARDED).status == status


@pytest.mark.parametrize("trusted,status", [("", 301), ("unix", 404)])
def test_so_is_a_neighbour_on_a_unix_socket(serve, tmp_path, trusted, status):
    served = serve(BIND=f"unix:{tmp_path}/s", TRUSTED_PROXIES=trusted, **HTTPS)

    assert served.ask("/not-here", **FORWARDED).status == status


def test_a_neighbour_cannot_move_the_site_to_another_prefix(serve, tmp_path):
    served = serve(BIND=f"unix:{tmp_path}/s", TRUSTED_PROXIES="unix")

    assert served.ask("/not-here", SCRIPT_NAME="/elsewhere").status == 404
    assert served.ask("/healthz", PATH_INFO="/not-here").status == 200
