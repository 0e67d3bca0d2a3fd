"""The sitemap, held to the rules of sitemaps.org and of W3C dates."""

import re
from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import fromstring

import pytest
import time_machine
from django.utils import timezone

from blog.models import Post
from blog.seo import sitemaps
from tests.factories import make_label, make_page, make_post

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
W3C_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
MAX_BYTES = 50 * 1024 * 1024

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site_address(settings):
    settings.SITE_URL = "https://blog.example.org"


@pytest.fixture
def blog(alice, bob):
    """Make what is public, in 2012, 2013 and today, and what could leak."""
    label = make_label(name="Mar y costa")
    make_label(name="Sin entradas")
    for year in (2012, 2013):
        post = make_post(author=alice, title="El faro", published_at=noon(year, 1, 10))
        post.labels.add(label)
    make_page(title="Acerca de")
    make_page(title="Página secreta", published_at=None)
    for hidden in (None, timezone.now() + timedelta(days=1)):
        secret = make_post(author=bob, title="Entrada secreta", published_at=hidden)
        secret.labels.add(make_label())


def noon(year, month, day):
    return datetime(year, month, day, 12, tzinfo=UTC)


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    assert len(response.content) < MAX_BYTES
    return fromstring(response.content)


def addresses(root):
    return [place.text for place in root.iter(f"{SITEMAP}loc")]


def path_of(address):
    assert address.startswith("https://blog.example.org/")
    return address.removeprefix("https://blog.example.org")


def check_against_the_schema(root, outer, inner):
    assert root.tag == SITEMAP + outer
    assert [child.tag for child in root] == [SITEMAP + inner] * len(root)
    assert 1 <= len(root) <= 50_000
    for child in root:
        tags = [part.tag for part in child]
        assert tags.count(f"{SITEMAP}loc") == 1
        assert tags.count(f"{SITEMAP}lastmod") <= 1
        assert set(tags) <= {f"{SITEMAP}loc", f"{SITEMAP}lastmod", f"{IMAGE}image"}
        assert 12 <= len(child.findtext(f"{SITEMAP}loc")) <= 2048
    for date in root.iter(f"{SITEMAP}lastmod"):
        assert W3C_DATE.fullmatch(date.text)
        assert datetime.fromisoformat(date.text) <= timezone.now()


def test_every_file_follows_the_schema_and_every_address_answers(client, blog):
    index = read(client, "/sitemap.xml")
    check_against_the_schema(index, "sitemapindex", "sitemap")

    listed = []
    for file in addresses(index):
        entries = read(client, path_of(file))
        check_against_the_schema(entries, "urlset", "url")
        listed += addresses(entries)

    assert {client.get(path_of(address)).status_code for address in listed} == {200}
    assert len(listed) == len(set(listed))


def test_the_index_goes_by_year(client, blog):
    files = [path_of(address) for address in addresses(read(client, "/sitemap.xml"))]

    assert files == [
        "/sitemap-pages.xml",
        "/sitemap-archive.xml",
        "/sitemap-labels.xml",
        "/sitemap-authors.xml",
        "/sitemap-2012.xml",
        "/sitemap-2013.xml",
    ]


@pytest.mark.parametrize(
    "name,paths",
    [
        ("2012", ["/2012/01/el-faro.html"]),
        ("archive", ["/2012/", "/2012/01/", "/2013/", "/2013/01/"]),
        ("labels", ["/label/mar-y-costa/"]),
        ("authors", ["/author/alicia-nunez/"]),
    ],
)
def test_a_file_lists_what_is_public_and_nothing_else(client, blog, name, paths):
    entries = read(client, f"/sitemap-{name}.xml")

    assert [path_of(address) for address in addresses(entries)] == paths


def test_the_pages_are_those_that_are_public(client, blog):
    paths = [path_of(address) for address in addresses(read(client, "/sitemap-pages.xml"))]

    assert paths[0] == "/"
    assert paths[-1] == "/p/acerca-de.html"
    assert "/p/pagina-secreta.html" not in paths


def test_an_empty_blog_has_a_sitemap_of_its_front_page(client):
    assert addresses(read(client, "/sitemap.xml")) == ["https://blog.example.org/sitemap-pages.xml"]


