"""What the class names of a page say, as a real parser of microformats reads them."""

from datetime import UTC, datetime

import mf2py
import pytest
from django.core.files.base import ContentFile

from blog.models import Picture, Post
from tests.factories import make_comment, make_label, make_page, make_post
from tests.picture_files import picture_file

HERE = "https://blog.example.org"
PERMALINK = f"{HERE}/2012/01/el-faro.html"
PROFILE = f"{HERE}/author/alicia-nunez/"
ALICE = {"name": ["Alicia Núñez"], "url": [PROFILE]}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site_address(settings):
    settings.SITE_URL = HERE


@pytest.fixture
def post(alice):
    post = make_post(
        author=alice,
        title="El faro",
        body="Un faro *viejo*.",
        published_at=datetime(2012, 1, 10, 9, 30, tzinfo=UTC),
    )
    post.labels.add(make_label(name="Faros"), make_label(name="Mar y costa"))
    Post.objects.update(updated_at=datetime(2013, 2, 3, 12, tzinfo=UTC))
    return post


def items(client, address):
    """Return what stands on a page by itself, not within something else."""
    return mf2py.parse(doc=client.get(address).text, url=HERE + address)["items"]


def only_item(client, address, kind):
    (item,) = items(client, address)
    assert item["type"] == [kind]
    return item


def properties(client, address, kind):
    return only_item(client, address, kind)["properties"]


def test_a_post_is_an_entry_and_says_no_more_than_it_is(client, post):
    entry = properties(client, post.get_absolute_url(), "h-entry")

    (content,) = entry.pop("content")
    (author,) = entry.pop("author")
    assert content["html"] == "<p>Un faro <em>viejo</em>.</p>"
    assert (author["type"], author["properties"]) == (["h-card"], ALICE)
    assert entry == {
        "name": ["El faro"],
        "url": [PERMALINK],
        "uid": [PERMALINK],
        "published": ["2012-01-10T10:30:00+0100"],
        "updated": ["2013-02-03T13:00:00+0100"],
        "category": ["Faros", "Mar y costa"],
    }


def test_a_post_shows_its_cover_and_where_else_it_was_published(client, post, alice):
    cover = Picture.objects.create(file=picture_file(), uploaded_by=alice)
    Post.objects.update(cover=cover, cover_alt="Un faro")
    post.republications.create(name="Otra web", url="https://example.net/copia")

    entry = properties(client, post.get_absolute_url(), "h-entry")

    assert entry["featured"] == [{"value": HERE + cover.file.url, "alt": "Un faro"}]
    assert entry["syndication"] == ["https://example.net/copia"]


def test_comments_are_cited_in_the_post(client, post, alice):
    first = make_comment(
        post=post, name="Lucía", url="https://lucia.example/", text="Hola *a todos*."
    )
    reply = make_comment(post=post, author=alice, parent=first)
    last = make_comment(post=post, name="Tomás", parent=reply)

    entry = properties(client, post.get_absolute_url(), "h-entry")

    cited = [comment["properties"] for comment in entry["comment"]]
    assert {tuple(comment["type"]) for comment in entry["comment"]} == {("h-cite",)}
    assert [comment["url"] for comment in cited] == [
        [f"{PERMALINK}#c{comment.pk}"] for comment in (first, reply, last)
    ]
    assert [comment["author"][0]["properties"] for comment in cited] == [
        {"name": ["Lucía"], "url": ["https://lucia.example/"]},
        ALICE,
        {"name": ["Tomás"]},
    ]
    assert cited[0]["content"][0]["html"] == "<p>Hola <em>a todos</em>.</p>"
    assert cited[2]["in-reply-to"] == [f"{PERMALINK}#c{reply.pk}"]
    assert [sorted(comment) for comment in cited[:2]] == [
        ["author", "content", "published", "url"]
    ] * 2


def test_a_removed_comment_is_cited_nowhere(client, post):
    removed = make_comment(post=post, state="removed")
    reply = make_comment(post=post, parent=removed)

    entry = properties(client, post.get_absolute_url(), "h-entry")

    assert [comment["properties"]["url"] for comment in entry["comment"]] == [
        [f"{PERMALINK}#c{reply.pk}"]
    ]


@pytest.mark.parametrize(
    "address,name",
    [("/", "Bitácora"), ("/2012/", "2012"), ("/label/faros/", "Faros")],
)
def test_a_list_is_a_feed_of_entries(client, post, address, name):
    feed = only_item(client, address, "h-feed")

    assert feed["properties"] == {"name": [name], "url": [HERE + address]}
    (entry,) = feed["children"]
    assert entry["type"] == ["h-entry"]
    assert sorted(entry["properties"]) == [
        *("author", "category", "content", "name", "published", "uid", "updated", "url")
    ]
    assert entry["properties"]["url"] == [PERMALINK]


def test_a_list_sums_up_a_post_with_a_jump(client, alice):
    make_post(author=alice, body="Antes.\n\n<!--more-->\n\nDespués.")

    (entry,) = only_item(client, "/", "h-feed")["children"]

    assert entry["properties"]["summary"] == ["Antes."]
    assert "content" not in entry["properties"]


def test_a_profile_is_a_card_and_a_feed(client, post, alice):
    alice.biography = "Escribe desde Vigo."
    alice.avatar.save("a.png", ContentFile(picture_file().read()))
    alice.links.create(label="Fotos", url="https://example.org/fotos")

    card, feed = items(client, alice.get_absolute_url())

    assert card["type"] == ["h-card"]
    assert card["properties"] == {
        "name": ["Alicia Núñez"],
        "url": [PROFILE, "https://example.org/fotos"],
        "uid": [PROFILE],
        "photo": [{"value": HERE + alice.avatar.url, "alt": ""}],
        "note": ["Escribe desde Vigo."],
    }
    assert (feed["type"], len(feed["children"])) == (["h-feed"], 1)


def test_a_profiles_links_are_the_same_persons(client, alice):
    alice.links.create(label="Fotos", url="https://example.org/fotos")

    page = mf2py.parse(doc=client.get(alice.get_absolute_url()).text)

    assert page["rels"]["me"] == ["https://example.org/fotos"]


def test_a_static_page_is_an_entry(client):
    make_page(title="Acerca de", published_at=datetime(2012, 1, 10, 9, 30, tzinfo=UTC))

    entry = properties(client, "/p/acerca-de.html", "h-entry")

    assert sorted(entry) == ["content", "name", "published", "uid", "updated", "url"]
    assert entry["url"] == entry["uid"] == [f"{HERE}/p/acerca-de.html"]
    assert entry["published"] == ["2012-01-10T10:30:00+0100"]


@pytest.mark.parametrize("address", ["/labels/", "/archive/"])
def test_an_index_is_no_entry(client, post, address):
    assert items(client, address) == []
