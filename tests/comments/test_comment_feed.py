"""The feeds of comments, of all and of each post, read as a feed reader would."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
import time_machine
from django.utils import timezone

from blog.models import SiteSettings
from tests.factories import make_comment, make_post

ATOM = "{http://www.w3.org/2005/Atom}"
ANSWERS = "{http://purl.org/syndication/thread/1.0}in-reply-to"
FORMATS = ("default", "rss", "json")

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(alice, settings):
    settings.SITE_URL = "https://blog.example.org"
    SiteSettings(title="El cuaderno").save()
    return make_post(author=alice, title="El faro")


def titles(client, address):
    if address.endswith("json"):
        return [item["title"] for item in client.get(address).json()["items"]]
    feed = feedparser.parse(client.get(address).content)
    assert not feed.bozo
    return [entry.title for entry in feed.entries]


def test_a_comment_is_told_with_all_that_belongs_to_it(client, post):
    comment = make_comment(
        post=post,
        name="Lucía",
        url="https://lucia.example/",
        text="Hola *a todos*.",
        created_at=datetime(2012, 1, 10, 9, tzinfo=UTC),
    )

    feed = ET.fromstring(client.get("/feeds/comments/default").content)
    entry = feed.find(f"{ATOM}entry")
    page = f"https://blog.example.org{post.get_absolute_url()}"

    assert feed.findtext(f"{ATOM}title") == "Comentarios en El cuaderno"
    assert entry.findtext(f"{ATOM}id").startswith("urn:uuid:")
    assert entry.findtext(f"{ATOM}title") == "Lucía en «El faro»"
    assert entry.findtext(f"{ATOM}content") == "<p>Hola <em>a todos</em>.</p>\n"
    assert entry.findtext(f"{ATOM}summary") == "Hola a todos."
    assert entry.findtext(f"{ATOM}published") == "2012-01-10T09:00:00+00:00"
    assert entry.findtext(f"{ATOM}updated") == "2012-01-10T09:00:00+00:00"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Lucía"
    assert entry.findtext(f"{ATOM}author/{ATOM}uri") == "https://lucia.example/"
    assert entry.find(f"{ATOM}link").get("href") == f"{page}#c{comment.pk}"
    assert entry.find(ANSWERS).get("ref") == post.uid.urn


def test_an_answer_names_what_it_answers_while_that_is_seen(client, post):
    first = make_comment(post=post)
    make_comment(post=post, parent=first)

    def answered():
        feed = ET.fromstring(client.get("/feeds/comments/default").content)
        return feed.find(f"{ATOM}entry/{ANSWERS}").get("href")

    page = f"https://blog.example.org{post.get_absolute_url()}"
    assert answered() == f"{page}#c{first.pk}"
    first.mark_as_spam()
    assert answered() == page


@pytest.mark.parametrize("form", FORMATS)
def test_only_what_readers_see_is_told(client, alice, post, form):
    make_comment(post=post, name="Lucía")
    for state in ("waiting", "spam", "removed"):
        make_comment(post=post, name="Nadie", state=state)
    for published_at in (None, timezone.now() + timedelta(days=1)):
        make_comment(post=make_post(published_at=published_at), name="Nadie")

    assert titles(client, f"/feeds/comments/{form}") == ["Lucía en «El faro»"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_post_has_a_feed_of_its_own_comments(client, post, form):
    make_comment(post=post, name="Lucía")
    make_comment(name="Tomás")

    assert titles(client, f"/feeds/{post.pk}/comments/{form}") == ["Lucía en «El faro»"]


def test_a_draft_s_comments_have_no_feed(client):
    draft = make_post(published_at=None)

    assert client.get(f"/feeds/{draft.pk}/comments/default").status_code == 404


def test_the_comments_of_those_who_write_here_lead_to_their_pages(client, alice, post):
    make_comment(post=post, author=alice)

    (item,) = client.get("/feeds/comments/json").json()["items"]

    assert item["authors"] == [
        {"name": alice.name, "url": f"https://blog.example.org{alice.get_absolute_url()}"}
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda comment: comment.delete(),
        lambda comment: comment.mark_as_spam(),
        lambda comment: comment.post.unpublish(),
        lambda comment: make_comment(post=comment.post),
        lambda comment: type(comment).objects.update(text_html="<p>Otra cosa.</p>"),
    ],
)
def test_a_feed_is_sent_again_only_when_it_has_changed(client, post, change):
    comment = make_comment(post=post)
    first = client.get("/feeds/comments/default")
    again = {"if-none-match": first["ETag"]}

    assert client.get("/feeds/comments/default", headers=again).status_code == 304
    change(comment)
    assert client.get("/feeds/comments/default", headers=again).status_code == 200


def test_a_walk_through_the_pages_meets_each_comment_once(client, post):
    time = timezone.now()
    made = [make_comment(post=post, name=f"{n:02}", created_at=time) for n in range(53)]
    address, met = "/feeds/comments/json", []

    while address:
        feed = client.get(address).json()
        met += [item["authors"][0]["name"] for item in feed["items"]]
        address = feed.get("next_url")

    assert met == [comment.name for comment in reversed(made)]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("form", FORMATS)
def test_a_feed_costs_the_same_whatever_it_holds(
    client, alice, post, django_assert_num_queries, number, form
):
    for _ in range(number):
        parent = make_comment(author=alice)
        make_comment(parent=parent)
        make_comment(post=post)

    with django_assert_num_queries(2):
        client.get(f"/feeds/comments/{form}")
    with django_assert_num_queries(4):
        client.get(f"/feeds/{post.pk}/comments/{form}")


@pytest.mark.parametrize("form", ["default", "rss"])
def test_without_comments_a_posts_feed_is_as_old_as_the_post(client, post, form):
    address = f"/feeds/{post.pk}/comments/{form}"
    post.published_at = datetime(2012, 1, 10, 9, tzinfo=UTC)
    with time_machine.travel(datetime(2012, 1, 10, 9, 30, tzinfo=UTC)):
        post.save()

    feed = feedparser.parse(client.get(address).content)
    assert feed.feed.updated_parsed[:5] == (2012, 1, 10, 9, 30)
    assert client.get(address).content == client.get(address).content

    make_comment(post=post, created_at=datetime(2012, 1, 11, tzinfo=UTC))

    feed = feedparser.parse(client.get(address).content)
    assert feed.feed.updated_parsed[:5] == (2012, 1, 11, 0, 0)


@pytest.mark.parametrize("address", ["/feeds/comments/default", "/feeds/posts/rss"])
def test_a_feed_without_entries_says_the_same_at_each_making(client, db, address):
    with time_machine.travel(datetime(2026, 1, 1, tzinfo=UTC)):
        before = client.get(address).content

    assert client.get(address).content == before