@pytest.mark.parametrize(
    "name",
    [
        "2011",
        "2012-1",
        "2012-2",
        "2012-02",
        "12",
        "0000",
        "0001",
        "9999",
        "labels-2",
        "x",
        "pages-",
    ],
)
def test_a_file_that_has_nothing_in_it_is_not_there(client, blog, name):
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_a_year_beyond_the_limit_is_split(client, alice, monkeypatch):
    monkeypatch.setattr(sitemaps, "MAX_ADDRESSES", 2)
    for day in range(1, 6):
        make_post(author=alice, title=f"Día {day}", published_at=noon(2012, 1, day))

    files = [path_of(address) for address in addresses(read(client, "/sitemap.xml"))]
    in_files = [addresses(read(client, file)) for file in files if "2012" in file]

    assert files[-3:] == ["/sitemap-2012.xml", "/sitemap-2012-2.xml", "/sitemap-2012-3.xml"]
    assert [len(listed) for listed in in_files] == [2, 2, 1]
    assert len({address for listed in in_files for address in listed}) == 5
    assert client.get("/sitemap-2012-4.xml").status_code == 404


def test_a_post_of_new_years_eve_is_in_the_year_of_its_address(client, alice):
    make_post(author=alice, title="Uvas", published_at=datetime(2012, 12, 31, 23, 30, tzinfo=UTC))

    assert client.get("/sitemap-2012.xml").status_code == 404
    assert addresses(read(client, "/sitemap-2013.xml")) == [
        "https://blog.example.org/2013/01/uvas.html"
    ]


def test_lastmod_is_the_moment_of_what_readers_saw_change(client, alice):
    with time_machine.travel(noon(2013, 5, 1), tick=False):
        edited = make_post(author=alice, title="A", published_at=noon(2012, 1, 1))
        make_post(author=alice, title="B", published_at=noon(2013, 6, 1))
    Post.objects.filter(pk=edited.pk).update(updated_at=noon(2014, 7, 1))

    edits = read(client, "/sitemap-2012.xml").findtext(f".//{SITEMAP}lastmod")
    comes = read(client, "/sitemap-2013.xml").findtext(f".//{SITEMAP}lastmod")
    index = {
        path_of(file.findtext(f"{SITEMAP}loc")): file.findtext(f"{SITEMAP}lastmod")
        for file in read(client, "/sitemap.xml")
    }

    assert (edits, comes) == ("2014-07-01T14:00:00+02:00", "2013-06-01T14:00:00+02:00")
    assert index["/sitemap-2012.xml"] == edits
    assert index["/sitemap-2013.xml"] == comes
    assert index["/sitemap-archive.xml"] == edits


def test_the_pictures_of_a_post_stand_with_it(client, alice):
    make_post(
        author=alice,
        published_at=noon(2012, 1, 1),
        body='![Un "faro" < 3](/media/faro.jpg)\n\n'
        "![Cañón](https://example.org/cañón.jpg?a=1&b=2 'Un <img src=\"/no.jpg\"> escrito')\n\n"
        '`<img src="/no.jpg">` ![Otra](vecina.jpg) ![Rota](http://[)',
    )

    pictures = read(client, "/sitemap-2012.xml").iter(f"{IMAGE}loc")

    assert [picture.text for picture in pictures] == [
        "https://blog.example.org/media/faro.jpg",
        "https://example.org/ca%C3%B1%C3%B3n.jpg?a=1&b=2",
        "https://blog.example.org/2012/01/vecina.jpg",
    ]


def test_a_month_with_posts_to_come_tells_of_those_that_are_live(client, alice, time_machine):
    time_machine.move_to(noon(2031, 3, 10))
    live = make_post(author=alice, title="Viva", published_at=noon(2031, 3, 9))
    time_machine.move_to(noon(2031, 3, 11))
    make_post(author=alice, title="Futura", published_at=noon(2031, 3, 20))
    withdrawn = make_post(author=alice, published_at=noon(2031, 3, 25))
    withdrawn.unpublish()

    index = read(client, "/sitemap.xml")

    times = {date.text for date in index.iter(f"{SITEMAP}lastmod")}
    assert {datetime.fromisoformat(time) for time in times} == {
        live.updated_at.replace(microsecond=0)
    }


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    "address,queries",
    [
        ("/sitemap.xml", 5),
        ("/sitemap-2012.xml", 1),
        ("/sitemap-pages.xml", 1),
        ("/sitemap-labels.xml", 1),
        ("/sitemap-authors.xml", 1),
        ("/sitemap-archive.xml", 2),
    ],
)
def test_a_file_costs_the_same_whatever_it_lists(
    client, alice, django_assert_num_queries, number, address, queries
):
    for day in range(1, number + 1):
        post = make_post(author=alice, body="![a](/b.jpg)", published_at=noon(2012, day, day))
        post.labels.add(make_label())
        make_page()

    with django_assert_num_queries(queries):
        client.get(address)


def test_a_host_that_a_request_names_is_in_no_address(client, blog):
    text = client.get("/sitemap.xml", headers={"host": "localhost"}).text

    assert "localhost" not in text
