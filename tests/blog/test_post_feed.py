"""The Atom feed, read as a feed reader would."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from blog.models import SiteSettings
from tests.factories import make_label, make_post

ATOM = "{http://www.w3.org/2005/Atom}"

pytestmark = pytest.mark.django_db


def test_the_feed_has_the_whole_posts(client, alice, settings):
    settings.SITE_URL = "https://blog.example.org"
    SiteSettings(title="El cuaderno").save()
    post = make_post(
        author=alice,
        title="¿Una & otra?",
        body="Hola.\n\n<!--more-->\n\n![x](/media/a.jpg)",
        published_at=datetime(2012, 1, 10, 9, tzinfo=UTC),
    )
    post.labels.add(make_label(name="Cocina"))

    response = client.get("/feeds/posts/default")
    feed = ET.fromstring(response.content)
    entry = feed.find(f"{ATOM}entry")

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert feed.findtext(f"{ATOM}title") == "El cuaderno"
    assert entry.findtext(f"{ATOM}id") == post.uid.urn
    assert entry.findtext(f"{ATOM}title") == "¿Una & otra?"
    assert (
        entry.find(f"{ATOM}link").get("href")
        == f"https://blog.example.org{post.get_absolute_url()}"
    )
    assert entry.findtext(f"{ATOM}published") == "2012-01-10T09:00:00+00:00"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == alice.name
    assert entry.find(f"{ATOM}category").get("term") == "Cocina"
    assert 'src="https://blog.example.org/media/a.jpg"' in entry.findtext(f"{ATOM}content")


def test_an_empty_blog_has_a_feed(client):
    feed = ET.fromstring(client.get("/feeds/posts/default").content)

    assert feed.findall(f"{ATOM}entry") == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_feed_costs_the_same_whatever_it_holds(
    client, alice, django_assert_num_queries, number
):
    for _ in range(number):
        make_post(author=alice, published_at=timezone.now()).labels.add(make_label())

    with django_assert_num_queries(3):
        client.get("/feeds/posts/default")


def test_characters_that_xml_cannot_hold_do_not_break_the_feed(client, alice):
    post = make_post(author=alice, title="Con \x0b vuelta", body="Hola \x08 mundo.")
    post.labels.add(make_label(name="Etiqueta \x1b"))

    entry = ET.fromstring(client.get("/feeds/posts/default").content).find(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}title") == "Con  vuelta"
