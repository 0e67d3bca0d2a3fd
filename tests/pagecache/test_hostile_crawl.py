"""Whoever makes up addresses and headers fills neither the disk nor memory, and reaches nobody."""

import re
import shutil
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

import pytest

from pagecache.keys import REMEMBERED, key_of, name_and_encoding
from tests.processes import FARO, HIT, MANY_POSTS, MISS, how, said

MAX_FILES = 20


@pytest.fixture(scope="module")
def shared(shared_house):
    """Serve a blog with many posts, for those who ask for pages that nobody else does."""
    shared_house.shell(MANY_POSTS)
    return shared_house.serve()


def made_up(number):
    """Return one of many addresses that a crawler may come to, or make up."""
    day = number % 28 + 1
    return [
        f"/2013/02/el-dia-{day}.html",
        f"/2013/02/{day:02}/",
        f"/{number}/",
        f"/2011/{number}/x{number}.html",
        f"/?before=20130201T{number:06}.0-{number}",
        f"/?utm_source={number}&fbclid={number}",
        f"/feeds/posts/default?start-index={number}",
        f"/2013/02/el-dia-{day}.html?reply={number}",
        f"/labels/{'x' * (number % 1500)}",
        f"/archive/?{'y' * (number % 1500)}={number}",
    ][number % 10]


@pytest.mark.parametrize("end", ["!", "&m=1", "%", "/" * 50 + "!", ".html!"])
def test_no_address_takes_long_to_refuse(end):
    """To try every way of parting letters into parts would take for ever."""
    environ = {"REQUEST_METHOD": "GET", "HTTP_HOST": "127.0.0.1:8000", "wsgi.url_scheme": "http"}

    began = time.process_time()

    assert key_of({**environ, "PATH_INFO": "/" + "a" * 900 + end}) is None
    assert time.process_time() - began < 0.1


def test_a_crawl_stays_within_its_bounds_of_files_and_of_memory(serve, shell, prepared):
    served = serve(PAGE_CACHE_FILES=str(MAX_FILES), PAGE_CACHE_MB="1", WEB_CONCURRENCY="1")
    shell(MANY_POSTS)
    crawl(served, range(400))
    before = memory_below(served.process.pid)

    crawl(served, range(400, 1200))

    left = (prepared / "pages" / "current" / ".").rglob("*.gz")
    sizes = [file.stat().st_size for file in left]
    assert MAX_FILES / 2 < len(sizes) <= MAX_FILES
    assert sum(sizes) <= 1_000_000
    assert memory_below(served.process.pid) < before + 20_000
    assert how(served) in {HIT, MISS}


LABEL = "from blog.models import Label, Post; Post.objects.get().labels.create(name='v')"


def test_made_up_spellings_of_labels_make_no_folders(blog, shell, prepared):
    """A label is asked for by any dots and dashes between its letters."""
    shell(LABEL)
    time.sleep(1)
    feed = "/feeds/posts/full/-/v"

    answers = [blog.ask(feed)] + [blog.ask(f"{feed}{'.' * n}/v.-.-/v./v.") for n in range(30)]

    left = [*(prepared / "pages" / "current").rglob("*")]
    assert {answer.status for answer in answers} == {200}
    assert [file.name for file in left if file.is_file()] == ["v~.kept.gz"]
    assert len([file for file in left if file.is_dir()]) == len(f"host{feed}".split("/")) - 1


def crawl(served, numbers):
    def ask(number):
        host = "evil.example" if number % 50 == 7 else f"127.0.0.1:{number + 1}"
        return served.ask(made_up(number), Host=host, **{"Accept-Encoding": f"gzip, x{number}"})

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, numbers))
    assert {answer.status for answer in answers} <= {200, 301, 400, 404}


