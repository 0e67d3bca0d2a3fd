"""What pages share is kept apart from them, and put in anew when it has changed."""

import gzip
import zlib

import pytest
from django.utils.safestring import mark_safe

from pagecache.pages import Page, deflated, joined
from tests.pagecache.page_processes import NAME, Process
from web.page_parts import MARK, PARTS, Part, leaving_places, part

PIECES = ["<p>Luz, más luz.</p>" * 40, "<aside>Etiquetas</aside>", "<p>Luz, más luz.</p>"]


def segments(*pieces):
    *first, last = (piece.encode() for piece in pieces)
    return [*map(deflated, first), deflated(last, is_last=True)]


@pytest.mark.parametrize("pieces", [PIECES, ["", "", ""], ["a", "", "b"], ["", PIECES[1], ""]])
def test_pieces_compressed_apart_are_one_gzip_file(pieces):
    body = joined(*segments(*pieces))

    assert gzip.decompress(body).decode() == "".join(pieces)
    assert zlib.decompressobj(31).decompress(body).decode() == "".join(pieces)


def test_a_part_is_exchanged_and_the_rest_stays():
    first, middle, last = segments(*PIECES)
    cut = (10 + len(first), 10 + len(first) + len(middle))
    page = Page("200 OK", [], joined(first, middle, last), is_usual=True, frame=1, cut=cut)

    longer = page.with_part(deflated(b"<aside>Etiquetas, y autores</aside>"), 2)
    again = longer.with_part(deflated(b"-"), 3)

    assert longer.plain().decode() == PIECES[0] + "<aside>Etiquetas, y autores</aside>" + PIECES[2]
    assert again.plain().decode() == f"{PIECES[0]}-{PIECES[2]}"
    assert (longer.frame, again.frame) == (2, 3)


class WithSidebar(Process):
    """One whose pages have a part that others have too."""

    def page(self, environ, start_response):
        self.made += 1
        start_response(self.status, [("Content-Type", "text/html; charset=utf-8")])
        made = part("labels", "2012-01", lambda: mark_safe("at once"))
        return [f"Página {self.made}. {made}. Pie.".encode()]

    def shows(self, name=NAME):
        self.cache.refresh(name)
        return self.cache.memory.pages[name].page.plain().decode()

    def on_disk(self, name=NAME):
        return self.cache.store.read(name)


@pytest.fixture
def labels(monkeypatch):
    """Return what the part shows: whoever changes it moves `labels`."""
    shown = ["Mar"]

    monkeypatch.setattr("pagecache.cache.close_old_connections", lambda: None)  # there are none

    def render(month):
        return mark_safe(f"{month}: {shown[0]}")

    monkeypatch.setitem(PARTS, "labels", Part(render, frozenset({"labels"})))
    return shown


@pytest.fixture
def process(tmp_path, labels):
    process = WithSidebar(tmp_path)
    process.watch.move(1000)
    return process


def test_a_part_that_moves_is_put_into_the_page_that_is_there(process, labels):
    assert process.shows() == "Página 1. 2012-01: Mar. Pie."

    labels[0] = "Puerto"
    process.watch.move(1001, "labels")

    assert process.shows() == "Página 1. 2012-01: Puerto. Pie."
    assert process.made == 1
    assert process.on_disk().frame == 1001
    assert process.shown == "r/1001"


def test_another_change_leaves_the_frame_and_what_nginx_serves(process):
    process.shows()

    process.watch.move(1001, "post:7")

    assert (process.cache.frame, process.shown) == (1000, "r/1000")
    assert process.shows() == "Página 1. 2012-01: Mar. Pie."


def test_pages_get_the_part_in_the_background_too(process, labels, monkeypatch):
    monkeypatch.setattr("pagecache.warmer.forget_moves", lambda: None)
    names = [f"blog.example.org/{number}~" for number in range(5)]
    for name in names:
        process.shows(name)

    labels[0] = "Puerto"
    process.watch.move(1001, "labels")
    assert {process.on_disk(name).frame for name in names} == {1000}
    process.keep()

    assert {process.on_disk(name).frame for name in names} == {1001}
    assert all(b"Puerto" in process.on_disk(name).plain() for name in names)
    assert process.made == 5
    assert [folder.name for folder in process.cache.store.folder.glob("1*")] == ["1001"]


def test_a_page_made_in_one_process_gets_the_part_in_another(process, labels, tmp_path):
    other = WithSidebar(tmp_path)
    other.watch.move(1000)
    process.shows()

    labels[0] = "Puerto"
    for one in (process, other):
        one.watch.move(1001, "labels")

    assert other.shows() == process.shows() == "Página 1. 2012-01: Puerto. Pie."
    assert other.made == 0


def test_what_is_not_kept_is_given_whole(process):
    process.status = "503 Service Unavailable"
    said = []
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "QUERY_STRING": ""}

    body = process.cache({**asked, "HTTP_HOST": "localhost"}, lambda *answer: said.append(answer))

    assert b"".join(body) == "Página 2. at once. Pie.".encode()


def test_only_one_place_is_left_in_a_page():
    with leaving_places() as places:
        made = [part("labels", number, lambda: mark_safe("whole")) for number in "12"]

    assert made == [MARK, "whole"]
    assert places.parts == [("labels", "1")]
