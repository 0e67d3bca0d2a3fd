"""The page cache in real gunicorn processes: what it gives, to whom, and for how long."""

import gzip
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.processes import FARO, HIT, MANY_POSTS, MISS, NEW_POST, how, said, wait_until


@pytest.fixture(scope="module")
def shared(shared_house):
    """Serve a blog with many posts by two workers, for all who ask for pages alone."""
    shared_house.shell(MANY_POSTS)
    return shared_house.serve(WEB_CONCURRENCY="2")


@pytest.fixture(scope="module")
def paths():
    return iter([f"/2013/02/el-dia-{day}.html" for day in range(1, 29)])


@pytest.fixture
def path(paths):
    """Return the address of a page that nobody has asked for."""
    return next(paths)


def test_a_page_is_made_once_and_given_whole_in_any_encoding(shared, path):
    made = shared.ask(path)
    plain, zipped, same = (
        shared.ask(path, **{"Accept-Encoding": accepted})
        for accepted in ("", "gzip, deflate", "gzip, deflate, br")
    )

    assert [said(answer) for answer in (made, plain, zipped, same)] == [MISS, HIT, HIT, HIT]
    assert made.body == plain.body == gzip.decompress(zipped.body)
    assert same.body == zipped.body
    assert [answer.headers["Content-Encoding"] for answer in (plain, zipped)] == [None, "gzip"]
    assert plain.headers["ETag"] != zipped.headers["ETag"]
    for answer in (plain, zipped):
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_turned_off_it_leaves_nginx_nothing_of_what_was_kept(serve, prepared):
    served = serve()
    how(served)
    current = prepared / "pages" / "current"
    assert current.is_symlink()
    served.stop()

    assert how(serve(PAGE_CACHE_MB="0")) is None

    assert not current.is_symlink()


def test_a_page_is_left_where_nginx_serves_it_with_the_headers_of_every_page(blog, prepared):
    for path in ("/", FARO, "/archive/", "/feeds/posts/default"):
        blog.ask(path)

    host = prepared / "pages" / "current" / f"127.0.0.1:{blog.place}"
    left = {str(file.relative_to(host)) for file in host.rglob("*") if file.is_file()}

    assert left == {
        *(f"{page}~.html.gz" for page in ("", FARO[1:], "archive/")),
        "feeds/posts/default~.kept.gz",
    }


def test_a_reader_who_has_a_page_is_told_so_and_head_gives_no_body(shared, path):
    page = shared.ask(path)

    known = shared.ask(path, **{"If-None-Match": f'"x", W/{page.headers["ETag"]}'})
    other = shared.ask(path, **{"If-None-Match": page.headers["ETag"], "Accept-Encoding": "gzip"})
    head = shared.ask(path, method="HEAD")

    assert (known.status, known.body) == (304, b"")
    assert known.headers["ETag"] == page.headers["ETag"]
    assert other.status == 200
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == page.headers["Content-Length"]