def memory_below(pid):
    """Return the resident memory of a process's children, in kB."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    said = [Path(f"/proc/{child}/status").read_text() for child in children]
    return sum(int(re.search(r"VmRSS:\s+(\d+)", text)[1]) for text in said)


@pytest.mark.long
def test_no_more_names_are_remembered_however_many_addresses_are_made_up():
    keys = set()
    for number in range(100_000):
        asked = {"PATH_INFO": "/", "QUERY_STRING": f"utm_source={number}", "HTTP_HOST": "localhost"}
        keys.add(key_of({"REQUEST_METHOD": "GET", "wsgi.url_scheme": "http", **asked}))

    assert len(keys) == 1
    assert name_and_encoding.cache_info().currsize == REMEMBERED


STRANGE_PATHS = [
    "/2012%2f01%2fel-faro.html",
    "/..%2f..%2fsecret_key",
    "/%2e%2e/%2e%2e/secret_key",
    "/archive/../../ledger",
    "/archive/.",
    "/archive//",
    "//archive/",
    "/ARCHIVE/",
    "/archive%00/",
    "/archive%0d%0aSet-Cookie:x=y/",
    "/archive/~.html",
    "/~.head",
    "/.hidden/",
    "/%c3%b1/",
    "/%ff/",
    "/" + 300 * "x",
    "/" + 100 * "a/",
    "*",
]


def test_strange_paths_name_no_file_but_those_of_pages(blog, prepared):
    """They are sent as they stand: no library's care comes between."""
    lines = [f"GET {path} HTTP/1.1" for path in STRANGE_PATHS]
    lines += [f"{method} / HTTP/1.1" for method in ("get", "TRACE", "PUT", "PURGE", "BAN")]
    lines += [
        "GET http://evil.example/ HTTP/1.1",
        "GET http:///archive/ HTTP/1.1",
        "GET / HTTP/1.0",
    ]

    answers = [raw(blog, line) for line in lines]

    folder = prepared / "pages" / "current" / f"127.0.0.1:{blog.place}"
    pages = {file.name.partition("~")[0] for file in folder.rglob("*") if file.is_file()}
    assert not [answer for answer in answers if answer.startswith("HTTP/1.1 5")]
    assert not [answer for answer in answers if "evil.example" in answer or "Set-Cookie" in answer]
    assert pages <= {"", "el-faro.html"}
    assert {file.name for file in (prepared / "pages" / "current").iterdir()} == {folder.name}
    assert how(blog) in {HIT, MISS}


def raw(served, line):
    with closing(socket.create_connection(("127.0.0.1", served.place), timeout=10)) as connection:
        host = f"Host: 127.0.0.1:{served.place}"
        connection.sendall(f"{line}\r\n{host}\r\nConnection: close\r\n\r\n".encode())
        return b"".join(iter(lambda: connection.recv(65536), b"")).decode(errors="replace")


POISON = [
    {"X-Forwarded-Host": "evil.example"},
    {"X-Forwarded-Port": "666", "X-Forwarded-Prefix": "/evil", "Forwarded": "host=evil.example"},
    {"X-Original-URL": "/admin/", "X-Rewrite-URL": "/admin/", "X-HTTP-Method": "PUT"},
    {"Accept-Language": "en", "Accept": "application/json", "Authorization": "Basic eDp5"},
    {"Accept-Encoding": "br;q=1.0, *;q=0, gzip;q=nonsense"},
    {"Accept-Encoding": ",,;;,gzip;q=0,identity;q=0"},
    {"Range": "bytes=0-1", "If-Range": "*", "If-Match": '"x"', "If-Unmodified-Since": "x"},
    {"If-None-Match": '"x", W/"y", *', "If-Modified-Since": "Mon, 23 Nov 2037 10:00:00 GMT"},
    {"Cookie": "csrftoken=evil; messages=evil; theme=dark; SESSIONID=x"},
    {"Sec-Fetch-Dest": "iframe", "Sec-Purpose": "prefetch", "Save-Data": "on"},
    {"Cache-Control": "no-store, no-cache", "Pragma": "no-cache"},
]


def test_a_page_made_for_poisoned_headers_is_that_of_everybody(shared):
    for day, headers in enumerate(POISON, start=1):
        path = f"/2013/02/el-dia-{day}.html"
        first, second = shared.ask(path, **headers), shared.ask(path)

        assert second.status == 200
        assert (said(first), said(second)) == (MISS, HIT)
        assert "Set-Cookie" not in first.headers
        assert "evil" not in second.body.decode()
        assert f"El día {day}" in second.body.decode()


@pytest.mark.parametrize("headers", [{"If-None-Match": "*"}, {"Cookie": 'sessionid="x"'}])
def test_what_is_answered_in_another_way_is_kept_for_nobody(shared, headers):
    page = shared.ask(FARO)

    other = shared.ask(FARO, **headers)
    again = shared.ask(FARO)

    assert other.status == (304 if "If-None-Match" in headers else 200)
    assert (said(again), again.body) == (HIT, page.body)


@pytest.fixture
def tiny_disk(prepared):
    """Have a small file system where pages are kept."""
    folder = prepared / "pages"
    folder.mkdir()
    command = [shutil.which("mount") or "mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("a small file system can't be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_disk_that_is_full_costs_no_page_and_leaves_none_in_part(
    tiny_disk, serve, shell, tmp_path
):
    served = serve(WEB_CONCURRENCY="1")
    shell(MANY_POSTS)
    how(served)
    with suppress(OSError), (tiny_disk / "filling").open("wb", buffering=0) as filling:
        while True:
            filling.write(bytes(4096))

    paths = [f"/2013/02/el-dia-{day}.html" for day in range(1, 29)]
    first = [served.ask(path) for path in paths]
    second = [served.ask(path) for path in paths]

    assert {answer.status for answer in first + second} == {200}
    assert {said(answer) for answer in second} == {HIT}
    assert [answer.body for answer in first] == [answer.body for answer in second]
    assert not list(tiny_disk.rglob("*.new"))
    assert "Pages can't be kept on the disk" in (tmp_path / "log").read_text()
    assert "Traceback" not in (tmp_path / "log").read_text()
