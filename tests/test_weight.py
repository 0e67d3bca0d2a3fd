"""What a reader loads, as it is collected and compressed: all of it, and what a page waits for."""

import re
from bisect import bisect_left
from itertools import accumulate
from pathlib import Path

import brotli
import pytest
from django.urls import reverse

from first_run.sample.content import documents
from tests.factories import make_comment, make_label, make_post
from tests.processes import HASHED

pytestmark = pytest.mark.long

MOST = 30_000
WORDS = 600

SOURCE = re.compile(r"<(?:script|img|source)\b[^>]*\ssrc=\"([^\"]+)\"")
LINK = re.compile(r"<link\b[^>]*>")
LOADED = re.compile(r'\brel="(?:stylesheet|icon|modulepreload|preload)"')
IMPORTED = re.compile(r'\bimport\b[^"]*"\./([^"]+)"')


@pytest.fixture
def static_root(settings, static_once):
    settings.STATIC_ROOT = static_once / "static"
    settings.STORAGES = {**settings.STORAGES, **HASHED}
    return settings.STATIC_ROOT


@pytest.fixture
def post(alice):
    post = make_post(author=alice, title="El faro de noviembre", body=text())
    post.labels.add(make_label(name="Mar"), make_label(name="Faros"))
    make_comment(post=post)
    return post


def text():
    """Return some 600 words that somebody wrote: what is said twice weighs nothing."""
    written = "\n\n".join(document.body for document in documents("posts"))
    paragraphs = [part for part in written.split("\n\n") if re.match(r"[¿¡]?[A-ZÁÉÍÓÚ]", part)]
    words = list(accumulate(len(paragraph.split()) for paragraph in paragraphs))
    return "\n\n".join(paragraphs[: bisect_left(words, WORDS) + 1])


def addresses_in(page):
    """Return the addresses of what a browser fetches for a page, each once."""
    links = [link for link in LINK.findall(page) if LOADED.search(link)]
    hrefs = [re.search(r'href="([^"]+)"', link)[1] for link in links]
    return list(dict.fromkeys([*hrefs, *SOURCE.findall(page)]))


def files_of(address, static_root):
    """Return the file behind an address and, of a module, those that it imports."""
    file = static_root / address.removeprefix("/static/")
    yield file
    if file.suffix == ".js":
        for name in IMPORTED.findall(file.read_text()):
            yield from files_of(f"/static/js/{name}", static_root)


def weight(file):
    """Return the bytes sent for a file: of its Brotli form, where it has one."""
    compressed = Path(f"{file}.br")
    return (compressed if compressed.exists() else file).stat().st_size


def test_a_post_of_600_words_weighs_little_with_all_that_it_loads(client, post, static_root):
    assert WORDS <= post.words < WORDS + 100
    answer = client.get(post.get_absolute_url())
    rules = client.get(answer.headers["Speculation-Rules"].strip('"')).content

    files = {file for a in addresses_in(answer.text) for file in files_of(a, static_root)}
    parts = {file.name: weight(file) for file in files} | {
        "page": len(brotli.compress(answer.content, quality=5)),
        "rules": len(rules),
    }

    assert {file.suffix for file in files} == {".css", ".js", ".svg", ".ico"}
    assert sum(parts.values()) < MOST, parts


@pytest.mark.parametrize("name", ["home", "archive-index", "label-index", "search", "nothing"])
def test_every_page_waits_for_one_file_beyond_itself(client, post, static_root, name):
    address = "/nada/" if name == "nothing" else reverse(f"blog:{name}")

    assert waits_of(client.get(address).text) == ["site.css"]


def test_a_post_waits_for_one_file_beyond_itself(client, post, static_root):
    assert waits_of(client.get(post.get_absolute_url()).text) == ["site.css"]


def waits_of(page):
    """Return the names, without their digests, of what blocks the first paint of a page."""
    sheets = [
        link
        for link in LINK.findall(page)
        if 'rel="stylesheet"' in link and 'media="print"' not in link
    ]
    scripts = [
        script
        for script in re.findall(r"<script\b[^>]*\ssrc=[^>]*>", page)
        if not re.search(r'\s(?:async|defer)\b|\stype="module"', script)
        or re.search(r"\sblocking=", script)
    ]
    return [
        re.sub(r'.*/([\w-]+)\.[0-9a-f]{12}(\.\w+)".*', r"\1\2", tag) for tag in sheets + scripts
    ]