STRANGE = {
    "/": {"Accept-Encoding": "br;q=0, gzip;q=0.0"},
    "/archive/": {"Accept-Encoding": "zstd, weird;;;q"},
    "/labels/": {"Cookie": "theme=dark; csrftoken=x", "Sec-Fetch-Dest": "document"},
    "/robots.txt": {"Range": "bytes=0-9"},
    "/sitemap.xml": {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"},
    "/opensearch.xml": {"X-HTTP-Method-Override": "DELETE", "If-None-Match": "*"},
}


def test_no_readers_headers_reach_another(serve):
    served = serve(WEB_CONCURRENCY="1")

    for path, headers in STRANGE.items():
        first, second = served.ask(path, **headers), served.ask(path)

        assert (first.status, second.status) == (200 if path[1:2] != "o" else 304, 200)
        assert (said(first), said(second)) == (MISS, HIT)
        assert first.body in {b"", second.body}
        assert "evil.example" not in second.body.decode()
        assert not {"Set-Cookie", "Content-Range"} & {*second.headers}


def test_an_absolute_target_and_a_host_that_is_not_ours_name_no_page(shared, shared_house, path):
    here = f"127.0.0.1:{shared.place}"
    strange = shared.ask(f"http://evil.example{path}", Host=here)
    refused = shared.ask(path, Host="evil.example")

    assert (strange.status, refused.status) == (200, 400)
    assert "evil.example" not in strange.body.decode()
    assert not list((shared_house.data / "pages").rglob("*evil*"))


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1", "LOCALHOST:65535", "localhost."])
def test_the_sites_other_names_and_made_up_ports_name_no_page_of_their_own(
    shared, shared_house, path, host
):
    page = shared.ask(path)

    answer = shared.ask(path, Host=host)

    assert (said(answer), answer.body) == (HIT, page.body)
    assert len([*(shared_house.data / "pages" / "current").iterdir()]) == 1


PASSING = ["/admin/", "/healthz", "/search", "/?held=1:x", "/?new=1", "/static/x", "/welcome/x/"]


def test_what_is_for_one_reader_or_for_none_is_not_kept(shared):
    assert [how(shared, path) for path in 2 * PASSING] == 14 * [None]


def test_whoever_is_signed_in_is_answered_by_django(shared, path):
    shared.ask(path)

    assert said(shared.ask(path, Cookie="a=b; sessionid=abc")) is None
    assert said(shared.ask(path)) == HIT


def test_parameters_that_mean_nothing_make_no_page_of_their_own_but_a_redirect_keeps_them(shared):
    shared.ask("/")

    assert said(shared.ask("/?utm_source=x&fbclid=y")) == HIT
    assert shared.ask("/index.html?utm_source=x").headers["Location"] == "/?utm_source=x"
    assert shared.ask("/?m=1").headers["Location"] == "/"


def test_pages_with_parameters_and_missing_pages_stay_off_the_disk(shared, shared_house):
    for number in range(50):
        shared.ask(f"{FARO}?reply={number}")
        shared.ask(f"/2011/01/{number}.html")

    pages = shared_house.data / "pages"
    assert pages.is_dir()
    assert not list(pages.rglob("*reply*"))
    assert not list(pages.rglob("2011"))


def test_a_feed_that_is_opened_is_shown_and_one_that_is_fetched_is_kept(shared):
    fetched = shared.ask("/feeds/posts/default")
    opened = shared.ask("/feeds/posts/default", **{"Sec-Fetch-Dest": "document"})
    again = shared.ask("/feeds/posts/default")

    assert opened.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert again.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert (said(fetched), said(again)) == (MISS, HIT)
    assert again.headers["Cache-Control"] == "public, no-cache"


SAME_INSTANT = [
    "published-min=2011-12-01T10:30:00%2B01:00&max-results=5",
    "max-results=5&published-min=2011-12-01T09:30:00Z",
    "published-min=2011-12-01T09:30:00.000%2B00:00&max-results=5&updated-max=nonsense",
    "published-min=2011-12-01T10:30:00+01:00&max-results=5",
]


def test_a_feed_from_a_time_on_is_kept_however_the_time_is_written(serve, shell):
    served = serve(WEB_CONCURRENCY="1")
    shell(NEW_POST)
    wait_until(lambda: b"El faro" in served.ask("/").body)

    answers = [served.ask(f"/feeds/posts/default?{query}") for query in SAME_INSTANT]
    later = served.ask("/feeds/posts/default?max-results=5&published-min=2012-02-01T00:00:00Z")

    assert [said(answer) for answer in answers] == [MISS, HIT, HIT, HIT]
    assert b"El faro" in answers[-1].body
    assert said(later) == MISS
    assert b"El faro" not in later.body


def test_on_a_site_of_https_a_plain_request_is_redirected_though_the_page_is_kept(serve):
    served = serve(SITE_URL="https://blog.example.org", TRUSTED_PROXIES="127.0.0.1")
    secure = {"Host": "blog.example.org", "X-Forwarded-Proto": "https"}
    served.ask("/", **secure)

    assert said(served.ask("/", **secure)) == HIT
    assert served.ask("/", Host="blog.example.org").status == 301
    assert served.ask("/", **{**secure, "X-Forwarded-Proto": "http"}).status == 301


def test_many_who_ask_at_once_have_it_made_once(shared, path):
    start = threading.Barrier(12)

    def ask(_):
        start.wait()
        return said(shared.ask(path))

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(ask, range(12)))

    assert sorted(answers) == [MISS] + 11 * [HIT]


def test_a_folder_that_cannot_be_written_costs_no_page(serve, prepared, tmp_path):
    (prepared / "pages").write_text("in the way")
    served = serve(WEB_CONCURRENCY="1")

    assert [how(served), how(served)] == [MISS, HIT]
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_a_worker_that_is_killed_leaves_no_lock_behind(blog, tmp_path):
    blog.ask("/")
    log = (tmp_path / "log").read_text()
    worker = int(log.rpartition("Booting worker with pid: ")[2].split()[0])

    os.kill(worker, signal.SIGKILL)
    time.sleep(1)

    assert how(blog, "/archive/") in {MISS, HIT}
