"""What the head of each page tells search engines, and those who are sent a link to it."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile

from blog.models import Picture, Post, SiteSettings
from tests.factories import make_comment, make_label, make_page, make_post
from tests.picture_files import picture_file

HOSTILE = """</title><script>alert(1)</script>"'><!--"""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://blog.example.org"
    return SiteSettings.objects.create(title="Cuaderno de bajamar")


@pytest.fixture
def post(alice):
    post = make_post(
        author=alice,
        title="El faro",
        body="Un faro “viejo” & *solo*.",
        published_at=datetime(2012, 1, 10, 9, 30, tzinfo=UTC),
    )
    post.labels.add(make_label(name="Mar y costa"), make_label(name="Faros"))
    Post.objects.update(updated_at=datetime(2013, 2, 3, 12, tzinfo=UTC))
    make_page(title="Acerca de")
    return post


class Head(HTMLParser):
    """Gather what a page's `meta` and `link` elements say, by their names."""

    def __init__(self, html):
        super().__init__()
        self.said = {}
        self.links = {}
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "meta" and "content" in values:
            name = values.get("property") or values["name"]
            self.said.setdefault(name, []).append(values["content"])
        if tag == "link":
            self.links.setdefault(values["rel"], []).append(values["href"])

    def one(self, name):
        (content,) = self.said[name]
        return content

    @property
    def canonical(self):
        return self.links.get("canonical", [])


def head_of(client, address):
    return Head(client.get(address).text)


def picture(alice, name="faro.png", size=(60, 40)):
    return Picture.objects.create(file=picture_file(name, size=size), uploaded_by=alice)


PAGES = {
    "/": "/",
    "/?utm_source=a": "/",
    "/?before=20990101T000000.000000-1&utm_source=a": "/?before=20990101T000000.000000-1",
    "/2012/01/el-faro.html": "/2012/01/el-faro.html",
    "/2012/01/el-faro.html?reply=1": "/2012/01/el-faro.html",
    "/2012/": "/2012/",
    "/2012/01/": "/2012/01/",
    "/2012/01/10/": "/2012/01/10/",
    "/label/faros/": "/label/faros/",
    "/labels/": "/labels/",
    "/archive/": "/archive/",
    "/author/alicia-nunez/": "/author/alicia-nunez/",
    "/p/acerca-de.html": "/p/acerca-de.html",
}


@pytest.mark.parametrize("address,canonical", PAGES.items())
def test_a_page_has_one_canonical_address_and_is_described(client, post, address, canonical):
    head = head_of(client, address)

    assert head.canonical == [f"https://blog.example.org{canonical}"]
    assert head.one("og:url") == head.canonical[0]
    assert head.one("description").strip()
    assert head.one("og:description") == head.one("description")
    assert head.one("og:title").strip()
    assert head.one("og:site_name") == "Cuaderno de bajamar"
    assert head.one("og:locale") == "es_ES"
    assert "noindex" not in head.one("robots")


def test_no_two_pages_describe_themselves_alike(client, post):
    descriptions = {
        canonical: head_of(client, canonical).one("description") for canonical in PAGES.values()
    }

    unpaged = {address: text for address, text in descriptions.items() if "?" not in address}
    assert len(set(unpaged.values())) == len(unpaged)


def test_a_page_on_the_way_back_is_left_out_by_search_engines(client, post, alice):
    address = "/?after=20000101T000000.000000-1"

    head = head_of(client, address)

    assert head.canonical == []
    assert head.one("robots") == "noindex"


def test_results_are_left_out_by_search_engines_and_the_form_is_not(client, post):
    results, form = head_of(client, "/search?q=faro"), head_of(client, "/search")

    assert (results.canonical, results.one("robots")) == ([], "noindex")
    assert form.canonical == ["https://blog.example.org/search"]


def test_a_post_tells_its_card(client, post, alice):
    head = head_of(client, post.get_absolute_url())

    assert {
        name: values for name, values in head.said.items() if name.startswith(("og:", "article:"))
    } == {
        "og:type": ["article"],
        "og:title": ["El faro"],
        "og:description": ["Un faro “viejo” & solo."],
        "og:url": ["https://blog.example.org/2012/01/el-faro.html"],
        "og:site_name": ["Cuaderno de bajamar"],
        "og:locale": ["es_ES"],
        "article:published_time": ["2012-01-10T10:30:00+01:00"],
        "article:modified_time": ["2013-02-03T13:00:00+01:00"],
        "article:author": ["https://blog.example.org/author/alicia-nunez/"],
        "article:tag": ["Faros", "Mar y costa"],
    }
    assert head.one("twitter:card") == "summary"
    assert head.one("author") == "Alicia Núñez"


