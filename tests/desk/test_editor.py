"""What the editor's script asks for: a preview as the site's, safe pictures, refusals in JSON."""

from contextlib import closing

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from blog.models import Picture
from desk.forms.uploads import file_stored
from tests.factories import make_post
from tests.picture_files import SCRIPT, bomb_file, picture_file

PREVIEW = "/admin/markdown/preview/"
UPLOAD = "/admin/markdown/upload/"
FRAME = "/admin/markdown/frame/"

pytestmark = pytest.mark.django_db


def stored(data_dir):
    return [path.name for path in (data_dir / "media").rglob("*") if path.is_file()]


def test_the_addresses_stand_under_the_names_that_markdownx_knows():
    assert reverse("markdownx_markdownify") == PREVIEW
    assert reverse("markdownx_upload") == UPLOAD
    assert reverse("preview-frame") == FRAME


def test_the_preview_is_what_the_site_will_show(client, alice):
    client.force_login(alice)
    body = 'Uno "dos".\n\n<!--more-->\n\n<script>alert(1)</script>\n\n- [x] hecho'

    response = client.post(PREVIEW, {"content": body})

    assert response.text == make_post(body=body).body_html
    assert "<script" not in response.text


def test_an_empty_text_has_an_empty_preview(client, alice):
    client.force_login(alice)

    response = client.post(PREVIEW, {"content": ""})

    assert (response.status_code, response.text) == (200, "")


@pytest.mark.parametrize("content,status", [("a" * 200_001, 413), ("nulo \0 byte", 400)])
def test_a_text_that_is_too_much_is_refused_with_a_reason(client, alice, content, status):
    client.force_login(alice)

    response = client.post(PREVIEW, {"content": content})

    assert response.status_code == status
    assert response.json()["error"]


def test_a_text_of_ten_megabytes_is_refused(client, alice):
    client.force_login(alice)

    assert client.post(PREVIEW, {"content": "a" * 10_000_000}).status_code in {400, 413}


def test_a_picture_is_kept_and_its_code_given(client, alice):
    client.force_login(alice)

    response = client.post(UPLOAD, {"image": picture_file("El faro.PNG")})

    picture = Picture.objects.get()
    assert (picture.uploaded_by, picture.width, picture.height) == (alice, 60, 40)
    assert "/el-faro-" in picture.file.name
    assert response.json() == {"image_code": f"![]({picture.file.url})"}
    with closing(client.get(picture.file.url)) as served:
        assert served["Content-Type"] == "image/png"


def test_two_pictures_of_one_name_have_two_addresses(client, alice):
    client.force_login(alice)

    codes = {client.post(UPLOAD, {"image": picture_file()}).json()["image_code"] for _ in range(2)}

    assert len(codes) == 2


@pytest.mark.parametrize(
    "file,status",
    [
        (picture_file("dibujo.svg", "BMP"), 400),
        (bomb_file(), 400),
        ("no file at all", 400),
        (None, 400),
    ],
)
def test_what_is_no_good_picture_is_refused_and_not_kept(client, alice, data_dir, file, status):
    client.force_login(alice)

    response = client.post(UPLOAD, {"image": file} if file else {})

    assert response.status_code == status
    assert response.json()["error"]
    assert stored(data_dir) == []
    assert not Picture.objects.exists()


@pytest.mark.parametrize("content", [SCRIPT, b"<html><script>alert(1)</script></html>", b""])
def test_a_page_is_not_taken_for_a_picture(client, alice, data_dir, content):
    client.force_login(alice)
    file = picture_file("foto.png")
    file.file.seek(0)
    file.file.truncate()
    file.file.write(content)
    file.size = len(content)
    file.seek(0)

    response = client.post(UPLOAD, {"image": file})

    assert response.status_code == 400
    assert stored(data_dir) == []


def test_a_heavy_picture_is_too_large(client, alice, monkeypatch):
    monkeypatch.setattr("images.decoding.MAX_BYTES", 10)
    client.force_login(alice)

    response = client.post(UPLOAD, {"image": picture_file()})

    assert response.status_code == 413
    assert "10" in response.json()["error"]


def test_a_row_that_cannot_be_written_leaves_no_file(alice, data_dir):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE blog_picture RENAME TO lost")

    picture = Picture(file=picture_file(), uploaded_by=alice)

    with pytest.raises(DatabaseError), file_stored(picture), transaction.atomic():
        picture.save()

    assert stored(data_dir) == []


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_a_stranger_is_told_in_json_to_sign_in(client, address):
    response = client.post(address, {"content": "hola", "image": picture_file()})

    assert response.status_code == 401
    assert response.json()["error"]
    assert not Picture.objects.exists()


def test_a_stranger_gets_no_frame(client):
    assert client.get(FRAME).status_code == 401


def test_who_may_no_longer_sign_in_is_a_stranger(client, alice):
    client.force_login(alice)
    alice.is_active = False
    alice.save()

    assert client.post(PREVIEW, {"content": "hola"}).status_code == 401


@pytest.mark.parametrize(
    "address,method,allowed",
    [(PREVIEW, "get", "POST"), (UPLOAD, "put", "POST"), (FRAME, "post", "GET")],
)
def test_another_method_is_refused_in_json(client, alice, address, method, allowed):
    client.force_login(alice)

    response = getattr(client, method)(address)

    assert (response.status_code, response["Allow"]) == (405, allowed)
    assert response.json()["error"]


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_another_site_cannot_ask_in_a_writers_name(alice, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)

    response = client.post(address, {"content": "hola", "image": picture_file()})

    assert response.status_code == 403
    assert not Picture.objects.exists()


def test_only_pages_of_this_site_may_frame_the_preview(client, alice):
    client.force_login(alice)

    response = client.get(FRAME)

    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "data-preview" in response.text


def test_the_editor_is_a_text_area_without_javascript(client, alice):
    client.force_login(alice)

    page = client.get("/admin/blog/post/add/").text

    assert '<textarea name="body"' in page
    assert "js/editor.js" in page
    assert "markdownx.js" not in page
    assert "data-tools hidden" in " ".join(page.split())
