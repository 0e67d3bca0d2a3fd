"""The pages that nginx gives by itself: as the application would, never old, and to whom."""

import gzip
import re
import time
from contextlib import closing

import pytest

from tests.deploy.conftest import HOST, application_in, needs_nginx, nginx_before, pages_through
from tests.processes import FARO

pytestmark = needs_nginx

APOLOGY = "Volvemos enseguida"  # nginx's own
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


@pytest.mark.parametrize(
    "path,encoding",
    [("/2012/", "gzip"), ("/2012/01/", "gzip, deflate, br"), ("/labels/", "x;q=1, gzip;q=0.5")],
)
def test_a_page_that_was_made_comes_from_nginx_just_as_from_the_application(nginx, path, encoding):
    ask = pages_through(nginx)

    made = ask(path, **{"Accept-Encoding": encoding})
    wait_for_nginx()
    kept = ask(path, **{"Accept-Encoding": encoding})
    known = ask(path, **{"Accept-Encoding": encoding, "If-None-Match": made.headers["ETag"]})

    assert made.headers["Cache-Status"] == "bitacora; fwd=miss"
    assert kept.headers["Cache-Status"] == "bitacora; hit"
    assert kept.body == made.body
    for name in (*SECURITY, "Cache-Control", "Content-Encoding", "ETag", "Last-Modified", "Vary"):
        assert values(kept, name) == values(made, name), name
    assert (known.status, known.body) == (304, b"")


def test_whoever_takes_no_gzip_is_answered_by_the_application(nginx):
    ask = pages_through(nginx)
    ask(FARO)
    wait_for_nginx()

    kept, plain = ask(FARO), ask(FARO, **{"Accept-Encoding": "gzip;q=0, identity"})

    assert plain.headers["Content-Encoding"] is None
    assert plain.body == kept.body


def values(answer, name):
    """Return what a header says; nginx repeats what the application has said already."""
    return set(answer.headers.get_all(name, []))


def wait_for_nginx():
    """Let nginx forget what it did not find."""
    time.sleep(1.1)


def test_cached_pages_are_read_on_when_the_application_and_the_database_are_dead(house, prepared):
    application = application_in(house)
    with nginx_before(house) as nginx:
        ask = pages_through(nginx)
        ask()
        wait_for_nginx()

        application.process.kill()
        application.process.wait(timeout=10)
        house.database.drop()
        (prepared / "bitacora.sqlite3").unlink(missing_ok=True)
        wait_for_workers(ask)
        page, missing = ask(), ask("/2012/01/faro.html")

    assert page.status == 200
    assert "<h1" in page.body.decode()
    assert missing.status == 503
    assert APOLOGY in missing.body.decode()
    assert missing.headers["Cache-Control"] == "no-store"


def wait_for_workers(ask):
    """Wait until they have noticed that gunicorn is gone, and go too: before, they say 503 too."""
    end = time.monotonic() + 15
    while APOLOGY not in ask("/2012/01/none.html").body.decode() and time.monotonic() < end:
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


@pytest.mark.parametrize(
    "path", ["/../index.sqlite3", "/~.html.gz", "/..%2findex.sqlite3", "/current/"]
)
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


EDITS = 5
EDIT = f"""
import random, time
from blog.models import Label, Post, SiteSettings
SiteSettings.objects.get_or_create(pk=1)
label, _ = Label.objects.get_or_create(slug="x", defaults={{"name": "x"}})
label.posts.add(*Post.objects.all())
for number in range({EDITS}):
    time.sleep(1 + random.random())
    CHANGE(f"Edición {{number}}.")
    print(time.time(), flush=True)
"""
CHANGED = {
    "what all pages show": ("/", "lambda text: SiteSettings.objects.update(title=text)"),
    "the sidebar": ("/archive/", "lambda text: Label.objects.update(name=text)"),
    "one page": (FARO, "lambda text: Post.objects.update(body_html=text)"),
}


@pytest.mark.parametrize("path,change", CHANGED.values(), ids=CHANGED)
def test_no_page_from_nginx_is_older_than_a_second(nginx, shared_house, path, change):
    code = EDIT.replace("CHANGE", f"({change})")
    editor = shared_house.start("manage.py", "shell", "--no-imports", "--command", code)
    seen = []
    with closing(nginx[1].connection()) as connection:
        while editor.poll() is None:
            asked_at = time.time()
            connection.request("GET", path, headers={"Host": HOST, "Accept-Encoding": "gzip"})
            page = gzip.decompress(connection.getresponse().read()).decode()
            found = re.search(r"Edición (\d+)\.", page)
            seen.append((asked_at, int(found[1]) if found else -1))
            time.sleep(0.01)
    edits = [float(line) for line in editor.communicate()[0].split()]

    ages = [
        max([at - edited_at for at, shown in seen if shown < number], default=0)
        for number, edited_at in enumerate(edits)
    ]

    assert len(ages) == EDITS
    assert max(ages) < 1
