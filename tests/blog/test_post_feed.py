"""The feeds of posts, read as a feed reader would."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from django.utils import timezone

from blog.models import Picture, SiteSettings
from tests.factories import make_label, make_post
from tests.picture_files import picture_file

ATOM = "{http://www.w3.org/2005/Atom}"
FORMATS = ("default", "rss", "json")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site_url(settings):
    settings.SITE_URL = "https://blog.example.org"


@pytest.fixture
def post(alice):
    SiteSettings(title="El cuaderno", description="De todo un poco").save()
    post = make_post(
        author=alice,
        title="¿Una & otra?",
        body="Hola.\n\n<!--more-->\n\n![x](/media/a.jpg) y [aquí](#fin) y [allí](otra.html)",
        excerpt="Menos < más & punto",
        cover=Picture.objects.create(file=picture_file(size=(60, 40))),
        published_at=datetime(2012, 1, 10, 9, tzinfo=UTC),
    )
    post.labels.add(make_label(name="Cocina"))
    return post


def read(client, address):
    """Parse a feed that feedparser has no complaint about."""
    feed = feedparser.parse(client.get(address).content)
    assert not feed.bozo
    return feed


def test_the_atom_feed_has_what_the_format_demands(client, alice, post):
    response = client.get("/feeds/posts/default")
    feed = ET.fromstring(response.content)
    entry = feed.find(f"{ATOM}entry")

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert feed.findtext(f"{ATOM}id") == "https://blog.example.org/feeds/posts/default"
    assert feed.findtext(f"{ATOM}title") == "El cuaderno"
    assert feed.findtext(f"{ATOM}subtitle") == "De todo un poco"
    assert datetime.fromisoformat(feed.findtext(f"{ATOM}updated")) == post.updated_at
    assert entry.findtext(f"{ATOM}id") == post.uid.urn
    assert entry.findtext(f"{ATOM}title") == "¿Una & otra?"
    assert (
        entry.find(f"{ATOM}link").get("href")
        == f"https://blog.example.org{post.get_absolute_url()}"
    )
    assert entry.findtext(f"{ATOM}published") == "2012-01-10T09:00:00+00:00"
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) == post.updated_at
    assert entry.findtext(f"{ATOM}summary") == "Menos < más & punto"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == alice.name
    assert (
        entry.findtext(f"{ATOM}author/{ATOM}uri")
        == f"https://blog.example.org{alice.get_absolute_url()}"
    )
    assert entry.find(f"{ATOM}category").get("term") == "Cocina"


def test_the_rss_feed_has_what_the_format_demands(client, alice, post):
    response = client.get("/feeds/posts/rss")
    channel = ET.fromstring(response.content).find("channel")
    item = channel.find("item")

    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert channel.findtext("title") == "El cuaderno"
    assert channel.findtext("link") == "https://blog.example.org/"
    assert channel.findtext("description") == "De todo un poco"
    assert item.findtext("title") == "¿Una & otra?"
    assert item.findtext("link") == f"https://blog.example.org{post.get_absolute_url()}"
    assert item.findtext("description") == "Menos &lt; más &amp; punto"
    assert item.findtext("pubDate") == "Tue, 10 Jan 2012 09:00:00 +0000"
    assert item.findtext("guid") == post.uid.urn
    assert item.find("guid").get("isPermaLink") == "false"
    assert item.findtext("category") == "Cocina"
    assert item.findtext("{http://purl.org/dc/elements/1.1/}creator") == alice.name


def test_the_json_feed_has_what_the_format_demands(client, alice, post):
    response = client.get("/feeds/posts/json")
    feed = response.json()
    (item,) = feed.pop("items")

    assert response["Content-Type"] == "application/feed+json"
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "El cuaderno",
        "description": "De todo un poco",
        "home_page_url": "https://blog.example.org/",
        "feed_url": "https://blog.example.org/feeds/posts/json",
        "language": "es",
    }
    assert "Hola." in item.pop("content_html")
    assert datetime.fromisoformat(item.pop("date_modified")) == post.updated_at
    assert item == {
        "id": post.uid.urn,
        "url": f"https://blog.example.org{post.get_absolute_url()}",
        "title": "¿Una & otra?",
        "summary": "Menos < más & punto",
        "image": f"https://blog.example.org{post.cover.file.url}",
        "date_published": "2012-01-10T09:00:00+00:00",
        "authors": [
            {"name": alice.name, "url": f"https://blog.example.org{alice.get_absolute_url()}"}
        ],
        "tags": ["Cocina"],
    }


@pytest.mark.parametrize("form", ["default", "rss"])
def test_a_feed_reader_understands_the_feed(client, alice, post, form):
    feed = read(client, f"/feeds/posts/{form}")
    (entry,) = feed.entries

    assert feed.version == {"default": "atom10", "rss": "rss20"}[form]
    assert entry.id == post.uid.urn
    assert entry.title == "¿Una & otra?"
    assert entry.author == alice.name
    assert [tag.term for tag in entry.tags] == ["Cocina"]
    assert entry.published_parsed[:4] == (2012, 1, 10, 9)
    assert entry.updated_parsed[:5] == post.updated_at.timetuple()[:5]
    assert entry.media_content[0]["url"] == f"https://blog.example.org{post.cover.file.url}"
    assert entry.media_content[0]["width"] == "60"


@pytest.mark.parametrize("form", FORMATS)
def test_addresses_in_the_text_are_whole(client, post, form):
    text = content(client, f"/feeds/posts/{form}")

    assert f'src="https://blog.example.org{post.cover.file.url}"' in text
    assert 'src="https://blog.example.org/media/a.jpg"' in text
    assert f'href="https://blog.example.org{post.get_absolute_url()}#s-fin"' in text
    assert 'href="https://blog.example.org/2012/01/otra.html"' in text


def test_addresses_in_code_and_to_elsewhere_stay(client, alice):
    make_post(
        author=alice, body='`<a href="/x">`, [a](https://example.net/), [b](mailto:a@example.org)'
    )

    text = content(client, "/feeds/posts/json")

    assert '&lt;a href="/x"&gt;' in text
    assert 'href="https://example.net/"' in text
    assert 'href="mailto:a@example.org"' in text


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("feed_text,is_whole", [("whole", True), ("lead", False)])
def test_the_owner_decides_how_much_of_a_text_is_told(client, post, form, feed_text, is_whole):
    SiteSettings.objects.update(feed_text=feed_text)

    text = content(client, f"/feeds/posts/{form}")

    assert "Hola." in text
    assert ("a.jpg" in text) is is_whole
    assert ("Leer más" in text) is not is_whole


def test_a_text_without_a_jump_is_told_whole_in_any_case(client, alice):
    SiteSettings(feed_text="lead").save()
    make_post(author=alice, body="Hola.")

    assert content(client, "/feeds/posts/default") == "<p>Hola.</p>"


def test_only_live_posts_are_told(client, alice):
    make_post(author=alice, title="Borrador", published_at=None)
    make_post(author=alice, title="Mañana", published_at=timezone.now() + timedelta(days=1))
    make_post(author=alice, title="Hoy")

    for form in FORMATS:
        assert titles(client, f"/feeds/posts/{form}") == ["Hoy"]
        assert titles(client, f"/feeds/author/{alice.slug}/{form}") == ["Hoy"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_label_and_an_author_have_feeds_of_their_own(client, alice, bob, post, form):
    make_post(author=bob, title="De Roberto")
    make_label(name="Sin entradas")

    assert titles(client, f"/feeds/label/cocina/{form}") == ["¿Una & otra?"]
    assert titles(client, f"/feeds/author/{alice.slug}/{form}") == ["¿Una & otra?"]
    assert titles(client, f"/feeds/author/{bob.slug}/{form}") == ["De Roberto"]
    assert client.get(f"/feeds/label/sin-entradas/{form}").status_code == 404
    assert client.get(f"/feeds/label/nada/{form}").status_code == 404
    assert client.get(f"/feeds/author/nadie/{form}").status_code == 404


def test_a_feed_says_whose_it_is(client, alice, post):
    feeds = {
        "/feeds/label/cocina/json": ("Cocina · El cuaderno", "/label/cocina/"),
        f"/feeds/author/{alice.slug}/json": (
            f"Entradas de {alice.name} · El cuaderno",
            alice.get_absolute_url(),
        ),
    }

    for address, (title, page) in feeds.items():
        feed = client.get(address).json()
        assert feed["title"] == title
        assert feed["home_page_url"] == f"https://blog.example.org{page}"
        assert feed["feed_url"] == f"https://blog.example.org{address}"


def test_an_empty_blog_has_feeds(client):
    for form in FORMATS:
        assert titles(client, f"/feeds/posts/{form}") == []


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("feed", ["posts", "label/una", "author/alicia-nunez"])
@pytest.mark.parametrize("form", FORMATS)
def test_a_feed_costs_the_same_whatever_it_holds(
    client, alice, django_assert_num_queries, number, feed, form
):
    label = make_label(name="Una")
    for _ in range(number):
        cover = Picture.objects.create(file=picture_file())
        make_post(author=alice, cover=cover).labels.add(label, make_label())

    with django_assert_num_queries(5 if feed == "posts" else 6):
        client.get(f"/feeds/{feed}/{form}")


@pytest.mark.parametrize("form", FORMATS)
def test_characters_that_xml_cannot_hold_do_not_break_a_feed(client, alice, form):
    post = make_post(author=alice, title="Con \x0b vuelta \ufffe", body="Hola \x08 mundo.")
    post.labels.add(make_label(name="Etiqueta \x1b"))

    assert titles(client, f"/feeds/posts/{form}") == ["Con  vuelta "]
    assert "Hola  mundo." in content(client, f"/feeds/posts/{form}")


def test_a_browser_is_given_what_it_shows(client, post):
    opened = client.get("/feeds/posts/default", headers={"sec-fetch-dest": "document"})
    read = client.get("/feeds/posts/default")

    assert opened["Content-Type"] == "application/xml; charset=utf-8"
    assert opened.content == read.content
    assert read["Vary"] == "Sec-Fetch-Dest"
    assert b'<?xml-stylesheet href="/static/css/feed.css"' in read.content


def content(client, address):
    """Return the HTML of a feed's newest entry."""
    if address.endswith("json"):
        return client.get(address).json()["items"][0]["content_html"]
    root = ET.fromstring(client.get(address).content)
    item = root.find(f"{ATOM}entry/{ATOM}content")
    encoded = "channel/item/{http://purl.org/rss/1.0/modules/content/}encoded"
    return root.findtext(encoded) if item is None else item.text


def titles(client, address):
    if address.endswith("json"):
        return [item["title"] for item in client.get(address).json()["items"]]
    root = ET.fromstring(client.get(address).content)
    items = root.findall(f"{ATOM}entry") + root.findall("channel/item")
    return [item.findtext(f"{ATOM}title") or item.findtext("title") for item in items]
