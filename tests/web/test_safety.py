"""What every answer carries, and what bad input gets."""

import logging
import os

import pytest
from django.conf import settings as site_settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from tests.factories import make_post
from web.log import Console

pytestmark = pytest.mark.django_db

POLICY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@pytest.mark.parametrize("address", ["/", "/nada/", "/admin/login/", "/feeds/posts/default"])
def test_every_page_carries_the_policies(client, alice, address):
    make_post(author=alice)

    headers = client.get(address).headers

    assert {name: headers[name] for name in POLICY} == POLICY
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_media_are_data_and_never_a_page(client):
    name = default_storage.save("pictures/x.jpg", ContentFile(b"<script>alert(1)</script>"))

    response = client.get(default_storage.url(name))
    content = response.getvalue()

    assert content == b"<script>alert(1)</script>"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "image/jpeg"


@pytest.mark.parametrize(
    "address", ["/media/", "/media/../settings.py", "/media/.hidden", "/media/%2e%2e/secret_key"]
)
def test_media_are_the_uploaded_files_alone(client, address):
    (site_settings.MEDIA_ROOT / ".hidden").write_text("x")

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["x" * 300, "/".join(["x" * 200] * 15), "file.txt/x", "loop"])
def test_what_the_file_system_refuses_is_not_found(client, blog, name):
    (site_settings.MEDIA_ROOT / "file.txt").write_text("x")
    (site_settings.MEDIA_ROOT / "loop").symlink_to("loop")

    assert client.get(f"/media/{name}").status_code == 404
    for folder in ("media", "static", "2012/01"):
        assert blog.ask(f"/{folder}/{name}").status == 404


@pytest.mark.skipif(os.geteuid() == 0, reason="to root nothing is closed")
def test_a_closed_folder_is_not_found(client):
    folder = site_settings.MEDIA_ROOT / "closed"
    folder.mkdir(mode=0)

    assert client.get("/media/closed/x.png").status_code == 404


def test_a_body_of_ten_megabytes_is_refused(client, alice):
    post = make_post(author=alice)

    response = client.post(f"/comments/{post.pk}/", {"text": "x" * 10_000_000})

    assert response.status_code == 400


def test_a_stranger_cannot_send_a_large_file(client, alice):
    post = make_post(author=alice)
    file = ContentFile(b"x" * 4_000_000, name="x.bin")

    assert client.post(f"/comments/{post.pk}/", {"file": file}).status_code == 400


@pytest.mark.parametrize("charset", ["hex", "zip", "punycode", "undefined", "unicode_escape"])
def test_a_charset_of_ones_own_changes_nothing(client, alice, charset):
    post = make_post(author=alice)
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    asked = client.generic("GET", "/", content_type=kind, QUERY_STRING="before=%61")
    sent = client.generic("POST", f"/comments/{post.pk}/", "text=%5Cud800", content_type=kind)

    assert (asked.status_code, sent.status_code) == (400, 400)


def test_a_host_that_is_not_ours_is_refused(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_what_is_refused_is_one_line_in_the_log(blog, tmp_path):
    assert blog.ask("/", Host="evil.example").status == 400
    assert blog.ask("/?before=nonsense").status == 400
    assert blog.ask("/admin/password-reset/", "POST", "email=a", Cookie="x=y").status == 403

    lines = (tmp_path / "log").read_text().splitlines()
    refused = [line for line in lines if "django" in line]
    assert not [line for line in lines if "Traceback" in line]
    assert len(refused) == 3
    assert "evil.example" in refused[0]


def test_a_page_of_the_desk_that_is_refused_is_one_line_in_the_log(client, alice, capsys):
    client.force_login(alice)
    console = Console()
    logging.getLogger("django").addHandler(console)

    assert client.get("/admin/blog/label/add/").status_code == 403

    logging.getLogger("django").removeHandler(console)
    assert capsys.readouterr().err == "Forbidden (Permission denied): /admin/blog/label/add/\n"


PUBLIC_ALIKE = ["/", "/author/alicia-nunez/", "/feeds/posts/default", "/robots.txt", "/nada/"]


@pytest.mark.parametrize("address", [*PUBLIC_ALIKE, "/admin/", "/admin/blog/post/", "/search?q=a"])
def test_no_shared_cache_keeps_what_is_made_for_a_session(client, alice, address):
    make_post(author=alice)
    public = client.get(address).get("Cache-Control", "")
    client.force_login(alice)

    said = client.get(address)["Cache-Control"].split(", ")

    assert {"private", "no-store"} & {*said}
    assert "public" not in said
    assert "private" not in public or address.startswith("/admin/")


def test_errors_have_the_look_of_the_site(client):
    missing = client.get("/nada/")

    assert missing.status_code == 404
    assert "<h1" in missing.text


def test_an_error_of_ours_is_said_without_the_database(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("blog.views.list_posts", lambda *_args, **_options: 1 / 0)

    response = client.get("/")

    assert response.status_code == 500
    assert "<h1" in response.text


def test_health_is_told(client):
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="these are SQLite's settings")
def test_what_was_acknowledged_is_on_the_disk():
    with connection.cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("synchronous", "foreign_keys")
        }

    assert pragmas == {"synchronous": 2, "foreign_keys": 1}
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
