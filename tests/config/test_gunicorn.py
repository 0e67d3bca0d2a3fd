"""The blog as `make run` serves it, in processes of its own."""

import stat

import pytest

from tests.processes import GUNICORN, Served, free_port, wait_until

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


@pytest.mark.parametrize("bind", ["127.0.0.1:99999", "8000"])
def test_a_malformed_place_to_listen_on_stops_it_with_a_sentence(run, prepared, bind):
    code, _, complained = run(*GUNICORN, BIND=bind)

    assert code != 0
    assert "BIND" in complained
    assert "Traceback" not in complained


UNDER_A_MASK = f"""
import os, sys
os.umask(0o077)
os.execv(sys.executable, [sys.executable, *{GUNICORN}])
"""


def test_whatever_the_umask_a_web_server_may_read_finished_pages(start, prepared, tmp_path):
    with (tmp_path / "log").open("w") as log:
        process = start("-c", UNDER_A_MASK, log=log, BIND=f"unix:{tmp_path}/s")
    served = Served(f"{tmp_path}/s", process)
    served.wait()
    served.ask("/", Host="127.0.0.1")
    wait_until(lambda: list((prepared / "pages" / "current").rglob("*.html.gz")))

    folders, files = [], []
    for path in (prepared / "pages").glob("*/[0-9]*/**/*"):
        (folders if path.is_dir() else files).append(stat.S_IMODE(path.stat().st_mode))
    assert set(folders) == {0o755}
    assert set(files) == {0o644}


NEWER = """
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
MigrationRecorder(connection).record_applied("blog", "0099_of_tomorrow")
"""


def test_a_database_of_a_newer_version_is_refused_and_the_migration_named(run, shell, prepared):
    shell(NEWER)

    code, _, complained = run(*GUNICORN, PORT=str(free_port()), LANGUAGE_CODE="en")

    assert code != 0
    assert "blog.0099_of_tomorrow" in complained.splitlines()[-1]
    assert "Traceback" not in complained


def test_the_health_check_tells_of_one_that_comes_later(serve, shell):
    served = serve()
    assert served.ask("/healthz").status == 200

    shell(NEWER)

    answer = served.ask("/healthz")
    assert (answer.status, answer.body) == (
        503,
        b"database of a newer version: blog.0099_of_tomorrow\n",
    )


def test_gunicorn_starts_while_the_database_is_away(serve, database, prepared):
    database.drop()
    (prepared / "bitacora.sqlite3").unlink(missing_ok=True)
    (prepared / "bitacora.sqlite3").mkdir()

    assert serve().ask("/healthz").body == b"database unavailable\n"


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
