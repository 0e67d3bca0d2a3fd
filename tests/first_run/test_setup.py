"""`manage.py setup`, as an operator runs it."""

import re
import sqlite3
import stat

import pytest

from tests.config.test_gunicorn import NEWER

LINK = re.compile(r"http://127\.0\.0\.1:8123/welcome/\S+/")
ANA = {
    "DJANGO_SUPERUSER_USERNAME": "ana",
    "DJANGO_SUPERUSER_EMAIL": "ana@example.org",
    "DJANGO_SUPERUSER_PASSWORD": "cuatro gatos al sol",
}


def test_a_first_start_prepares_all_and_gives_a_welcome_link(run, tmp_path):
    code, said, complained = run("manage.py", "setup", PORT="8123")

    data = tmp_path / "data"
    assert (code, complained) == (0, "")
    assert len(LINK.findall(said)) == 1
    assert (data / "static" / "staticfiles.json").exists()
    kept = [data / "secret_key", *data.glob("bitacora.sqlite3")]
    assert {stat.S_IMODE(file.stat().st_mode) for file in kept} == {0o600}


def test_a_second_start_does_nothing_but_give_the_link(run, prepared, prepared_once):
    _prepares, *after = prepared_once.said.splitlines()
    stamp = (prepared / "static" / "staticfiles.json").stat().st_mtime_ns

    code, second, _ = run("manage.py", "setup", PORT="8123")

    assert code == 0
    assert len(LINK.findall(second)) == 1
    assert second.splitlines()[0] == after[0]
    assert (prepared / "static" / "staticfiles.json").stat().st_mtime_ns == stamp


def test_two_that_start_at_once_come_one_after_the_other(start, collected):
    processes = [start("manage.py", "setup", LANGUAGE_CODE="en") for _ in range(2)]

    said = [process.communicate(timeout=120) for process in processes]

    assert [process.returncode for process in processes] == [0, 0], said
    assert sum("Preparing the database" in out for out, _ in said) == 1


def test_a_deployment_never_loads_the_sample(run, prepared):
    run("manage.py", "setup")

    count = "from blog.models import Post; print(Post.objects.count())"
    assert run("manage.py", "shell", "--no-imports", "-c", count)[1] == "0\n"


def test_the_owner_of_the_environment_is_made_once(run, prepared):
    assert "ana" in run("manage.py", "setup", **ANA)[1]
    assert run("manage.py", "setup", **ANA) == (0, "", "")
    assert run("manage.py", "setup") == (0, "", "")


@pytest.mark.parametrize(
    "wrong,named",
    [
        ({"DJANGO_SUPERUSER_PASSWORD": ""}, "DJANGO_SUPERUSER_PASSWORD"),
        ({"DJANGO_SUPERUSER_PASSWORD": "12345"}, "DJANGO_SUPERUSER_PASSWORD: "),
        ({"DJANGO_SUPERUSER_EMAIL": "nowhere"}, "DJANGO_SUPERUSER_EMAIL: "),
        ({"DJANGO_SUPERUSER_USERNAME": "a n a"}, "DJANGO_SUPERUSER_USERNAME: "),
    ],
)
def test_an_owner_that_cannot_be_made_stops_the_start_and_says_why(run, prepared, wrong, named):
    code, said, complained = run("manage.py", "setup", **{**ANA, **wrong})

    assert (code, said) == (1, "")
    assert named in complained
    assert "Traceback" not in complained


@pytest.mark.parametrize(
    "wrong",
    [
        {"DATABASE_URL": "postgres://nobody:x@127.0.0.1:1/none"},
        {"DATABASE_URL": "sqlite:////proc/none/bitacora.sqlite3"},
        {"DATA_DIR": "/proc/none", "SECRET_KEY": "x" * 50},
    ],
)
def test_what_is_out_of_reach_stops_the_start_with_a_sentence(run, wrong):
    code, said, complained = run("manage.py", "setup", **wrong)

    assert (code, said) == (1, "")
    assert complained.startswith("CommandError: No se puede")
    assert "Traceback" not in complained


def test_a_database_of_a_newer_version_is_refused_and_the_migration_named(run, shell, prepared):
    shell(NEWER)

    code, said, complained = run("manage.py", "setup")

    assert (code, said) == (1, "")
    assert "blog.0099_of_tomorrow" in complained
    assert "Traceback" not in complained


def test_a_database_that_somebody_put_back_is_private_again(run, prepared):
    if not (prepared / "bitacora.sqlite3").exists():
        pytest.skip("the database is no file")
    names = ["bitacora.sqlite3", "bitacora.sqlite3-wal", "bitacora.sqlite3-shm"]
    reader = sqlite3.connect(prepared / names[0])
    reader.execute("SELECT count(*) FROM blog_post").fetchall()
    for name in names:
        (prepared / name).chmod(0o644)

    run("manage.py", "setup")

    assert {stat.S_IMODE((prepared / name).stat().st_mode) for name in names} == {0o600}
    reader.close()


def test_a_secret_key_that_was_lost_is_told_of_once_with_what_it_ends(run, prepared):
    run("manage.py", "setup", **ANA)
    (prepared / "secret_key").unlink()
    run("manage.py", "check")

    code, said, complained = run("manage.py", "setup")

    assert (code, said) == (0, "")
    assert complained.startswith("SE HA PERDIDO LA CLAVE SECRETA")
    assert "iniciar sesión de nuevo" in complained
    assert run("manage.py", "setup") == (0, "", "")


def test_a_new_blog_has_lost_no_key(run, collected, tmp_path):
    _, _, complained = run("manage.py", "setup", **ANA)

    assert complained == ""
    assert not (tmp_path / "data" / "secret_key.new").exists()


WRITE = """
from django.db import connection
from blog.models import SearchIndex
from tests.factories import make_post
make_post(title="Los países")
SearchIndex.objects.update(rules="of another stemmer")
connection.cursor().execute("DELETE FROM blog_search")
"""
FIND = "from blog.search import search; print(len(search('país').pks))"


def test_a_start_with_other_rules_for_words_makes_the_index_anew(run, prepared):
    run("manage.py", "setup")
    code, _said, complained = run("manage.py", "shell", "--no-imports", "-c", WRITE)
    assert (code, complained) == (0, "")
    assert run("manage.py", "shell", "--no-imports", "-c", FIND)[1] == "0\n"

    run("manage.py", "setup")

    assert run("manage.py", "shell", "--no-imports", "-c", FIND)[1] == "1\n"
