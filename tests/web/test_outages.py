"""The database busy or away, the disk full: a 503 that gives back what was typed, and one line."""

import errno
import logging
import sqlite3
from contextlib import closing, contextmanager
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, OperationalError, connection
from django.test import Client

from blog.models import Post
from comments.models import Comment
from tests.comments.conftest import FROM_HERE, stamp_of_age
from tests.desk.post_form import form_of, typed_again
from tests.factories import make_post
from tests.picture_files import picture_file
from web.errors import server_error
from web.log import Console
from web.outages import AWAY, BUSY, FULL, outage_of

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "Un comentario largo <que> nadie quiere escribir dos veces.\nCon dos párrafos & más."


@pytest.fixture
def impatient():
    """Wait a moment for the database, as the server's processes wait for seconds."""
    with connection.cursor() as cursor:
        sqlite = connection.vendor == "sqlite"
        cursor.execute("PRAGMA busy_timeout = 100" if sqlite else "SET lock_timeout = 100")
        yield
        cursor.execute("PRAGMA busy_timeout = 20000" if sqlite else "RESET lock_timeout")


@contextmanager
def held(table):
    """Keep writers out, as another program would."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
    else:
        password = connection.settings_dict["PASSWORD"]
        with psycopg.connect(connection.connection.info.dsn, password=password) as other:
            other.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
            yield


@pytest.fixture
def reader():
    return Client(raise_request_exception=False)


@pytest.fixture
def post(alice):
    return make_post(author=alice, title="El faro")


def send(client, post, headers=FROM_HERE, **fields):
    typed = {"name": "Lucía", "text": TEXT, "stamp": stamp_of_age(post), **fields}
    return client.post(f"/comments/{post.pk}/", typed, headers=headers)


def test_a_comment_that_cannot_be_stored_comes_back(reader, post, impatient):
    with held(Comment._meta.db_table):
        response = send(reader, post)
        assert reader.get("/").status_code == 200

    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert response["Cache-Control"] == "no-store"
    assert "&lt;que&gt; nadie" in response.text
    assert 'name="name" value="Lucía"' in response.text
    assert not Comment.objects.exists()


def test_what_came_back_can_be_sent_again_as_it_is(reader, post, impatient):
    with held(Comment._meta.db_table):
        response = send(reader, post)
    fields = {field.name: field.value for field in response.context["fields"]}

    again = reader.post(response.context["address"], fields, headers=FROM_HERE)

    assert again.status_code == 303
    assert Comment.objects.get().text == TEXT.replace("\n", "\r\n").replace("\r\n", "\n")


def test_a_post_at_the_desk_comes_back(reader, alice, post, impatient):
    reader.force_login(alice)
    with held(Post._meta.db_table):
        response = reader.post(form_of(post), typed_again(post, body=TEXT), headers=FROM_HERE)

    assert response.status_code == 503
    assert "&lt;que&gt; nadie" in response.text
    assert Post.objects.get().body == "Hola."


def test_a_script_is_told_in_json(reader, post, impatient):
    with held(Comment._meta.db_table):
        response = send(reader, post, headers={**FROM_HERE, "sec-fetch-dest": "empty"})

    assert response.status_code == 503
    assert response.json()["error"]


def fill_the_disk():
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    "headers,more",
    [
        ({"sec-fetch-site": "cross-site"}, {}),
        ({"origin": "https://example.net"}, {}),
        (FROM_HERE, {"password": "un faro en la niebla"}),
    ],
)
def test_no_password_and_nothing_from_elsewhere_comes_back(rf, headers, more):
    request = rf.post("/comments/1/", {"text": TEXT, **more}, headers=headers)
    try:
        fill_the_disk()
    except OSError:
        response = server_error(request)

    assert response.status_code == 503
    assert b"nadie" not in response.content
    assert b"niebla" not in response.content


def test_an_outage_is_one_line_a_minute(reader, post, impatient, caplog, monkeypatch):
    with held(Comment._meta.db_table), caplog.at_level(logging.ERROR, "django.request"):
        for _ in range(3):
            send(reader, post)
    written = StringIO()
    console = Console(written)

    for seconds in (0, 1, 61):
        monkeypatch.setattr("web.log.monotonic", lambda seconds=seconds: 1000.0 + seconds)
        for record in caplog.records:
            console.emit(record)

    first, last = written.getvalue().splitlines()
    assert BUSY in first
    assert "(5 like it since the last line)" in last


def test_an_error_of_ours_keeps_its_traceback(caplog):
    try:
        raise_error()
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: /")
    written = StringIO()

    Console(written).emit(caplog.records[-1])

    assert "Traceback" in written.getvalue()


def raise_error():
    raise ValueError


def test_a_mistake_of_ours_is_no_outage():
    with pytest.raises(DatabaseError) as mistake, connection.cursor() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")

    assert outage_of(mistake.value) == ""
    assert outage_of(ValueError()) == ""
    assert outage_of(None) == ""


def test_a_full_disk_and_a_database_that_is_gone(tmp_path):
    assert outage_of(OSError(errno.ENOSPC, "")) == FULL
    assert outage_of(FileNotFoundError()) == ""
    with pytest.raises(sqlite3.OperationalError) as gone:
        sqlite3.connect(tmp_path / "gone" / "blog.sqlite3")
    error = OperationalError(*gone.value.args)
    error.__cause__ = gone.value
    assert outage_of(error) == AWAY


def test_pictures_are_asked_for_again(reader, alice, impatient):
    reader.force_login(alice)
    typed = {**typed_again(make_post(author=alice), body=TEXT), "cover": picture_file()}
    with held(Post._meta.db_table):
        response = reader.post(form_of(Post.objects.get()), typed, headers=FROM_HERE)

    assert response.status_code == 503
    assert "elegirlas de nuevo" in response.text
    assert not list(Path(default_storage.location).rglob("*.png"))