@pytest.mark.parametrize(
    "address,kind", [("/", "website"), ("/author/alicia-nunez/", "profile"), ("/2012/", "website")]
)
def test_a_page_says_of_what_kind_it_is(client, post, address, kind):
    assert head_of(client, address).one("og:type") == kind


def test_a_copy_names_the_original_as_canonical(client, alice):
    post = make_post(author=alice, canonical_url="https://example.net/original?a=1&b=2")

    assert head_of(client, post.get_absolute_url()).canonical == [
        "https://example.net/original?a=1&b=2"
    ]


@pytest.mark.parametrize(
    "fields,description",
    [
        ({"description": "Para buscadores", "excerpt": "Un extracto"}, "Para buscadores"),
        ({"excerpt": "Un extracto"}, "Un extracto"),
        ({"body": "Hola, *mundo*.\n\nAdiós."}, "Hola, mundo. Adiós."),
        ({"body": "![](/a.jpg)"}, "El título"),
        ({"body": "palabra " * 2000}, None),
    ],
)
def test_a_post_is_described_by_the_best_there_is(client, alice, fields, description):
    post = make_post(author=alice, title="El título", **fields)

    said = head_of(client, post.get_absolute_url()).one("description")

    assert said == description or (description is None and said.startswith("palabra palabra"))
    assert len(said) <= 300


def test_the_picture_is_the_cover_then_the_drawn_one_then_the_sites(client, alice, site, post):
    post.cover, post.cover_alt = picture(alice), "Un faro al anochecer"
    post.save()
    post.share_image.save("drawn.png", ContentFile(b"drawn"))
    site.header_image = picture(alice, "cabecera.png", (90, 30))
    site.save()

    def card():
        head = head_of(client, post.get_absolute_url())
        names = ("og:image", "og:image:width", "og:image:height", "og:image:alt")
        return [*(head.one(name) for name in names), head.one("twitter:card")]

    covered = card()
    Post.objects.update(cover=None)
    drawn = card()
    Post.objects.update(share_image="")
    headed = card()

    large = "summary_large_image"
    address = f"https://blog.example.org{post.cover.file.url}"
    assert covered == [address, "60", "40", "Un faro al anochecer", large]
    address = f"https://blog.example.org{post.share_image.url}"
    assert drawn == [address, "1200", "630", "El faro", large]
    address = f"https://blog.example.org{site.header_image.file.url}"
    assert headed == [address, "90", "30", "Cuaderno de bajamar", large]


def test_hostile_words_stay_words(client, alice, site):
    site.title = site.description = HOSTILE
    site.save()
    alice.name = alice.biography = HOSTILE
    alice.save()
    post = make_post(author=alice, title=HOSTILE, excerpt=HOSTILE)
    label = make_label(name=HOSTILE)
    post.labels.add(label)

    for address in (
        "/",
        post.get_absolute_url(),
        label.get_absolute_url(),
        alice.get_absolute_url(),
    ):
        text = client.get(address).text
        head = Head(text)

        assert "<script>alert(1)</script>" not in text
        assert HOSTILE in head.one("og:title")
        assert head.one("description")


@pytest.mark.parametrize("kind", ["post", "page"])
def test_a_preview_is_left_out_by_search_engines(client, carol, kind):
    make = {"post": make_post, "page": make_page}[kind]
    draft = make(published_at=None, title="Secreta")
    client.force_login(carol)

    head = head_of(client, draft.get_absolute_url())

    assert head.one("robots") == "noindex"
    assert head.canonical == []
    assert "og:title" not in head.said


def test_what_is_not_there_is_left_out_by_search_engines(client):
    head = head_of(client, "/nada/")

    assert head.one("robots") == "noindex"
    assert head.canonical == []


def test_the_page_of_who_holds_a_comment_is_left_out_by_search_engines(client, post):
    make_comment(post=post)

    response = client.get(f"{post.get_absolute_url()}?held=x")

    assert response["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get(post.get_absolute_url())


def test_the_browsers_frame_has_the_colour_of_the_paper(client):
    tokens = Path(finders.find("css/tokens.css")).read_text()
    paper = re.search(r"--raw-paper: light-dark\((oklch\(.+?\)), (oklch\(.+?\))\);", tokens)

    assert tuple(head_of(client, "/").said["theme-color"]) == paper.groups()
