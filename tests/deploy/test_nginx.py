"""`deploy/nginx.conf`: what nginx passes on, and what it serves of uploads and static files."""

import re

import pytest

from images.decoding import MAX_BYTES
from tests.deploy.conftest import HOST, needs_nginx
from tests.processes import ROOT

pytestmark = needs_nginx


def test_a_reader_on_http_is_sent_to_https(nginx):
    answer = nginx[0].ask("/2012/01/?before=x")

    assert answer.status == 301
    assert answer.headers["Location"] == f"https://{HOST}/2012/01/?before=x"


def test_the_blog_answers_through_nginx_and_knows_that_it_is_https(nginx):
    assert nginx[1].ask("/healthz").body == b"ok\n"

    missing = nginx[1].ask("/not-here", Host=HOST)

    assert missing.status == 404
    assert missing.headers["Strict-Transport-Security"]
    assert missing.headers["Content-Security-Policy"]


def test_static_files_come_from_nginx_for_ever_and_compressed(nginx, shared_house):
    data = shared_house.data
    file = next((data / "static").rglob("*.css.gz")).relative_to(data)

    answer = nginx[1].ask(f"/{file.with_suffix('')}", **{"Accept-Encoding": "gzip"})

    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"].startswith("text/css")
    assert answer.body == (data / file).read_bytes()


def test_a_static_file_that_is_missing_is_not_missed_for_ever(nginx):
    """While an upgrade collects them, pages may name files that are not there yet."""
    missing = nginx[1].ask("/static/css/site.0123456789ab.css")

    assert missing.status == 404
    assert "Cache-Control" not in missing.headers
    assert missing.headers["X-Content-Type-Options"] == "nosniff"


def test_uploads_come_from_nginx_as_data_in_a_sandbox(nginx, shared_house):
    media = shared_house.data / "media"
    (media / "pictures").mkdir(parents=True, exist_ok=True)
    (media / "pictures" / "page.html").write_text("<script>alert(1)</script>")
    (media / ".hidden").write_text("hidden")

    answer = nginx[1].ask("/media/pictures/page.html")

    assert answer.status == 200
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert nginx[1].ask("/media/.hidden").status == 404


@pytest.mark.parametrize(
    "folder,caching",
    [
        ("pictures", "public, max-age=86400"),
        ("renditions", "public, max-age=31536000, immutable"),
        ("share", "public, max-age=31536000, immutable"),
    ],
)
def test_what_never_changes_under_its_name_comes_from_nginx_for_ever(
    nginx, shared_house, folder, caching
):
    there = shared_house.data / "media" / folder
    there.mkdir(parents=True, exist_ok=True)
    (there / "0f.png").write_bytes(b"PNG")

    assert nginx[1].ask(f"/media/{folder}/0f.png").headers["Cache-Control"] == caching
    assert "Cache-Control" not in nginx[1].ask(f"/media/{folder}/gone.png").headers


@pytest.mark.parametrize("path", ["/media../secret_key", "/static../secret_key", "/secret_key"])
def test_the_rest_of_the_data_folder_is_out_of_reach(nginx, path):
    assert nginx[1].ask(path).status == 404


def test_the_largest_picture_that_the_editor_takes_passes_nginx():
    site = (ROOT / "deploy" / "nginx.conf").read_text()
    megabytes = int(re.search(r"client_max_body_size (\d+)m;", site)[1])

    assert megabytes * 2**20 > MAX_BYTES


def test_a_body_beyond_any_picture_is_refused_at_the_door(nginx):
    answer = nginx[1].ask("/", method="POST", **{"Content-Length": str(30 * 2**20)})

    assert answer.status == 413
