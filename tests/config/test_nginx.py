"""`deploy/nginx.conf` in a real nginx: only its ports and folders are a test's own."""

import getpass
import os
import re
import shutil
import ssl
import subprocess
import time
from contextlib import closing
from http.client import HTTPSConnection
from pathlib import Path

import pytest

from accounts.pictures import MAX_BYTES
from tests.config.conftest import ROOT, Served, free_port

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
HOST = "blog.example.org"
MIME_TYPES = Path("/etc/nginx/mime.types")

pytestmark = pytest.mark.skipif(
    not (NGINX and MIME_TYPES.exists() and shutil.which("openssl")),
    reason="nginx and openssl are not installed",
)

AROUND = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; user {user};
events {{}}
http {{
    include {mime_types};
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; scgi_temp_path {folder}/s; uwsgi_temp_path {folder}/u;
    {site}
}}
"""


class Tls(Served):
    """The HTTPS side of nginx."""

    def __init__(self, port, process, certificate):
        super().__init__(port, process)
        self.context = ssl.create_default_context(cafile=certificate)

    def connection(self):
        return HTTPSConnection("127.0.0.1", self.place, context=self.context, timeout=10)


@pytest.fixture
def application(serve, tmp_path):
    return serve(BIND=f"unix:{tmp_path}/blog", SITE_URL=f"https://{HOST}", TRUSTED_PROXIES="unix")


@pytest.fixture
def nginx(tmp_path, prepared, application):
    """Give the two sides of nginx, plain and HTTPS, with the blog behind."""
    plain, tls = free_port(), free_port()
    (tmp_path / "nginx.conf").write_text(configuration(tmp_path, prepared, plain, tls))
    make_certificate(tmp_path)
    process = subprocess.Popen(
        [NGINX, "-p", tmp_path, "-c", tmp_path / "nginx.conf", "-e", tmp_path / "error.log"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    sides = Served(plain, process), Tls(tls, process, tmp_path / "fullchain.pem")
    sides[0].wait()
    yield sides
    process.terminate()
    process.communicate(timeout=10)


def configuration(folder, prepared, plain, tls):
    site = (ROOT / "deploy" / "nginx.conf").read_text()
    for there, here in {
        "    listen [::]:80;\n": "",
        "    listen [::]:443 ssl http2;\n": "",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl": f"listen 127.0.0.1:{tls} ssl",
        "/run/bitacora.sock": f"{folder}/blog",
        "/var/lib/bitacora": str(prepared),
        f"/etc/letsencrypt/live/{HOST}": str(folder),
    }.items():
        assert there in site
        site = site.replace(there, here)
    user = getpass.getuser()
    return AROUND.format(folder=folder, user=user, mime_types=MIME_TYPES, site=site)


def pages_through(nginx):
    return lambda path="/", **headers: nginx[1].ask(path, **{"Host": HOST, **headers})


def make_certificate(folder):
    key, certificate = folder / "privkey.pem", folder / "fullchain.pem"
    names = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=IP:127.0.0.1,DNS:{HOST}"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *names]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)


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


def test_static_files_come_from_nginx_for_ever_and_compressed(nginx, prepared):
    file = next((prepared / "static").rglob("*.css.gz")).relative_to(prepared)

    answer = nginx[1].ask(f"/{file.with_suffix('')}", **{"Accept-Encoding": "gzip"})

    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"].startswith("text/css")
    assert answer.body == (prepared / file).read_bytes()


def test_uploads_come_from_nginx_as_data_in_a_sandbox(nginx, prepared):
    (prepared / "media" / "pictures").mkdir(parents=True)
    (prepared / "media" / "pictures" / "page.html").write_text("<script>alert(1)</script>")
    (prepared / "media" / ".hidden").write_text("hidden")

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
    nginx, prepared, folder, caching
):
    (prepared / "media" / folder).mkdir(parents=True, exist_ok=True)
    (prepared / "media" / folder / "0f.png").write_bytes(b"PNG")

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


SECURITY = [
    "Content-Security-Policy",
    "Content-Type",
    "Cross-Origin-Opener-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "Speculation-Rules",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "X-Frame-Options",
]


@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
def test_a_page_that_was_made_comes_from_nginx_just_as_from_the_application(nginx, encoding):
    ask = pages_through(nginx)

    made = ask(**{"Accept-Encoding": encoding})
    wait_for_nginx()
    kept = ask(**{"Accept-Encoding": encoding})
    known = ask(**{"Accept-Encoding": encoding, "If-None-Match": made.headers["ETag"]})

    assert made.headers["Cache-Status"] == "bitacora; fwd=miss"
    assert kept.headers["Cache-Status"] == "bitacora; hit"
    assert kept.body == made.body
    for name in (*SECURITY, "Cache-Control", "Content-Encoding", "ETag", "Last-Modified", "Vary"):
        assert values(kept, name) == values(made, name), name
    assert (known.status, known.body) == (304, b"")


def values(answer, name):
    """Give what a header says; nginx repeats what the application has said already."""
    return set(answer.headers.get_all(name, []))


def wait_for_nginx():
    """Let nginx forget what it did not find."""
    time.sleep(1.1)


def test_cached_pages_are_read_on_when_the_application_and_the_database_are_dead(
    nginx, application, prepared, database
):
    ask = pages_through(nginx)
    ask()
    wait_for_nginx()

    application.process.kill()
    application.process.wait(timeout=10)
    database.drop()
    (prepared / "bitacora.sqlite3").unlink(missing_ok=True)
    wait_for_workers(ask)
    page, missing = ask(), ask("/2012/01/faro.html")

    assert page.status == 200
    assert "<h1" in page.body.decode()
    assert missing.status == 503
    assert "Volvemos enseguida" in missing.body.decode()
    assert missing.headers["Cache-Control"] == "no-store"


def wait_for_workers(ask):
    """Wait until they have noticed that gunicorn is gone, and go too."""
    end = time.monotonic() + 15
    while ask("/2012/01/none.html").status != 503 and time.monotonic() < end:
        time.sleep(0.2)


@pytest.mark.parametrize(
    "asked",
    [
        {"Cookie": "sessionid=abc"},
        {"Cookie": "theme=dark; sessionid=abc"},
        {"Host": "blog.example.org.evil.example"},
        {"path": "/?new=1"},
    ],
)
def test_who_is_signed_in_or_asks_for_more_passes_nginx(nginx, asked):
    ask = pages_through(nginx)
    ask()
    wait_for_nginx()

    assert ask().headers["Cache-Status"] == "bitacora; hit"
    assert "Cache-Status" not in ask(**asked).headers


@pytest.mark.parametrize("path", ["/../ledger", "/~.head", "/..%2fledger", "/current/"])
def test_nothing_of_the_cache_but_pages_is_within_reach(nginx, path):
    ask = pages_through(nginx)
    ask()

    assert ask(path).status in {400, 404}


@pytest.mark.parametrize(
    "asked",
    [
        {"Range": "bytes=0-9"},
        {"If-Modified-Since": "Mon, 23 Nov 2037 10:00:00 GMT"},
        {"If-Range": "Mon, 23 Nov 2037 10:00:00 GMT", "Range": "bytes=5-"},
        {"path": "//"},
        {"path": "/?"},
    ],
)
def test_whatever_a_reader_adds_nginx_gives_the_whole_page(nginx, asked):
    ask = pages_through(nginx)
    page = ask()
    wait_for_nginx()

    answer = ask(**asked)

    assert (answer.status, answer.body) == (200, page.body)
    assert "bitacora; hit" in answer.headers["Cache-Status"]
    assert "Accept-Ranges" not in answer.headers


EDITS = 10
EDIT = f"""
import random, time
from accounts.models import User
from blog.models import SiteSettings
SiteSettings.objects.get_or_create(pk=1)
for number in range({EDITS}):
    time.sleep(1 + random.random())
    SiteSettings.objects.update(title=f"Edición {{number}}.")
    print(time.time(), flush=True)
"""


def test_no_page_from_nginx_is_older_than_a_second(nginx, start):
    editor = start("manage.py", "shell", "--no-imports", "--command", EDIT)
    seen = []
    with closing(nginx[1].connection()) as connection:
        while editor.poll() is None:
            asked_at = time.time()
            connection.request("GET", "/", headers={"Host": HOST})
            page = connection.getresponse().read().decode()
            found = re.search(r"Edición (\d+)\.", page)
            seen.append((asked_at, int(found[1]) if found else -1))
    edits = [float(line) for line in editor.communicate()[0].split()]

    ages = [
        max([at - edited_at for at, shown in seen if shown < number], default=0)
        for number, edited_at in enumerate(edits)
    ]

    assert len(ages) == EDITS
    assert max(ages) < 1
